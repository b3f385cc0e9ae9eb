#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/annotation.hpp"
#include "data/cell_reference.hpp"
#include "data/form.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

/// A number of an anchor's corner.
std::uint32_t parse_index(std::string_view text) {
  std::uint32_t number = 0;
  text = trimmed(text);
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

class AttachmentReporter {
 public:
  AttachmentReporter(PackageReader& package, std::string_view part, const Sheet& sheet,
                     Diagnostics& diagnostics)
      : package_(package),
        part_(part),
        sheet_(sheet),
        place_(Place::whole(sheet.source)),
        diagnostics_(diagnostics),
        silent_(diagnostics.language()) {}

  void report(std::span<const SheetLink> links) {
    if (auto relationships = read_relationships(package_, part_, place_, silent_))
      relationships_ = std::move(*relationships);
    report_links(links);
    const bool has_comments = std::ranges::any_of(
        relationships_, [](const Relationship& r) { return r.type == "comments"; });
    // Threads are kept as comments too, for older programs.
    report_parts(has_comments ? "comments" : "threadedComment", Kind::sheet_comments,
                 [this](XmlScanner& scanner) { add_comment(scanner); });
    report_parts("drawing", Kind::sheet_drawings,
                 [this](XmlScanner& scanner) { add_anchor(scanner); });
  }

 private:
  void report_links(std::span<const SheetLink> links) {
    CellList cells;
    for (const SheetLink& link : links)
      if (loses_address(link)) cells.add(link.place);
    if (cells.count != 0) diagnostics_.report(Kind::sheet_links, cells.first, {cells.names});
  }

  /// A link whose text is its address loses nothing in print; one of a blank cell is not seen.
  [[nodiscard]] bool loses_address(const SheetLink& link) const {
    const RawCell* cell =
        sheet_.cell(link.place.row(), static_cast<std::uint16_t>(link.place.column()));
    if (cell == nullptr) return false;
    const auto target = std::ranges::find(relationships_, link.relationship, &Relationship::id);
    if (link.relationship.empty() || target == relationships_.end()) return true;
    return bare_address(trimmed(cell->text)) != bare_address(target->address);
  }

  /// All parts of one type of relationship, in one message.
  template <typename AddElement>
  void report_parts(std::string_view type, Kind kind, AddElement add_element) {
    cells_ = {};
    bool is_unreadable = false;
    for (const Relationship& relationship : relationships_) {
      if (relationship.type != type || relationship.target.empty()) continue;
      const auto part = package_.has(relationship.target)
                            ? load_xml_part(package_, relationship.target, place_, silent_)
                            : std::nullopt;
      if (!part) {
        is_unreadable = true;
        continue;
      }
      XmlScanner scanner(part->text, kOfficeLimits);
      Event event = scanner.next();
      for (; event != Event::finished && event != Event::fault; event = scanner.next())
        if (event == Event::start) add_element(scanner);
      is_unreadable = is_unreadable || event == Event::fault;
    }
    if (cells_.count == 0 && !is_unreadable) return;
    diagnostics_.report(kind, cells_.count == 0 ? place_ : cells_.first,
                        {cells_.count == 0 ? "?" : cells_.names});
  }

  void add_comment(XmlScanner& scanner) {
    const std::string_view name = scanner.local_name();
    if (name != "comment" && name != "threadedComment") return;
    const auto cell = parse_cell_reference(scanner.attribute("ref").value_or(""));
    if (!cell || annotation::is_own_note(read_text(scanner))) return;
    const Place place = Place::cell(sheet_.source, cell->row, cell->column);
    if (last_ != place) cells_.add(place);
    last_ = place;
  }

  /// All text of the element that has started; stands at its end then.
  static std::string read_text(XmlScanner& scanner) {
    const std::size_t outside = scanner.depth() - 1;
    std::string text;
    for (;;) {
      const Event event = scanner.next();
      if (event == Event::fault || event == Event::finished) return text;
      if (event == Event::end && scanner.depth() == outside) return text;
      if (event == Event::text) text += scanner.text();
    }
  }

  /// `twoCellAnchor` and `oneCellAnchor` begin with the corner of what they hold: `from` with `col`
  /// and `row`; an `absoluteAnchor` has none.
  void add_anchor(XmlScanner& scanner) {
    const std::string_view name = scanner.local_name();
    if (name == "absoluteAnchor") cells_.add(Place::cell(sheet_.source, 0, 0));
    if (name != "from") return;
    std::uint32_t row = 0, column = 0;
    std::string element;
    const std::size_t outside = scanner.depth() - 1;
    for (;;) {
      const Event event = scanner.next();
      if (event == Event::fault || event == Event::finished) return;
      if (event == Event::end && scanner.depth() == outside) break;
      if (event == Event::start) element = scanner.local_name();
      if (event == Event::end) element.clear();
      if (event != Event::text) continue;
      if (element == "row") row = parse_index(scanner.text());
      if (element == "col") column = parse_index(scanner.text());
    }
    if (row < kMaxRows && column < kMaxColumns) cells_.add(Place::cell(sheet_.source, row, column));
  }

  PackageReader& package_;
  std::string_view part_;
  const Sheet& sheet_;
  Place place_;
  Diagnostics& diagnostics_;
  Diagnostics silent_;  ///< faults of parts that no document needs
  std::vector<Relationship> relationships_;
  CellList cells_;
  Place last_;
};

}  // namespace

std::string_view bare_address(std::string_view address) {
  for (const std::string_view head : {"mailto:", "https://", "http://"}) {
    if (!address.starts_with(head)) continue;
    address.remove_prefix(head.size());
    break;
  }
  return address.ends_with('/') ? address.substr(0, address.size() - 1) : address;
}

void CellList::add(Place place) { add(place, cell_name(place.row(), place.column())); }

void CellList::add(Place place, std::string_view name) {
  constexpr std::size_t kNamed = 8;
  if (count == 0) first = place;
  last = place;
  if (count < kNamed) names.append(count == 0 ? "" : ", ").append(name);
  if (count == kNamed) names += " …";
  ++count;
}

void report_attachments(PackageReader& package, std::string_view part, const Sheet& sheet,
                        std::span<const SheetLink> links, Diagnostics& diagnostics) {
  if (!is_sheet_for_people(sheet.name))
    AttachmentReporter(package, part, sheet, diagnostics).report(links);
}

}  // namespace grif

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "data/xml_names.hpp"
#include "read/programme_xml.hpp"
#include "read/read.hpp"
#include "xml/encoding.hpp"
#include "xml/lines.hpp"
#include "xml/scanner.hpp"
#include "xml/tree.hpp"

namespace grif {
namespace {

constexpr std::size_t kMaxElements = 5'000'000;

/// Goes over a document for what no programme may be, before any of it is read: a cut file makes
/// nothing.
class DocumentCheck {
 public:
  DocumentCheck(Workbook& workbook, Sources& sources, Diagnostics& diagnostics)
      : workbook_(&workbook), sources_(&sources), diagnostics_(&diagnostics) {}

  bool check() {
    XmlScanner scanner(workbook_->xml);
    std::size_t elements = 0;
    bool good = true;
    for (;;) {
      const XmlScanner::Event event = scanner.next();
      if (event == XmlScanner::Event::fault) {
        report_xml_fault(scanner.fault(), place_at(scanner.offset()), *diagnostics_);
        return false;
      }
      if (event == XmlScanner::Event::finished) return good;
      if (event != XmlScanner::Event::start) continue;
      if (++elements > kMaxElements) {
        diagnostics_->report(
            Kind::xml_too_many_elements, place_at(scanner.offset()),
            {fmt::format("{}", kMaxElements),
             diagnostics_->language() == Language::russian ? "элементов" : "elements"});
        return false;
      }
      if (scanner.depth() == 1) good = check_root(scanner);
      if (scanner.depth() == 2) add_sheet(scanner.local_name());
    }
  }

 private:
  [[nodiscard]] Place place_at(std::size_t offset) const {
    const LineColumn at = locate_offset(workbook_->xml, offset);
    return Place::position(workbook_->source, at.line, at.column);
  }

  /// False for an XML document of another kind; a namespace is only told of.
  bool check_root(XmlScanner& scanner) {
    const std::string_view local = scanner.local_name();
    const char* const name = workbook_->xml.data() + scanner.offset() + 1;
    const std::string_view full(name, static_cast<std::size_t>(local.data() + local.size() - name));
    if (full != xml_names::kProgramme) {
      diagnostics_->report(Kind::input_xml, place_at(scanner.offset()), {full});
      return false;
    }
    for (const XmlScanner::Attribute& attribute : scanner.attributes())
      if (attribute.name == "xmlns" && !attribute.value.empty())
        diagnostics_->report(Kind::xml_namespace, place_at(attribute.offset), {attribute.value});
    return true;
  }

  /// A sheet has a source of its own, so that what is wrong on it is told from the others.
  void add_sheet(std::string_view name) {
    std::vector<Sheet>& sheets = workbook_->sheets;
    if (!sheets.empty() && sheets.back().name == name) return;
    if (sheets.size() >= recognition::kMaxNamedSheets ||
        std::ranges::find(sheets, name, &Sheet::name) != sheets.end())
      return;
    Sheet& sheet = sheets.emplace_back();
    sheet.name = name;
    sheet.source = sources_->add(workbook_->file, sheet.name);
    if (sheet.source == kNoSource) sheet.source = workbook_->source;
  }

  Workbook* workbook_;
  Sources* sources_;
  Diagnostics* diagnostics_;
};

}  // namespace

std::optional<Workbook> read_programme_xml(std::string bytes, std::string file, Sources& sources,
                                           Diagnostics& diagnostics) {
  Workbook workbook;
  workbook.file = std::move(file);
  workbook.format = Workbook::Format::xml;
  workbook.source = sources.add(workbook.file);
  auto text = convert_xml_to_utf8(std::move(bytes), Place::whole(workbook.source), diagnostics);
  if (!text) return std::nullopt;
  workbook.xml = workbook.arena.adopt(std::move(*text));
  if (!DocumentCheck(workbook, sources, diagnostics).check()) return std::nullopt;
  return workbook;
}

}  // namespace grif

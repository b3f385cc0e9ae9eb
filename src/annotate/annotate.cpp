#include "annotate/annotate.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "annotate/findings.hpp"
#include "annotate/notes_part.hpp"
#include "annotate/parts.hpp"
#include "annotate/remarks_sheet.hpp"
#include "annotate/sheet_part.hpp"
#include "annotate/styles_part.hpp"
#include "annotate/workbook_part.hpp"
#include "opc/directory.hpp"
#include "opc/parts.hpp"

namespace grif {
namespace {

using namespace annotate;

constexpr std::string_view kTypes = "[Content_Types].xml";
constexpr std::string_view kRemarksPart = "grif/remarks.xml";
constexpr std::string_view kVmlType = "application/vnd.openxmlformats-officedocument.vmlDrawing";
constexpr std::string_view kSheetMlType =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.";

/// `xl/` of `xl/workbook.xml`.
std::string folder_of(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  return std::string(part.substr(0, slash == std::string_view::npos ? 0 : slash + 1));
}

std::string_view last_word(std::string_view uri) { return uri.substr(uri.rfind('/') + 1); }

/// A sheet's part with its relationships, while they change.
struct SheetParts {
  std::string name;
  std::string text;
  std::string rels_name, rels;  ///< empty rels: there is none
  bool changed = false, rels_changed = false;

  void set_text(std::string changed_text) {
    changed = changed || changed_text != text;
    text = std::move(changed_text);
  }
  void set_rels(std::string changed_rels) {
    rels = std::move(changed_rels);
    rels_changed = true;
  }
  [[nodiscard]] std::vector<RelationshipEntry> entries() const {
    return rels.empty() ? std::vector<RelationshipEntry>{} : read_entries(rels);
  }
  /// The part of the first relationship of a type; empty for none.
  [[nodiscard]] std::string target_of_type(std::string_view type) const {
    for (const RelationshipEntry& entry : entries())
      if (!entry.external && last_word(entry.type) == type)
        return resolve_target(name, entry.target);
    return {};
  }
  [[nodiscard]] std::string target_of_id(std::string_view id) const {
    for (const RelationshipEntry& entry : entries())
      if (!entry.external && entry.id == id) return resolve_target(name, entry.target);
    return {};
  }
  void remove_target(std::string_view part) {
    std::vector<Edit> edits;
    for (const RelationshipEntry& entry : entries())
      if (!entry.external && part_key(resolve_target(name, entry.target)) == part_key(part))
        edits.push_back({entry.whole, {}});
    if (!edits.empty()) set_rels(apply_edits(rels, std::move(edits)));
  }
};

class Annotator {
 public:
  Annotator(PackageReader package, const Workbook& workbook, const Sources& sources,
            const Diagnostics& messages, Diagnostics& diagnostics)
      : file_(Place::whole(workbook.source)),
        parts_(std::move(package), file_),
        workbook_(workbook),
        messages_(messages),
        diagnostics_(diagnostics),
        findings_(gather_findings(messages, sources, workbook)) {}

  std::optional<std::string> annotate() {
    if (!read_workbook_parts()) return std::nullopt;
    if (!remove_remarks() || !read_styles()) return std::nullopt;
    StyleAdder adder(styles_);
    if (!adder.is_good()) {
      refuse(styles_part_);
      return std::nullopt;
    }
    for (std::size_t sheet = 0; sheet < positions_.size(); ++sheet)
      if (!change_sheet(sheet, adder)) return std::nullopt;
    const auto looks = adder.add_looks();
    Record record;
    parts_.set_xml(styles_part_, adder.finish(record));
    add_remarks(record, looks);
    return parts_.write(diagnostics_);
  }

 private:
  bool refuse(std::string_view part) {
    diagnostics_.report(Kind::copy_refused, file_, {part});
    return false;
  }

  /// The workbook, its relationships, and what parts are of.
  bool read_workbook_parts() {
    const auto root = parts_.read_xml("_rels/.rels", diagnostics_);
    if (!root) return false;
    for (const RelationshipEntry& entry : read_entries(*root)) {
      if (last_word(entry.type) != "officeDocument") continue;
      main_ = resolve_target("", entry.target);
      type_base_ = entry.type.substr(0, entry.type.rfind('/') + 1);
    }
    auto book = parts_.read_xml(main_, diagnostics_);
    if (!book) return false;
    book_ = std::move(*book);
    rels_name_ = relationships_part(main_);
    auto rels = parts_.read_xml(rels_name_, diagnostics_);
    if (!rels) return false;
    rels_ = std::move(*rels);
    types_ = empty_content_types();
    if (parts_.has(kTypes)) {
      auto types = parts_.read_xml(kTypes, diagnostics_);
      if (!types) return false;
      types_ = std::move(*types);
    }
    return true;
  }

  [[nodiscard]] std::string part_of(const BookSheet& sheet) const {
    for (const RelationshipEntry& entry : read_entries(rels_))
      if (entry.id == sheet.relationship && !entry.external && last_word(entry.type) == "worksheet")
        return resolve_target(main_, entry.target);
    return {};
  }

  /// Takes our sheet of an earlier run out; what is left is in the order of the workbook as read.
  bool remove_remarks() {
    const auto book = read_book(book_);
    if (!book) return refuse(main_);
    for (std::size_t i = 0; i < book->sheets.size(); ++i) {
      const bool ours = std::ranges::count(workbook_.annotation_sheets, i) != 0;
      const std::string part = part_of(book->sheets[i]);
      if (!ours) {
        positions_.push_back(part);
        continue;
      }
      drop_remarks_part(part);
      SheetParts owner{.name = main_, .rels = rels_};
      owner.remove_target(part);
      rels_ = owner.rels;
    }
    book_ = remove_sheets(book_, workbook_.annotation_sheets);
    if (positions_.size() == workbook_.sheets.size()) return true;
    return refuse(main_);
  }

  void drop_remarks_part(const std::string& part) {
    if (part.empty()) return;
    const std::string rels = relationships_part(part);
    std::vector<std::string> gone{part};
    if (parts_.has(rels)) {
      Diagnostics silent(diagnostics_.language());
      if (const auto text = parts_.read_xml(rels, silent)) {
        for (const RelationshipEntry& entry : read_entries(*text))
          if (!entry.external && last_word(entry.type) == "printerSettings")
            gone.push_back(resolve_target(part, entry.target));
      }
      gone.push_back(rels);
    }
    for (const std::string& name : gone) parts_.drop(name);
    types_ = remove_overrides(types_, gone);
  }

  bool read_styles() {
    for (const RelationshipEntry& entry : read_entries(rels_))
      if (!entry.external && last_word(entry.type) == "styles")
        styles_part_ = resolve_target(main_, entry.target);
    const auto book = read_book(book_);
    main_namespace_ = book->main_namespace;
    std::string text;
    if (parts_.has(styles_part_)) {
      auto part = parts_.read_xml(styles_part_, diagnostics_);
      if (!part) return false;
      text = std::move(*part);
    } else {
      if (styles_part_.empty()) {
        styles_part_ = parts_.free_name(folder_of(main_) + "styles.xml");
        rels_ = add_relationship(rels_, free_id(read_entries(rels_), "rIdGrifStyles"),
                                 type_base_ + "styles", "/" + styles_part_);
      }
      types_ = add_override(types_, styles_part_, std::string(kSheetMlType) + "styles+xml");
      text = plain_styles(main_namespace_);
      parts_.set(styles_part_, text);  // stands before all that is added
    }
    // Of a copy whose sheet of remarks was deleted the plain colours are still known.
    const Record record = workbook_.annotation_sheets.empty() && has_own_notes()
                              ? plain_colours()
                              : parse_record(workbook_.annotation_record);
    auto clean = clean_styles(std::move(text), record);
    if (!clean) return refuse(styles_part_);
    clean_ = std::move(*clean);
    styles_ = clean_.text;
    return true;
  }

  [[nodiscard]] bool has_own_notes() {
    Diagnostics silent(diagnostics_.language());
    for (const std::string& part : positions_) {
      const std::string rels = relationships_part(part);
      if (part.empty() || !parts_.has(rels)) continue;
      const auto text = parts_.read_xml(rels, silent);
      if (!text) continue;
      const std::string notes = SheetParts{.name = part, .rels = *text}.target_of_type("comments");
      if (notes.empty() || !parts_.has(notes)) continue;
      const auto content = parts_.read_xml(notes, silent);
      const auto clean = content ? clean_notes(*content) : std::nullopt;
      if (clean && clean->changed) return true;
    }
    return false;
  }

  // ---- A sheet

  bool change_sheet(std::size_t number, StyleAdder& adder) {
    SheetParts sheet{.name = positions_[number]};
    const std::vector<MarkedCell>& cells = findings_.cells[number];
    // Sheets of charts have no cells, and a part may be that of one sheet only.
    if (sheet.name.empty() || !changed_sheets_.insert(part_key(sheet.name)).second) return true;
    sheet.rels_name = relationships_part(sheet.name);
    const bool has_rels = parts_.has(sheet.rels_name);
    const bool may_be_marked = std::ranges::any_of(clean_.formats, &CleanFormat::ours);
    if (cells.empty() && !has_rels && !may_be_marked) return true;
    auto text = parts_.read_xml(sheet.name, diagnostics_);
    if (!text) return false;
    sheet.text = std::move(*text);
    if (has_rels) {
      auto rels = parts_.read_xml(sheet.rels_name, diagnostics_);
      if (!rels) return false;
      sheet.rels = std::move(*rels);
    }
    if (auto cleaned = clean_sheet(sheet.text, clean_)) sheet.set_text(std::move(*cleaned));
    auto notes = clean_sheet_notes(sheet);
    if (!cells.empty()) {
      const SheetGrid grid = read_grid(sheet.text);
      sheet.set_text(mark_sheet(
          sheet.text, cells, grid,
          [&](const Record::Copy& cell, Severity severity) { return adder.mark(cell, severity); }));
      mark_sheet_notes(sheet, number, cells, grid, std::move(notes));
    } else {
      keep_notes(notes);
    }
    if (sheet.changed) parts_.set_xml(sheet.name, std::move(sheet.text));
    if (sheet.rels_changed) save_rels(sheet);
    return true;
  }

  void save_rels(const SheetParts& sheet) {
    if (!sheet.rels.empty()) parts_.set_xml(sheet.rels_name, sheet.rels);
  }

  /// The parts of a sheet's notes while they change; empty names: there are none.
  struct Notes {
    std::string name, text, drawing_name, drawing;
    bool changed = false, readable = true;
  };

  void keep_notes(const Notes& notes) {
    if (!notes.changed) return;
    if (!notes.name.empty()) parts_.set_xml(notes.name, notes.text);
    if (!notes.drawing_name.empty()) parts_.set(notes.drawing_name, notes.drawing);
  }

  void drop_of_sheet(SheetParts& sheet, const std::string& part) {
    parts_.drop(part);
    types_ = remove_overrides(types_, {part});
    sheet.remove_target(part);
  }

  /// Takes our notes away; parts in which nothing is left go too.
  Notes clean_sheet_notes(SheetParts& sheet) {
    Notes notes{.name = sheet.target_of_type("comments")};
    Diagnostics silent(diagnostics_.language());
    const std::string id = find_legacy_drawing(sheet.text);
    if (!id.empty()) notes.drawing_name = sheet.target_of_id(id);
    if (notes.name.empty() || !parts_.has(notes.name)) {
      notes.name.clear();
    } else if (auto text = parts_.read_xml(notes.name, silent)) {
      notes.text = std::move(*text);
    } else {
      notes.readable = false;
    }
    if (!notes.drawing_name.empty()) {
      auto drawing = parts_.has(notes.drawing_name) ? parts_.read_bytes(notes.drawing_name, silent)
                                                    : std::nullopt;
      notes.readable = notes.readable && drawing.has_value();
      notes.drawing = std::move(drawing).value_or("");
    }
    const auto clean =
        notes.name.empty() || !notes.readable ? std::nullopt : clean_notes(notes.text);
    if (!clean || !clean->changed) return notes;
    notes.changed = true;
    notes.text = clean->text;
    notes.drawing = clean_boxes(notes.drawing, clean->removed);
    if (clean->left == 0) {
      drop_of_sheet(sheet, notes.name);
      notes.name.clear();
    }
    if (!notes.drawing_name.empty() && !clean->removed.empty() && !has_shapes(notes.drawing)) {
      drop_of_sheet(sheet, notes.drawing_name);
      sheet.set_text(remove_legacy_drawing(sheet.text));
      notes.drawing_name.clear();
    }
    // Made anew, if it is, behind the parts that it names.
    if (sheet.rels_changed && sheet.entries().empty()) {
      parts_.drop(sheet.rels_name);
      sheet.rels.clear();
    }
    return notes;
  }

  void mark_sheet_notes(SheetParts& sheet, std::size_t number, const std::vector<MarkedCell>& cells,
                        const SheetGrid& grid, Notes notes) {
    const bool any =
        std::ranges::any_of(cells, [](const MarkedCell& c) { return !c.note.empty(); });
    if (!notes.readable || !any) return keep_notes(notes);
    if (notes.name.empty()) notes.text = empty_notes(main_namespace_);
    const MarkedNotes marked = mark_notes(notes.text, cells);
    notes.changed = true;
    notes.text = marked.text;
    const std::string folder = folder_of(main_) + "grif/";
    if (notes.name.empty()) {
      notes.name = parts_.free_name(fmt::format("{}notes{}.xml", folder, number + 1));
      relate(sheet, "rIdGrifNotes", "comments", notes.name);
      types_ = add_override(types_, notes.name, std::string(kSheetMlType) + "comments+xml");
    }
    if (!marked.added.empty()) {
      if (notes.drawing_name.empty()) {
        notes.drawing_name = parts_.free_name(fmt::format("{}notes{}.vml", folder, number + 1));
        notes.drawing = empty_drawing();
        const std::string id = relate(sheet, "rIdGrifBoxes", "vmlDrawing", notes.drawing_name);
        types_ = add_override(types_, notes.drawing_name, kVmlType);
        sheet.set_text(
            set_legacy_drawing(sheet.text, id, type_base_.substr(0, type_base_.size() - 1)));
      }
      notes.drawing = mark_boxes(notes.drawing, cells, marked.added, grid);
    }
    keep_notes(notes);
  }

  std::string relate(SheetParts& sheet, std::string_view wanted, std::string_view type,
                     const std::string& part) const {
    if (sheet.rels.empty()) sheet.rels = empty_relationships();
    std::string id = free_id(sheet.entries(), wanted);
    sheet.set_rels(add_relationship(sheet.rels, id, type_base_ + std::string(type), "/" + part));
    return id;
  }

  // ---- Our sheet

  void add_remarks(Record& record, const std::array<std::uint32_t, kLooks>& looks) {
    const auto book = read_book(book_);
    std::vector<std::string> names;
    for (const BookSheet& sheet : book->sheets) names.push_back(sheet.name);
    const std::string name = choose_sheet_name(names, messages_.language());
    const std::string part = parts_.free_name(folder_of(main_) + std::string(kRemarksPart));
    const std::string id = free_id(read_entries(rels_), "rIdGrif");
    rels_ = add_relationship(rels_, id, type_base_ + "worksheet", "/" + part);
    types_ = add_override(types_, part, std::string(kSheetMlType) + "worksheet+xml");
    settle_type();
    book_ = add_sheet(book_, *book, name, id, last_row_of_list(findings_));
    parts_.set_xml(main_, book_);
    parts_.set_xml(rels_name_, rels_);
    parts_.set_xml(kTypes, types_);
    record.seal = parts_.seal(diagnostics_);
    parts_.set_xml(part, write_remarks(findings_, workbook_, names, record, looks, main_namespace_,
                                       messages_.language()));
  }

  /// The copy of a template is a workbook.
  void settle_type() {
    const std::string type = override_of(types_, main_);
    const std::size_t word = type.find("template");
    if (word == std::string::npos) return;
    std::string plain = type;
    plain.replace(word, std::string_view("template").size(), "sheet");
    types_ = set_override(types_, main_, plain);
  }

  Place file_;
  Parts parts_;
  const Workbook& workbook_;
  const Diagnostics& messages_;
  Diagnostics& diagnostics_;
  Findings findings_;
  std::string main_, type_base_, main_namespace_, rels_name_, styles_part_;
  std::string book_, rels_, types_, styles_;
  CleanStyles clean_;
  std::vector<std::string> positions_;  ///< parts of the sheets, by Workbook::sheets
  std::set<std::string> changed_sheets_;
};

}  // namespace

std::optional<std::string> annotate_workbook(std::string bytes, const Workbook& workbook,
                                             const Sources& sources, const Diagnostics& messages,
                                             Diagnostics& diagnostics) {
  auto package = PackageReader::open(std::move(bytes), Place::whole(workbook.source), diagnostics);
  if (!package) return std::nullopt;
  return Annotator(std::move(*package), workbook, sources, messages, diagnostics).annotate();
}

bool is_as_annotated(std::string_view bytes) {
  Diagnostics silent;
  const auto entries = read_zip_directory(bytes, Place::nowhere(), silent);
  if (!entries || entries->empty() || !entries->back().key.ends_with(kRemarksPart)) return false;
  std::string text;
  for (std::size_t i = 0; i + 1 < entries->size(); ++i) {
    const ZipEntry& entry = (*entries)[i];
    text += seal_line(entry.name, entry.crc, entry.size);
  }
  auto package = PackageReader::open(std::string(bytes), Place::nowhere(), silent);
  const auto part = package ? package->read(entries->back().name, silent) : std::nullopt;
  return part &&
         part->find(fmt::format(">grif-seal {:016x}<", fingerprint(text))) != std::string::npos;
}

std::string_view copy_ending_of(std::string_view bytes) {
  Diagnostics silent;
  auto package = PackageReader::open(std::string(bytes), Place::nowhere(), silent);
  const auto root =
      package ? read_relationships(*package, "", Place::nowhere(), silent) : std::nullopt;
  if (!root) return {};
  const auto main = std::ranges::find(*root, "officeDocument", &Relationship::type);
  if (main == root->end() || main->target.ends_with(".bin")) return {};
  const auto types = package->has(kTypes)
                         ? load_xml_part(*package, kTypes, Place::nowhere(), silent)
                         : std::nullopt;
  const bool macros =
      types && override_of(types->text, main->target).find("macroEnabled") != std::string::npos;
  return macros ? ".xlsm" : ".xlsx";
}

}  // namespace grif

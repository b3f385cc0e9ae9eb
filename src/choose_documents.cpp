#include "choose_documents.hpp"

#include <algorithm>

#include "core/text.hpp"

namespace grif {
std::vector<std::size_t> choose_documents(const Pack& pack, const std::vector<std::string>& only,
                                          Diagnostics& diagnostics) {
  std::vector<std::size_t> chosen;
  if (only.empty()) {
    for (std::size_t i = 0; i < pack.documents.size(); ++i) chosen.push_back(i);
    return chosen;
  }
  std::vector<std::string> known;
  for (const DocumentSpec& spec : pack.documents)
    known.insert(known.end(), {spec.name, spec.title});
  for (const std::string& name : only) {
    if (const DocumentSpec* spec = pack.find_document(name)) {
      chosen.push_back(static_cast<std::size_t>(spec - pack.documents.data()));
      continue;
    }
    diagnostics.report(Kind::unknown_document, Place::nowhere(),
                       {name, pack.name, suggest(name, known, diagnostics.language())});
  }
  std::ranges::sort(chosen);
  chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
  return chosen;
}

LackingSheets find_lacking_sheets(const DocumentSpec& spec, const Programme& programme) {
  LackingSheets lacking;
  for (const SheetId sheet : spec.needs) {
    const Table& table = programme.tables[sheet];
    if (!table.present)
      lacking.missing.push_back(sheet);
    else if (table.rows.empty())
      lacking.empty.push_back(sheet);
  }
  return lacking;
}

std::string describe_lacking(const Pack& pack, const LackingSheets& lacking, Language language) {
  const bool russian = language == Language::russian;
  std::string text;
  if (!lacking.missing.empty())
    text = (russian ? "нет: " : "missing: ") + join_titles(pack, lacking.missing);
  if (lacking.empty.empty()) return text;
  if (!text.empty()) text += "; ";
  return text + (russian ? "нет ни одной строки: " : "without rows: ") +
         join_titles(pack, lacking.empty);
}

std::string join_titles(const Pack& pack, std::vector<SheetId> sheets) {
  std::ranges::sort(sheets);
  sheets.erase(std::unique(sheets.begin(), sheets.end()), sheets.end());
  std::string text;
  for (const SheetId sheet : sheets)
    text += (text.empty() ? "«" : ", «") + pack.schema.sheets[sheet].title + "»";
  return text;
}

bool report_not_filled(const Pack& pack, const Programme& programme, Diagnostics& diagnostics) {
  const Table* first = nullptr;
  std::vector<SheetId> begin_with;
  for (const Table& table : programme.tables) {
    if (!table.present || pack.schema.sheets[table.sheet].derived) continue;
    for (const Cell& cell : table.cells)
      if (!cell.value.is_missing()) return false;
    if (first == nullptr) first = &table;
    if (pack.schema.sheets[table.sheet].shape == SheetShape::keyed)
      begin_with.push_back(table.sheet);
  }
  // A table that was found by its columns alone has been told of already.
  const auto told = [](const Diagnostic& d) { return d.kind == Kind::table_without_rows; };
  if (first == nullptr || std::ranges::any_of(diagnostics.all(), told)) return false;
  for (const DocumentSpec& document : pack.documents) {
    for (const SheetId sheet : document.needs)
      if (programme.tables[sheet].present) begin_with.push_back(sheet);
    if (!document.needs.empty()) break;
  }
  if (begin_with.empty()) begin_with.push_back(first->sheet);
  diagnostics.report(Kind::workbook_not_filled, Place::whole(first->place.source()),
                     {join_titles(pack, std::move(begin_with))});
  return true;
}

void drop_unrelated(const std::vector<SheetId>& read, const Programme& programme,
                    Diagnostics& diagnostics) {
  // A source may hold several tables: it counts if any of them does.
  enum class Use : std::uint8_t { unknown, unrelated, related };
  std::vector<Use> uses(kNoSource + std::size_t{1}, Use::unknown);
  for (std::size_t sheet = 0; sheet < programme.tables.size(); ++sheet) {
    const Table& table = programme.tables[sheet];
    if (!table.present || table.place.is_nowhere()) continue;
    const bool is_read = std::ranges::find(read, sheet) != read.end();
    Use& use = uses[table.place.source()];
    use = std::max(use, is_read ? Use::related : Use::unrelated);
  }
  Diagnostics kept(diagnostics.language());
  for (const Diagnostic& diagnostic : diagnostics.all()) {
    const bool of_data = diagnostic.place.is_cell() || diagnostic.place.is_position();
    if (!of_data || uses[diagnostic.place.source()] != Use::unrelated) kept.add(diagnostic);
  }
  diagnostics = std::move(kept);
}

}  // namespace grif

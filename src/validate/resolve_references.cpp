#include <string>
#include <unordered_map>
#include <vector>

#include "core/text.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

constexpr std::size_t kSuggestions = 100;  // later faults of a column come without a guess

/// The records of one table by what names them.
struct NameIndex {
  std::unordered_map<std::string, std::uint32_t> rows;
  std::vector<std::string> names;
};

NameIndex index_names(const Table& table, ColumnId column) {
  NameIndex index;
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const Cell& cell = table.cell(row, column);
    if (cell.value.is_missing() || table.rows[row].kind != RowKind::item) continue;
    const std::string_view name =
        cell.value.is(Value::Type::text) ? cell.value.as_text() : cell.written;
    if (index.rows.try_emplace(title_key(name), row).second) index.names.push_back(collapsed(name));
  }
  return index;
}

class ReferenceResolver {
 public:
  ReferenceResolver(Programme& programme, const Schema& schema, const ColumnSchema& column,
                    Diagnostics& diagnostics)
      : arena_(&programme.arena),
        column_(&column),
        target_(&programme.tables[column.reference]),
        target_sheet_(&schema.sheets[column.reference]),
        diagnostics_(&diagnostics) {
    if (target_->present) index_ = index_names(*target_, column.reference_column);
  }

  void resolve(Cell& cell) {
    if (cell.value.is(Value::Type::text)) {
      cell.value = find(cell.value.as_text(), cell.place);
    } else if (cell.value.is(Value::Type::list)) {
      std::vector<Value> records;
      bool faulty = false;
      for (const Value& name : cell.value.as_list()) {
        records.push_back(find(name.as_text(), cell.place));
        faulty = faulty || records.back().is_faulty();
      }
      cell.value =
          faulty ? Value::faulty() : Value::list(arena_->store(std::span<const Value>(records)));
    }
  }

 private:
  Value find(std::string_view name, Place place) {
    if (!target_->present) {
      if (!told_)
        diagnostics_->report(Kind::reference_sheet_missing, place,
                             {collapsed(name), target_sheet_->title});
      told_ = true;
      return Value::faulty();
    }
    const auto found = index_.rows.find(title_key(name));
    if (found != index_.rows.end()) return Value::record({column_->reference, found->second});
    std::vector<std::string> near;
    if (faults_++ < kSuggestions) near = nearest(name, index_.names);
    if (near.empty())
      diagnostics_->report(Kind::reference_unknown, place, {collapsed(name), target_sheet_->title});
    else
      diagnostics_->report(Kind::reference_looks_like, place,
                           {collapsed(name), target_sheet_->title, "«" + join(near, "», «") + "»"});
    return Value::faulty();
  }

  Arena* arena_;
  const ColumnSchema* column_;
  const Table* target_;
  const SheetSchema* target_sheet_;
  Diagnostics* diagnostics_;
  NameIndex index_;
  bool told_ = false;
  std::size_t faults_ = 0;
};

}  // namespace

void resolve_references(Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
    Table& table = programme.tables[s];
    if (!table.present) continue;
    const SheetSchema& sheet = schema.sheets[s];
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      if (sheet.columns[c].type != ColumnType::reference || sheet.columns[c].reference == kNoSheet)
        continue;
      ReferenceResolver resolver(programme, schema, sheet.columns[c], diagnostics);
      for (std::uint32_t row = 0; row < table.rows.size(); ++row)
        resolver.resolve(table.cell(row, c));
    }
  }
}

}  // namespace grif

#include "expression/tables.hpp"

#include "core/text.hpp"

namespace grif {
namespace {

bool is_child(const Row& row, Children kind) {
  switch (kind) {
    case Children::items:
      return row.kind == RowKind::item;
    case Children::details:
      return row.kind == RowKind::detail;
    case Children::results:
      return row.kind == RowKind::result;
    case Children::rows:
      return true;
  }
  return false;
}

}  // namespace

std::span<const Value> TableIndex::rows() {
  if (rows_.size() != table_->rows.size()) {
    rows_.reserve(table_->rows.size());
    for (std::uint32_t row = 0; row < table_->rows.size(); ++row)
      rows_.push_back(Value::record({number_, row}));
  }
  return rows_;
}

void TableIndex::make_children(Children kind) {
  auto made = std::make_unique<ChildRows>();
  const std::size_t count = table_->rows.size();
  const auto parent = [&](std::uint32_t row) {
    const Row& r = table_->rows[row];
    return r.group < count && is_child(r, kind) ? r.group : kNoRow;
  };
  made->begins.assign(count + 1, 0);
  for (std::uint32_t row = 0; row < count; ++row)
    if (const std::uint32_t group = parent(row); group != kNoRow) ++made->begins[group + 1];
  for (std::size_t i = 1; i <= count; ++i) made->begins[i] += made->begins[i - 1];
  made->rows.resize(made->begins[count]);
  std::vector<std::uint32_t> next(made->begins.begin(), made->begins.end() - 1);
  for (std::uint32_t row = 0; row < count; ++row) {
    if (const std::uint32_t group = parent(row); group != kNoRow)
      made->rows[next[group]++] = Value::record({number_, row});
  }
  children_[static_cast<std::size_t>(kind)] = std::move(made);
}

std::span<const Value> TableIndex::children(std::uint32_t row, Children kind) {
  if (!children_[static_cast<std::size_t>(kind)]) make_children(kind);
  const ChildRows& all = *children_[static_cast<std::size_t>(kind)];
  return std::span(all.rows).subspan(all.begins[row], all.begins[row + 1] - all.begins[row]);
}

const ColumnIndex& TableIndex::column(ColumnId column) {
  columns_.resize(std::max<std::size_t>(columns_.size(), column + std::size_t{1}));
  if (columns_[column]) return *columns_[column];
  auto made = std::make_unique<ColumnIndex>();
  const auto count = static_cast<std::uint32_t>(table_->rows.size());
  std::vector<std::uint32_t> numbers(count, KeyIndex::kNone);
  std::vector<std::uint32_t> counts;
  for (std::uint32_t row = 0; row < count; ++row) {
    const Value& value = table_->cell(row, column).value;
    if (value.is_missing()) continue;
    if (value.is_faulty()) {
      if (made->first_faulty == kNoRow) made->first_faulty = row;
      continue;
    }
    const ValueClass key_class = class_of(value);
    if (made->keys.size() == 0) made->key_class = key_class;
    if (key_class != made->key_class || key_class == ValueClass::other ||
        value.is(Value::Type::ratio) || key_class == ValueClass::real) {
      made->mixed = true;
      break;
    }
    numbers[row] = made->keys.add(value);
    counts.resize(made->keys.size(), 0);
    ++counts[numbers[row]];
  }
  made->begins.assign(1, 0);
  for (const std::uint32_t n : counts) made->begins.push_back(made->begins.back() + n);
  made->rows.resize(made->begins.back());
  std::vector<std::uint32_t> next(made->begins.begin(), made->begins.end() - 1);
  for (std::uint32_t row = 0; row < count; ++row) {
    if (numbers[row] != KeyIndex::kNone)
      made->rows[next[numbers[row]]++] = Value::record({number_, row});
  }
  columns_[column] = std::move(made);
  return *columns_[column];
}

std::optional<std::size_t> TableIndex::column_titled(std::string_view title,
                                                     const SheetSchema& sheet) {
  if (title_keys_.size() != table_->width()) {
    title_keys_.clear();
    for (std::size_t i = 0; i < table_->schema_columns; ++i)
      title_keys_.push_back(i < sheet.columns.size() ? title_key(sheet.columns[i].title) : "");
    for (const ExtraColumn& extra : table_->extra_columns)
      title_keys_.push_back(title_key(extra.title));
  }
  const std::string wanted = title_key(title);
  for (std::size_t i = table_->schema_columns; i < title_keys_.size(); ++i)
    if (title_keys_[i] == wanted) return i;
  for (std::size_t i = 0; i < table_->schema_columns; ++i)
    if (title_keys_[i] == wanted) return i;
  return std::nullopt;
}

EvaluationCache::EvaluationCache() = default;
EvaluationCache::EvaluationCache(const EvaluationCache&) {}
EvaluationCache::EvaluationCache(EvaluationCache&&) noexcept = default;
EvaluationCache& EvaluationCache::operator=(const EvaluationCache& other) {
  if (this != &other) tables_.reset();
  return *this;
}
EvaluationCache& EvaluationCache::operator=(EvaluationCache&&) noexcept = default;
EvaluationCache::~EvaluationCache() = default;

EvaluationCache::Tables& EvaluationCache::tables(const Programme& programme) {
  if (!tables_ || tables_->programme != &programme) {
    tables_ = std::make_unique<Tables>();
    tables_->programme = &programme;
    tables_->indexes.reserve(programme.tables.size());
    for (std::uint32_t i = 0; i < programme.tables.size(); ++i)
      tables_->indexes.emplace_back(i, programme.tables[i]);
  }
  return *tables_;
}

}  // namespace grif

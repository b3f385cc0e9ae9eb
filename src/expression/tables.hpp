#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "expression/code.hpp"
#include "expression/compare.hpp"

namespace grif {

/// The rows of a table by what a column holds.
struct ColumnIndex {
  KeyIndex keys;
  ValueClass key_class = ValueClass::other;
  bool mixed = false;  ///< keys of several classes, or lists: the index cannot be used
  std::uint32_t first_faulty = kNoRow;
  std::vector<std::uint32_t> begins;  ///< of each key's rows in `rows`, and the end
  std::vector<Value> rows;            ///< records
};

/// What an evaluation keeps of one table; each part is made when first asked for.
class TableIndex {
 public:
  explicit TableIndex(std::uint32_t number, const Table& table) : number_(number), table_(&table) {}
  std::span<const Value> rows();
  std::span<const Value> children(std::uint32_t row, Children kind);
  const ColumnIndex& column(ColumnId column);
  /// The column (extra ones first) whose printed title is that, or nothing.
  std::optional<std::size_t> column_titled(std::string_view title, const SheetSchema& sheet);

 private:
  struct ChildRows {
    std::vector<std::uint32_t> begins;
    std::vector<Value> rows;
  };
  void make_children(Children kind);
  std::uint32_t number_;
  const Table* table_;
  std::vector<Value> rows_;
  std::array<std::unique_ptr<ChildRows>, 4> children_;
  std::vector<std::unique_ptr<ColumnIndex>> columns_;
  std::vector<std::string> title_keys_;
};

struct EvaluationCache::Tables {
  const Programme* programme = nullptr;
  std::vector<TableIndex> indexes;
  TableIndex& at(SheetId sheet) { return indexes[sheet]; }
};

}  // namespace grif

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/programme.hpp"
#include "expression/expression.hpp"

namespace grif::testing {

/// A programme of another trade: a town library with its readers, books, loans and a plan of works
/// as it was typed for print. Every sheet is a source of its own; cell (row, column) of a table
/// stands at row + 1, column of its sheet.
class Library {
 public:
  Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  Schema schema;
  Programme programme;
  Sources sources;
  SourceId expression_source = kNoSource;

  Value& cell(std::string_view sheet, std::uint32_t row, std::string_view column);
  /// The same value with the cell's written text changed too.
  Cell& whole_cell(std::string_view sheet, std::uint32_t row, std::string_view column);
  [[nodiscard]] Value row(std::string_view sheet, std::uint32_t row) const;

 private:
  using ColumnSpec = std::pair<std::string_view, ColumnType>;
  SheetSchema& add_sheet(std::string_view id, SheetShape shape,
                         std::initializer_list<ColumnSpec> columns);
  Table& table(std::string_view sheet);
  void add_row(std::string_view sheet, std::initializer_list<Value> values,
               RowKind kind = RowKind::item, std::uint32_t group = kNoRow);
  void fill();
  void fill_works();
};

/// What an expression gives over the library: its printed value, or the messages that it caused, a
/// line each, as they stand in a pipe.
struct Session {
  explicit Session(Library& library, Language language = Language::russian);
  std::string run(std::string_view text);
  /// Compiles only; the messages, or the type.
  std::string type_of(std::string_view text);
  std::string take_messages();

  Library& library;
  Diagnostics diagnostics;
  Arena arena;
  NameScope scope;
  Evaluation evaluation;
};

/// An expression and what it prints, or the messages it causes.
struct Case {
  std::string_view text, expected;
};
/// Each case runs over a fresh library.
void expect_all(std::initializer_list<Case> cases);

}  // namespace grif::testing

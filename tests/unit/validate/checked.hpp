#pragma once

#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pack/pack.hpp"
#include "tools/sheets_text.hpp"
#include "validate/validate.hpp"

namespace grif {

/// The mentoring pack, loaded once.
inline const Pack& mentoring_pack() {
  static const Pack pack = [] {
    DiskWorld world;
    Sources sources;
    Diagnostics diagnostics(Language::english);
    auto loaded = load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources,
                            diagnostics);
    for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << format_plain(d, sources);
    return loaded ? std::move(*loaded) : Pack{};
  }();
  return pack;
}

/// A Programme from text, as recognition would give it. Each sheet: its id, maybe `[printed]`; a
/// row of column ids; rows of cells as in sheets_text. In grouped sheets a row may begin with
/// `group:`, `detail:` or `result:`; `^` is covered by a merge.
class Checked {
 public:
  explicit Checked(std::string_view text, const Schema& schema,
                   Language language = Language::english)
      : diagnostics(language), schema_(&schema) {
    programme.inputs.emplace_back();
    programme.inputs[0].source = sources.add("a.xlsx");
    programme.tables.resize(schema.sheets.size());
    for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
      programme.tables[s].sheet = static_cast<SheetId>(s);
      programme.tables[s].schema_columns = schema.sheets[s].columns.size();
    }
    read(text);
    validate_types(programme, schema, diagnostics);
  }

  /// Runs the pack's rules; aggregates are evaluated each time.
  void check(const Pack& pack) {
    Arena arena;
    Evaluation evaluation;
    evaluation.schema = schema_;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    evaluation.aggregate = [&pack](std::uint16_t index, Evaluation& e) {
      std::vector<Value> frame(pack.aggregates[index].frame_size);
      frame.swap(e.frame);
      const Value value = evaluate(pack.aggregates[index].expression, e);
      frame.swap(e.frame);
      return value;
    };
    check_rules(programme, pack, evaluation, diagnostics);
  }

  [[nodiscard]] const Cell& cell(std::string_view sheet, std::uint32_t row,
                                 std::string_view column) const {
    const SheetId id = schema_->find_sheet(sheet);
    return programme.tables[id].cell(row, schema_->sheets[id].find_column(column));
  }
  [[nodiscard]] std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
    return out;
  }
  /// `A2: error[kind]` of each message, notes behind.
  [[nodiscard]] std::string kinds() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      out += without_file(d.place);
      out += d.severity == Severity::error     ? ": error["
             : d.severity == Severity::warning ? ": warning["
                                               : ": note[";
      out += std::string(d.id()) + "]";
      for (const Diagnostic::Note& note : d.notes) out += " <- " + without_file(note.place);
      out += '\n';
    }
    return out;
  }

  Sources sources;
  Diagnostics diagnostics;
  Programme programme;

 private:
  [[nodiscard]] std::string without_file(Place place) const {
    const std::string described = sources.describe(place);
    return described.starts_with("a.xlsx:") ? described.substr(7) : described;
  }
  void read(std::string_view text) {
    Table* table = nullptr;
    SourceId source = kNoSource;
    std::uint32_t line_number = 0, group = kNoRow;
    for (const std::string_view raw : split(text, '\n')) {
      std::string_view line = trimmed(raw);
      if (line.empty()) continue;
      if (line.starts_with("== ")) {
        line = line.substr(3);
        const bool printed = line.ends_with(" [printed]");
        if (printed) line = line.substr(0, line.size() - 10);
        const SheetId id = schema_->find_sheet(line);
        ASSERT_NE(id, kNoSheet) << line;
        table = &programme.tables[id];
        table->present = true;
        table->printed = printed;
        source = sources.add("a.xlsx", std::string(line));
        table->place = Place::whole(source);
        line_number = 0;
        group = kNoRow;
        continue;
      }
      if (line_number++ == 0) {
        for (const std::string_view id : split(line, '|')) {
          const ColumnId column = schema_->sheets[table->sheet].find_column(trimmed(id));
          ASSERT_NE(column, kNoColumn) << id;
          table->printed_order.push_back(column);
        }
        continue;
      }
      add_row(*table, line, source, line_number - 1, group);
    }
  }

  void add_row(Table& table, std::string_view line, SourceId source, std::uint32_t at,
               std::uint32_t& group) {
    Row row;
    for (const RowKind kind : {RowKind::group, RowKind::detail, RowKind::result}) {
      const std::string prefix = std::string(row_kind_name(kind)) + ":";
      if (!line.starts_with(prefix)) continue;
      row.kind = kind;
      line = line.substr(prefix.size());
    }
    row.place = Place::cell(source, at, 0);
    if (row.kind == RowKind::group) group = static_cast<std::uint32_t>(table.rows.size());
    row.group = row.kind == RowKind::group ? kNoRow : group;
    table.rows.push_back(row);
    const std::size_t first = table.cells.size();
    table.cells.resize(first + table.width());
    for (std::size_t c = 0; c < table.width(); ++c) table.cells[first + c].place = row.place;
    std::uint32_t column = 0;
    for (const std::string_view written : split(line, '|')) {
      Cell& cell = table.cells[first + table.printed_order[column]];
      cell.place = Place::cell(source, at, column++);
      if (trimmed(written) == "^") {
        cell.row_span = cell.column_span = 0;
        continue;
      }
      const sheets_text::CellText text = sheets_text::detail::parse_cell(written);
      cell.written = programme.arena.store(text.text);
      cell.value = value_of(text, cell.written);
    }
  }

  static Value value_of(const sheets_text::CellText& text, std::string_view written) {
    switch (text.type) {
      case RawCell::Type::text:
        return Value::text(written);
      case RawCell::Type::number: {
        const Decimal decimal = *Decimal::parse(written);
        return decimal.is_integer() ? Value::integer(decimal.normalised().mantissa())
                                    : Value::decimal(decimal);
      }
      case RawCell::Type::date:
        return Value::date(*Date::parse_iso(written));
      case RawCell::Type::boolean:
        return Value::boolean(written == "yes");
      case RawCell::Type::error:
        return Value::faulty();
      default:
        return {};
    }
  }

  const Schema* schema_;
};

}  // namespace grif

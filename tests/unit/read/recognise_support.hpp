#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "tools/sheets_text.hpp"

namespace grif {

/// The mentoring pack's schema, loaded once.
inline const Schema& mentoring() {
  static const Pack kPack = [] {
    DiskWorld world;
    Sources sources;
    Diagnostics diagnostics(Language::english);
    auto loaded = load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources,
                            diagnostics);
    for (const Diagnostic& d : diagnostics.all()) ADD_FAILURE() << format_plain(d, sources);
    return loaded ? std::move(*loaded) : Pack{};
  }();
  return kPack.schema;
}

/// A recognised programme with its messages in English.
struct Recognised {
  Sources sources;
  Diagnostics diagnostics{Language::english};
  Programme programme;

  explicit Recognised(std::string_view text, const Schema& schema = mentoring())
      : Recognised(std::vector<std::string_view>{text}, schema) {}
  explicit Recognised(const std::vector<std::string_view>& texts,
                      const Schema& schema = mentoring())
      : schema_(&schema) {
    std::vector<Workbook> inputs;
    for (std::size_t i = 0; i < texts.size(); ++i)
      inputs.push_back(sheets_text::make_workbook(texts[i], i == 0 ? "a.xlsx" : "b.xlsx", sources));
    programme = recognise_tables(std::move(inputs), SchemaTitles(schema), sources, diagnostics);
  }

  [[nodiscard]] const Table& table(std::string_view sheet) const {
    return programme.tables[schema_->find_sheet(sheet)];
  }
  /// `name | name`: the columns as printed.
  [[nodiscard]] std::string columns(std::string_view sheet) const {
    std::string out;
    const SheetId id = schema_->find_sheet(sheet);
    const Table& t = programme.tables[id];
    for (const ColumnId column : t.printed_order) {
      if (!out.empty()) out += " | ";
      out += column < t.schema_columns ? schema_->sheets[id].columns[column].id
                                       : "+" + t.extra_columns[column - t.schema_columns].title;
    }
    return out;
  }
  /// A row a line: kind, group, then the cells as printed; `<` and `^` under merges, ¶ line breaks.
  [[nodiscard]] std::string rows(std::string_view sheet) const {
    std::string out;
    const Table& t = table(sheet);
    for (std::uint32_t r = 0; r < t.rows.size(); ++r) {
      out += row_kind_name(t.rows[r].kind);
      if (t.rows[r].group != kNoRow) out += fmt::format(" of {}", t.rows[r].group);
      out += ":";
      for (const ColumnId column : t.printed_order) out += " | " + show(t.cell(r, column));
      out += '\n';
    }
    return out;
  }
  /// One column of a derived table, a row a line.
  [[nodiscard]] std::string lines(std::string_view sheet) const {
    std::string out;
    const Table& t = table(sheet);
    // What marks say beyond their side, text and line is read from the text (read_mark_test).
    const std::size_t width = sheet.ends_with("_marks") ? 3 : t.width();
    for (std::uint32_t r = 0; r < t.rows.size(); ++r) {
      for (std::size_t c = 0; c < width; ++c) {
        if (c != 0) out += " | ";
        out += show(t.cell(r, c));
      }
      out += '\n';
    }
    return out;
  }
  [[nodiscard]] std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
    return out;
  }
  /// `place: severity[kind]` of each message.
  [[nodiscard]] std::string kinds() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all()) {
      const std::string_view severity = d.severity == Severity::error     ? "error"
                                        : d.severity == Severity::warning ? "warning"
                                                                          : "note";
      out += fmt::format("{}: {}[{}]\n", sources.describe(d.place), severity, d.id());
    }
    return out;
  }

 private:
  static std::string show(const Cell& cell) {
    std::string text;
    for (const char c : cell.written) text += c == '\n' ? std::string("¶") : std::string(1, c);
    if (cell.value.is(Value::Type::integer) && text.empty())
      text = std::to_string(cell.value.as_integer());
    if (cell.value.is(Value::Type::decimal) && text.empty())
      text = cell.value.as_decimal().to_string('.');
    if (cell.row_span == 0) return text.empty() ? "<" : "<" + text;
    if (cell.row_span > 1 || cell.column_span > 1)
      text += fmt::format(" [{}x{}]", cell.row_span, cell.column_span);
    return text.empty() ? "-" : text;
  }
  const Schema* schema_;
};

}  // namespace grif

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "language/terms.hpp"
#include "validate/column_types.hpp"

namespace grif {
namespace {

class CellConverter {
 public:
  CellConverter(const SheetSchema& sheet, const ColumnSchema& column, bool printed,
                const KnownPeriod& period, Arena& arena, Diagnostics& diagnostics)
      : column_(&column),
        printed_(printed),
        arena_(&arena),
        diagnostics_(&diagnostics),
        terms_(sheet, column, period, arena, diagnostics) {
    for (const std::string& value : column.one_of) allowed_.push_back(title_key(value));
    for (const std::string& value : column.known) known_.push_back(title_key(value));
  }

  void convert(Cell& cell) {
    if (cell.value.is_missing() || cell.value.is_faulty()) return;
    place_ = cell.place;
    if (column_->list && cell.value.is(Value::Type::text)) {
      convert_list(cell);
      return;
    }
    const bool typed = cell.value.is(Value::Type::text);
    cell.value = convert_value(cell.value, cell);
    // A number of a row is printed as it was typed, whatever the spreadsheet made of it.
    if (column_->type == ColumnType::label && !typed) cell.written = cell.value.as_text();
  }

 private:
  void convert_list(Cell& cell) {
    std::vector<Value> items;
    bool faulty = false;
    for (const std::string_view line : split(cell.value.as_text(), '\n')) {
      const std::string_view text = trimmed(line);
      if (text.empty()) continue;
      Cell item = cell;
      item.written = text;
      const Value value = convert_value(Value::text(text), item);
      faulty = faulty || value.is_faulty();
      items.push_back(value);
    }
    cell.value =
        faulty ? Value::faulty() : Value::list(arena_->store(std::span<const Value>(items)));
  }

  Value convert_value(const Value& value, const Cell& cell) {
    switch (column_->type) {
      case ColumnType::text:
      case ColumnType::reference:
        return as_allowed(cell.written);
      case ColumnType::label:
        return as_label(value, cell);
      case ColumnType::term:
        return terms_.read(value, cell);
      case ColumnType::integer:
        return as_integer(value, cell);
      case ColumnType::decimal:
        return as_decimal(value, cell);
      case ColumnType::date:
        return as_date(value, cell);
      case ColumnType::boolean:
        return as_boolean(value, cell);
    }
    return value;
  }

  Value refuse(Kind kind, const Cell& cell, std::string_view more = {}) {
    diagnostics_->report(kind, place_, {collapsed(cell.written), column_->title, more});
    return Value::faulty();
  }

  /// A text, in the spelling of the schema where that lists what is allowed.
  Value as_allowed(std::string_view written) {
    if (!known_.empty()) check_known(written);
    if (allowed_.empty()) return Value::text(written);
    const auto found = std::ranges::find(allowed_, title_key(written));
    if (found != allowed_.end())
      return Value::text(
          arena_->store(column_->one_of[static_cast<std::size_t>(found - allowed_.begin())]));
    const std::vector<std::string> near = nearest(written, column_->one_of);
    diagnostics_->report(
        printed_ ? Severity::warning : Severity::error, Kind::value_not_allowed, place_,
        {collapsed(written), column_->title, join(near.empty() ? column_->one_of : near, ", ")});
    return printed_ ? Value::text(written) : Value::faulty();
  }

  /// Names that hold a known one are known too: «Дорожная карта лицея».
  void check_known(std::string_view written) {
    const std::string key = title_key(written);
    const bool is_known = std::ranges::any_of(
        known_, [&key](const std::string& known) { return key.find(known) != std::string::npos; });
    if (is_known) return;
    const std::vector<std::string> near = nearest(written, column_->known);
    if (near.empty())
      diagnostics_->report(Kind::value_unknown, place_, {collapsed(written), column_->title});
    else
      diagnostics_->report(Kind::value_looks_like, place_,
                           {collapsed(written), column_->title, "«" + join(near, "», «") + "»"});
  }

  Value as_label(const Value& value, const Cell& cell) {
    if (value.is(Value::Type::text)) return Value::text(value.as_text());
    const std::string text = label_text(cell);
    if (value.is(Value::Type::date))
      diagnostics_->report(Kind::label_became_date, place_,
                           {collapsed(cell.written), column_->title, text});
    return Value::text(arena_->store(text));
  }

  /// A share that the cell shows as 85% counts as one that was written so: 85.
  static std::optional<Decimal> number_in(const Value& value, const Cell& cell) {
    if (value.is(Value::Type::integer) || value.is(Value::Type::decimal)) {
      const bool is_share = trimmed(cell.written).ends_with('%');
      return is_share ? multiply(value.as_decimal(), Decimal(100)) : value.as_decimal();
    }
    if (!value.is(Value::Type::text)) return std::nullopt;
    std::string_view text = trimmed(value.as_text());
    if (text.ends_with('%')) text = trimmed(text.substr(0, text.size() - 1));
    return Decimal::parse(text);
  }

  Value as_integer(const Value& value, const Cell& cell) {
    const auto number = number_in(value, cell);
    if (!number) return refuse(Kind::not_a_number, cell);
    if (!number->is_integer()) return refuse(Kind::not_an_integer, cell);
    return Value::integer(number->normalised().mantissa());
  }

  Value as_decimal(const Value& value, const Cell& cell) {
    const auto number = number_in(value, cell);
    return number ? Value::decimal(*number) : refuse(Kind::not_a_number, cell);
  }

  Value as_date(const Value& value, const Cell& cell) {
    if (value.is(Value::Type::date)) return value;
    if (value.is(Value::Type::text)) {
      if (const auto date = Date::parse(value.as_text())) return Value::date(*date);
      return as_date_in_words(value.as_text(), cell);
    }
    if (const auto date = date_of_serial(value))
      return refuse(Kind::date_without_format, cell, date->digits());
    return refuse(Kind::not_a_date, cell);
  }

  /// «31 августа 2026 г.», «от «31» 08. 2026 г.», «31-08-2026»; a line for the hand is no date yet.
  Value as_date_in_words(std::string_view written, const Cell& cell) {
    std::string text(written);
    for (std::size_t i = 1; i + 1 < text.size(); ++i)
      if (text[i] == '-' && is_digit(text[i - 1]) && is_digit(text[i + 1])) text[i] = '.';
    const Term term = parse_term(text);
    if (term.kind == TermKind::blank) return {};
    const bool one_day = term.kind == TermKind::day && !term.is_doubtful() &&
                         term.intervals.size() == 1 &&
                         term.intervals[0].first == term.intervals[0].last;
    return one_day ? Value::date(term.intervals[0].first) : refuse(Kind::not_a_date, cell);
  }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  Value as_boolean(const Value& value, const Cell& cell) {
    if (value.is(Value::Type::boolean)) return value;
    constexpr std::array<std::string_view, 5> kYes = {"да", "yes", "true", "+", "истина"};
    constexpr std::array<std::string_view, 5> kNo = {"нет", "no", "false", "-", "ложь"};
    const std::string word = lower(collapsed(cell.written));
    if (std::ranges::find(kYes, word) != kYes.end() || word == "1") return Value::boolean(true);
    if (std::ranges::find(kNo, word) != kNo.end() || word == "0") return Value::boolean(false);
    return refuse(Kind::not_a_boolean, cell);
  }

  const ColumnSchema* column_;
  bool printed_;
  Arena* arena_;
  Diagnostics* diagnostics_;
  TermReader terms_;
  std::vector<std::string> allowed_, known_;
  Place place_;
};

/// A number as a label: as the school sees it (007, № 5, 1,10), but with a full stop for the comma
/// and without blanks between thousands, which a spreadsheet put there.
std::string number_label(const Cell& cell) {
  std::string label;
  bool is_plain = !cell.written.empty();
  for (std::size_t at = 0; at < cell.written.size();) {
    const char32_t c = next_code_point(cell.written, at);
    if (is_blank(c)) continue;
    is_plain = is_plain && ((c >= '0' && c <= '9') || c == ',' || c == '-');
    append_utf8(label, c == ',' ? U'.' : c);
  }
  if (is_plain) return label;
  if (!cell.written.empty()) return std::string(cell.written);
  return cell.value.as_decimal().normalised().to_string('.');
}

}  // namespace

std::string label_text(const Cell& cell) {
  const Value& value = cell.value;
  if (value.is(Value::Type::integer) || value.is(Value::Type::decimal)) return number_label(cell);
  if (value.is(Value::Type::date))
    return std::to_string(value.as_date().day()) + '.' + std::to_string(value.as_date().month());
  return std::string(cell.written);
}

void convert_cells(Table& table, const SheetSchema& sheet, const KnownPeriod& period, Arena& arena,
                   Diagnostics& diagnostics) {
  for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
    const ColumnSchema& column = sheet.columns[c];
    CellConverter converter(sheet, column, table.printed, period, arena, diagnostics);
    for (std::uint32_t row = 0; row < table.rows.size(); ++row)
      converter.convert(table.cell(row, c));
  }
}

}  // namespace grif

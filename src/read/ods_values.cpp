#include <cmath>

#include "core/decimal.hpp"
#include "core/text.hpp"
#include "read/ods_parts.hpp"
#include "read/serial_date.hpp"
#include "read/xlsx_cell.hpp"

namespace grif {
namespace {

using Type = RawCell::Type;

/// What the office suite showed for a number, with a comma where it was set to English.
std::string with_comma(std::string_view shown) {
  std::string text(shown);
  const std::size_t point = text.rfind('.');
  const bool is_number = text.find_first_not_of("-0123456789.,% ") == std::string::npos;
  if (!is_number || point == std::string::npos || text.find('.') != point) return text;
  const std::size_t comma = text.rfind(',');
  if (comma != std::string::npos && comma > point) return text;
  std::string out;
  for (const char c : text) out += c == '.' ? "," : c == ',' ? "\xC2\xA0" : std::string(1, c);
  return out;
}

class ValueReader {
 public:
  ValueReader(const OdsStyles& styles, Arena& arena) : styles_(styles), arena_(arena) {}

  bool interpret(const OdsStored& stored, RawCell& cell) {
    const std::string_view text =
        stored.any_paragraph ? std::string_view(stored.text) : std::string_view(stored.value);
    if (stored.is_error || (stored.has_formula && is_error_text(stored.text))) {
      cell.type = Type::error;
      cell.text = arena_.store(trimmed(stored.text));
    } else if (stored.type == "string" || (stored.type.empty() && stored.any_paragraph)) {
      cell.type = text.empty() ? Type::blank : Type::text;
      cell.text = arena_.store(text);
    } else if (stored.type.empty()) {
      cell.type = stored.has_formula ? Type::uncomputed : Type::blank;
    } else if (!interpret_typed(stored, cell)) {
      cell.type = Type::error;
      cell.text = arena_.store(stored.value);
      return false;
    } else {
      keep_look(trimmed(stored.text), cell);
    }
    return true;
  }

 private:
  static bool is_error_text(std::string_view text) {
    return text.starts_with("#") || text.starts_with("Err:") || text.starts_with("Ошибка:");
  }

  bool interpret_typed(const OdsStored& stored, RawCell& cell) {
    const std::string_view value = trimmed(stored.value);
    if (stored.type == "boolean") {
      cell.type = Type::boolean;
      cell.number = value == "true" ? 1 : 0;
      return value == "true" || value == "false";
    }
    if (stored.type == "date") return interpret_date(value, cell);
    if (stored.type == "time") return interpret_time(stored, value, cell);
    const auto number = parse_number<double>(value);
    if (!number || !std::isfinite(*number)) return false;
    cell.number = *number;
    // LibreOffice keeps a boolean of an XLSX as the number that it shows by such a word.
    const std::string_view shown = trimmed(stored.text);
    const bool is_boolean = (*number == 1 && (shown == "TRUE" || shown == "ИСТИНА")) ||
                            (*number == 0 && (shown == "FALSE" || shown == "ЛОЖЬ"));
    cell.type = is_boolean ? Type::boolean : Type::number;
    if (is_boolean) return true;
    cell.text = arena_.store(value);
    return true;
  }

  bool interpret_date(std::string_view value, RawCell& cell) {
    const auto moment = parse_iso_moment(value);
    if (!moment || !moment->date) return false;
    const std::int32_t time = moment->milliseconds.value_or(0);
    cell.date = *moment->date;
    cell.type = time == 0 ? Type::date : Type::date_time;
    cell.text =
        arena_.store(time == 0 ? cell.date.iso() : cell.date.iso() + "T" + format_time(time));
    return true;
  }

  bool interpret_time(const OdsStored& stored, std::string_view value, RawCell& cell) {
    const auto days = parse_ods_time(value);
    if (!days) return false;
    cell.number = *days;
    const bool is_time = *days >= 0 && *days < 1 && !styles_.shows_duration(*stored.style);
    cell.type = is_time ? Type::time : Type::duration;
    if (is_time) {
      cell.text = arena_.store(format_time_of_serial(*days));
      return true;
    }
    const auto duration = format_duration(*days);
    if (duration) cell.text = arena_.store(*duration);
    return duration.has_value();
  }

  /// The file holds what the office suite showed; it is kept where that is not what anyone would
  /// show.
  void keep_look(std::string_view shown, RawCell& cell) {
    if (shown.empty() || cell.type == Type::boolean) return;
    if (cell.type == Type::date && shown == cell.date.digits()) return;
    if (cell.type != Type::number) {
      if (shown != cell.text || cell.type != Type::duration) cell.shown = arena_.store(shown);
      return;
    }
    const std::string look = with_comma(shown);
    const auto plain = Decimal::from_double(cell.number);
    if (plain && look == plain->normalised().to_string(',')) return;
    cell.shown = arena_.store(look);
  }

  const OdsStyles& styles_;
  Arena& arena_;
};

}  // namespace

bool interpret_ods_cell(const OdsStored& stored, const OdsStyles& styles, Arena& arena,
                        RawCell& cell) {
  return ValueReader(styles, arena).interpret(stored, cell);
}

std::optional<double> parse_ods_time(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  if (!text.starts_with("PT")) return std::nullopt;
  text.remove_prefix(2);
  double seconds = 0;
  for (const auto& [unit, weight] : {std::pair{'H', 3600.0}, {'M', 60.0}, {'S', 1.0}}) {
    const std::size_t end = text.find(unit);
    if (end == std::string_view::npos) continue;
    const auto number = parse_number<double>(text.substr(0, end));
    if (!number || !(*number >= 0) || !std::isfinite(*number)) return std::nullopt;
    seconds += *number * weight;
    text.remove_prefix(end + 1);
  }
  if (!text.empty()) return std::nullopt;
  constexpr double kDay = 86'400;
  return (negative ? -seconds : seconds) / kDay;
}

}  // namespace grif

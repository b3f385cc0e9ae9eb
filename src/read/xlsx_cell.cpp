#include "read/xlsx_cell.hpp"

#include <cmath>

#include "core/text.hpp"

namespace grif {

using Type = RawCell::Type;

StoredType parse_stored_type(std::optional<std::string_view> text) {
  if (!text || *text == "n") return StoredType::number;
  if (*text == "s") return StoredType::shared_string;
  if (*text == "str") return StoredType::string;
  if (*text == "inlineStr") return StoredType::inline_string;
  if (*text == "b") return StoredType::boolean;
  if (*text == "e") return StoredType::error;
  if (*text == "d") return StoredType::date;
  return StoredType::unknown;
}

std::string shorten_seen(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::size_t at = 0;
  for (std::size_t i = 0; i < kShown && at < text.size(); ++i) next_code_point(text, at);
  return at < text.size() ? std::string(text.substr(0, at)) + "…" : std::string(text);
}

bool CellInterpreter::interpret(StoredCell& stored, RawCell& cell) {
  stored_ = &stored;
  const std::string_view blankless =
      stored_->type == StoredType::inline_string || stored_->type == StoredType::string
          ? stored_->value
          : trimmed(stored_->value);
  if (blankless.empty()) {
    // Excel stores an empty text as a value of its own; a bare formula was never computed.
    const bool is_computed = stored_->has_value && (stored_->type == StoredType::string ||
                                                    stored_->type == StoredType::shared_string);
    cell.type = stored_->has_formula && !is_computed ? Type::uncomputed : Type::blank;
    return true;
  }
  switch (stored_->type) {
    case StoredType::number:
      interpret_number(cell, blankless);
      return true;
    case StoredType::shared_string:
      return interpret_shared_string(cell, blankless);
    case StoredType::string:
    case StoredType::inline_string:
    case StoredType::unknown:
      cell.type = Type::text;
      cell.text = needs_xstring_decoding(stored_->value)
                      ? context_.arena.store(decode_xstring(stored_->value))
                      : context_.arena.store(stored_->value);
      show_text(cell);
      return true;
    case StoredType::boolean:
      interpret_boolean(cell, blankless);
      return true;
    case StoredType::error:
      cell.type = Type::error;
      cell.text = context_.arena.store(blankless);
      return true;
    case StoredType::date:
      interpret_iso_date(cell, blankless);
      return true;
  }
  return true;
}

void CellInterpreter::reject_value(RawCell& cell, std::string_view text) {
  cell.type = Type::error;
  cell.text = context_.arena.store(text);
  diagnostics_.report(Kind::cell_value, stored_->place, {shorten_seen(text)});
}

bool CellInterpreter::interpret_shared_string(RawCell& cell, std::string_view text) {
  const auto index = parse_number<std::uint32_t>(text);
  if (!index || *index >= context_.strings.texts.size()) {
    diagnostics_.report(Kind::sheet_string_index, stored_->place, {shorten_seen(text)});
    return false;
  }
  cell.text = context_.strings.texts[*index];
  cell.type = cell.text.empty() ? Type::blank : Type::text;
  stored_->traits = context_.strings.traits(*index);
  if (cell.type == Type::text) show_text(cell);
  return true;
}

const NumberFormat& CellInterpreter::format() const {
  return context_.styles.formats[context_.styles.style(stored_->style).format];
}

void CellInterpreter::show_text(RawCell& cell) {
  if (format().shows_text_as_is()) return;
  const std::string shown = format().show_text(cell.text);
  if (shown.empty()) {
    hidden_cells_.add(stored_->place);
  } else if (shown != trimmed(cell.text)) {
    cell.shown = context_.arena.store(shown);
  }
}

void CellInterpreter::show_number(RawCell& cell) {
  if (format().is_general()) {
    constexpr std::size_t kLong = 11;
    if (cell.type == Type::number && cell.text.size() > kLong &&
        cell.number != std::floor(cell.number))
      cell.shown = context_.arena.store(show_general(cell.number));
    return;
  }
  if (cell.type == Type::date && format().is_plain_date()) return;
  const auto shown = format().show(cell.number, context_.dates_from_1904);
  if (!shown) return;
  if (shown->empty()) {
    hidden_cells_.add(stored_->place);
  } else {
    cell.shown = context_.arena.store(*shown);
  }
}

void CellInterpreter::interpret_boolean(RawCell& cell, std::string_view text) {
  const std::string word = lower(text);
  if (word != "1" && word != "0" && word != "true" && word != "false") {
    reject_value(cell, text);
    return;
  }
  cell.type = Type::boolean;
  cell.number = word == "1" || word == "true" ? 1 : 0;
}

void CellInterpreter::interpret_number(RawCell& cell, std::string_view text) {
  const auto number = parse_number<double>(text);
  if (!number || !std::isfinite(*number)) {
    reject_value(cell, text);
    return;
  }
  cell.number = *number;
  const NumberMeaning meaning = format().meaning(*number);
  if (meaning == NumberMeaning::number || !interpret_moment(cell, meaning)) {
    cell.type = Type::number;
    cell.text = context_.arena.store(text);
    if (meaning != NumberMeaning::number)
      diagnostics_.report(Kind::cell_date, stored_->place, {shorten_seen(text)});
  }
  show_number(cell);
}

bool CellInterpreter::interpret_moment(RawCell& cell, NumberMeaning meaning) {
  if (meaning == NumberMeaning::duration) {
    const auto duration = format_duration(cell.number);
    if (!duration) return false;
    cell.type = Type::duration;
    cell.text = context_.arena.store(*duration);
    return true;
  }
  if (meaning == NumberMeaning::time && cell.number >= 0 && cell.number < 1) {
    cell.type = Type::time;
    cell.text = context_.arena.store(format_time_of_serial(cell.number));
    return true;
  }
  const auto moment = split_serial(cell.number, context_.dates_from_1904);
  if (!moment) return false;
  store_moment(cell, *moment);
  return true;
}

void CellInterpreter::store_moment(RawCell& cell, const Moment& moment) {
  cell.date = moment.date;
  cell.type = moment.milliseconds == 0 ? Type::date : Type::date_time;
  std::string text = moment.date.iso();
  if (moment.milliseconds != 0) text += "T" + format_time(moment.milliseconds);
  cell.text = context_.arena.store(text);
}

void CellInterpreter::interpret_iso_date(RawCell& cell, std::string_view text) {
  const auto moment = parse_iso_moment(text);
  if (!moment) {
    reject_value(cell, text);
  } else if (moment->date) {
    store_moment(cell, {*moment->date, moment->milliseconds.value_or(0)});
  } else {
    cell.type = Type::time;
    cell.text = context_.arena.store(format_time(*moment->milliseconds));
  }
}

}  // namespace grif

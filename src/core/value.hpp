#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/decimal.hpp"
#include "core/place.hpp"
#include "core/term_value.hpp"

namespace grif {

class Value;

/// A row of a table of the Programme: which table, which row.
struct RecordRef {
  std::uint32_t table = 0;
  std::uint32_t row = 0;
  bool operator==(const RecordRef&) const = default;
};

/// One datum, 16 bytes; text and list items are views into what the Programme or an Arena keeps.
/// `missing` is an empty cell; `faulty` a cell that could not be read where a value was needed: a
/// document whose expansion touches one is withheld.
class Value {
 public:
  enum class Type : std::uint8_t {
    missing,
    faulty,
    text,
    integer,
    decimal,
    ratio,
    real,
    date,
    term,
    boolean,
    list,
    record
  };

  constexpr Value() = default;
  static Value faulty() {
    Value v;
    v.type_ = Type::faulty;
    return v;
  }
  static Value text(std::string_view s) { return view(Type::text, s); }
  /// A term as written, not yet understood.
  static Value term(std::string_view s) { return view(Type::term, s); }
  /// A term with its meaning, which must live as long as the value (an Arena keeps it).
  static Value term(const TermValue* term) {
    Value v;
    v.type_ = Type::term;
    v.term_ = term;
    v.aux_ = 1;
    return v;
  }
  static Value integer(std::int64_t n) {
    Value v;
    v.type_ = Type::integer;
    v.integer_ = n;
    return v;
  }
  static Value decimal(Decimal d) {
    Value v;
    v.type_ = Type::decimal;
    v.integer_ = d.mantissa();
    v.aux_ = static_cast<std::uint8_t>(d.scale());
    return v;
  }
  /// `ratio` must live as long as the value (an Arena keeps it).
  static Value ratio(const Ratio* ratio) {
    Value v;
    v.type_ = Type::ratio;
    v.ratio_ = ratio;
    return v;
  }
  static Value real(double x) {
    Value v;
    v.type_ = Type::real;
    v.real_ = x;
    return v;
  }
  static Value date(Date d) {
    Value v;
    v.type_ = Type::date;
    v.integer_ = d.days();
    return v;
  }
  static Value boolean(bool b) {
    Value v;
    v.type_ = Type::boolean;
    v.integer_ = b ? 1 : 0;
    return v;
  }
  static Value list(std::span<const Value> items) {
    Value v;
    v.type_ = Type::list;
    v.items_ = items.data();
    v.size_ = static_cast<std::uint32_t>(items.size());
    return v;
  }
  static Value record(RecordRef r) {
    Value v;
    v.type_ = Type::record;
    v.integer_ = static_cast<std::int64_t>(static_cast<std::uint64_t>(r.table) << 32 | r.row);
    return v;
  }

  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] bool is(Type t) const { return type_ == t; }
  [[nodiscard]] bool is_missing() const { return type_ == Type::missing; }
  [[nodiscard]] bool is_faulty() const { return type_ == Type::faulty; }
  /// Of text and term.
  [[nodiscard]] std::string_view as_text() const {
    if (aux_ == 0) return {text_, size_};
    assert(term_ != nullptr);
    return term_->written;
  }
  /// Of a term; null where it was not understood yet.
  [[nodiscard]] const TermValue* as_term() const { return aux_ != 0 ? term_ : nullptr; }
  [[nodiscard]] std::int64_t as_integer() const { return integer_; }
  /// Of decimal, and of integer with scale 0.
  [[nodiscard]] Decimal as_decimal() const {
    return Decimal(integer_, type_ == Type::decimal ? aux_ : 0);
  }
  [[nodiscard]] const Ratio& as_ratio() const { return *ratio_; }
  [[nodiscard]] double as_real() const { return real_; }
  [[nodiscard]] Date as_date() const {
    return Date::from_days(static_cast<std::int32_t>(integer_));
  }
  [[nodiscard]] bool as_boolean() const { return integer_ != 0; }
  [[nodiscard]] std::span<const Value> as_list() const { return {items_, size_}; }
  [[nodiscard]] RecordRef as_record() const {
    const auto bits = static_cast<std::uint64_t>(integer_);
    return {static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits)};
  }
  /// Same type and same content (decimal by value, a ratio part by part, lists item by item).
  friend bool operator==(const Value& a, const Value& b);

 private:
  static Value view(Type type, std::string_view s) {
    Value v;
    v.type_ = type;
    v.text_ = s.data();
    v.size_ = static_cast<std::uint32_t>(s.size());
    return v;
  }
  union {
    std::int64_t integer_ = 0;
    double real_;
    const char* text_;
    const Value* items_;
    const Ratio* ratio_;
    const TermValue* term_;
  };
  std::uint32_t size_ = 0;
  Type type_ = Type::missing;
  std::uint8_t aux_ = 0;  ///< of a decimal its scale; of a term 1 where it has its meaning
};
static_assert(sizeof(Value) <= 24);

/// English name of a type, as it stands in pack.xml and in messages.
std::string_view type_name(Value::Type type);

}  // namespace grif

#include "core/value.hpp"

#include <algorithm>
#include <cmath>

namespace grif {

bool operator==(const Value& a, const Value& b) {
  if (a.type_ != b.type_) return false;
  switch (a.type_) {
    case Value::Type::missing:
    case Value::Type::faulty:
      return true;
    case Value::Type::text:
    case Value::Type::term:
      return a.as_text() == b.as_text();
    case Value::Type::decimal:
      return a.as_decimal() == b.as_decimal();
    case Value::Type::ratio:
      return a.as_ratio().numerator == b.as_ratio().numerator &&
             a.as_ratio().denominator == b.as_ratio().denominator;
    case Value::Type::real:
      // Two values that are not numbers hold the same content.
      return a.real_ == b.real_ || (std::isnan(a.real_) && std::isnan(b.real_));
    case Value::Type::integer:
    case Value::Type::date:
    case Value::Type::boolean:
    case Value::Type::record:
      return a.integer_ == b.integer_;
    case Value::Type::list:
      return std::ranges::equal(a.as_list(), b.as_list());
  }
  return false;
}

std::string_view type_name(Value::Type type) {
  switch (type) {
    case Value::Type::missing:
      return "missing";
    case Value::Type::faulty:
      return "faulty";
    case Value::Type::text:
      return "text";
    case Value::Type::integer:
      return "integer";
    case Value::Type::decimal:
      return "decimal";
    case Value::Type::ratio:
      return "ratio";
    case Value::Type::real:
      return "real";
    case Value::Type::date:
      return "date";
    case Value::Type::term:
      return "term";
    case Value::Type::boolean:
      return "boolean";
    case Value::Type::list:
      return "list";
    case Value::Type::record:
      return "record";
  }
  return "unknown";
}

}  // namespace grif

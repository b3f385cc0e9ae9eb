#include "expression/types.hpp"

namespace grif {
namespace {

using Base = StaticType::Base;

bool is_number_base(Base base) {
  return base == Base::integer || base == Base::decimal || base == Base::ratio ||
         base == Base::real;
}

std::string_view base_name(Base base) {
  switch (base) {
    case Base::any:
      return "any";
    case Base::missing:
      return "missing";
    case Base::text:
      return "text";
    case Base::integer:
      return "integer";
    case Base::decimal:
      return "decimal";
    case Base::ratio:
      return "ratio";
    case Base::real:
      return "real";
    case Base::date:
      return "date";
    case Base::term:
      return "term";
    case Base::boolean:
      return "boolean";
    case Base::record:
      return "record";
    case Base::group:
      return "group";
  }
  return {};
}

void append_record(std::string& out, SheetId sheet, const Schema& schema) {
  out += "record";
  if (sheet < schema.sheets.size()) out += " of " + schema.sheets[sheet].id;
}

}  // namespace

std::string describe(const StaticType& type, const Schema& schema) {
  std::string out;
  for (int i = 0; i < type.list_depth; ++i) out += "list of ";
  if (type.base == Base::record) {
    append_record(out, type.sheet, schema);
  } else if (type.base == Base::group) {
    out += "group of ";
    if (type.item_base == Base::record) {
      append_record(out, type.sheet, schema);
    } else {
      out += base_name(type.item_base);
    }
  } else {
    out += base_name(type.base);
  }
  return out;
}

StaticType column_type(const ColumnSchema& column) {
  StaticType type;
  switch (column.type) {
    case ColumnType::text:
    case ColumnType::label:
      type.base = Base::text;
      break;
    case ColumnType::integer:
      type.base = Base::integer;
      break;
    case ColumnType::decimal:
      type.base = Base::decimal;
      break;
    case ColumnType::date:
      type.base = Base::date;
      break;
    case ColumnType::term:
      type.base = Base::term;
      break;
    case ColumnType::boolean:
      type.base = Base::boolean;
      break;
    case ColumnType::reference:
      type.base = Base::record;
      type.sheet = column.reference;
      break;
  }
  type.list_depth = column.list ? 1 : 0;
  return type;
}

bool is_any(const StaticType& type) { return type.base == Base::any && type.list_depth == 0; }

bool is_base(const StaticType& type, Base base) {
  return is_any(type) || (type.list_depth == 0 && type.base == base);
}

bool is_number(const StaticType& type) {
  return is_any(type) ||
         (type.list_depth == 0 && (is_number_base(type.base) || type.base == Base::missing));
}

bool is_text(const StaticType& type) {
  return is_base(type, Base::text) || is_base(type, Base::term) || is_base(type, Base::missing);
}

bool is_list(const StaticType& type) { return is_any(type) || type.list_depth > 0; }

bool is_printable(const StaticType& type) {
  if (type.list_depth > 0) return false;
  return type.base != Base::ratio && type.base != Base::real && type.base != Base::group;
}

bool is_orderable(const StaticType& type) {
  if (type.list_depth > 0) return false;
  return is_number(type) || type.base == Base::text || type.base == Base::date;
}

bool is_equatable(const StaticType& type) {
  if (type.list_depth > 0) return false;
  return type.base != Base::ratio && type.base != Base::real && type.base != Base::group;
}

StaticType list_of(StaticType element) {
  ++element.list_depth;
  return element;
}

std::optional<StaticType> element_type(const StaticType& type) {
  if (is_any(type)) return type;
  if (type.list_depth == 0) return std::nullopt;
  StaticType element = type;
  --element.list_depth;
  return element;
}

std::optional<StaticType> unify(const StaticType& a, const StaticType& b) {
  if (a == b) return a;
  if (a.base == Base::missing && a.list_depth <= b.list_depth) return b;
  if (b.base == Base::missing && b.list_depth <= a.list_depth) return a;
  if (is_any(a) || is_any(b)) return StaticType{};
  if (a.list_depth != b.list_depth) return std::nullopt;
  if (a.base == Base::any || b.base == Base::any) return StaticType::of(Base::any, a.list_depth);
  const auto exact = [](Base base) { return base == Base::integer || base == Base::decimal; };
  if (exact(a.base) && exact(b.base)) return StaticType::of(Base::decimal, a.list_depth);
  const auto quotient = [&](Base base) { return exact(base) || base == Base::ratio; };
  if (quotient(a.base) && quotient(b.base)) return StaticType::of(Base::ratio, a.list_depth);
  return std::nullopt;
}

bool are_comparable(const StaticType& a, const StaticType& b) {
  if (is_any(a) || is_any(b)) return true;
  if (a.list_depth > 0 || b.list_depth > 0) return false;
  if (a.base == Base::group || b.base == Base::group) return false;
  if (is_number_base(a.base) && is_number_base(b.base)) {
    return (a.base == Base::real) == (b.base == Base::real);
  }
  return a.base == b.base && (a.base != Base::record || a.sheet == b.sheet);
}

}  // namespace grif

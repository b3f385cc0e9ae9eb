#include "expand/shown_number.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

std::string format_of(Value value, std::string_view shown) {
  return find_number_format(value, shown).value_or("none");
}
Value decimal(std::string_view text) { return Value::decimal(Decimal::parse(text).value()); }

TEST(ShownNumber, AsItWasPrinted) {
  EXPECT_EQ(format_of(Value::integer(12000), "12000"), "0");
  EXPECT_EQ(format_of(Value::integer(12000), "12\u00A0000"), "#,##0");
  EXPECT_EQ(format_of(Value::integer(1200000), "1 200\u202F000"), "#,##0");
  EXPECT_EQ(format_of(decimal("1500.5"), "1500,5"), "0.0");
  EXPECT_EQ(format_of(decimal("1500.5"), "1 500,50"), "#,##0.00");
  EXPECT_EQ(format_of(decimal("1500.55"), "1500,6"), "0.0");
  EXPECT_EQ(format_of(decimal("-1500.5"), "-1500,5"), "0.0");
  EXPECT_EQ(format_of(Value::integer(7), "007"), "000");
  EXPECT_EQ(format_of(Value::integer(0), "0"), "0");
  EXPECT_EQ(format_of(decimal("0.5"), "0,50"), "0.00");
}

TEST(ShownNumber, WordsAroundIt) {
  EXPECT_EQ(format_of(Value::integer(12000), "12 000 ₽"), "#,##0\" ₽\"");
  EXPECT_EQ(format_of(decimal("1500.5"), "1500,50 руб."), "0.00\" руб.\"");
  EXPECT_EQ(format_of(Value::integer(5), "№ 5"), "\"№ \"0");
  EXPECT_EQ(format_of(decimal("0.85"), "85%"), "0%");
  EXPECT_EQ(format_of(decimal("0.855"), "85,5 %"), "0.0\" \"%");
  EXPECT_EQ(format_of(Value::integer(85), "85%"), "0\"%\"");
}

TEST(ShownNumber, Dates) {
  const Value day = Value::date(*Date::from_ymd(2026, 9, 1));
  EXPECT_EQ(format_of(day, "01.09.2026"), "dd.mm.yyyy");
  EXPECT_EQ(format_of(day, "сентябрь 2026"), "none");
}

TEST(ShownNumber, WhatSaysSomethingElseStaysText) {
  EXPECT_EQ(format_of(Value::text("5"), "5"), "none");
  EXPECT_EQ(format_of(Value::integer(5), "6"), "none");
  EXPECT_EQ(format_of(decimal("0.5"), "1/2"), "none");
  EXPECT_EQ(format_of(Value::integer(5), "пять"), "none");
  EXPECT_EQ(format_of(Value::integer(5), ""), "none");
  EXPECT_EQ(format_of(Value::integer(5), "5 из 10"), "none");
  EXPECT_EQ(format_of(Value::integer(5), "5 \"шт\""), "none");
  EXPECT_EQ(format_of(Value::integer(12000), "12 00"), "none");
  EXPECT_EQ(format_of(Value::integer(1234), "0 001 234"), "none");
  EXPECT_EQ(format_of(decimal("1500000"), "1,5 млн"), "none");
  EXPECT_EQ(format_of(Value::faulty(), "5"), "none");
}

}  // namespace
}  // namespace grif

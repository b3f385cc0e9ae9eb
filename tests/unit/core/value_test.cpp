#include "core/value.hpp"

#include <cstdint>
#include <limits>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

namespace grif {
namespace {

static_assert(sizeof(Value) == 16);
static_assert(std::is_trivially_copyable_v<Value>);

TEST(ValueTest, GivesBackWhatItHolds) {
  constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
  const Ratio ratio{Decimal(1), Decimal(3)};
  const std::vector<Value> items = {Value::integer(1), Value::text("а")};

  EXPECT_TRUE(Value().is_missing());
  EXPECT_TRUE(Value::faulty().is_faulty());
  EXPECT_EQ(Value::text("Пары").as_text(), "Пары");
  EXPECT_EQ(Value::text("").as_text(), "");
  EXPECT_EQ(Value::term("сентябрь").as_text(), "сентябрь");
  EXPECT_EQ(Value::integer(kLeast).as_integer(), kLeast);
  EXPECT_EQ(Value::integer(-7).as_decimal().to_string(), "-7");
  EXPECT_EQ(Value::decimal(Decimal(-1250, 2)).as_decimal().to_string(), "-12.50");
  EXPECT_EQ(Value::decimal(Decimal(kLeast, 9)).as_decimal().mantissa(), kLeast);
  EXPECT_EQ(Value::decimal(Decimal(1, 9)).as_decimal().scale(), 9);
  EXPECT_EQ(&Value::ratio(&ratio).as_ratio(), &ratio);
  EXPECT_EQ(Value::real(0.5).as_real(), 0.5);
  EXPECT_EQ(Value::date(Date::from_days(-1)).as_date(), Date::from_days(-1));
  EXPECT_TRUE(Value::boolean(true).as_boolean());
  EXPECT_FALSE(Value::boolean(false).as_boolean());
  EXPECT_EQ(Value::list(items).as_list().data(), items.data());
  EXPECT_EQ(Value::list(items).as_list().size(), 2u);
  const RecordRef record{0xFFFF'FFFF, 0x8000'0001};
  EXPECT_EQ(Value::record(record).as_record(), record);
}

TEST(ValueTest, NamesEveryType) {
  std::set<std::string_view> names;
  for (int i = 0; i <= static_cast<int>(Value::Type::record); ++i)
    names.insert(type_name(static_cast<Value::Type>(i)));
  EXPECT_EQ(names,
            (std::set<std::string_view>{"missing", "faulty", "text", "integer", "decimal", "ratio",
                                        "real", "date", "term", "boolean", "list", "record"}));
  EXPECT_EQ(type_name(Value::Type::term), "term");
  EXPECT_EQ(type_name(Value().type()), "missing");
}

TEST(ValueTest, ComparesContentNotAddresses) {
  const std::string first = "один", second = "один";
  EXPECT_EQ(Value::text(first), Value::text(second));
  EXPECT_NE(Value::text("один"), Value::text("Один"));
  EXPECT_NE(Value::text("од"), Value::text("один"));
  EXPECT_EQ(Value(), Value());
  EXPECT_EQ(Value::faulty(), Value::faulty());
  EXPECT_NE(Value(), Value::faulty());
  EXPECT_EQ(Value::decimal(Decimal(150, 2)), Value::decimal(Decimal(15, 1)));
  EXPECT_NE(Value::decimal(Decimal(151, 2)), Value::decimal(Decimal(15, 1)));
  const Ratio third{Decimal(10, 1), Decimal(3)}, same{Decimal(1), Decimal(30, 1)};
  const Ratio other{Decimal(1), Decimal(4)};
  EXPECT_EQ(Value::ratio(&third), Value::ratio(&same));
  EXPECT_NE(Value::ratio(&third), Value::ratio(&other));
  EXPECT_NE(Value::date(Date::from_days(1)), Value::date(Date::from_days(2)));
  EXPECT_NE(Value::record({1, 2}), Value::record({2, 1}));
  EXPECT_EQ(Value::boolean(true), Value::boolean(true));
}

TEST(ValueTest, NeverTakesOneTypeForAnother) {
  const Ratio ratio{Decimal(1), Decimal(1)};
  const std::vector<Value> one_of_each = {Value(),
                                          Value::faulty(),
                                          Value::text("1"),
                                          Value::term("1"),
                                          Value::integer(1),
                                          Value::decimal(Decimal(1)),
                                          Value::real(1.0),
                                          Value::date(Date::from_days(1)),
                                          Value::list({}),
                                          Value::boolean(true),
                                          Value::ratio(&ratio),
                                          Value::record({0, 1})};
  for (std::size_t i = 0; i < one_of_each.size(); ++i) {
    for (std::size_t j = 0; j < one_of_each.size(); ++j)
      EXPECT_EQ(one_of_each[i] == one_of_each[j], i == j) << i << ' ' << j;
  }
}

TEST(ValueTest, ComparesRealNumbers) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(Value::real(0.0), Value::real(-0.0));
  EXPECT_NE(Value::real(1.0), Value::real(2.0));
  EXPECT_NE(Value::real(nan), Value::real(1.0));
  EXPECT_NE(Value::real(1.0), Value::real(nan));
  EXPECT_EQ(Value::real(nan), Value::real(nan));
}

TEST(ValueTest, ComparesListsItemByItem) {
  const std::vector<Value> a = {Value::integer(1), Value::decimal(Decimal(15, 1))};
  const std::vector<Value> b = {Value::integer(1), Value::decimal(Decimal(1500, 3))};
  const std::vector<Value> c = {Value::integer(1), Value::decimal(Decimal(16, 1))};
  const std::vector<Value> longer = {a[0], a[1], Value()};
  EXPECT_EQ(Value::list(a), Value::list(b));
  EXPECT_NE(Value::list(a), Value::list(c));
  EXPECT_NE(Value::list(a), Value::list(longer));
  const std::vector<Value> nested_a = {Value::list(a)}, nested_b = {Value::list(b)};
  EXPECT_EQ(Value::list(nested_a), Value::list(nested_b));
  EXPECT_EQ(Value::list({}), Value::list({}));
}

}  // namespace
}  // namespace grif

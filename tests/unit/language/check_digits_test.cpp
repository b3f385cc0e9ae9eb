#include "language/check_digits.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

/// Every change of one digit, and every exchange of neighbours that changes the number, must be
/// noticed, if `all`; else nearly every one.
template <typename IsValid>
int count_missed(std::string number, const IsValid& is_valid) {
  int missed = 0;
  for (char& c : number) {
    const char right = c;
    for (char wrong = '0'; wrong <= '9'; ++wrong) {
      c = wrong;
      if (wrong != right && is_valid(number)) ++missed;
    }
    c = right;
  }
  return missed;
}

TEST(CheckDigits, OfInn) {
  // The tax service itself, a bank, the sample of the algorithm's text.
  EXPECT_TRUE(is_valid_inn("7707329152"));
  EXPECT_TRUE(is_valid_inn("7707083893"));
  EXPECT_TRUE(is_valid_inn("500100732259"));
  EXPECT_FALSE(is_valid_inn("7707329153"));
  EXPECT_FALSE(is_valid_inn("500100732258"));
  EXPECT_FALSE(is_valid_inn("500100732269"));
  EXPECT_FALSE(is_valid_inn("770732915"));
  EXPECT_FALSE(is_valid_inn("77073291520"));
  EXPECT_FALSE(is_valid_inn(""));
  EXPECT_FALSE(is_valid_inn("77O7329152")) << "a letter";
  EXPECT_EQ(count_missed("500100732259", is_valid_inn), 0);
  EXPECT_LE(count_missed("7707083893", is_valid_inn), 1) << "a rest of ten counts as nought";
}

TEST(CheckDigits, OfOgrn) {
  EXPECT_TRUE(is_valid_ogrn("1027700132195"));
  EXPECT_TRUE(is_valid_ogrn("1047707030513"));
  EXPECT_TRUE(is_valid_ogrn("304500116000157"));
  EXPECT_FALSE(is_valid_ogrn("1027700132196"));
  EXPECT_FALSE(is_valid_ogrn("304500116000158"));
  EXPECT_FALSE(is_valid_ogrn("10277001321950"));
  EXPECT_FALSE(is_valid_ogrn("102770013219x"));
  EXPECT_FALSE(is_valid_ogrn(""));
}

TEST(CheckDigits, OfSnils) {
  EXPECT_TRUE(is_valid_snils("112-233-445 95"));
  EXPECT_TRUE(is_valid_snils("11223344595"));
  EXPECT_TRUE(is_valid_snils("087-654-303 00")) << "a sum of 101 is nought";
  EXPECT_TRUE(is_valid_snils("001-001-998 77")) << "older than the check digits";
  EXPECT_FALSE(is_valid_snils("001-001-999 77"));
  EXPECT_FALSE(is_valid_snils("112-233-445 96"));
  EXPECT_FALSE(is_valid_snils("112-233-44595 1"));
  EXPECT_FALSE(is_valid_snils("112-233-445"));
  EXPECT_EQ(count_missed("11223344595", is_valid_snils), 0);
}

}  // namespace
}  // namespace grif

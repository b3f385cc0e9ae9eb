#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grif {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(Utf8Test, CodesEveryCodePointThereAndBack) {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, c);
    std::size_t at = 0;
    if (next_code_point(text, at) != c || at != text.size() || find_invalid_utf8(text) ||
        count_code_points(text) != 1) {
      FAIL() << std::hex << static_cast<unsigned>(c);
    }
  }
  EXPECT_EQ(encode_utf8(U"aЯ€𝄞"), "a\xD0\xAF\xE2\x82\xAC\xF0\x9D\x84\x9E");
  EXPECT_EQ(decode_utf8("a\xD0\xAF\xE2\x82\xAC\xF0\x9D\x84\x9E"), U"aЯ€𝄞");
  EXPECT_EQ(count_code_points("aЯ€𝄞"), 4u);
  EXPECT_EQ(decode_utf8(""), U"");
  EXPECT_EQ(encode_utf8(U""), "");
}

/// The length of the valid code point at `at`, or 0: by its value, which must need all its bytes.
std::size_t measure_code_point(std::string_view text, std::size_t at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  struct Form {
    unsigned mask, mark, least;
  };
  constexpr std::array<Form, 4> kForms = {
      Form{0x80, 0x00, 0}, {0xE0, 0xC0, 0x80}, {0xF0, 0xE0, 0x800}, {0xF8, 0xF0, 0x10000}};
  for (std::size_t extra = 0; extra < kForms.size(); ++extra) {
    const Form form = kForms[extra];
    if ((lead & form.mask) != form.mark) continue;
    unsigned value = lead & ~form.mask;
    for (std::size_t i = 1; i <= extra; ++i) {
      if (at + i >= text.size()) return 0;
      const auto byte = static_cast<unsigned char>(text[at + i]);
      if (byte < 0x80 || byte > 0xBF) return 0;
      value = value * 64 + (byte - 0x80);
    }
    const bool surrogate = value >= 0xD800 && value <= 0xDFFF;
    return value < form.least || value > 0x10FFFF || surrogate ? 0 : extra + 1;
  }
  return 0;
}

std::optional<std::size_t> find_invalid_by_value(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = measure_code_point(text, at);
    if (length == 0) return at;
    at += length;
  }
  return std::nullopt;
}

TEST(Utf8Test, FindsTheFirstFaultAsACarefulDecoderDoes) {
  // Bytes at the borders of every rule come often.
  constexpr std::array<unsigned char, 24> kBorders = {
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
      0xD0, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
  std::mt19937 random(1);
  std::size_t valid = 0;
  for (int i = 0; i < 200'000; ++i) {
    std::string text(random() % 8, '\0');
    for (char& c : text) {
      const auto byte = random() % 4 != 0 ? kBorders[random() % kBorders.size()] : random() % 256;
      c = static_cast<char>(static_cast<unsigned char>(byte));
    }
    const std::optional<std::size_t> expected = find_invalid_by_value(text);
    ASSERT_EQ(find_invalid_utf8(text), expected) << testing::PrintToString(text);
    if (expected) continue;
    ++valid;
    ASSERT_EQ(encode_utf8(decode_utf8(text)), text);
    ASSERT_EQ(count_code_points(text), decode_utf8(text).size());
  }
  EXPECT_GT(valid, 10'000u);
}

TEST(Utf8Test, FindsFaultsByName) {
  const std::vector<std::pair<std::string, std::size_t>> faults = {
      {"абв\x80", 6},          {"аб\xD0", 4},       {"\xC0\xAF", 0},
      {"а\xE0\x80\x80", 2},    {"\xED\xA0\x80", 0}, {"\xF4\x90\x80\x80", 0},
      {"\xF0\x8F\xBF\xBF", 0}, {"a\xF8", 1},        {"\xE2\x82", 0},
      {"\xF0\x9D\x84", 0},     {"\xC3(", 0},
  };
  for (const auto& [text, at] : faults)
    EXPECT_EQ(find_invalid_utf8(text), at) << testing::PrintToString(text);
  EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
  EXPECT_EQ(find_invalid_utf8("\xEF\xBF\xBF\xED\x9F\xBF\xEE\x80\x80\xF4\x8F\xBF\xBF"),
            std::nullopt);
}

TEST(Utf8Test, StaysInsideATextThatIsNotUtf8) {
  // Nobody may pass such a text; if somebody does, nothing is read behind its end.
  std::mt19937 random(2);
  for (int i = 0; i < 20'000; ++i) {
    std::vector<char> bytes(random() % 6 + 1);
    for (char& c : bytes) c = static_cast<char>(static_cast<unsigned char>(random() % 256));
    const std::string_view text(bytes.data(), bytes.size());
    std::size_t at = 0, steps = 0;
    while (at < text.size()) {
      next_code_point(text, at);
      ASSERT_LE(++steps, text.size());
    }
    ASSERT_EQ(at, text.size());
    ASSERT_LE(trimmed(text).size(), text.size());
  }
}

/// Every letter of the four alphabets that has both cases, from Unicode's table.
constexpr std::u32string_view kPairs =
    U"AaBbCcDdEeFfGgHhIiJjKkLlMmNnOoPpQqRrSsTtUuVvWwXxYyZz"
    U"ÀàÁáÂâÃãÄäÅåÆæÇçÈèÉéÊêËëÌìÍíÎîÏïÐðÑñÒòÓóÔôÕõÖöØøÙùÚúÛûÜüÝýÞþ"
    U"ΆάΈέΉήΊίΌόΎύΏώΑαΒβΓγΔδΕεΖζΗηΘθΙιΚκΛλΜμΝνΞξΟοΠπΡρΣσΤτΥυΦφΧχΨψΩωΪϊΫϋ"
    U"ЀѐЁёЂђЃѓЄєЅѕІіЇїЈјЉљЊњЋћЌќЍѝЎўЏџАаБбВвГгДдЕеЖжЗзИиЙйКкЛлМмНнОоПпРрСсТтУуФфХхЦцЧчШшЩщЪъЫыЬьЭэЮюЯя"
    U"ѠѡѢѣѤѥѦѧѨѩѪѫѬѭѮѯѰѱѲѳѴѵѶѷѸѹѺѻѼѽѾѿҀҁҊҋҌҍҎҏҐґҒғҔҕҖҗҘҙҚқҜҝҞҟҠҡҢңҤҥҦҧҨҩҪҫҬҭҮүҰұҲҳҴҵҶҷҸҹҺһҼҽҾҿ"
    U"ӀӏӁӂӃӄӅӆӇӈӉӊӋӌӍӎӐӑӒӓӔӕӖӗӘәӚӛӜӝӞӟӠӡӢӣӤӥӦӧӨөӪӫӬӭӮӯӰӱӲӳӴӵӶӷӸӹӺӻӼӽӾӿԀԁԂԃԄԅԆԇԈԉԊԋԌԍԎԏ"
    U"ԐԑԒԓԔԕԖԗԘԙԚԛԜԝԞԟԠԡԢԣԤԥԦԧԨԩԪԫԬԭԮԯ";

TEST(LetterTest, ChangesCaseAsUnicodeDoes) {
  for (std::size_t i = 0; i < kPairs.size(); i += 2) {
    const char32_t upper = kPairs[i], lower = kPairs[i + 1];
    ASSERT_EQ(to_lower(upper), lower) << std::hex << static_cast<unsigned>(upper);
    ASSERT_EQ(to_upper(lower), upper) << std::hex << static_cast<unsigned>(lower);
    ASSERT_EQ(to_lower(lower), lower);
    ASSERT_EQ(to_upper(upper), upper);
    ASSERT_TRUE(is_upper(upper));
    ASSERT_FALSE(is_upper(lower));
    ASSERT_TRUE(is_letter(upper));
    ASSERT_TRUE(is_letter(lower));
  }
}

TEST(LetterTest, LeavesAllElse) {
  for (char32_t c = 0; c < 0x3000; ++c) {
    if (kPairs.find(c) != std::u32string_view::npos) continue;
    ASSERT_EQ(to_lower(c), c) << std::hex << static_cast<unsigned>(c);
    ASSERT_EQ(to_upper(c), c == U'ς' ? U'Σ' : c) << std::hex << static_cast<unsigned>(c);
    ASSERT_FALSE(is_upper(c));
  }
  EXPECT_EQ(lower("Школа № 5 «РОМАШКА» ЁЛКА"), "школа № 5 «ромашка» ёлка");
  EXPECT_EQ(lower(""), "");
}

TEST(LetterTest, KnowsLetters) {
  for (const char32_t c : {U'a', U'Z', U'ß', U'ÿ', U'ª', U'µ', U'Ā', U'ж', U'ё', U'Ӏ', U'Ω', U'ΐ'})
    EXPECT_TRUE(is_letter(c)) << std::hex << static_cast<unsigned>(c);
  for (const char32_t c : {U'@', U'[', U'`', U'{', U'0', U'_', U'×', U'÷', U'«', U'№', U'—',
                           U'\u0482', U'\u0483', U'\u0489', U'\u037E', U'\u00A0', U'\u00AD'}) {
    EXPECT_FALSE(is_letter(c)) << std::hex << static_cast<unsigned>(c);
  }
  EXPECT_TRUE(is_cyrillic_letter(U'Ѐ'));
  EXPECT_TRUE(is_cyrillic_letter(U'ԯ'));
  EXPECT_FALSE(is_cyrillic_letter(U'\u0530'));
  EXPECT_FALSE(is_cyrillic_letter(U'\u03FF'));
  EXPECT_FALSE(is_cyrillic_letter(U'\u0484'));
  EXPECT_FALSE(is_cyrillic_letter(U'A'));
}

constexpr std::u32string_view kBlanks =
    U"\t\n\v\f\r \u00A0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A"
    U"\u2028\u2029\u202F\u205F\u3000";

TEST(BlankTest, KnowsEveryBlank) {
  for (char32_t c = 0; c < 0x4000; ++c)
    ASSERT_EQ(is_blank(c), kBlanks.find(c) != std::u32string_view::npos)
        << std::hex << static_cast<unsigned>(c);
}

TEST(BlankTest, TrimsAndCollapses) {
  const std::string all = encode_utf8(kBlanks);
  EXPECT_EQ(trimmed(all + "а б" + all), "а б");
  EXPECT_EQ(trimmed(all), "");
  EXPECT_EQ(trimmed(""), "");
  EXPECT_EQ(trimmed("я"), "я");
  EXPECT_EQ(trimmed(" \u200B"), "\u200B");
  EXPECT_EQ(collapsed(all + "а" + all + "б" + all), "а б");
  EXPECT_EQ(collapsed(all), "");
  EXPECT_EQ(collapsed("а\r\n\r\n  б\tв"), "а б в");
  EXPECT_EQ(collapsed("а-б"), "а-б");
  const std::string kept = "x  y";
  EXPECT_EQ(trimmed(kept).data(), kept.data());
}

TEST(TitleKeyTest, FoldsWhatMeansTheSame) {
  const std::vector<std::pair<std::string, std::string>> keys = {
      {"Ответственный", "ответственный"},
      {"  Срок \n исполнения: ", "срок исполнения"},
      {"СРОК\u00A0ИСПОЛНЕНИЯ", "срок исполнения"},
      {"Учёный", "ученый"},
      {"УЧЁНЫЙ", "ученый"},
      {"Период реализа-\nции", "период реализации"},
      {"Период реализа-\r\nции", "период реализации"},
      {"Период реализа- \n ции", "период реализации"},
      {"Период реализа\u2010\nции", "период реализации"},
      {"Период реализа\u00ADции", "период реализации"},
      {"Период реализа\u00AD\nции", "период реализации"},
      {"Период реализа\u00AD-\nции", "период реализации"},
      // Not torn words.
      {"Срок -\nдата", "срок - дата"},
      {"Срок - дата", "срок - дата"},
      {"Срок —\nдата", "срок - дата"},
      {"Санкт-\nПетербург", "санкт- петербург"},
      {"Класс 5-\nа", "класс 5- а"},
      {"- \nпункт", "- пункт"},
      {"социально-педагогический", "социально-педагогический"},
      {"Срок\u00AD исполнения", "срок исполнения"},
      {"Срок \u00AD\nисполнения", "срок исполнения"},
      // Dashes alike.
      {"Начало – конец", "начало - конец"},
      {"Начало \u2212 конец", "начало - конец"},
      {"Форма\u2011пара", "форма-пара"},
      // What closes a title.
      {"Итого.", "итого"},
      {"Итого :", "итого"},
      {"Итого...;: .", "итого"},
      {"№ п/п", "№ п/п"},
      {"и т. д.", "и т. д"},
      {":", ""},
      {"", ""},
      {" \n ", ""},
      {"\u00AD", ""},
      // Invisible marks.
      {"\uFEFFФИО", "фио"},
      {"\u200EФИО\u200B \u2060", "фио"},
      // Letters whose marks are written apart.
      {"Учи\u0306", "учй"},
      {"Трои\u0306ка и Е\u0308лка", "тройка и елка"},
      {"ЕЖИ\u0306", "ежй"},
      {"\u0306и", "\u0306и"},
      {"и \u0306", "и \u0306"},
      {"Name", "name"},
  };
  for (const auto& [title, key] : keys)
    EXPECT_EQ(title_key(title), key) << testing::PrintToString(title);
}

TEST(TitleKeyTest, IsTheKeyOfItself) {
  for (const char* title : {"Период реализа-\nции программы:", "Срок - дата", "ЁЛКА  и №\u00A0п/п.",
                            "Показатель (до/после), %", "Санкт-\nПетербург"}) {
    const std::string key = title_key(title);
    EXPECT_EQ(title_key(key), key);
  }
}

TEST(SplitTest, KeepsEmptyParts) {
  EXPECT_THAT(split("", ';'), ElementsAre(""));
  EXPECT_THAT(split("а", ';'), ElementsAre("а"));
  EXPECT_THAT(split(";", ';'), ElementsAre("", ""));
  EXPECT_THAT(split("а;;б;", ';'), ElementsAre("а", "", "б", ""));
}

TEST(JoinTest, PutsTheSeparatorBetween) {
  EXPECT_EQ(join({}, ", "), "");
  const std::vector<std::string> items = {"а", "", "б"};
  EXPECT_EQ(join(items, ", "), "а, , б");
  EXPECT_EQ(join(std::span(items).first(1), ", "), "а");
}

TEST(EditDistanceTest, CountsEdits) {
  struct Case {
    std::u32string_view a, b;
    std::size_t distance;
  };
  const std::vector<Case> cases = {
      {U"", U"", 0},
      {U"абв", U"", 3},
      {U"", U"абв", 3},
      {U"абв", U"абв", 0},
      {U"абв", U"абг", 1},
      {U"абв", U"ав", 1},
      {U"ав", U"абв", 1},
      {U"абв", U"авб", 1},
      {U"абвг", U"бавг", 1},
      {U"са", U"абс", 3},  // of the alignment that never edits a piece twice
      {U"kitten", U"sitting", 3},
      {U"отвественный", U"ответственный", 1},
      {U"абвгд", U"бавдг", 2},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(edit_distance(c.a, c.b), c.distance);
    EXPECT_EQ(edit_distance(c.b, c.a), c.distance);
  }
}

/// By the definition of the optimal string alignment, without any table.
std::size_t define_distance(std::u32string_view a, std::u32string_view b) {
  if (a.empty() || b.empty()) return a.size() + b.size();
  const std::u32string_view short_a = a.substr(1), short_b = b.substr(1);
  std::size_t best = std::min({define_distance(short_a, b) + 1, define_distance(a, short_b) + 1,
                               define_distance(short_a, short_b) + (a[0] == b[0] ? 0 : 1)});
  if (a.size() > 1 && b.size() > 1 && a[0] == b[1] && a[1] == b[0])
    best = std::min(best, define_distance(a.substr(2), b.substr(2)) + 1);
  return best;
}

TEST(EditDistanceTest, AgreesWithItsDefinition) {
  std::mt19937 random(3);
  const auto next = [&random] {
    std::u32string text(random() % 6, U'а');
    for (char32_t& c : text) c += static_cast<char32_t>(random() % 3);
    return text;
  };
  for (int i = 0; i < 2'000; ++i) {
    const std::u32string a = next(), b = next();
    ASSERT_EQ(edit_distance(a, b), define_distance(a, b))
        << encode_utf8(a) << ' ' << encode_utf8(b);
  }
}

TEST(NearestTest, ProposesWhatLooksAlike) {
  const std::vector<std::string> titles = {
      "Ответственный", "Ответственные", "Срок", "Сроки исполнения",
      "Результат",     "Результаты",    "ФИО"};
  EXPECT_THAT(nearest("Отвественный", titles), ElementsAre("Ответственный", "Ответственные"));
  EXPECT_THAT(nearest("РЕЗУЛЬТАТ:", titles), ElementsAre("Результат", "Результаты"));
  EXPECT_THAT(nearest("Срко", titles), ElementsAre("Срок"));
  EXPECT_THAT(nearest("Примечание", titles), IsEmpty());
  EXPECT_THAT(nearest("", titles), IsEmpty());
  EXPECT_THAT(nearest("Срок", {}), IsEmpty());
}

TEST(NearestTest, GivesAtMostThreeEachOnceNearestFirst) {
  const std::vector<std::string> titles = {"абвгдеё1", "абвгдежз", "абвгдеж",
                                           "абвгдеж",  "абвгде22", "абвгдежзи"};
  EXPECT_THAT(nearest("абвгдеж", titles), ElementsAre("абвгдеж", "абвгдежз", "абвгдеё1"));
  const std::vector<std::string> ties = {"ттт2", "ттт1", "ттт3", "ттт4"};
  EXPECT_THAT(nearest("тттт", ties), ElementsAre("ттт2", "ттт1", "ттт3"));
}

TEST(NearestTest, StopsAtAThirdOfTheLetters) {
  EXPECT_THAT(nearest("абвгде", std::vector<std::string>{"абвгхх"}), ElementsAre("абвгхх"));
  EXPECT_THAT(nearest("абвгде", std::vector<std::string>{"абвххх"}), IsEmpty());
  EXPECT_THAT(nearest("аб", std::vector<std::string>{"ав"}), ElementsAre("ав"));
  EXPECT_THAT(nearest("а", std::vector<std::string>{"б"}), IsEmpty());
}

TEST(NearestTest, TakesLongTextsQuickly) {
  const std::string text(300'000, 'x');
  const std::vector<std::string> titles = {text + "y", "z"};
  EXPECT_THAT(nearest(text, titles), ElementsAre(titles[0]));
}

TEST(XmlCharTest, FollowsTheProduction) {
  for (const char32_t c : {0x9u, 0xAu, 0xDu, 0x20u, 0x7Fu, 0x85u, 0xD7FFu, 0xE000u, 0xFFFDu,
                           0x10000u, 0x1FFFEu, 0x10FFFFu}) {
    EXPECT_TRUE(is_xml_char(c)) << std::hex << static_cast<unsigned>(c);
  }
  for (const char32_t c : {0x0u, 0x1u, 0x8u, 0xBu, 0xCu, 0xEu, 0x1Bu, 0x1Fu, 0xD800u, 0xDFFFu,
                           0xFFFEu, 0xFFFFu, 0x110000u}) {
    EXPECT_FALSE(is_xml_char(c)) << std::hex << static_cast<unsigned>(c);
  }
}

TEST(LookAlikes, AreLettersPrintedAlikeInTheirCase) {
  EXPECT_EQ(cyrillic_look_alike(U'H'), U'Н');
  EXPECT_EQ(cyrillic_look_alike(U'h'), U'h');
  EXPECT_EQ(cyrillic_look_alike(U'o'), U'о');
  EXPECT_EQ(cyrillic_look_alike(U'Z'), U'Z');
  EXPECT_EQ(cyrillic_look_alike(U'ж'), U'ж');
  EXPECT_EQ(lower_look_alike(U'h'), U'н');
  EXPECT_EQ(lower_look_alike(U'b'), U'в');
  EXPECT_EQ(lower_look_alike(U'z'), U'z');
  EXPECT_EQ(lower_look_alike(U'Ж'), U'Ж');
}

}  // namespace
}  // namespace grif

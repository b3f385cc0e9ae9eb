#include "core/diagnostics.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "core/text.hpp"

namespace grif {
namespace {

// ---- Quotes within quotes

TEST(DiagnosticsTest, QuotesOfAnArgumentAreInnerOnes) {
  constexpr Language kRussian = Language::russian;
  const auto twice = [&](std::string_view title) {
    const std::array<std::string_view, 1> one{title};
    return format_text(Kind::title_twice, kRussian, one);
  };
  EXPECT_EQ(twice("Рядом"), "«Рядом» уже есть выше");
  EXPECT_EQ(twice("«Рядом с маяком»"), "«„Рядом с маяком“» уже есть выше");
  EXPECT_EQ(twice("Центр «Маяк»"), "«Центр „Маяк“» уже есть выше");
  EXPECT_EQ(twice("Центр «Мая"), "«Центр „Мая» уже есть выше");
  EXPECT_EQ(twice("як» и др."), "«як“ и др.» уже есть выше");
  // Outside of quotes an argument brings its own.
  const std::array<std::string_view, 1> list{"нет: «Пары», «Центр «Маяк»»"};
  EXPECT_EQ(format_text(Kind::nothing_to_make, kRussian, list),
            "не из чего сделать ни одного документа: нет: «Пары», «Центр „Маяк“»");
  Diagnostics diagnostics;
  diagnostics.report_rule(Severity::error, "own", Place::nowhere(), "в «Центр «Маяк»» нет",
                          "впишите «Центр «Маяк»»");
  EXPECT_EQ(diagnostics.all()[0].text, "в «Центр „Маяк“» нет");
  EXPECT_EQ(diagnostics.all()[0].hint, "впишите «Центр „Маяк“»");
}

TEST(DiagnosticsTest, WhatBecameOfTheOutputComesLast) {
  Diagnostics diagnostics(Language::english);
  diagnostics.report(Kind::cannot_write, Place::nowhere(), {"out", "", ""});
  diagnostics.report(Kind::older_editions, Place::nowhere(), {"out", "plan.pdf"});
  diagnostics.report(Kind::document_withheld, Place::nowhere(), {"plan", "1"});
  diagnostics.report_rule(Severity::warning, "rule", Place::cell(0, 5, 0), "", "");
  diagnostics.sort();
  std::string order;
  for (const Diagnostic& one : diagnostics.all()) order.append(one.id()).append(" ");
  EXPECT_EQ(order, "rule document-withheld older-editions cannot-write ");
}

// ---- The registry

/// The numbers in braces, each once; 99 stands for braces that hold something else.
std::set<std::size_t> find_placeholders(std::string_view pattern) {
  std::set<std::size_t> numbers;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    if (pattern[at] != '{' && pattern[at] != '}') continue;
    if (at + 1 < pattern.size() && pattern[at + 1] == pattern[at]) {
      ++at;  // a literal brace
    } else if (at + 2 < pattern.size() && pattern[at] == '{' && pattern[at + 1] >= '0' &&
               pattern[at + 1] <= '9' &&
               (pattern[at + 2] == '}' || pattern.substr(at + 2, 3) == ":T}")) {
      numbers.insert(static_cast<std::size_t>(pattern[at + 1] - '0'));
      at += pattern[at + 2] == '}' ? 2 : 4;
    } else {
      numbers.insert(99);
    }
  }
  return numbers;
}

bool has_cyrillic(std::string_view text) {
  const std::u32string letters = decode_utf8(text);
  return std::ranges::any_of(letters, is_cyrillic_letter);
}

std::vector<Kind> every_kind() {
  std::vector<Kind> kinds;
  for (std::size_t i = 0; i < all_kinds().size(); ++i) kinds.push_back(static_cast<Kind>(i));
  return kinds;
}

constexpr std::array<std::string_view, 10> kArguments = {"‹0›", "‹1›", "‹2›", "‹3›", "‹4›",
                                                         "‹5›", "‹6›", "‹7›", "‹8›", "‹9›"};

TEST(RegistryTest, HasIdsWithHyphensEachOnce) {
  std::set<std::string_view> ids;
  for (const KindInfo& kind : all_kinds()) {
    EXPECT_TRUE(ids.insert(kind.id).second) << kind.id;
    EXPECT_FALSE(kind.id.empty());
    EXPECT_TRUE(std::ranges::all_of(kind.id, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    })) << kind.id;
    EXPECT_NE(kind.id.front(), '-') << kind.id;
    EXPECT_NE(kind.id.back(), '-') << kind.id;
    EXPECT_EQ(kind.id.find("--"), std::string_view::npos) << kind.id;
  }
  EXPECT_EQ(info(Kind::internal_fault).id, "internal-fault");
  EXPECT_EQ(info(Kind::unknown_document).id, "unknown-document");
  EXPECT_EQ(info(Kind::internal_fault).severity, Severity::error);
}

TEST(RegistryTest, SaysEverythingInBothLanguages) {
  for (const KindInfo& kind : all_kinds()) {
    EXPECT_TRUE(has_cyrillic(kind.meaning_ru)) << kind.id;
    EXPECT_TRUE(has_cyrillic(kind.text_ru)) << kind.id;
    EXPECT_FALSE(kind.meaning_en.empty()) << kind.id;
    EXPECT_FALSE(kind.text_en.empty()) << kind.id;
    EXPECT_FALSE(has_cyrillic(kind.meaning_en)) << kind.id;
    EXPECT_EQ(kind.hint_ru.empty(), kind.hint_en.empty()) << kind.id;
    for (const std::string_view words : {kind.meaning_ru, kind.meaning_en, kind.text_ru,
                                         kind.text_en, kind.hint_ru, kind.hint_en}) {
      EXPECT_EQ(trimmed(words), words) << kind.id;
      EXPECT_EQ(words.find('\n'), std::string_view::npos) << kind.id;
      EXPECT_EQ(find_invalid_utf8(words), std::nullopt) << kind.id;
      EXPECT_EQ(words.find("  "), std::string_view::npos) << kind.id;
    }
  }
}

TEST(RegistryTest, MeaningsAreOneKindOfWords) {
  const auto begins_small = [](std::string_view words) {
    for (const std::string_view name :
         {"Grif", "ZIP", "XML", "PDF", "Excel", "XLSX", "DOCX", "Latin", "Russian"})
      if (words.starts_with(name)) return true;
    return !is_upper(decode_utf8(words).front());
  };
  for (const KindInfo& kind : all_kinds()) {
    for (const std::string_view words : {kind.meaning_ru, kind.meaning_en}) {
      EXPECT_TRUE(begins_small(words)) << kind.id;
      EXPECT_FALSE(words.ends_with('.')) << kind.id;
    }
  }
}

TEST(RegistryTest, UsesTheSameArgumentsInBothLanguages) {
  for (const KindInfo& kind : all_kinds()) {
    EXPECT_EQ(find_placeholders(kind.text_ru), find_placeholders(kind.text_en)) << kind.id;
    EXPECT_EQ(find_placeholders(kind.hint_ru), find_placeholders(kind.hint_en)) << kind.id;
    // A meaning stands in the list of kinds, where there are no arguments.
    EXPECT_EQ(find_placeholders(kind.meaning_ru), std::set<std::size_t>()) << kind.id;
    EXPECT_EQ(find_placeholders(kind.meaning_en), std::set<std::size_t>()) << kind.id;
    // Numbered from 0 without a gap, so that no caller passes one for nothing.
    std::set<std::size_t> all = find_placeholders(kind.text_ru);
    all.merge(find_placeholders(kind.hint_ru));
    EXPECT_TRUE(all.empty() || *all.rbegin() + 1 == all.size()) << kind.id;
  }
}

TEST(RegistryTest, FormatsEveryKind) {
  for (const Kind kind : every_kind()) {
    for (const Language language : {Language::russian, Language::english}) {
      const bool russian = language == Language::russian;
      const KindInfo& words = info(kind);
      std::string text = format_text(kind, language, kArguments);
      const std::string hint = format_hint(kind, language, kArguments);
      for (const std::size_t n : find_placeholders(russian ? words.text_ru : words.text_en))
        EXPECT_NE(text.find(kArguments[n]), std::string::npos) << words.id;
      EXPECT_FALSE(text.empty()) << words.id;
      EXPECT_EQ(hint.empty(), (russian ? words.hint_ru : words.hint_en).empty()) << words.id;
    }
  }
}

TEST(FormatTest, PutsArgumentsInAsTheyAre) {
  const std::array<std::string_view, 3> arguments = {"{9} {} „Ёж“ %s", "лицей", ""};
  EXPECT_EQ(format_text(Kind::unknown_document, Language::russian, arguments),
            "документа «{9} {} „Ёж“ %s» нет среди тех, что готовит пакет «лицей»");
  EXPECT_EQ(format_text(Kind::unknown_document, Language::english, arguments),
            "the pack “лицей” has no document “{9} {} „Ёж“ %s”");
  EXPECT_EQ(format_hint(Kind::workbook_sheet_skipped, Language::russian, arguments), "");
}

TEST(FormatTest, ShowsAGapForAnArgumentThatWasForgotten) {
#ifdef NDEBUG
  EXPECT_EQ(format_text(Kind::internal_fault, Language::english, {}), "internal fault: ?");
#else
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_DEATH(format_text(Kind::internal_fault, Language::english, {}), "arguments");
#endif
}

// ---- The collector

TEST(DiagnosticsTest, ReportsWithTheWordsOfTheRegistry) {
  Diagnostics russian;
  EXPECT_EQ(russian.language(), Language::russian);
  Diagnostic& reported =
      russian.report(Kind::internal_fault, Place::cell(2, 6, 1), {"деление на ноль"});
  reported.notes.push_back({Place::nowhere(), "при сборке"});
  ASSERT_EQ(russian.all().size(), 1u);
  Diagnostic expected;
  expected.severity = Severity::error;
  expected.kind = Kind::internal_fault;
  expected.place = Place::cell(2, 6, 1);
  expected.text = "внутренняя ошибка: деление на ноль";
  expected.hint =
      "сообщите о ней разработчикам вместе с файлом, на котором она случилась; прежние файлы не "
      "изменены";
  expected.notes = {{Place::nowhere(), "при сборке"}};
  EXPECT_EQ(russian.all()[0], expected);
  EXPECT_EQ(russian.all()[0].id(), "internal-fault");

  Diagnostics english(Language::english);
  english.report(Kind::internal_fault, Place::nowhere(), {"division by zero"});
  EXPECT_EQ(english.all()[0].text, "internal fault: division by zero");
}

TEST(DiagnosticsTest, ReportsWithAnotherSeverity) {
  Diagnostics diagnostics;
  ASSERT_EQ(info(Kind::internal_fault).severity, Severity::error);
  diagnostics.report(Severity::warning, Kind::internal_fault, Place::nowhere(), {"а"});
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::internal_fault);
  EXPECT_EQ(diagnostics.all()[0].text, "внутренняя ошибка: а");
  EXPECT_FALSE(diagnostics.has_errors());
}

TEST(DiagnosticsTest, ReportsRulesUnderTheirOwnIds) {
  Diagnostics diagnostics;
  diagnostics.report_rule(Severity::warning, "hours-per-week", Place::cell(0, 1, 2),
                          "больше {0} часов", "проверьте {1}");
  const Diagnostic& rule = diagnostics.all().at(0);
  EXPECT_EQ(rule.id(), "hours-per-week");
  EXPECT_EQ(rule.severity, Severity::warning);
  EXPECT_EQ(rule.place, Place::cell(0, 1, 2));
  EXPECT_EQ(rule.text, "больше {0} часов");  // the words of a rule are no pattern
  EXPECT_EQ(rule.hint, "проверьте {1}");
}

TEST(DiagnosticsTest, CountsBySeverityAndMergesInOrder) {
  Diagnostics first, second;
  first.report_rule(Severity::note, "a", Place::nowhere(), "1", "");
  first.report_rule(Severity::warning, "b", Place::nowhere(), "2", "");
  second.report_rule(Severity::warning, "c", Place::nowhere(), "3", "");
  EXPECT_FALSE(first.has_errors());
  second.report_rule(Severity::error, "d", Place::nowhere(), "4", "");
  Diagnostic fifth;
  fifth.severity = Severity::error;
  fifth.rule = "e";
  second.add(fifth);
  first.merge(std::move(second));
  EXPECT_EQ(first.count(Severity::note), 1u);
  EXPECT_EQ(first.count(Severity::warning), 2u);
  EXPECT_EQ(first.count(Severity::error), 2u);
  EXPECT_TRUE(first.has_errors());
  std::string order;
  for (const Diagnostic& d : first.all()) order += d.id();
  EXPECT_EQ(order, "abcde");
}

TEST(DiagnosticsTest, SortsByPlaceThenKindAndKeepsTheRest) {
  Diagnostics diagnostics;
  const auto add = [&](std::string rule, Place place, std::string text) {
    diagnostics.report_rule(Severity::error, std::move(rule), place, std::move(text), "");
  };
  add("z", Place::cell(1, 0, 0), "sheet 1");
  add("b", Place::cell(0, 2, 0), "row 3");
  add("b", Place::cell(0, 1, 5), "F2 b first");
  add("a", Place::cell(0, 1, 5), "F2 a");
  add("b", Place::cell(0, 1, 5), "F2 b second");
  add("z", Place::cell(0, 1, 4), "E2");
  add("z", Place::whole(0), "sheet 0");
  add("a", Place::cell(0, 0, 0), "A1");
  add("z", Place::nowhere(), "nowhere");
  diagnostics.sort();
  std::vector<std::string> texts;
  for (const Diagnostic& d : diagnostics.all()) texts.push_back(d.text);
  EXPECT_EQ(texts, (std::vector<std::string>{"nowhere", "sheet 0", "A1", "E2", "F2 a", "F2 b first",
                                             "F2 b second", "row 3", "sheet 1"}));
  EXPECT_EQ(diagnostics.count(Severity::error), 9u);
}

// ---- The form in a pipe

class FormatPlainTest : public testing::Test {
 protected:
  FormatPlainTest() {
    pairs_ = sources_.add("лицей.xlsx", "Пары");
    roadmap_ = sources_.add("лицей.xlsx", "Дорожная карта");
    xml_ = sources_.add("pack.xml");
  }
  static Diagnostic rule(Severity severity, Place place, std::string text, std::string hint = {}) {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.rule = "some-rule";
    diagnostic.place = place;
    diagnostic.text = std::move(text);
    diagnostic.hint = std::move(hint);
    return diagnostic;
  }
  std::string plain(const Diagnostic& diagnostic) { return format_plain(diagnostic, sources_); }

  Sources sources_;
  SourceId pairs_, roadmap_, xml_;
};

TEST_F(FormatPlainTest, NamesPlaceSeverityAndKind) {
  EXPECT_EQ(plain(rule(Severity::error, Place::cell(pairs_, 13, 2), "нет даты")),
            "лицей.xlsx:Пары!C14: error[some-rule]: нет даты\n");
  EXPECT_EQ(plain(rule(Severity::warning, Place::cell(roadmap_, 0, 26), "пусто")),
            "лицей.xlsx:'Дорожная карта'!AA1: warning[some-rule]: пусто\n");
  EXPECT_EQ(plain(rule(Severity::note, Place::position(xml_, 12, 5), "лишнее")),
            "pack.xml:12:5: note[some-rule]: лишнее\n");
  EXPECT_EQ(plain(rule(Severity::error, Place::whole(xml_), "x")),
            "pack.xml: error[some-rule]: x\n");
  EXPECT_EQ(plain(rule(Severity::error, Place::nowhere(), "x")), "grif: error[some-rule]: x\n");
  Diagnostic kind = rule(Severity::error, Place::nowhere(), "x");
  kind.rule.clear();
  kind.kind = Kind::internal_fault;
  EXPECT_EQ(plain(kind), "grif: error[internal-fault]: x\n");
}

TEST_F(FormatPlainTest, PutsNotesAndThenTheHintBelow) {
  Diagnostic diagnostic =
      rule(Severity::error, Place::cell(pairs_, 1, 0), "строка повторяется", "удалите одну");
  diagnostic.notes = {{Place::cell(roadmap_, 6, 1), "впервые здесь"},
                      {Place::nowhere(), "и ещё 3 раза"}};
  EXPECT_EQ(plain(diagnostic),
            "лицей.xlsx:Пары!A2: error[some-rule]: строка повторяется\n"
            "    лицей.xlsx:'Дорожная карта'!B7: впервые здесь\n"
            "    и ещё 3 раза\n"
            "    удалите одну\n");
}

TEST_F(FormatPlainTest, KeepsEachPieceOnOneLine) {
  const SourceId odd = sources_.add("a\nb.xlsx", "Лист\n1");
  Diagnostic diagnostic =
      rule(Severity::error, Place::cell(odd, 0, 0), "а\nб\r\nв\tг\v\f", "один\u2028два\u2029три");
  diagnostic.notes = {{Place::whole(odd), "x\ny"}};
  EXPECT_EQ(plain(diagnostic),
            "a b.xlsx:'Лист 1'!A1: error[some-rule]: а б  в г  \n"
            "    a b.xlsx:'Лист 1': x y\n"
            "    один два три\n");
}

TEST_F(FormatPlainTest, NeverDrivesTheTerminal) {
  const Diagnostic diagnostic =
      rule(Severity::error, Place::nowhere(), "\x1B[31mкрасный\x07\x7F\u009B1m \u202Eтадорп\u202C");
  EXPECT_EQ(plain(diagnostic), "grif: error[some-rule]:  [31mкрасный   1m тадорп\n");
}

}  // namespace
}  // namespace grif

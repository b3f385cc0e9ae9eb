// The sheet with which an input changes the checks.

#include "unit/validate/checked.hpp"

namespace grif {
namespace {

constexpr std::string_view kPeople =
    "== mentors\nname | limit\nЛесной И.И. | #0\n== mentees\nname | code\nБорова К. | 1\nСадов Т. | 1\n";

std::string check(std::string_view settings, std::string_view data = kPeople) {
  Checked checked(std::string(data) + "== rule_settings\nrule | severity\n" + std::string(settings),
                  mentoring_pack().schema);
  checked.check(mentoring_pack());
  apply_settings(checked.programme, mentoring_pack(), checked.diagnostics);
  return checked.kinds();
}

TEST(Settings, SwitchRulesOffAndSaySo) {
  EXPECT_EQ(check("mentee-code-twice | не проверять\n"),
            "mentors!B2: error[mentor-limit-small]\nrule_settings!A2: note[setting-applied]\n");
}

TEST(Settings, ChangeSeverities) {
  EXPECT_EQ(check("mentee-code-twice | замечание\nMentor-Limit-Small | предупреждение\n"),
            "mentors!B2: warning[mentor-limit-small]\nmentees!B2: note[mentee-code-twice]\n"
            "mentees!B3: note[mentee-code-twice]\nrule_settings!A2: note[setting-applied]\n"
            "rule_settings!A3: note[setting-applied]\n");
}

TEST(Settings, SayNothingWhereNothingIsConcerned) {
  EXPECT_EQ(check("inn-check-digits | не проверять\n"),
            "mentors!B2: error[mentor-limit-small]\nmentees!B2: error[mentee-code-twice]\n"
            "mentees!B3: error[mentee-code-twice]\n");
}

TEST(Settings, NameChecksThatThereAreNot) {
  EXPECT_EQ(check("mentor-code-twice | не проверять\n", "== mentors\nname\nЛесной И.И.\n"),
            "rule_settings!A2: warning[setting-unknown]\n");
}

TEST(Settings, CannotHideWhatMakesADocumentWrong) {
  constexpr std::string_view kData = "== mentors\nname | limit\nЛесной И.И. | много\n";
  EXPECT_EQ(check("not-an-integer | не проверять\nnot-a-number | не проверять\n", kData),
            "mentors!B2: error[not-a-number]\nrule_settings!A3: warning[setting-refused]\n");
}

TEST(Settings, TakeOnlyTheWordsOfTheSchema) {
  EXPECT_EQ(check("mentee-code-twice | потом\n", "== mentors\nname\nЛесной И.И.\n"),
            "rule_settings!B2: error[value-not-allowed]\n");
}

}  // namespace
}  // namespace grif

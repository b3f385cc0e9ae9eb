#include "unit/validate/checked.hpp"

namespace grif {
namespace {

/// The kinds told of a roadmap's responsible people and of a working group.
std::string kinds(std::string_view responsible, std::string_view group = {}, bool printed = false) {
  std::string text = printed ? "== roadmap [printed]\n" : "== roadmap\n";
  text += "activity | responsible\n" + std::string(responsible);
  if (!group.empty()) text += "== working_group\nname | role\n" + std::string(group);
  return Checked(text, mentoring_pack().schema).kinds();
}

TEST(CheckedPersons, WrittenInTheirManyWaysAreSilent) {
  EXPECT_EQ(kinds("а | зам. директора по ВР Ветрова А.Г., А.В. Лугов\nб | Ветрова А. Г\nв | завуч "
                  "Лугов А.В., классные руководители\n",
                  "Ветрова Анна Григорьевна | член группы\nЛугов Артём Витальевич | секретарь\n"
                  "Лугова Алла Васильевна | член группы\n"),
            "");
}

TEST(CheckedPersons, SpeltInTwoWaysAreTold) {
  const Checked checked(
      "== roadmap [printed]\nactivity | responsible\nа | Ветрова А.Г.\nб | завуч А.Г. Ветрова\nв | "
      "Лугов П.К., завуч Ветрава А.Г.\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!B4: warning[person-looks-like]: «Ветрава А.Г.» похоже на «Ветрова "
            "А.Г.»: видимо, это один человек\n"
            "    a.xlsx:roadmap!B2: Ветрова А.Г.\n"
            "    исправьте написание; если людей двое, напишите имена полностью\n");
}

TEST(CheckedPersons, ThatMayBeOneAreTold) {
  EXPECT_EQ(kinds("а | Ветрова А.\nб | Ветрава А.Г.\n"),
            "roadmap!B2: note[person-may-be] <- roadmap!B3\n");
  EXPECT_EQ(kinds("а | Ветрова А.\nб | Ветрава А.Г.\n", {}, true), "")
      << "quiet on tables typed for print";
  EXPECT_EQ(kinds("а | Ветрова А.Г.\nб | Ветрова А.Т.\n"), "") << "namesakes";
}

TEST(CheckedPersons, WithTwoPostsAreTold) {
  const Checked checked(
      "== roadmap [printed]\nactivity | responsible\nа | зам. директора по ВР Ветрова А.Г.\nб | зам. "
      "директора по УВР А.Г. Ветрова\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!B3: warning[person-two-posts]: Ветрова А.Г. здесь «зам. директора по "
            "УВР», а в другом месте «зам. директора по ВР»\n"
            "    a.xlsx:roadmap!B2: зам. директора по ВР Ветрова А.Г.\n"
            "    оставьте одну должность; если это разные люди, напишите имена полностью\n");
}

TEST(CheckedPersons, WhoseInitialsFitSeveralAreTold) {
  const Checked checked(
      "== roadmap\nactivity | responsible\nа | Лугов П.К.\n== working_group\nname | role\nЛугов "
      "Пётр Кузьмич | секретарь\nЛугов Павел Кириллович | член группы\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!B2: warning[person-ambiguous]: «Лугов П.К.» может быть и так: «Лугов "
            "Пётр Кузьмич», «Лугов Павел Кириллович»\n"
            "    впишите имя и отчество полностью\n");
}

TEST(CheckedPersons, WhoAreNotOnTheListOfEverybodyAreTold) {
  SheetSchema staff, plan;
  staff.id = "staff";
  staff.title = "Сотрудники";
  staff.columns = {{.id = "name", .title = "ФИО", .persons = PersonsIn::everybody}};
  plan.id = "plan";
  plan.title = "План";
  plan.columns = {{.id = "who", .title = "Кто", .list = true, .persons = PersonsIn::list}};
  Schema schema;
  schema.sheets = {staff, plan};
  const std::string rows =
      "== plan\nwho\nЛугов П.К., завуч\nВетрова А.Г. и Зимин И.И.\nЗимин И.И.\nВетрава А.Г.\n";
  const std::string listed =
      "== staff\nname\nЛугов Пётр Кузьмич\nВетрова Анна Григорьевна\nВетрова Анна Григорьевна\n";
  EXPECT_EQ(Checked(rows, schema).kinds(), "plan!A5: warning[person-looks-like] <- plan!A3\n")
      << "nothing is known of people without the list";
  const Checked checked(rows + listed, schema, Language::russian);
  EXPECT_EQ(
      checked.messages(),
      "a.xlsx:plan!A5: warning[person-looks-like]: «Ветрава А.Г.» похоже на «Ветрова Анна "
      "Григорьевна»: видимо, это один человек\n"
      "    a.xlsx:staff!A3: Ветрова Анна Григорьевна\n"
      "    исправьте написание; если людей двое, напишите имена полностью\n"
      "a.xlsx:plan!A3: warning[person-unknown]: «Зимин И.И.» в столбце «Кто»: такого человека "
      "нет на листе «Сотрудники»\n"
      "    добавьте его на лист «Сотрудники» или исправьте имя\n");
}

TEST(CheckedPersons, LeaveTheRestAlone) {
  EXPECT_EQ(kinds("а | 01.09.2026\nб | МБОУ СОШ № 5\nв | Все участники\nг | #12\nд | ^\nе | \n"),
            "");
}

TEST(CheckedPosts, MuchAlikeAreTold) {
  const Checked checked(
      "== roadmap [printed]\nactivity | responsible\nа | Руководитель ОО\nб | Руководитель ООО\n"
      "в | Руководитель ОО\nг | методист\nд | методисты\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!B3: warning[post-looks-like]: «Руководитель ООО» похоже на "
            "«Руководитель ОО»: видимо, это одно и то же\n"
            "    a.xlsx:roadmap!B2: Руководитель ОО\n    оставьте одно написание\n");
}

TEST(CheckedPosts, ThatSeveralPeopleHoldWantAName) {
  const Checked checked(
      "== roadmap [printed]\nactivity | responsible\nа | зам. директора по УВР Ветрова А.Г.\n"
      "б | зам. директора по УВР П.К. Лугов\nв | зам. директора по УВР\nг | завуч\n",
      mentoring_pack().schema, Language::russian);
  EXPECT_EQ(checked.messages(),
            "a.xlsx:roadmap!B4: warning[person-ambiguous]: «зам. директора по УВР» может быть и "
            "так: «Ветрова А.Г.», «Лугов П.К.»\n    впишите имя и отчество полностью\n");
}

}  // namespace
}  // namespace grif

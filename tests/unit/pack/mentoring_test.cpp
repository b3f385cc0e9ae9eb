#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pack/pack.hpp"

namespace grif {
namespace {

TEST(MentoringPack, Loads) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto pack =
      load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources, diagnostics);
  std::string messages;
  for (const Diagnostic& d : diagnostics.all()) messages += format_plain(d, sources);
  EXPECT_EQ(messages, "");
  ASSERT_TRUE(pack);
}

/// Names that the users' guide, templates and workbooks rely on.
TEST(MentoringPack, HasTheSheetsThatSchoolsAreTold) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto pack =
      load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources, diagnostics);
  ASSERT_TRUE(pack);
  std::vector<std::string> titles;
  for (const SheetSchema& sheet : pack->schema.sheets)
    if (!sheet.derived) titles.push_back(sheet.title);
  EXPECT_THAT(titles,
              testing::ElementsAre(
                  "Организация", "Грифы", "Дорожная карта", "Этапы программы", "Показатели",
                  "Контингент", "Сотрудники", "Наставники", "Наставляемые", "Пары", "Запросы",
                  "Согласия", "Встречи", "Приказы", "Протоколы", "Мероприятия", "Рабочая группа",
                  "Обучение наставников", "Анкеты", "Ответы", "SWOT", "Показатели влияния",
                  "Формы наставничества", "Достижения", "Банк экспертов", "Партнёры", "Материалы",
                  "Кейсы", "Публикации", "Поощрения", "Ресурсы", "Склонение", "Правила проверки"));
  const auto columns = [&](std::string_view id) {
    std::vector<std::string> ids;
    for (const ColumnSchema& column : pack->schema.sheets[pack->schema.find_sheet(id)].columns)
      ids.push_back(column.id);
    return ids;
  };
  EXPECT_THAT(
      columns("organisation"),
      testing::IsSupersetOf({"founder", "full_name", "short_name", "kind", "town", "address",
                             "phone", "email", "site", "inn", "kpp", "ogrn", "okpo", "head",
                             "head_post", "programme", "school_year", "period", "goal"}));
  EXPECT_THAT(columns("approvals"), testing::ElementsAre("document", "mark", "body", "post", "name",
                                                         "basis_kind", "number", "date", "text"));
  EXPECT_THAT(columns("roadmap"),
              testing::ElementsAre("number", "stage", "activity", "content", "result", "term",
                                   "responsible", "documents", "participants", "form", "place",
                                   "done", "note"));
  EXPECT_THAT(columns("roadmap_columns"),
              testing::ElementsAre("name", "title", "type", "weight", "position", "group", "part",
                                   "span", "order"));
  const DocumentSpec* roadmap = pack->find_document("дорожная карта");
  ASSERT_NE(roadmap, nullptr);
  EXPECT_EQ(roadmap->name, "roadmap");
  EXPECT_THAT(roadmap->formats, testing::ElementsAre(Format::docx, Format::pdf, Format::xlsx));
  EXPECT_TRUE(roadmap->permanent);
}

}  // namespace
}  // namespace grif

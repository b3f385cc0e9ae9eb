#include "unit/write/docx_sample.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace grif::test {
namespace {

Style paragraph_style(std::string id, std::string name, StyleId based_on) {
  Style style;
  style.type = StyleType::paragraph;
  style.id = std::move(id);
  style.name = std::move(name);
  style.based_on = based_on;
  return style;
}

LineSpacing exactly(std::int64_t points) {
  return {.rule = LineSpacing::Rule::exact, .exact = Length::from_points(points)};
}

StyleSheet make_styles() {
  StyleSheet sheet;
  sheet.default_character.family = "Times New Roman";
  sheet.default_character.half_points = 24;
  sheet.default_paragraph.line = exactly(14);
  Style normal = paragraph_style("Normal", "Normal", kNoStyle);
  normal.paragraph.after = Length::from_points(6);
  normal.paragraph.alignment = Alignment::justify;
  Style title = paragraph_style("Title", "Title", 0);
  title.next = 0;
  title.paragraph.alignment = Alignment::centre;
  title.paragraph.before = Length::from_points(12);
  title.paragraph.line = exactly(16);
  title.paragraph.keep_with_next = true;
  title.character.bold = true;
  title.character.half_points = 28;
  Style cell = paragraph_style("TableText", "Текст таблицы", 0);
  cell.paragraph.after = Length();
  cell.paragraph.alignment = Alignment::left;
  cell.paragraph.hyphenate = true;
  Style head = paragraph_style("TableHead", "Заголовок таблицы", 2);
  head.paragraph.alignment = Alignment::centre;
  head.character.bold = true;
  Style stage = paragraph_style("Stage", "Этап", 2);
  stage.character.bold = true;
  Style header = paragraph_style("Header", "header", 0);
  header.paragraph.alignment = Alignment::centre;
  header.paragraph.after = Length();
  Style table;
  table.type = StyleType::table;
  table.id = "TableGrid";
  table.name = "Table Grid";
  const Border thin{.width = Length::from_half_points(1), .colour = {}};
  table.table.outer = table.table.inner_horizontal = table.table.inner_vertical = thin;
  table.table.padding_left = table.table.padding_right = Length::from_twips(85);
  table.table.padding_top = table.table.padding_bottom = Length::from_twips(28);
  Style marks;
  marks.type = StyleType::table;
  marks.id = "Marks";
  marks.name = "Грифы";
  Style strong;
  strong.type = StyleType::character;
  strong.id = "Strong";
  strong.name = "Strong";
  strong.character.bold = true;
  sheet.styles = {normal, title, cell, head, stage, header, table, marks, strong};
  return sheet;
}

class Roadmap {
 public:
  Roadmap(std::size_t variant, bool landscape) : variant_(variant), landscape_(landscape) {}

  Document make(std::size_t stages, std::size_t activities) {
    builder_.properties().name = "roadmap";
    builder_.properties().title = "Дорожная карта";
    builder_.properties().organisation = school();
    builder_.properties().has_date = true;
    builder_.properties().date = *Date::from_ymd(2026, 9, 1);
    PageSetup page;
    if (landscape_) {
      page.width = Length::from_mm(297);
      page.height = Length::from_mm(210);
      page.landscape = true;
    }
    width_ = page.width - page.left - page.right;
    builder_.begin_section(page);
    builder_.section().different_first = true;
    builder_.begin_furniture(DocumentBuilder::Furniture::header);
    builder_.begin_paragraph(style(StyleType::paragraph, "Header"));
    builder_.add_inline(Inline::Type::page_number);
    builder_.end_paragraph();
    builder_.end_furniture();
    add_marks();
    add_paragraph("Title", "Дорожная карта\nразвития читательского клуба\n" + school());
    builder_.begin_paragraph(style(StyleType::paragraph, "Normal"));
    builder_.push_run(style(StyleType::character, "Strong"));
    builder_.add_text("Цель:");
    builder_.pop_run();
    builder_.add_text(
        " к концу 2026/27 учебного года не менее 40 % обучающихся 5–9 классов "
        "участвуют во встречах клуба, а М. И. Птицына ведёт дневник встреч № 1.");
    builder_.end_paragraph();
    add_table(stages, activities);
    builder_.end_section();
    return builder_.finish();
  }

 private:
  StyleId style(StyleType type, std::string_view id) { return sample_styles().find(type, id); }
  std::string school() const { return "МАОУ «Лицей № " + std::to_string(21 + variant_) + "»"; }

  void add_paragraph(std::string_view id, std::string_view text) {
    builder_.begin_paragraph(style(StyleType::paragraph, id));
    builder_.add_text(text);
    builder_.end_paragraph();
  }

  void begin_table(std::string_view id, const std::vector<int>& shares) {
    builder_.begin_table(style(StyleType::table, id), std::vector<ColumnWidth>(shares.size()));
    for (const int share : shares) builder_.table().grid.push_back(width_.scaled(share, 100));
  }

  void add_cell(std::string_view id, std::string_view text, std::uint16_t columns = 1,
                std::uint16_t rows = 1) {
    builder_.begin_cell(columns, rows);
    add_paragraph(id, text);
    builder_.end_cell(style(StyleType::paragraph, id));
  }

  void add_marks() {
    begin_table("Marks", {45, 10, 45});
    builder_.table().layout_only = true;
    builder_.table().borders = false;
    builder_.begin_row();
    add_cell("TableText", "СОГЛАСОВАНО\nпротокол педагогического совета\nот 28.08.2026 № 1");
    add_cell("TableText", "");
    add_cell("TableText",
             "УТВЕРЖДАЮ\nдиректор\n____________ Л. П. Сорокина\n«01» сентября 2026 г.");
    builder_.end_row();
    builder_.end_table();
  }

  void add_header_row() {
    builder_.begin_row();
    builder_.row().header = true;
    for (const std::string_view title :
         {"№", "Мероприятие", "Срок", "Ответственный", "Участников"}) {
      builder_.begin_cell();
      builder_.cell().header = true;
      builder_.cell().vertical = VerticalAlignment::middle;
      builder_.set_shade({0xE7, 0xE6, 0xE6});
      add_paragraph("TableHead", title);
      builder_.end_cell(style(StyleType::paragraph, "TableHead"));
    }
    builder_.end_row();
  }

  void add_stage(std::size_t stage) {
    builder_.begin_row();
    builder_.row().keep_with_next = true;
    add_cell("Stage",
             std::to_string(stage) +
                 ". Подготовительный этап: условия для работы клуба "
                 "и состав его участников\nЗадача: собрать желающих и договориться о днях встреч",
             5);
    builder_.end_row();
  }

  void add_activity(std::size_t stage, std::size_t activity, std::size_t rows) {
    static constexpr std::array<std::string_view, 4> kTexts = {
        "Информирование педагогов, родителей и обучающихся о работе клуба: классные часы, страница на сайте школы, стенд в библиотеке",
        "Составление списка книг, выбор ведущих встреч и распределение обязанностей между участниками рабочей группы",
        "Встреча «Книга, которая меня удивила»: обсуждение, запись отзывов",
        "Сбор предложений участников и обновление положения о клубе; утверждение плана встреч на следующее полугодие директором"};
    static constexpr std::array<std::string_view, 3> kTerms = {
        "сентябрь 2026 г.", "октябрь–декабрь 2026 г.", "в течение года"};
    const std::size_t mixed = stage * 7 + activity * 3 + variant_;
    builder_.begin_row();
    builder_.row().keep_with_next = activity == 0;
    add_cell("TableText", std::to_string(stage) + "." + std::to_string(activity + 1));
    add_cell("TableText", kTexts[mixed % kTexts.size()]);
    add_cell("TableText", kTerms[mixed % kTerms.size()]);
    if (activity % 2 == 0) {
      add_cell("TableText", "Зам. директора по ВР Н. С. Дроздова,\nпедагог-библиотекарь", 1,
               static_cast<std::uint16_t>(activity + 1 < rows ? 2 : 1));
    }
    builder_.begin_cell();
    TypedCell typed;
    typed.value = Value::integer(static_cast<std::int64_t>(mixed % 40));
    builder_.set_typed(typed);
    add_paragraph("TableText", std::to_string(mixed % 40));
    builder_.end_cell(style(StyleType::paragraph, "TableText"));
    builder_.end_row();
  }

  void add_table(std::size_t stages, std::size_t activities) {
    begin_table("TableGrid", {8, 40, 17, 22, 13});
    builder_.table().caption = "Дорожная карта";
    add_header_row();
    for (std::size_t stage = 1; stage <= stages; ++stage) {
      add_stage(stage);
      for (std::size_t i = 0; i < activities; ++i) add_activity(stage, i, activities);
      builder_.begin_row();
      add_cell("TableText",
               "Результат этапа: участники названы, встречи назначены, о них знает вся школа", 5);
      builder_.end_row();
    }
    builder_.end_table();
  }

  DocumentBuilder builder_{sample_styles()};
  Length width_;
  std::size_t variant_;
  bool landscape_;
};

}  // namespace

const StyleSheet& sample_styles() {
  static const StyleSheet sheet = make_styles();
  return sheet;
}

Document make_roadmap(std::size_t stages, std::size_t activities, std::size_t variant,
                      bool landscape) {
  return Roadmap(variant, landscape).make(stages, activities);
}

}  // namespace grif::test

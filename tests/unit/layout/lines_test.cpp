#include <gmock/gmock.h>

#include "unit/layout/layout_fixture.hpp"

namespace grif {
namespace {

class Lines : public LayoutTest {
 protected:
  /// Lays one paragraph out in a column of the given width, in points.
  void set(int width, StyleId style, std::string_view text,
           const ParagraphProperties& direct = {}) {
    DocumentBuilder builder(styles.sheet);
    builder.begin_section(page_of(width, 600));
    add_paragraph(builder, style, text, direct);
    builder.end_section();
    lay_out_document(builder.finish());
  }
  std::vector<std::string> lines_in(int width, std::string_view text) {
    set(width, styles.body, text);
    return lines_of(0);
  }
  const GlyphRun& run(std::size_t index) const { return pages.runs.at(index); }
};

using testing::ElementsAre;

TEST_F(Lines, BreakGreedilyAtBlanksWhichHang) {
  EXPECT_THAT(lines_in(100, "Программа наставничества школы"),
              ElementsAre("Программа", "наставничества", "школы"));
  // The hanging blank is there for whoever copies the text, but takes no room.
  EXPECT_EQ(run(0).glyphs.count, 10U);
  const Glyph blank = pages.glyphs[run(0).glyphs.first + 9];
  EXPECT_EQ(faces.at(run(0).face).advance(blank.id) + blank.adjust, 0);
  EXPECT_LT(run(0).width, Length::from_points(100));
}

TEST_F(Lines, DoNotBreakWhereRussianTypographyForbids) {
  EXPECT_THAT(lines_in(90, "директор И. И. Иванов"), ElementsAre("директор", "И. И. Иванов"));
  EXPECT_THAT(pages.bound_spaces, ElementsAre(20, 24));
  EXPECT_THAT(lines_in(50, "приказ № 118"), ElementsAre("приказ", "№ 118"));
  EXPECT_THAT(lines_in(70, "наставник — педагог"), ElementsAre("наставник —", "педагог"));
}

TEST_F(Lines, BreakBoundBlanksRatherThanWords) {
  EXPECT_THAT(lines_in(40, "И. И. Иванов"), ElementsAre("И. И.", "Иванов"));
  EXPECT_THAT(pages.bound_spaces, ElementsAre(3)) << "the DOCX must be able to break there too";
}

TEST_F(Lines, BreakAfterHyphensAndDashesInsideWords) {
  EXPECT_THAT(lines_in(60, "учитель-ученик"), ElementsAre("учитель-", "ученик"));
  EXPECT_THAT(lines_in(60, "сентябрь–май"), ElementsAre("сентябрь–", "май"));
  EXPECT_THAT(lines_in(55, "слово—слово"), ElementsAre("слово—", "слово"));
  EXPECT_THAT(pages.bound_hyphens, ElementsAre());
}

TEST_F(Lines, DoNotBreakAfterHyphensOfNumbersAndSingleLetters) {
  EXPECT_THAT(lines_in(60, "адрес e-mail"), ElementsAre("адрес", "e-mail"));
  EXPECT_THAT(pages.bound_hyphens, ElementsAre(12));
  EXPECT_THAT(lines_in(60, "годы 2022-2024"), ElementsAre("годы", "2022-2024"));
  EXPECT_THAT(pages.bound_hyphens, ElementsAre(13));
}

TEST_F(Lines, HyphenateOnlyWhereTheParagraphSaysSo) {
  set(90, styles.body, "о государственной программе");
  EXPECT_THAT(lines_of(0), ElementsAre("о", "государственной", "программе"));
  EXPECT_THAT(pages.hyphenation_points, ElementsAre());
  set(60, styles.cell, "о государственной программе");
  EXPECT_THAT(lines_of(0), ElementsAre("о государ-", "ственной", "программе"));
  EXPECT_THAT(pages.hyphenation_points, ElementsAre(17));
  // The hyphen stands for a soft one, so that the word is found and copied in one piece.
  EXPECT_EQ(pages.actual_texts.at(run(1).actual_text - 1), "\u00AD");
  EXPECT_EQ(run(1).glyphs.count, 1U);
}

TEST_F(Lines, DoNotHyphenateToFillAShortGap) {
  // Less than a fifth of the line is left over behind the first word.
  set(63, styles.cell, "наставник программы");
  EXPECT_THAT(lines_of(0), ElementsAre("наставник", "программы"));
}

TEST_F(Lines, DoNotHyphenateAbbreviations) {
  set(90, styles.cell, "в школе МИНПРОСВЕЩЕНИЯ");
  EXPECT_THAT(lines_of(0), ElementsAre("в школе", "МИНПРОСВЕЩЕ-", "НИЯ"));
  set(110, styles.cell, "в школе МИНПРОСВЕЩЕНИЯ");
  EXPECT_THAT(lines_of(0), ElementsAre("в школе", "МИНПРОСВЕЩЕНИЯ"));
}

TEST_F(Lines, PutAtMostThreeHyphensBelowEachOther) {
  set(60, styles.cell,
      "наставничества наставничества наставничества наставничества наставничества");
  std::vector<bool> hyphens;
  int in_a_row = 0;
  for (const std::string& line : lines_of(0)) {
    in_a_row = line.ends_with('-') ? in_a_row + 1 : 0;
    EXPECT_LE(in_a_row, 3) << lines();
  }
}

TEST_F(Lines, BreakAtSoftHyphensThatSomebodyTyped) {
  EXPECT_THAT(lines_in(60, "образо\u00ADватель\u00ADный"), ElementsAre("образо-", "вательный"));
  EXPECT_THAT(pages.hyphenation_points, ElementsAre()) << "the DOCX has them already";
  EXPECT_THAT(lines_in(200, "образо\u00ADватель\u00ADный"), ElementsAre("образовательный"));
}

TEST_F(Lines, BreakWordsThatAreTooLongAnywhere) {
  set(40, styles.body, "xxxxxxxxxxxx");
  EXPECT_THAT(lines_of(0), ElementsAre("xxxxxx", "xxxxxx"));
  EXPECT_THAT(lines_in(3, "абв"), ElementsAre("а", "б", "в")) << "a letter at least";
}

TEST_F(Lines, EndAWordOfTenThousandLetters) {
  std::string word;
  for (int i = 0; i < 10'000; ++i) word += "ж";
  set(300, styles.cell, word);
  std::string shown;
  for (const GlyphRun& r : pages.runs) {
    EXPECT_LE(r.width, Length::from_points(300));
    shown += text_of(r);
  }
  EXPECT_EQ(shown, word);
  EXPECT_GT(pages.pages.size(), 3U);
}

TEST_F(Lines, JustifyExactlyButForTheLastLine) {
  set(150, styles.justified, "Внедрение целевой модели наставничества в школе и техникуме");
  ASSERT_GE(pages.runs.size(), 3U);
  const Length edge = Length::from_points(200);
  EXPECT_EQ(run(0).x, Length::from_points(86));
  for (std::size_t i = 0; i + 1 < pages.runs.size(); ++i) {
    const Length slip = edge - (run(i).x + run(i).width);
    EXPECT_GE(slip, Length()) << i;
    EXPECT_LT(slip, Length::from_emu(24 * 7)) << "less than a thousandth of an em: " << i;
  }
  EXPECT_LT(pages.runs.back().x + pages.runs.back().width, edge - Length::from_points(10));
}

TEST_F(Lines, DoNotStretchALineThatEndsWithABreak) {
  set(300, styles.justified, "Первая строка\nвторая");
  EXPECT_THAT(lines_of(0), ElementsAre("Первая строка", "вторая"));
  EXPECT_LT(run(0).width, Length::from_points(100));
}

TEST_F(Lines, AlignRightAndCentre) {
  set(300, styles.body, "абв", {.alignment = Alignment::right});
  EXPECT_EQ((run(0).x + run(0).width).twips(), Length::from_points(350).twips());
  set(300, styles.body, "абв", {.alignment = Alignment::centre});
  EXPECT_EQ((run(0).x + run(0).width / 2).twips(), Length::from_points(200).twips());
}

TEST_F(Lines, ObeyIndents) {
  set(200, styles.body, "Внедрение целевой модели наставничества",
      {.left = Length::from_points(40),
       .right = Length::from_points(30),
       .first_line = Length::from_points(-20)});
  EXPECT_EQ(run(0).x, Length::from_points(70));
  EXPECT_EQ(run(1).x, Length::from_points(90));
  for (const GlyphRun& r : pages.runs) EXPECT_LE(r.x + r.width, Length::from_points(220));
}

TEST_F(Lines, StandAsHighAsWordAndLibreOfficeSetThem) {
  set(300, styles.body, "а\nб");
  // Natural: 12 pt of Liberation Serif are 13.8 pt, the baseline 11.2 pt below the top.
  EXPECT_EQ(run(0).y, Length::from_twips(1000 + 224));
  EXPECT_EQ(run(1).y - run(0).y, Length::from_twips(276));
  set(300, styles.body, "а\nб", {.line = LineSpacing{.two_hundred_fortieths = 360}});
  EXPECT_EQ(run(0).y, Length::from_twips(1000 + 224)) << "what is added stands below";
  EXPECT_EQ(run(1).y - run(0).y, Length::from_twips(414));
  set(300, styles.body, "а\nб", {.line = TestStyles::exact(20)});
  EXPECT_EQ(run(0).y, Length::from_points(50 + 16)) << "four fifths stand above the baseline";
  EXPECT_EQ(run(1).y - run(0).y, Length::from_points(20));
}

TEST_F(Lines, TakeTheirHeightFromTheLargestText) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_paragraph(styles.body);
  builder.add_text("мал");
  CharacterProperties large;
  large.half_points = 48;
  builder.push_run(kNoStyle, large);
  builder.add_text("БОЛ");
  builder.pop_run();
  builder.end_paragraph();
  add_paragraph(builder, styles.body, "дальше");
  builder.end_section();
  lay_out_document(builder.finish());
  ASSERT_EQ(pages.runs.size(), 3U);
  EXPECT_EQ(run(0).y, run(1).y);
  EXPECT_EQ(run(0).y, Length::from_twips(1000 + 448));
  EXPECT_EQ(run(2).y, Length::from_twips(1000 + 552 + 224));
}

TEST_F(Lines, GoToTabStops) {
  set(400, styles.body, "а\tб\tв",
      {.tabs = std::vector<TabStop>{{Length::from_points(100)},
                                    {Length::from_points(300), TabAlignment::right}}});
  ASSERT_EQ(pages.runs.size(), 3U);
  EXPECT_EQ(run(1).x.twips(), Length::from_points(150).twips());
  EXPECT_EQ((run(2).x + run(2).width).twips(), Length::from_points(350).twips());
  set(400, styles.body, "а\tб\tвгд\tе");
  EXPECT_EQ(run(1).x.twips(), 1000 + 708) << "stops by default";
  EXPECT_EQ(run(2).x.twips(), 1000 + 2 * 708);
  set(400, styles.body, "\tабв",
      {.tabs = std::vector<TabStop>{{Length::from_points(200), TabAlignment::centre}}});
  EXPECT_EQ((run(0).x + run(0).width / 2).twips(), Length::from_points(250).twips());
}

TEST_F(Lines, FillTabsWithDotsThatAreNoText) {
  set(300, styles.body, "Глава\t5",
      {.tabs = std::vector<TabStop>{{Length::from_points(300), TabAlignment::right, true}}});
  ASSERT_EQ(pages.runs.size(), 3U);
  EXPECT_EQ(run(1).element, kArtifactLayout);
  EXPECT_THAT(text_of(run(1)), testing::MatchesRegex("\\.+"));
  EXPECT_GT(run(1).glyphs.count, 70U);
  EXPECT_GE(run(1).x, run(0).x + run(0).width);
  EXPECT_LE(run(1).x + run(1).width, run(2).x);
}

TEST_F(Lines, PutRightTabsOfLongTextsOnTheNextLine) {
  const std::vector<TabStop> stops{{Length::from_points(200), TabAlignment::right}};
  set(200, styles.body, "Заместитель директора по воспитательной работе\tА. С. Орлов",
      {.tabs = stops});
  EXPECT_THAT(lines_of(0),
              ElementsAre("Заместитель директора по", "воспитательной работе|А. С. Орлов"));
  EXPECT_EQ((pages.runs.back().x + pages.runs.back().width).twips(),
            Length::from_points(250).twips());
}

TEST_F(Lines, HangListMarkersInTheIndent) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(140, 300));
  builder.begin_list(true, "%1.");
  for (const char* text : {"Подготовка условий для запуска", "Итоги"}) {
    builder.next_list_item();
    add_paragraph(builder, styles.item, text);
  }
  builder.end_list();
  builder.end_section();
  lay_out_document(builder.finish());
  EXPECT_THAT(lines_of(0), ElementsAre("1.|Подготовка условий", "для запуска", "2.|Итоги"));
  EXPECT_EQ(run(0).x, Length::from_points(50));
  EXPECT_EQ(run(1).x.twips(), Length::from_points(74).twips());
  EXPECT_EQ(run(2).x.twips(), Length::from_points(74).twips());
}

TEST_F(Lines, SpaceAndCapsAsTheFormatSays) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_paragraph(styles.body);
  CharacterProperties spaced;
  spaced.caps = true;
  spaced.letter_spacing = 40;  // two points
  spaced.underline = true;
  builder.push_run(kNoStyle, spaced);
  builder.add_text("приказ");
  builder.pop_run();
  builder.end_paragraph();
  builder.end_section();
  lay_out_document(builder.finish());
  EXPECT_EQ(lines(), "ПРИКАЗ\n");
  EXPECT_TRUE(run(0).underline);
  const Length spaced_width = run(0).width;
  set(300, styles.body, "ПРИКАЗ");
  const Length added = spaced_width - run(0).width;
  EXPECT_NEAR(added.points(), 12.0, 0.05);
}

TEST_F(Lines, TakeSignsFromOtherFacesAndSaySo) {
  set(300, styles.body, "100 ₽ и ☑ да");
  EXPECT_EQ(lines(), "100 ₽ и ☑ да\n");
  ASSERT_EQ(pages.runs.size(), 5U);
  EXPECT_EQ(faces.at(run(1).face).postscript_name(), "PTSerif-Regular");
  EXPECT_EQ(faces.at(run(3).face).postscript_name(), "DejaVuSans");
  ASSERT_EQ(diagnostics.all().size(), 2U);
  EXPECT_EQ(
      diagnostics.all()[0].text,
      "«»: в шрифте «Liberation Serif» нет знаков ₽ (U+20BD), они взяты из шрифта «PT Serif»");
  EXPECT_EQ(diagnostics.all()[1].kind, Kind::glyph_substituted);
}

TEST_F(Lines, ReportSignsThatNoFaceHas) {
  set(300, styles.body, "а\U0001F9FFб\U0001F9FF");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::glyph_missing);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(diagnostics.all()[0].text,
            "«»: знаков \U0001F9FF (U+1F9FF) нет ни в одном установленном шрифте, вместо них "
            "напечатан знак замены");
  EXPECT_EQ(lines(), "а\U0001F9FFб\U0001F9FF\n") << "the text can be copied all the same";
  for (const Glyph glyph : pages.glyphs) EXPECT_NE(glyph.id, 0) << "something is to be seen";
}

TEST_F(Lines, SayWhereLettersRunFromRightToLeft) {
  set(300, styles.body, "шалом: \u05E9\u05DC\u05D5\u05DD");
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::right_to_left);
  EXPECT_EQ(diagnostics.all()[0].severity, Severity::warning);
  EXPECT_EQ(
      diagnostics.all()[0].text,
      "«»: письмо справа налево (еврейское, арабское) выходит в PDF буквами в обратном порядке");
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_table(styles.grid, std::vector<ColumnWidth>(1));
  for (const std::uint32_t row : {7U, 3U, 5U}) {
    builder.begin_row();
    builder.set_origin(Place::cell(0, row, 2));
    add_cell(builder, row == 3 ? "нет" : "\u05E9\u05DC");
    builder.set_origin(Place::nowhere());
    builder.end_row();
  }
  builder.end_table();
  builder.end_section();
  diagnostics = Diagnostics(Language::english);
  lay_out_document(builder.finish());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].place, Place::cell(0, 5, 2));
  EXPECT_EQ(diagnostics.all()[0].text,
            "'': right-to-left writing (Hebrew, Arabic) comes out in the PDF with its letters "
            "reversed (and in 1 more cells)");
}

TEST_F(Lines, NameTheFirstCellOfSignsAndCountTheOthers) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  builder.begin_table(styles.grid, std::vector<ColumnWidth>(1));
  for (const std::uint32_t row : {7U, 3U, 5U}) {
    builder.begin_row();
    builder.set_origin(Place::cell(0, row, 2));
    add_cell(builder, "а\U0001F9FF\U0001F9FF ₽");
    builder.set_origin(Place::nowhere());
    builder.end_row();
  }
  builder.end_table();
  builder.end_section();
  lay_out_document(builder.finish());
  ASSERT_EQ(diagnostics.all().size(), 2U) << "read once, told once";
  for (const Diagnostic& diagnostic : diagnostics.all())
    EXPECT_EQ(diagnostic.place, Place::cell(0, 3, 2));
  EXPECT_NE(diagnostics.all()[0].text.find("(U+1F9FF) (и ещё ячеек с ними: 2)"), std::string::npos)
      << diagnostics.all()[0].text;
}

TEST_F(Lines, ReportFamiliesThatNobodyKnows) {
  DocumentBuilder builder(styles.sheet);
  builder.properties().title = "План";
  builder.begin_section(page_of(300, 300));
  builder.begin_paragraph(styles.body);
  CharacterProperties other;
  other.family = "Comic Sans MS";
  builder.push_run(kNoStyle, other);
  builder.add_text("план");
  builder.pop_run();
  builder.end_paragraph();
  builder.end_section();
  lay_out_document(builder.finish());
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].kind, Kind::font_unknown);
  EXPECT_EQ(diagnostics.all()[0].text,
            "«План»: шрифт «Comic Sans MS» неизвестен, для вёрстки взят «Liberation Serif»");
}

TEST_F(Lines, ShowMarksAndOtherScriptsWithTheirText) {
  set(300, styles.body, "ки\u0306т и\u0301 мир");
  std::string text;
  for (const GlyphRun& r : pages.runs) text += text_of(r);
  EXPECT_EQ(text, "ки\u0306т и\u0301 мир");
  set(300, styles.body, "а\u202Eб\u200Bв\uFEFF");
  EXPECT_EQ(lines(), "абв\n") << "controls have no shape";
}

TEST_F(Lines, ShowLinksWhereTheirTextStands) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(60, 300));
  builder.begin_paragraph(styles.body);
  builder.add_text("см. ");
  builder.add_inline(Inline::Type::link_start, builder.add_link("https://example.org"));
  builder.add_text("сайт школы");
  builder.add_inline(Inline::Type::link_end);
  builder.add_text("!");
  builder.end_paragraph();
  builder.end_section();
  lay_out_document(builder.finish());
  EXPECT_EQ(lines(), "см. сайт\nшколы!\n");
  ASSERT_EQ(pages.links.size(), 2U) << "one on each line";
  EXPECT_EQ(pages.links[0].x, run(1).x);
  EXPECT_EQ(pages.links[0].width, run(1).width);
  EXPECT_EQ(pages.links[1].height, Length::from_twips(276));
}

TEST_F(Lines, LeaveRoomForEmptyParagraphsAndEndingBreaks) {
  DocumentBuilder builder(styles.sheet);
  builder.begin_section(page_of(300, 300));
  add_paragraph(builder, styles.body, "а");
  add_paragraph(builder, styles.body, "");
  add_paragraph(builder, styles.body, "б\n");
  add_paragraph(builder, styles.body, "в");
  builder.end_section();
  lay_out_document(builder.finish());
  EXPECT_EQ(run(1).y - run(0).y, Length::from_twips(2 * 276));
  EXPECT_EQ(run(2).y - run(1).y, Length::from_twips(2 * 276));
}

}  // namespace
}  // namespace grif

#include "layout_fixture.hpp"

namespace grif {
namespace {

/// Text of a narrow cell, its lines.
class NamesInNarrowCells : public LayoutTest {
 protected:
  std::string lines_of_cell(int width, std::string_view text) {
    DocumentBuilder builder(styles.sheet);
    builder.begin_section(page_of(300, 300));
    builder.begin_table(styles.grid, columns_of({width}));
    builder.begin_row();
    add_cell(builder, text);
    builder.end_row();
    builder.end_table();
    builder.end_section();
    lay_out_document(builder.finish());
    return lines();
  }
};

TEST_F(NamesInNarrowCells, SurnameBesideInitialsIsNotDivided) {
  for (const std::string_view text :
       {"педагог К.Р.Переверзева", "педагог Переверзева К.Р.", "педагог К. Р. Переверзева"}) {
    for (int width = 95; width < 140; width += 5) {
      const std::string lines = lines_of_cell(width, text);
      EXPECT_NE(lines.find("Переверзева"), std::string::npos) << width << '\n' << lines;
    }
  }
}

TEST_F(NamesInNarrowCells, OtherWordsAreDividedStill) {
  EXPECT_EQ(lines_of_cell(70, "Переверзевская школа").find("Переверзевская"), std::string::npos);
}

TEST_F(NamesInNarrowCells, SurnameWiderThanTheCellIsDividedAllTheSame) {
  const std::string lines = lines_of_cell(40, "К.Р.Переверзева");
  EXPECT_EQ(lines.find("Переверзева"), std::string::npos);
  EXPECT_NE(lines.find('-'), std::string::npos);
}

}  // namespace
}  // namespace grif

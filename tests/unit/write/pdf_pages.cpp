#include "unit/write/pdf_pages.hpp"

#include <cmath>
#include <cstdlib>

#include "core/world.hpp"

namespace grif {
namespace {

Length points(double value) {
  return Length::from_emu(std::llround(value * static_cast<double>(Length::kEmuPerPoint)));
}

/// Loaded faces with what they need to live.
struct LoadedFaces {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  std::optional<FaceSet> faces =
      FaceSet::load(std::string(GRIF_SOURCE_DIR) + "/fonts/faces.txt", world, sources, diagnostics);
};

}  // namespace

const FaceSet& real_faces() {
  static const LoadedFaces kLoaded;
  if (!kLoaded.faces) std::abort();
  return *kLoaded.faces;
}

PageBuilder::PageBuilder() : shaper_(real_faces()) {
  document.properties.name = "sample";
  document.properties.title = "Дорожная карта";
  add_element(Element::Type::document);
}

void PageBuilder::add_page(double width, double height, std::uint32_t number) {
  Page page;
  page.width = points(width);
  page.height = points(height);
  page.number = number != 0 ? number : static_cast<std::uint32_t>(pages.pages.size() + 1);
  page.runs.first = static_cast<std::uint32_t>(pages.runs.size());
  page.boxes.first = static_cast<std::uint32_t>(pages.boxes.size());
  page.images.first = static_cast<std::uint32_t>(pages.images.size());
  page.links.first = static_cast<std::uint32_t>(pages.links.size());
  pages.pages.push_back(page);
}

ElementId PageBuilder::add_element(Element::Type type, ElementId parent, std::uint8_t level) {
  Element element;
  element.type = type;
  element.parent = parent;
  element.level = level;
  pages.elements.push_back(element);
  return static_cast<ElementId>(pages.elements.size() - 1);
}

ElementId PageBuilder::add_cell(Element::Type type, ElementId row, Spans spans, bool row_scope) {
  const ElementId id = add_element(type, row);
  pages.elements[id].row_span = spans.rows;
  pages.elements[id].column_span = spans.columns;
  pages.elements[id].row_scope = row_scope;
  return id;
}

double PageBuilder::add_text(double x, double y, std::string_view text, ElementId element,
                             const Text& how) {
  GlyphRun run;
  run.face = real_faces().find(how.family, how.bold, false);
  run.glyphs.first = static_cast<std::uint32_t>(pages.glyphs.size());
  std::int32_t width = shaper_.shape(run.face, text, pages.glyphs);
  run.glyphs.count = static_cast<std::uint32_t>(pages.glyphs.size()) - run.glyphs.first;
  const GlyphId blank = real_faces().at(run.face).glyph(U' ');
  for (std::size_t i = run.glyphs.first; i < pages.glyphs.size() && how.word_gap != 0; ++i) {
    if (pages.glyphs[i].id != blank) continue;
    pages.glyphs[i].adjust = static_cast<std::int16_t>(pages.glyphs[i].adjust + how.word_gap);
    width += how.word_gap;
  }
  run.x = points(x);
  run.y = points(y);
  run.half_points = static_cast<std::int32_t>(std::lround(how.size * 2));
  run.colour = how.colour;
  run.element = element;
  run.width = points(width * how.size / 1000);
  run.underline = how.underline;
  if (!how.actual_text.empty()) {
    pages.actual_texts.emplace_back(how.actual_text);
    run.actual_text = static_cast<std::uint32_t>(pages.actual_texts.size());
  }
  pages.runs.push_back(run);
  ++pages.pages.back().runs.count;
  return run.width.points();
}

void PageBuilder::add_box(double x, double y, double width, double height, Colour colour) {
  pages.boxes.push_back({points(x), points(y), points(width), points(height), colour});
  ++pages.pages.back().boxes.count;
}

void PageBuilder::add_image(double x, double y, double width, double height, std::uint32_t image,
                            ElementId element) {
  pages.images.push_back({points(x), points(y), points(width), points(height), image, element});
  ++pages.pages.back().images.count;
}

void PageBuilder::add_link(double x, double y, double width, double height, std::string url,
                           ElementId element) {
  const auto link = static_cast<std::uint32_t>(document.links.size());
  document.links.push_back(std::move(url));
  pages.links.push_back({points(x), points(y), points(width), points(height), link, element});
  ++pages.pages.back().links.count;
}

void PageBuilder::add_bookmark(std::string name, double y) {
  document.bookmarks.push_back(std::move(name));
  pages.bookmarks.push_back({static_cast<std::uint32_t>(pages.pages.size() - 1), points(y)});
}

void PageBuilder::add_heading(std::string text, std::uint8_t level, ElementId element, double y) {
  pages.headings.push_back({0,
                            level,
                            std::move(text),
                            element,
                            {static_cast<std::uint32_t>(pages.pages.size() - 1), points(y)}});
}

Range PageBuilder::add_document_text(std::string_view text) {
  const Range range{static_cast<std::uint32_t>(document.text.size()),
                    static_cast<std::uint32_t>(text.size())};
  document.text += text;
  return range;
}

std::string small_png() {
  constexpr unsigned char kBytes[] = {
      0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
      0x52, 0x00, 0x00, 0x00, 0x02, 0x00, 0x00, 0x00, 0x02, 0x08, 0x02, 0x00, 0x00, 0x00, 0xFD,
      0xD4, 0x9A, 0x73, 0x00, 0x00, 0x00, 0x12, 0x49, 0x44, 0x41, 0x54, 0x78, 0xDA, 0x63, 0xF8,
      0xCF, 0xC0, 0xC0, 0x00, 0xC2, 0x0C, 0xFF, 0x81, 0x00, 0x00, 0x1F, 0xEE, 0x05, 0xFB, 0xF1,
      0xAB, 0xBA, 0x77, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82};
  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};
}

namespace {

using Type = Element::Type;
constexpr PageBuilder::Text kBold{.bold = true};

/// A cell with one paragraph of one line.
void add_cell_text(PageBuilder& b, ElementId cell, double x, double y, std::string_view text,
                   const PageBuilder::Text& how = {}) {
  b.add_text(x, y, text, b.add_element(Type::paragraph, cell), how);
}

void add_sample_list(PageBuilder& b, ElementId parent) {
  const ElementId list = b.add_element(Type::list, parent);
  double y = 300;
  for (const auto& [label, text] :
       {std::pair{"1.", "Изучение запросов родителей"}, {"2.", "Изучение запросов педагогов"}}) {
    const ElementId item = b.add_element(Type::list_item, list);
    b.add_text(90, y, label, b.add_element(Type::label, item));
    const ElementId body = b.add_element(Type::list_body, item);
    b.add_text(110, y, text, b.add_element(Type::paragraph, body));
    y += 16;
  }
}

void add_sample_contents(PageBuilder& b, ElementId parent) {
  const ElementId contents = b.add_element(Type::contents, parent);
  const ElementId item = b.add_element(Type::contents_item, contents);
  const ElementId link = b.add_element(Type::link, item);
  b.add_text(90, 200, "Перечень мероприятий", link);
  b.add_text(400, 200, "........", kArtifactLayout);
  b.add_text(470, 200, "2", link);
  b.add_link(90, 188, 390, 16, "#second", link);
}

ElementId add_sample_table_head(PageBuilder& b, ElementId table) {
  const ElementId head = b.add_element(Type::table_head, table);
  const ElementId row = b.add_element(Type::row, head);
  add_cell_text(b, b.add_cell(Type::header_cell, row, {}), 95, 414, "№", kBold);
  add_cell_text(b, b.add_cell(Type::header_cell, row, {.columns = 2}), 130, 414,
                "Мероприятие и срок", kBold);
  return head;
}

}  // namespace

void fill_sample(PageBuilder& b) {
  b.document.properties.organisation = "МБОУ «Лицей № 1»";
  b.document.properties.subject = "Наставничество & <развитие>";
  b.add_page();
  const ElementId section = b.add_element(Type::section);
  const ElementId title = b.add_element(Type::heading, section, 1);
  b.add_text(200, 100, "Дорожная карта", title, {.size = 14, .bold = true});
  b.add_heading("Дорожная карта", 1, title, 86);
  const ElementId text = b.add_element(Type::paragraph, section);
  double x = b.add_text(90, 130, "Подробнее — на ", text);
  const ElementId link = b.add_element(Type::link, text);
  const double width =
      b.add_text(90 + x, 130, "сайте", link, {.colour = {0, 0, 238}, .underline = true});
  b.add_link(90 + x, 118, width, 16, "https://школа.example/a(b)?q=1", link);
  x += width;
  b.add_text(90 + x, 130, " (\\лицея\\), адми", text, {.word_gap = 180});
  b.add_text(300, 130, "-", text, {.actual_text = "\u00AD"});
  b.add_text(90, 146, "нистрация, ТАВАУ", text);
  b.add_element(Type::paragraph, section);  // without any content
  add_sample_contents(b, section);
  add_sample_list(b, section);
  const ElementId table = b.add_element(Type::table, section);
  b.add_box(90, 400, 400, 20, {217, 217, 217});
  b.add_box(90, 400, 400, 0.5);
  add_sample_table_head(b, table);
  const ElementId body = b.add_element(Type::table_body, table);
  const ElementId first = b.add_element(Type::row, body);
  const ElementId number = b.add_cell(Type::header_cell, first, {.rows = 2}, true);
  add_cell_text(b, number, 95, 434, "1");
  const ElementId long_cell = b.add_element(Type::data_cell, first);
  const ElementId broken = b.add_element(Type::paragraph, long_cell);
  b.add_text(130, 434, "Создание рабочей", broken);
  add_cell_text(b, b.add_element(Type::data_cell, first), 400, 434, "сентябрь");
  b.add_text(290, 800, "1", kArtifactPagination);

  b.add_page(842, 595);
  b.add_bookmark("second", 60);
  b.add_text(95, 80, "№", kArtifactPagination, kBold);
  b.add_text(130, 100, "группы наставников", broken);
  const ElementId second = b.add_element(Type::row, body);
  b.add_element(Type::data_cell, second);  // empty
  add_cell_text(b, b.add_element(Type::data_cell, second), 400, 116, "октябрь");
  const ElementId figure = b.add_element(Type::figure, section);
  b.pages.elements[figure].alternative = b.add_document_text("Эмблема лицея");
  b.document.images.push_back({small_png(), "Эмблема лицея", points(60), points(60)});
  b.add_image(500, 200, 60, 60, 0, figure);
  const ElementId heading = b.add_element(Type::heading, section, 2);
  b.add_text(90, 300, "Перечень мероприятий", heading, {.bold = true});
  b.add_heading("Перечень мероприятий", 2, heading, 288);
  b.add_text(290, 560, "2", kArtifactPagination);
}

void fill_long_table(PageBuilder& b, std::size_t rows) {
  static constexpr std::string_view kWords[] = {
      "Изучение запросов родителей и обучающихся школы", "Создание рабочей группы проекта",
      "Отбор участников из числа педагогов и выпускников", "Обучение участников и обмен опытом",
      "Проведение встреч, обратная связь и анкетирование"};
  constexpr std::size_t kRowsOnPage = 20;
  const ElementId table = b.add_element(Type::table);
  const ElementId body = b.add_element(Type::table_body, table);
  for (std::size_t i = 0; i < rows; ++i) {
    if (i % kRowsOnPage == 0) {
      b.add_page();
      b.add_text(290, 30, std::to_string(b.pages.pages.size()), kArtifactPagination);
    }
    const double y = 60 + 36 * static_cast<double>(i % kRowsOnPage);
    b.add_box(60, y, 500, 0.5);
    const ElementId row = b.add_element(Type::row, body);
    for (std::size_t column = 0; column < 4; ++column) {
      const ElementId paragraph =
          b.add_element(Type::paragraph, b.add_element(Type::data_cell, row));
      const double x = column == 0 ? 62 : 95 + 155 * static_cast<double>(column - 1);
      b.add_box(x - 2, y, 0.5, 36);
      if (column == 0) {
        b.add_text(x, y + 12, std::to_string(i + 1), paragraph);
        continue;
      }
      const std::string_view words = kWords[(i * 3 + column) % std::size(kWords)];
      std::size_t cut = words.find(' ', 2 * 13);
      if (cut == std::string_view::npos) cut = words.size();
      b.add_text(x, y + 12, words.substr(0, cut), paragraph, {.size = 9});
      if (cut < words.size()) b.add_text(x, y + 24, words.substr(cut + 1), paragraph, {.size = 9});
    }
  }
}

}  // namespace grif

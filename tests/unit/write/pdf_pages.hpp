#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "font/face.hpp"
#include "font/shaper.hpp"
#include "pages/pages.hpp"

namespace grif {

/// The faces of fonts/faces.txt, read once for all tests of a program.
const FaceSet& real_faces();

/// Puts pages together by hand, in points from the top left, without any layout.
class PageBuilder {
 public:
  struct Text {
    double size = 12;
    bool bold = false;
    std::string_view family = "Times New Roman";
    Colour colour;
    bool underline = false;
    std::string_view actual_text;
    std::int16_t word_gap = 0;  ///< added to each blank, in 1/1000 em
  };
  struct Spans {
    std::uint16_t rows = 1, columns = 1;
  };

  PageBuilder();
  Document document;
  Pages pages;

  /// A new page; what is added next stands on it.
  void add_page(double width = 595, double height = 842, std::uint32_t number = 0);
  ElementId add_element(Element::Type type, ElementId parent = 0, std::uint8_t level = 0);
  ElementId add_cell(Element::Type type, ElementId row, Spans spans, bool row_scope = false);
  /// Text on one baseline. Returns its width in points.
  double add_text(double x, double y, std::string_view text, ElementId element) {
    return add_text(x, y, text, element, Text{});
  }
  double add_text(double x, double y, std::string_view text, ElementId element, const Text& how);
  void add_box(double x, double y, double width, double height, Colour colour = {});
  void add_image(double x, double y, double width, double height, std::uint32_t image,
                 ElementId element);
  void add_link(double x, double y, double width, double height, std::string url,
                ElementId element);
  void add_bookmark(std::string name, double y);
  void add_heading(std::string text, std::uint8_t level, ElementId element, double y);
  Range add_document_text(std::string_view text);

 private:
  Shaper shaper_;
};

/// A small document with everything in it: headings, justified and underlined text, a table over
/// two pages with a repeated head, lists, links, a contents list, hyphenated words, an image.
void fill_sample(PageBuilder& builder);

/// A table of `rows` rows and four columns as a roadmap has it, about twenty rows a page.
void fill_long_table(PageBuilder& builder, std::size_t rows);

/// A PNG of 2 × 2 pixels: red, green; blue, white.
std::string small_png();

}  // namespace grif

#include "pages/pages.hpp"

namespace grif {

std::string_view structure_name(Element::Type type) {
  switch (type) {
    case Element::Type::document:
      return "Document";
    case Element::Type::section:
      return "Sect";
    case Element::Type::heading:
      return "H";
    case Element::Type::paragraph:
      return "P";
    case Element::Type::list:
      return "L";
    case Element::Type::list_item:
      return "LI";
    case Element::Type::label:
      return "Lbl";
    case Element::Type::list_body:
      return "LBody";
    case Element::Type::table:
      return "Table";
    case Element::Type::table_head:
      return "THead";
    case Element::Type::table_body:
      return "TBody";
    case Element::Type::row:
      return "TR";
    case Element::Type::header_cell:
      return "TH";
    case Element::Type::data_cell:
      return "TD";
    case Element::Type::figure:
      return "Figure";
    case Element::Type::link:
      return "Link";
    case Element::Type::form:
      return "Form";
    case Element::Type::contents:
      return "TOC";
    case Element::Type::contents_item:
      return "TOCI";
    case Element::Type::span:
      return "Span";
  }
  return "?";
}

}  // namespace grif

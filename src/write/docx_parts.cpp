#include "write/docx_parts.hpp"

#include "write/docx_properties.hpp"
#include "xml/tree.hpp"

namespace grif::docx {
namespace {

constexpr std::string_view kWordType =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.";

void append_override(std::string& out, std::string_view part, std::string_view type) {
  out.append("<Override PartName=\"/word/").append(part).append(".xml\" ContentType=\"");
  out.append(kWordType).append(type).append("+xml\"/>");
}

/// `<name>text</name>`, or nothing for an empty text.
void append_text_element(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out.append("<").append(name).append(">");
  append_xml_escaped(out, text);
  out.append("</").append(name).append(">");
}

}  // namespace

std::string make_content_types(bool numbering, std::size_t headers, std::size_t footers,
                               bool pictures) {
  std::string out(kDeclaration);
  out +=
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  if (pictures) {
    out +=
        "<Default Extension=\"png\" ContentType=\"image/png\"/>"
        "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>";
  }
  append_override(out, "document", "document.main");
  append_override(out, "styles", "styles");
  append_override(out, "settings", "settings");
  append_override(out, "fontTable", "fontTable");
  if (numbering) append_override(out, "numbering", "numbering");
  for (std::size_t i = 1; i <= headers; ++i) {
    append_override(out, "header" + std::to_string(i), "header");
  }
  for (std::size_t i = 1; i <= footers; ++i) {
    append_override(out, "footer" + std::to_string(i), "footer");
  }
  out +=
      "<Override PartName=\"/docProps/core.xml\" "
      "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
      "<Override PartName=\"/docProps/app.xml\" "
      "ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
      "</Types>";
  return out;
}

std::string_view package_relationships() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
         "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
         "<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/officeDocument\" Target=\"word/document.xml\"/>"
         "<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/"
         "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
         "<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
         "relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";
}

std::string_view settings() {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
         "<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">"
         "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"708\"/>"
         "<w:autoHyphenation w:val=\"0\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
         // A line that ends in a break is not stretched; space after and space before add up.
         "<w:compat><w:doNotExpandShiftReturn/><w:doNotUseHTMLParagraphAutoSpacing/>"
         "<w:compatSetting w:name=\"compatibilityMode\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>"
         "<w:compatSetting w:name=\"overrideTableStyleFontSizeAndJustification\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/>"
         "<w:compatSetting w:name=\"doNotFlipMirrorIndents\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/>"
         "<w:compatSetting w:name=\"differentiateMultirowTableHeaders\" "
         "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"1\"/></w:compat>"
         "<w:themeFontLang w:val=\"ru-RU\"/><w:decimalSymbol w:val=\",\"/>"
         "<w:listSeparator w:val=\";\"/></w:settings>";
}

std::string make_app_properties(const DocumentProperties& properties, std::size_t pages) {
  std::string out(kDeclaration);
  out +=
      "<Properties "
      "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">";
  if (pages != 0) append_text_element(out, "Pages", std::to_string(pages));
  out += "<Application>Grif</Application>";
  append_text_element(out, "Company", properties.organisation);
  out += "</Properties>";
  return out;
}

}  // namespace grif::docx

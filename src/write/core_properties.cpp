#include "write/core_properties.hpp"

#include <string_view>

#include "xml/tree.hpp"

namespace grif {
namespace {

/// `<name>text</name>`, or nothing for an empty text.
void append_text_element(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out.append("<").append(name).append(">");
  append_xml_escaped(out, text);
  out.append("</").append(name).append(">");
}

}  // namespace

std::string make_core_properties(const DocumentProperties& properties) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<cp:coreProperties "
      "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
      "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
      "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";
  append_text_element(out, "dc:title", properties.title);
  append_text_element(out, "dc:subject", properties.subject);
  append_text_element(out, "dc:creator", properties.organisation);
  append_text_element(out, "dc:language", properties.language);
  if (properties.has_date) {
    for (const std::string_view name : {"dcterms:created", "dcterms:modified"}) {
      out.append("<").append(name).append(" xsi:type=\"dcterms:W3CDTF\">");
      out.append(properties.date.iso()).append("T00:00:00Z</").append(name).append(">");
    }
  }
  out += "</cp:coreProperties>";
  return out;
}

}  // namespace grif

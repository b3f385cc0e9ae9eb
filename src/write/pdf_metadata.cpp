#include "write/pdf_metadata.hpp"

#include <podofo/podofo.h>

#include "write/pdf_objects.hpp"
#include "xml/tree.hpp"

namespace grif::pdf {
namespace {

constexpr std::string_view kProducer = "Grif";

/// PDF/A allows only schemas that it knows or that the file describes; PDF/UA's is not known to it.
constexpr std::string_view kAccessibilitySchema = R"(
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>)";

constexpr std::string_view kIdentification =
    "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>A</pdfaid:conformance>\n"
    "<pdfuaid:part>1</pdfuaid:part>\n";

void append_property(std::string& out, std::string_view before, std::string_view text,
                     std::string_view after) {
  if (text.empty()) return;
  out += before;
  append_xml_escaped(out, text);
  out += after;
}

std::string xmp_date(Date date) { return date.iso() + "T00:00:00Z"; }

/// Dates: 7.9.4.
std::string pdf_date(Date date) {
  std::string text = "(D:";
  for (const char c : date.iso()) {
    if (c != '-') text += c;
  }
  return text + "000000Z)";
}

}  // namespace

std::string_view title_of(const DocumentProperties& properties) {
  return properties.title.empty() ? properties.name : properties.title;
}

std::string make_xmp(const DocumentProperties& properties, PdfConformance conformance) {
  std::string xmp =
      "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
      "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
      "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
      "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
      " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
      " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
      " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
      "<dc:format>application/pdf</dc:format>\n";
  append_property(xmp, "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">", title_of(properties),
                  "</rdf:li></rdf:Alt></dc:title>\n");
  append_property(xmp, "<dc:creator><rdf:Seq><rdf:li>", properties.organisation,
                  "</rdf:li></rdf:Seq></dc:creator>\n");
  append_property(xmp, "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                  properties.subject, "</rdf:li></rdf:Alt></dc:description>\n");
  append_property(xmp, "<dc:language><rdf:Bag><rdf:li>", properties.language,
                  "</rdf:li></rdf:Bag></dc:language>\n");
  if (properties.has_date) {
    const std::string date = xmp_date(properties.date);
    append_property(xmp, "<xmp:CreateDate>", date, "</xmp:CreateDate>\n");
    append_property(xmp, "<xmp:ModifyDate>", date, "</xmp:ModifyDate>\n");
  }
  append_property(xmp, "<pdf:Producer>", kProducer, "</pdf:Producer>\n");
  if (conformance == PdfConformance::archive_and_access) xmp += kIdentification;
  xmp += "</rdf:Description>";
  if (conformance == PdfConformance::archive_and_access) xmp += kAccessibilitySchema;
  return xmp + "\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";
}

ObjectNumber write_information(const DocumentProperties& properties, FileWriter& file) {
  PoDoFo::PdfDictionary information;
  information.AddKey("Title", text_value(title_of(properties)));
  if (!properties.organisation.empty())
    information.AddKey("Author", text_value(properties.organisation));
  if (!properties.subject.empty()) information.AddKey("Subject", text_value(properties.subject));
  if (properties.has_date) {
    information.AddKey("CreationDate", raw(pdf_date(properties.date)));
    information.AddKey("ModDate", raw(pdf_date(properties.date)));
  }
  information.AddKey("Producer", text_value(kProducer));
  const ObjectNumber object = file.allocate();
  file.add(object, information);
  return object;
}

/// Not compressed, so that programs which know no PDF find it (ISO 19005-2, 6.6.2).
ObjectNumber write_xmp(const DocumentProperties& properties, PdfConformance conformance,
                       FileWriter& file) {
  PoDoFo::PdfDictionary stream;
  stream.AddKey("Type", PoDoFo::PdfName("Metadata"));
  stream.AddKey("Subtype", PoDoFo::PdfName("XML"));
  const ObjectNumber object = file.allocate();
  file.add_stream(object, stream, make_xmp(properties, conformance));
  return object;
}

ObjectNumber write_srgb_profile(std::string& deflated_profile, Deflater& deflater,
                                FileWriter& file) {
  if (deflated_profile.empty()) deflated_profile = deflater.deflate(make_srgb_profile());
  PoDoFo::PdfDictionary stream;
  stream.AddKey("N", number(3));
  stream.AddKey("Filter", PoDoFo::PdfName("FlateDecode"));
  const ObjectNumber object = file.allocate();
  file.add_stream(object, stream, deflated_profile);
  return object;
}

}  // namespace grif::pdf

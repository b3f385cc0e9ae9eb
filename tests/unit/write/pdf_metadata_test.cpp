#include "write/pdf_metadata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/write/pdf_reader.hpp"

namespace grif::pdf {
namespace {

DocumentProperties make_properties() {
  DocumentProperties properties;
  properties.name = "roadmap";
  properties.title = "Карта <1> & «2»";
  properties.subject = "Предмет";
  properties.organisation = "МБОУ";
  properties.has_date = true;
  properties.date = *Date::parse("2026-09-01");
  return properties;
}

std::string write_and_read(const DocumentProperties& properties) {
  Deflater deflater(1);
  FileWriter file(deflater);
  const ObjectNumber information = write_information(properties, file);
  return PdfReader(file.finish(information, information)).text(information);
}

constexpr std::string_view kBefore =
    "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
    "<rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
    " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
    " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
    " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\n"
    "<dc:format>application/pdf</dc:format>\n";
constexpr std::string_view kAfter =
    "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>";

TEST(PdfMetadata, SaysInXmpWhatIsKnownAndEscapesIt) {
  EXPECT_EQ(make_xmp(make_properties(), PdfConformance::none),
            std::string(kBefore) +
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Карта &lt;1&gt; &amp; «2»"
                "</rdf:li></rdf:Alt></dc:title>\n"
                "<dc:creator><rdf:Seq><rdf:li>МБОУ</rdf:li></rdf:Seq></dc:creator>\n"
                "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">Предмет"
                "</rdf:li></rdf:Alt></dc:description>\n"
                "<dc:language><rdf:Bag><rdf:li>ru-RU</rdf:li></rdf:Bag></dc:language>\n"
                "<xmp:CreateDate>2026-09-01T00:00:00Z</xmp:CreateDate>\n"
                "<xmp:ModifyDate>2026-09-01T00:00:00Z</xmp:ModifyDate>\n"
                "<pdf:Producer>Grif</pdf:Producer>\n" +
                std::string(kAfter));
}

TEST(PdfMetadata, LeavesOutWhatIsNotKnownAndCallsAnUntitledDocumentByItsName) {
  DocumentProperties properties;
  properties.name = "roadmap";
  EXPECT_EQ(make_xmp(properties, PdfConformance::none),
            std::string(kBefore) +
                "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">roadmap"
                "</rdf:li></rdf:Alt></dc:title>\n"
                "<dc:language><rdf:Bag><rdf:li>ru-RU</rdf:li></rdf:Bag></dc:language>\n"
                "<pdf:Producer>Grif</pdf:Producer>\n" +
                std::string(kAfter));
  EXPECT_EQ(write_and_read(properties), "<</Producer(Grif)/Title(roadmap)>>");
}

TEST(PdfMetadata, SaysTheSameInTheInformationDictionary) {
  EXPECT_EQ(write_and_read(make_properties()),
            "<</Author<FEFF041C0411041E0423>/CreationDate(D:20260901000000Z)"
            "/ModDate(D:20260901000000Z)/Producer(Grif)/Subject<FEFF041F044004350434043C04350442>"
            "/Title<FEFF041A04300440044204300020003C0031003E00200026002000AB003200BB>>>");
}

TEST(PdfMetadata, ClaimsConformanceOnlyWhenAsked) {
  const std::string xmp = make_xmp(make_properties(), PdfConformance::archive_and_access);
  EXPECT_THAT(xmp, testing::HasSubstr("<pdfaid:part>2</pdfaid:part>\n"
                                      "<pdfaid:conformance>A</pdfaid:conformance>\n"
                                      "<pdfuaid:part>1</pdfuaid:part>\n</rdf:Description>"));
  EXPECT_THAT(xmp, testing::HasSubstr("<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"));
}

TEST(PdfMetadata, DescribesSrgbInAWellFormedProfile) {
  const std::string profile = make_srgb_profile();
  const auto u32 = [&](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
      value = value << 8U | static_cast<unsigned char>(profile.at(at + i));
    return value;
  };
  const auto fixed = [&](std::size_t at) {
    return static_cast<double>(static_cast<std::int32_t>(u32(at))) / 65536;
  };
  EXPECT_EQ(u32(0), profile.size());
  EXPECT_EQ(profile.substr(8, 20), std::string("\2\x10\0\0mntrRGB XYZ \7\xE8\0\1", 20));
  EXPECT_EQ(profile.substr(36, 4), "acsp");
  ASSERT_EQ(u32(128), 9U);
  double sum[3] = {};
  for (std::uint32_t i = 0; i < 9; ++i) {
    const std::size_t entry = 132 + 12 * i;
    const std::string name = profile.substr(entry, 4);
    const std::uint32_t at = u32(entry + 4), size = u32(entry + 8);
    EXPECT_EQ(at % 4, 0U) << name;
    ASSERT_LE(at + size, profile.size()) << name;
    if (name.ends_with("XYZ") && name != "wtpt")
      for (std::size_t k = 0; k < 3; ++k) sum[k] += fixed(at + 8 + 4 * k);
    if (!name.ends_with("TRC")) continue;
    EXPECT_EQ(u32(at + 8), 1024U);  // points, from black to white
    EXPECT_EQ(profile.substr(at + 12, 2), std::string("\0\0", 2));
    EXPECT_EQ(profile.substr(at + size - 2, 2), "\xFF\xFF");
    // The middle: 0.5 → 0.2140 (IEC 61966-2-1).
    EXPECT_NEAR((u32(at + 12 + 511 * 2) >> 16U) / 65535.0, 0.2140, 0.0006);
  }
  // Red, green and blue together are the white of the connection space.
  EXPECT_NEAR(sum[0], 0.9642, 1e-4);
  EXPECT_NEAR(sum[1], 1.0, 1e-4);
  EXPECT_NEAR(sum[2], 0.8252, 1e-4);
}

}  // namespace
}  // namespace grif::pdf

#include <gtest/gtest.h>

#include "read/xlsx_parts.hpp"
#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using test::read_and_list;
using test::XlsxBook;
using test::ZipBuilder;

constexpr std::string_view kSheet =
    "<worksheet><sheetData><row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
constexpr std::string_view kStrings = "<sst><si><t>текст</t></si></sst>";
constexpr std::string_view kExpected = "Лист\tA1\tnumber\t1\nЛист\tB1\ttext\tтекст\n";

struct Layout {
  std::string root_target = "xl/workbook.xml", workbook = "xl/workbook.xml",
              workbook_rels = "xl/_rels/workbook.xml.rels";
  std::string sheet_target = "worksheets/sheet1.xml", sheet = "xl/worksheets/sheet1.xml";
  std::string strings_target = "sharedStrings.xml", strings = "xl/sharedStrings.xml";
};
std::string build(const Layout& at) {
  using B = XlsxBook;
  return ZipBuilder()
      .add("_rels/.rels",
           B::relationships(B::relationship("a", "metadata/core-properties", "docProps/core.xml") +
                            B::relationship("b", "officeDocument", at.root_target)))
      .add(at.workbook,
           "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Лист\" r:id=\"x\"/></sheets></workbook>")
      .add(at.workbook_rels,
           B::relationships(B::relationship("x", "worksheet", at.sheet_target) +
                            B::relationship("y", "sharedStrings", at.strings_target)))
      .add(at.sheet, std::string(kSheet))
      .add(at.strings, std::string(kStrings))
      .build();
}

TEST(XlsxPackage, FollowsTargetsHoweverTheyAreWritten) {
  EXPECT_EQ(read_and_list(build({})), kExpected);
  EXPECT_EQ(read_and_list(build({.root_target = "/xl/workbook.xml",
                                 .sheet_target = "/xl/worksheets/sheet1.xml",
                                 .strings_target = "/xl/sharedStrings.xml"})),
            kExpected);
  EXPECT_EQ(read_and_list(build({.root_target = "Book/Main.XML",
                                 .workbook = "book/main.xml",
                                 .workbook_rels = "book/_rels/main.xml.rels",
                                 .sheet_target = "../Data/./my%20sheet.xml#part",
                                 .sheet = "data/my sheet.xml",
                                 .strings_target = "..\\strings.xml",
                                 .strings = "strings.xml"})),
            kExpected);
  EXPECT_EQ(read_and_list(build({.workbook = "xl\\workbook.xml",
                                 .workbook_rels = "xl\\_rels\\workbook.xml.rels",
                                 .sheet = "XL\\Worksheets\\Sheet1.xml",
                                 .strings = "xl\\sharedstrings.xml"})),
            kExpected);
}

TEST(XlsxPackage, ResolvesTargetsAsUris) {
  EXPECT_EQ(resolve_target("xl/workbook.xml", "worksheets/s.xml"), "xl/worksheets/s.xml");
  EXPECT_EQ(resolve_target("xl/workbook.xml", "/a/../b//./c.xml"), "b/c.xml");
  EXPECT_EQ(resolve_target("xl/workbook.xml", "../../../x"), "x");
  EXPECT_EQ(resolve_target("", "xl/%D0%96%2"), "xl/Ж%2");
  EXPECT_EQ(resolve_target("xl/workbook.xml", ""), "xl");
}

TEST(XlsxPackage, ReadsPrefixedAndStrictFiles) {
  const std::string strict = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  const std::string bytes =
      ZipBuilder()
          .add(
              "_rels/.rels",
              "<p:Relationships xmlns:p=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
              "<p:Relationship Id=\"b\" Type=\"" +
                  strict + "officeDocument\" Target=\"xl/workbook.xml\"/></p:Relationships>")
          .add(
              "xl/workbook.xml",
              "<x:workbook xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\" xmlns:id=\"i\" "
              "xmlns:rel=\"q\"><x:sheets><x:sheet name=\"Лист\" rel:id=\"x\"/></x:sheets></x:workbook>")
          .add("xl/_rels/workbook.xml.rels",
               "<Relationships><Relationship Id=\"x\" Type=\"" + strict +
                   "worksheet\" Target=\"s.xml\"/><Relationship Id=\"y\" Type=\"" + strict +
                   "sharedStrings\" Target=\"t.xml\"/></Relationships>")
          .add(
              "xl/s.xml",
              "<x:worksheet><x:sheetData><x:row><x:c><x:v>1</x:v></x:c><x:c t=\"s\"><x:v>0</x:v></x:c></x:row>"
              "</x:sheetData></x:worksheet>")
          .add("xl/t.xml", "<x:sst><x:si><x:t>текст</x:t></x:si></x:sst>")
          .build();
  EXPECT_EQ(read_and_list(bytes), kExpected);
}

TEST(XlsxPackage, ReadsUtf16Parts) {
  std::string wide = "\xFF\xFE";
  for (const char16_t unit : std::u16string_view(u"<sst><si><t>текст</t></si></sst>")) {
    wide += static_cast<char>(unit & 0xFF);
    wide += static_cast<char>(unit >> 8);
  }
  Layout at;
  std::string bytes =
      ZipBuilder()
          .add("_rels/.rels",
               XlsxBook::relationships(XlsxBook::relationship("b", "officeDocument", "w.xml")))
          .add("w.xml", "<workbook><sheets><sheet name=\"Лист\" id=\"x\"/></sheets></workbook>")
          .add("_rels/w.xml.rels",
               XlsxBook::relationships(XlsxBook::relationship("x", "worksheet", "s.xml") +
                                       XlsxBook::relationship("y", "sharedStrings", "t.xml")))
          .add("s.xml", std::string(kSheet))
          .add("t.xml", wide)
          .build();
  EXPECT_EQ(read_and_list(bytes), kExpected);
}

TEST(XlsxPackage, NamesThePartInAnUnknownEncoding) {
  EXPECT_EQ(read_and_list(
                ZipBuilder()
                    .add("_rels/.rels", "<?xml version='1.0' encoding='koi8-r'?><Relationships/>")
                    .build()),
            "b.xlsx: error[xml-encoding-unknown]: encoding koi8-r is not read\n  _rels/.rels\n");
}

TEST(XlsxPackage, SaysWhatOtherPackagesAre) {
  using B = XlsxBook;
  const auto main = [](std::string target, std::string content) {
    return ZipBuilder()
        .add("_rels/.rels", B::relationships(B::relationship("b", "officeDocument", target)))
        .add(target, std::move(content))
        .build();
  };
  EXPECT_EQ(read_and_list(main("word/document.xml", "<w:document/>")),
            "b.xlsx: error[document-no-tables]: the document has no table\n");
  EXPECT_EQ(read_and_list(main("ppt/presentation.xml", "<p:presentation/>")),
            "b.xlsx: error[input-not-workbook]: this is no file of tables: PowerPoint\n");
  EXPECT_EQ(read_and_list(main("x.xml", "<other/>")),
            "b.xlsx: error[input-not-workbook]: this is no file of tables: other\n");
  EXPECT_EQ(read_and_list(main("xl/workbook.bin", "\x83\x01")),
            "b.xlsx: error[input-xlsb]: this is a binary Excel workbook (.xlsb)\n");
  EXPECT_EQ(read_and_list(ZipBuilder().add("photo.jpg", "x").build()),
            "b.xlsx: error[input-not-workbook]: this is no file of tables: ZIP\n");
  EXPECT_EQ(read_and_list(ZipBuilder().build()),
            "b.xlsx: error[input-not-workbook]: this is no file of tables: ZIP\n");
  EXPECT_EQ(read_and_list(ZipBuilder()
                              .add("_rels/.rels", B::relationships(B::relationship(
                                                      "b", "officeDocument", "x.xml")))
                              .build()),
            "b.xlsx: error[part-missing]: the workbook has no part \"x.xml\"\n");
}

TEST(XlsxPackage, SaysWhatOpenDocumentsAre) {
  const auto open_document = [](std::string type, std::string manifest) {
    return ZipBuilder()
        .add("mimetype", "application/vnd.oasis.opendocument." + type)
        .add("META-INF/manifest.xml", std::move(manifest))
        .build();
  };
  EXPECT_EQ(read_and_list(open_document("spreadsheet", "<manifest/>")),
            "b.xlsx: error[part-missing]: the workbook has no part \"content.xml\"\n");
  EXPECT_EQ(read_and_list(open_document("spreadsheet", "<m:encryption-data/>")),
            "b.xlsx: error[input-password]: the file is encrypted: it needs a password\n");
  EXPECT_EQ(read_and_list(open_document("text", "<manifest/>")),
            "b.xlsx: error[input-odt]: this is a LibreOffice text document (.odt)\n");
  EXPECT_EQ(read_and_list(open_document("graphics", "<manifest/>")),
            "b.xlsx: error[input-not-workbook]: this is no file of tables: OpenDocument\n");
}

TEST(XlsxPackage, RefusesDoctypesInParts) {
  EXPECT_EQ(
      read_and_list(ZipBuilder()
                        .add("_rels/.rels",
                             "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>")
                        .build()),
      "b.xlsx: error[xml-doctype]: a DOCTYPE is not accepted: it can bring in foreign content\n"
      "  _rels/.rels:1:1\n");
}

/// A good workbook cut anywhere or with a flipped byte gives its data or a message, never a part of
/// the data.
TEST(XlsxPackage, GivesAllOrNothingOfADamagedFile) {
  const std::string good = build({});
  for (std::size_t at = 0; at < good.size(); ++at) {
    EXPECT_NE(read_and_list(good.substr(0, at)).find("error["), std::string::npos) << at;
    std::string bad = good;
    bad[at] = static_cast<char>(bad[at] ^ 0x10);
    const std::string outcome = read_and_list(std::move(bad));
    EXPECT_TRUE(outcome == kExpected || outcome.find("error[") != std::string::npos)
        << at << outcome;
  }
}

}  // namespace
}  // namespace grif

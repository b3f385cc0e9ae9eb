#include "opc/package.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "annotate/annotate.hpp"
#include "unit/opc/zip_builder.hpp"

namespace grif {
namespace {

constexpr std::string_view kMain =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string relations(std::string_view all) {
  return fmt::format(
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}"
      "</Relationships>",
      all);
}

/// Two sheets, the first of which has a cell and a merge; the second is hidden and empty.
class Annotated : public testing::Test {
 protected:
  Annotated() {
    workbook.source = sources.add("b.xlsx");
    for (const char* name : {"Пары", "It's"}) {
      Sheet sheet;
      sheet.name = name;
      sheet.source = sources.add("b.xlsx", name);
      workbook.sheets.push_back(std::move(sheet));
    }
    workbook.sheets[0].merges = {{1, 2, 1, 3}};
    workbook.sheets[0].index_merges();
    workbook.sheets[1].hidden = true;
  }

  [[nodiscard]] static std::string book(std::string_view types = "<Types/>",
                                        std::string_view other_part = "as it is") {
    test::ZipBuilder zip;
    zip.add("[Content_Types].xml", std::string(types));
    zip.add("_rels/.rels", relations(fmt::format("<Relationship Id=\"r\" Type=\"{}officeDocument\" "
                                                 "Target=\"xl/workbook.xml\"/>",
                                                 kOffice)));
    zip.add(
        "xl/workbook.xml",
        fmt::format("<workbook {}><sheets><sheet name=\"Пары\" sheetId=\"1\" r:id=\"a\"/><sheet "
                    "name=\"It's\" sheetId=\"5\" state=\"hidden\" r:id=\"b\"/></sheets></workbook>",
                    kMain));
    zip.add(
        "xl/_rels/workbook.xml.rels",
        relations(fmt::format("<Relationship Id=\"a\" Type=\"{0}worksheet\" Target=\"s1.xml\"/>"
                              "<Relationship Id=\"b\" Type=\"{0}worksheet\" Target=\"s2.xml\"/>",
                              kOffice)));
    zip.add("xl/s1.xml",
            fmt::format("<worksheet {}><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>"
                        "</sheetData></worksheet>",
                        kMain));
    zip.add("xl/s2.xml", fmt::format("<worksheet {}><sheetData/></worksheet>", kMain));
    zip.add("xl/other.bin", std::string(other_part));
    return zip.build();
  }

  void say(Severity severity, Place place, std::string_view text, std::string_view hint = "") {
    Diagnostic message;
    message.severity = severity;
    message.kind = Kind::cell_value;
    message.place = place;
    message.text = text;
    message.hint = hint;
    messages.add(message);
  }
  [[nodiscard]] Place cell(std::size_t sheet, std::uint32_t row, std::uint32_t column) const {
    return Place::cell(workbook.sheets[sheet].source, row, column);
  }

  std::string annotate(std::string bytes) {
    Diagnostics diagnostics(Language::english);
    auto made = annotate_workbook(std::move(bytes), workbook, sources, messages, diagnostics);
    said.clear();
    for (const Diagnostic& diagnostic : diagnostics.all())
      said += format_plain(diagnostic, sources);
    return made.value_or("");
  }
  static std::string part(const std::string& package, std::string_view name) {
    Diagnostics silent;
    auto reader = PackageReader::open(package, Place::nowhere(), silent);
    return reader && reader->has(name) ? reader->read(name, silent).value_or("?") : "missing";
  }

  Sources sources;
  Workbook workbook;
  Diagnostics messages{Language::english};
  std::string said;
};

TEST_F(Annotated, EveryMessageStandsInTheListAndAtItsCell) {
  say(Severity::note, Place::nowhere(), "of the whole");
  say(Severity::warning, cell(0, 0, 0), "odd", "look again");
  say(Severity::error, cell(0, 0, 0), "wrong");
  say(Severity::warning, cell(0, 2, 2), "in a merge");
  say(Severity::warning, cell(1, 4, 1), "on the hidden sheet");
  say(Severity::warning, Place::whole(workbook.sheets[1].source), "of a sheet");
  const std::string made = annotate(book());
  EXPECT_EQ(said, "");
  EXPECT_EQ(part(made, "xl/other.bin"), "as it is");
  EXPECT_EQ(
      part(made, "xl/s1.xml"),
      fmt::format("<worksheet {}><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>1</v></c></row>"
                  "<row r=\"2\"><c r=\"B2\" s=\"2\"/></row></sheetData><legacyDrawing "
                  "r:id=\"rIdGrifBoxes\"/></worksheet>",
                  kMain));
  EXPECT_NE(part(made, "xl/grif/notes1.xml")
                .find("Grif ▲ warning</t></r><r><rPr><sz val=\"9\"/><color indexed=\"81\"/><rFont "
                      "val=\"Tahoma\"/><family val=\"2\"/></rPr><t xml:space=\"preserve\">: odd\n→ "
                      "look again\n■ error: wrong\u200B</t>"),
            std::string::npos);
  EXPECT_NE(part(made, "xl/s2.xml").find("<row r=\"5\"><c r=\"B5\" "), std::string::npos);
  const std::string remarks = part(made, "xl/grif/remarks.xml");
  for (const std::string_view words :
       {"Errors: 1 · warnings: 4 · notes: 1", ">of the whole<", "It&#39;s (hidden sheet)",
        "location=\"Пары!A1\" display=\"A1\"", "location=\"Пары!B2\" display=\"B2 (C3)\"",
        "location=\"&#39;It&#39;&#39;s&#39;!B5\"", ">of a sheet<", ">■ error<"})
    EXPECT_NE(remarks.find(words), std::string::npos) << words << "\n" << remarks;
  EXPECT_NE(
      part(made, "xl/workbook.xml")
          .find("<sheet name=\"Remarks\" sheetId=\"6\" r:id=\"rIdGrif\"/></sheets>"
                "<definedNames><definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"2\""),
      std::string::npos);
  EXPECT_TRUE(is_as_annotated(made));
  EXPECT_FALSE(is_as_annotated(book()));
}

TEST_F(Annotated, WithoutMessagesOnlyTheListIsAdded) {
  const std::string made = annotate(book());
  EXPECT_EQ(part(made, "xl/s1.xml"), part(book(), "xl/s1.xml"));
  EXPECT_EQ(part(made, "xl/grif/notes1.xml"), "missing");
  EXPECT_NE(part(made, "xl/grif/remarks.xml").find("No remarks"), std::string::npos);
}

TEST_F(Annotated, TheNextRunTakesEverythingBack) {
  const std::string clean = annotate(book());
  say(Severity::error, cell(0, 0, 0), "wrong");
  say(Severity::error, cell(1, 7, 7), "wrong too");
  const std::string marked = annotate(book());
  // Read again: the third sheet is ours, with its record.
  const std::string remarks = part(marked, "xl/grif/remarks.xml");
  workbook.annotation_sheets = {2};
  for (std::size_t at = remarks.find(">grif-"); at != std::string::npos;
       at = remarks.find(">grif-", at + 1))
    workbook.annotation_record.push_back(
        remarks.substr(at + 1, remarks.find('<', at + 1) - at - 1));
  EXPECT_TRUE(annotate(marked) == marked);
  messages = Diagnostics(Language::english);
  const std::string renewed = annotate(marked);
  for (const std::string_view name : {"xl/s1.xml", "xl/workbook.xml", "xl/styles.xml",
                                      "xl/_rels/workbook.xml.rels", "[Content_Types].xml"})
    EXPECT_EQ(part(renewed, name), part(clean, name)) << name;
  EXPECT_EQ(part(renewed, "xl/s2.xml"),
            fmt::format("<worksheet {}><sheetData></sheetData></worksheet>", kMain));
  EXPECT_EQ(part(renewed, "xl/grif/notes1.xml"), "missing");
  EXPECT_EQ(part(renewed, "xl/_rels/s1.xml.rels"), "missing");
}

TEST_F(Annotated, ASheetOfTheirsMayHaveOurName) {
  std::string bytes = book();
  workbook.sheets[0].name = "remarks";
  test::ZipBuilder zip;
  // Only the workbook differs.
  for (const char* name : {"_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/s1.xml", "xl/s2.xml"})
    zip.add(name, part(bytes, name));
  std::string text = part(bytes, "xl/workbook.xml");
  text.replace(text.find("Пары"), std::string("Пары").size(), "remarks");
  zip.add("xl/workbook.xml", text);
  zip.add("xl/grif/remarks.xml", "theirs");
  const std::string made = annotate(zip.build());
  EXPECT_NE(part(made, "xl/workbook.xml").find("<sheet name=\"Remarks 2\""), std::string::npos);
  EXPECT_EQ(part(made, "xl/grif/remarks.xml"), "theirs");
  EXPECT_NE(part(made, "[Content_Types].xml").find("/xl/grif/remarks_2.xml"), std::string::npos);
}

TEST_F(Annotated, WhatAFileHoldsIsNeverMarkup) {
  workbook.sheets[0].name = "Пары";
  say(Severity::error, cell(0, 0, 0), "<b>&\x01\"_x0041_\n\xE2\x80\xAE", "]]>");
  const std::string made = annotate(book());
  const std::string remarks = part(made, "xl/grif/remarks.xml");
  EXPECT_NE(remarks.find("&lt;b&gt;&amp; &quot;_x005F_x0041_\n</t>"), std::string::npos) << remarks;
  EXPECT_NE(part(made, "xl/grif/notes1.xml").find("]]&gt;"), std::string::npos);
}

TEST_F(Annotated, APackageThatCannotBeChangedIsRefused) {
  EXPECT_EQ(annotate("no package"), "");
  EXPECT_NE(said.find("error["), std::string::npos);
  workbook.sheets.pop_back();
  EXPECT_EQ(annotate(book()), "");
  EXPECT_EQ(said,
            "b.xlsx: error[copy-refused]: no annotated copy was made: xl/workbook.xml\n"
            "    open the workbook in Excel or LibreOffice, save it as XLSX and check that\n");
}

TEST_F(Annotated, TheEndingTellsOfMacros) {
  EXPECT_EQ(copy_ending_of(book()), ".xlsx");
  EXPECT_EQ(copy_ending_of(book("<Types><Override PartName=\"/xl/workbook.xml\" "
                                "ContentType=\"application/vnd.ms-excel.template.macroEnabled."
                                "main+xml\"/></Types>")),
            ".xlsm");
  EXPECT_EQ(copy_ending_of("a;b"), "");
}

TEST(PlainBook, HasTheCellsAsTheyWereRead) {
  Workbook workbook;
  Sheet sheet;
  sheet.name = "Очень длинное название листа из файла [CSV]";
  const auto add = [&](RawCell::Type type, std::string_view text, double number,
                       std::string_view shown = "", bool bold = false) {
    RawCell cell;
    cell.row = static_cast<std::uint32_t>(sheet.cells.size());
    cell.type = type;
    cell.text = text;
    cell.number = number;
    cell.shown = shown;
    cell.bold = bold;
    if (type == RawCell::Type::date) cell.date = *Date::parse_iso(text);
    sheet.cells.push_back(cell);
  };
  add(RawCell::Type::text, "a<\n_x0041_", 0, "", true);
  add(RawCell::Type::number, "12.5", 12.5, "12,50");
  add(RawCell::Type::number, "85 %", 0.85, "85 %");
  add(RawCell::Type::date, "2026-09-01", 0);
  add(RawCell::Type::date, "1900-02-28", 0, "28 февраля 1900 г.");
  add(RawCell::Type::boolean, "", 1);
  add(RawCell::Type::error, "#N/A", 0);
  add(RawCell::Type::duration, "36:30:00", 0);
  sheet.merges = {{0, 0, 0, 2}};
  sheet.index_merges();
  sheet.hidden_rows = {2};
  workbook.sheets.push_back(std::move(sheet));
  const std::string bytes = make_plain_book(workbook);
  Diagnostics silent;
  auto reader = PackageReader::open(bytes, Place::nowhere(), silent);
  ASSERT_TRUE(reader);
  EXPECT_NE(
      reader->read("xl/workbook.xml", silent)->find("name=\"Очень длинное название листа из\""),
      std::string::npos);
  EXPECT_EQ(*reader->read("xl/worksheets/sheet1.xml", silent),
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr>"
            "<pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetFormatPr defaultRowHeight=\"15\"/><cols>"
            "<col min=\"1\" max=\"1\" width=\"20\" customWidth=\"1\"/></cols><sheetData><row "
            "r=\"1\" ht=\"30\"><c r=\"A1\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"
            "a&lt;\n_x005F_x0041_</t></is></c></row><row r=\"2\" ht=\"15\"><c r=\"A2\" "
            "s=\"2\"><v>12.5</v></c></row><row r=\"3\" ht=\"15\" hidden=\"1\"><c r=\"A3\" "
            "s=\"3\"><v>0.85</v></c></row><row r=\"4\" ht=\"15\"><c r=\"A4\" s=\"4\"><v>46266</v>"
            "</c></row><row r=\"5\" ht=\"15\"><c r=\"A5\" s=\"5\"><v>59</v></c></row><row r=\"6\" "
            "ht=\"15\"><c r=\"A6\" s=\"6\" t=\"b\"><v>1</v></c></row><row r=\"7\" ht=\"15\"><c "
            "r=\"A7\" s=\"6\" t=\"e\"><v>#N/A</v></c></row><row r=\"8\" ht=\"15\"><c r=\"A8\" "
            "s=\"7\"><v>1.5208333333333333</v></c></row></sheetData><mergeCells><mergeCell "
            "ref=\"A1:C1\"/></mergeCells><pageSetup paperSize=\"9\" orientation=\"landscape\" "
            "fitToHeight=\"0\"/></worksheet>");
  const std::string styles = *reader->read("xl/styles.xml", silent);
  for (const std::string_view format :
       {"formatCode=\"0.00\"", "formatCode=\"0%\"", "formatCode=\"dd\\.mm\\.yyyy\"",
        "formatCode=\"[$-419]d\\ mmmm\\ yyyy\\ &quot;г.&quot;\"", "formatCode=\"[h]:mm:ss\""})
    EXPECT_NE(styles.find(format), std::string::npos) << format << styles;
  EXPECT_EQ(make_plain_book(workbook), bytes);
}

}  // namespace
}  // namespace grif

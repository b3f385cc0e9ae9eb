// The XSD of a schema: whole for a small one; for the mentoring pack it compiles, and xmllint and
// Grif judge documents alike (tests/system/programme_xml.py).

#include "pack/xsd.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/world.hpp"
#include "pack/pack.hpp"
#include "xml/schema_validator.hpp"

namespace grif {
namespace {

using testing::HasSubstr;
using testing::Not;

Schema small_schema() {
  Schema schema;
  SheetSchema& works = schema.sheets.emplace_back();
  works.id = "works";
  works.title = "Работы & сроки";
  works.shape = SheetShape::grouped;
  works.columns = {
      {.id = "number", .title = "№", .type = ColumnType::label, .required = true, .unique = true},
      {.id = "start", .title = "Начало", .type = ColumnType::date},
      {.id = "state", .title = "Вид", .one_of = {"план", "факт"}, .note = "Что это"},
      {.id = "who", .title = "Кто", .list = true}};
  SheetSchema& head = schema.sheets.emplace_back();
  head.id = "head";
  head.title = "Шапка";
  head.shape = SheetShape::keyed;
  head.columns = {{.id = "name", .title = "Имя", .required = true}};
  add_derived_sheets(schema);
  return schema;
}

TEST(Xsd, ShowsNamesOrderAndNestingForTheProgram) {
  const std::string xsd = write_xsd(small_schema(), XsdFor::structure);
  EXPECT_THAT(xsd, HasSubstr(R"x(
  <xs:complexType name="works-row">
    <xs:sequence>
      <xs:element name="number" minOccurs="0" type="xs:string"/>
      <xs:element name="start" minOccurs="0" type="xs:string"/>
      <xs:element name="state" minOccurs="0" type="xs:string"/>
      <xs:element name="who" minOccurs="0" type="xs:string"/>
      <xs:element name="own-column" type="own-value" minOccurs="0" maxOccurs="unbounded"></xs:element>
    </xs:sequence>
    <xs:attribute name="outside" type="outside" use="optional"/>
  </xs:complexType>
)x"));
  EXPECT_THAT(xsd, HasSubstr(R"x(
  <xs:element name="programme">
    <xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
      <xs:element name="works" type="works-sheet"></xs:element>
      <xs:element name="head" type="head-sheet"></xs:element>
    </xs:choice></xs:complexType>
  </xs:element>
</xs:schema>
)x"));
  EXPECT_THAT(xsd, Not(HasSubstr("documentation")));
  EXPECT_THAT(xsd, Not(HasSubstr("works_title")));
}

TEST(Xsd, TellsPeopleWhatToWrite) {
  const std::string xsd = write_xsd(small_schema(), XsdFor::people);
  EXPECT_THAT(xsd, HasSubstr(R"x(<xs:element name="number" minOccurs="1" type="filled">)x"));
  EXPECT_THAT(xsd, HasSubstr(">Работы &amp; сроки</xs:documentation>"));
  EXPECT_THAT(
      xsd,
      HasSubstr(
          R"x(>Вид. Что это</xs:documentation></xs:annotation><xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value=""/><xs:enumeration value="план"/><xs:enumeration value="факт"/></xs:restriction></xs:simpleType></xs:element>)x"));
  EXPECT_THAT(xsd, HasSubstr(R"x(<xs:union memberTypes="date blank"/>)x"));
  EXPECT_THAT(xsd, HasSubstr(">Кто. Список: по значению на строке</xs:documentation>"));
  EXPECT_THAT(
      xsd,
      HasSubstr(
          R"x(<xs:unique name="works-number"><xs:selector xpath="works/*"/><xs:field xpath="number"/></xs:unique>)x"));
  // Rows that are no items may lack what items need.
  EXPECT_THAT(xsd, HasSubstr(R"x(<xs:element name="group" type="works-other-row">)x"));
}

TEST(Xsd, OfThePackCompiles) {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics;
  const auto pack =
      load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources, diagnostics);
  ASSERT_TRUE(pack);
  std::string reason;
  EXPECT_NE(compile_xsd(write_xsd(pack->schema, XsdFor::structure), reason), nullptr) << reason;
  EXPECT_NE(compile_xsd(write_xsd(pack->schema, XsdFor::people), reason), nullptr) << reason;
}

}  // namespace
}  // namespace grif

#include "xml/schema_validator.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

constexpr std::string_view kXsd = R"x(<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
  <xs:element name="book"><xs:complexType><xs:sequence>
    <xs:element name="page" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:sequence>
      <xs:element name="head" type="xs:string" minOccurs="0"/>
      <xs:element name="foot" type="xs:string" minOccurs="0"/>
    </xs:sequence><xs:attribute name="number" type="xs:integer" use="required"/></xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
</xs:schema>)x";

using Fault = XsdValidation::Fault;

/// One document, judged.
struct Judged {
  std::string reason;
  std::unique_ptr<XsdSchema> schema = compile_xsd(kXsd, reason);
  std::unique_ptr<XsdValidation> validation = schema->begin();

  std::vector<Fault> start(const char* name,
                           std::vector<XsdValidation::Attribute> attributes = {}) {
    validation->start(name, attributes);
    return validation->take_faults();
  }
  void element(const char* name) {
    EXPECT_EQ(start(name), std::vector<Fault>());
    validation->end(name);
  }
  void end(const char* name) {
    validation->end(name);
    EXPECT_FALSE(validation->has_faults());
  }
};

TEST(SchemaValidator, AcceptsWhatTheSchemaDescribes) {
  Judged judged;
  EXPECT_TRUE(judged.start("book").empty());
  for (int i = 0; i < 3; ++i) {
    EXPECT_TRUE(judged.start("page", {{"number", "12"}}).empty());
    judged.element("head");
    judged.element("foot");
    judged.end("page");
  }
  judged.end("book");
}

TEST(SchemaValidator, GoesOnBehindAFault) {
  Judged judged;
  EXPECT_TRUE(judged.start("book").empty());
  EXPECT_TRUE(judged.start("page", {{"number", "1"}}).empty());
  judged.element("foot");
  EXPECT_EQ(judged.start("head"), (std::vector<Fault>{{Fault::What::element_unexpected, ""}}));
  judged.end("head");
  judged.end("page");
  EXPECT_EQ(judged.start("page", {{"number", "I"}, {"colour", "red"}}),
            (std::vector<Fault>{{Fault::What::attribute_value, "number"},
                                {Fault::What::attribute_unknown, "colour"}}));
  judged.end("page");
  EXPECT_EQ(judged.start("page"), (std::vector<Fault>{{Fault::What::attribute_missing, "number"}}));
  judged.end("page");
  EXPECT_TRUE(judged.start("page", {{"number", "3"}}).empty());
  EXPECT_EQ(judged.start("head", {{"id", ""}}),
            (std::vector<Fault>{{Fault::What::attribute_unknown, "id"}}));
  judged.end("head");
  judged.end("page");
  judged.end("book");
}

TEST(SchemaValidator, LeavesADocumentHalfway) {
  Judged judged;
  judged.start("book");
  judged.start("page");
}

TEST(SchemaValidator, RefusesWhatIsNoSchema) {
  std::string reason = "unchanged";
  EXPECT_EQ(compile_xsd("<schema/>", reason), nullptr);
  EXPECT_EQ(compile_xsd("<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\"><xs:element "
                        "name=\"a\" type=\"nothing\"/></xs:schema>",
                        reason),
            nullptr);
  EXPECT_EQ(compile_xsd("", reason), nullptr);
  EXPECT_EQ(reason, "unchanged");
}

}  // namespace
}  // namespace grif

#include "xml/scanner.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace grif {
namespace {

using Event = XmlScanner::Event;

/// All events in one line: `<a x=1>`, `</a>`, `[text]`, or the fault as `!id(detail,other)@offset`.
std::string scan(std::string_view text, XmlLimits limits = {}) {
  XmlScanner scanner(text, limits);
  std::string out;
  for (;;) {
    switch (scanner.next()) {
      case Event::start: {
        out += fmt::format("<{}", scanner.local_name());
        for (const XmlScanner::Attribute& attribute : scanner.attributes())
          out += fmt::format(" {}={}", attribute.name, attribute.value);
        out += scanner.is_empty_element() ? "/>" : ">";
        break;
      }
      case Event::end:
        out += fmt::format("</{}>", scanner.local_name());
        break;
      case Event::text:
        out += fmt::format("[{}]", scanner.text());
        break;
      case Event::finished:
        return out;
      case Event::fault: {
        const XmlScanner::Fault& fault = scanner.fault();
        EXPECT_EQ(scanner.next(), Event::fault);  // for ever
        EXPECT_EQ(scanner.offset(), fault.offset);
        out += fmt::format("!{}({}{}{})@{}", info(fault.kind).id, fault.detail,
                           fault.other.empty() ? "" : ",", fault.other, fault.offset);
        return out;
      }
    }
  }
}
/// The fault only.
std::string fault_of(std::string_view text, XmlLimits limits = {}) {
  const std::string all = scan(text, limits);
  const std::size_t at = all.find('!');
  return at == std::string::npos ? "" : all.substr(at);
}

TEST(XmlScanner, GivesEventsInOrder) {
  EXPECT_EQ(scan("<a>one<b x='1' y=\"2\"/>two<c></c></a>"),
            "<a>[one]<b x=1 y=2/></b>[two]<c></c></a>");
  EXPECT_EQ(scan("\xEF\xBB\xBF<?xml version=\"1.0\" encoding='UTF-8' standalone = \"yes\" ?>\n"
                 "<!-- c --><a\n>\n<?pi x?></a ><?end?>\n"),
            "<a>[\n]</a>");
  EXPECT_EQ(scan("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>"), "<a>[<b>&amp;]]][>]</a>");
}

TEST(XmlScanner, DecodesReferencesAndLineEnds) {
  EXPECT_EQ(scan("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x416;&#x1F600;</a>"), "<a>[<>&\"'AЖ😀]</a>");
  EXPECT_EQ(scan("<a>1\r\n2\r3\n4&#13;</a>"), "<a>[1\n2\n3\n4\r]</a>");
  EXPECT_EQ(scan("<a><![CDATA[1\r\n2\r3]]></a>"), "<a>[1\n2\n3]</a>");
  EXPECT_EQ(scan("<a>]] > ]</a>"), "<a>[]] > ]]</a>");
}

TEST(XmlScanner, TellsWhetherTextLivesInTheBuffer) {
  const std::string buffer = "<a>plain<b/>x&amp;y<b/><![CDATA[cd]]></a>";
  XmlScanner scanner(buffer);
  std::string seen;
  for (Event event = scanner.next(); event != Event::finished; event = scanner.next()) {
    if (event != Event::text) continue;
    const std::string_view text = scanner.text();
    const bool inside = text.data() >= buffer.data() && text.data() < buffer.data() + buffer.size();
    EXPECT_EQ(inside, scanner.text_is_in_buffer());
    seen += inside ? "1" : "0";
  }
  EXPECT_EQ(seen, "101");
}

TEST(XmlScanner, FindsAttributesByLocalName) {
  XmlScanner scanner(
      "<a xmlns:id='no' r:id='rel' name='a&lt;b&#10;c\td\r\ne' w:val='pre' val='bare' x:y='1'/>");
  ASSERT_EQ(scanner.next(), Event::start);
  EXPECT_EQ(scanner.attribute("id"), "rel");
  EXPECT_EQ(scanner.attribute("name"), "a<b\nc d e");
  EXPECT_EQ(scanner.attribute("val"), "bare");
  EXPECT_EQ(scanner.attribute("y"), "1");
  EXPECT_EQ(scanner.attribute("x:y"), "1");
  EXPECT_EQ(scanner.attribute("d"), std::nullopt);
  EXPECT_EQ(scanner.attribute("xmlns:id"), "no");
}

TEST(XmlScanner, CountsDepthAndSkips) {
  XmlScanner scanner("<x:a><b><c/><d>t</d></b><e/></x:a>");
  ASSERT_EQ(scanner.next(), Event::start);
  EXPECT_EQ(scanner.local_name(), "a");
  EXPECT_EQ(scanner.depth(), 1U);
  ASSERT_EQ(scanner.next(), Event::start);
  EXPECT_EQ(scanner.offset(), 5U);
  EXPECT_TRUE(scanner.skip_element());
  EXPECT_EQ(scanner.depth(), 1U);
  ASSERT_EQ(scanner.next(), Event::start);
  EXPECT_EQ(scanner.local_name(), "e");
  EXPECT_EQ(scanner.depth(), 2U);
  EXPECT_TRUE(scanner.skip_element());
  ASSERT_EQ(scanner.next(), Event::end);
  EXPECT_EQ(scanner.depth(), 0U);
  EXPECT_EQ(scanner.next(), Event::finished);
  EXPECT_EQ(scanner.next(), Event::finished);
  XmlScanner broken("<a><b></a>");
  broken.next();
  EXPECT_FALSE(broken.skip_element());
}

TEST(XmlScanner, RefusesDoctypes) {
  EXPECT_EQ(fault_of("<!DOCTYPE a [<!ENTITY l 'x'>]><a>&l;</a>"), "!xml-doctype()@0");
  EXPECT_EQ(fault_of("<?xml version='1.0'?><!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>"),
            "!xml-doctype()@21");
}

TEST(XmlScanner, RefusesForbiddenCharacters) {
  EXPECT_EQ(fault_of(std::string_view("<a>x\0</a>", 9)), "!xml-character(U+0000)@4");
  EXPECT_EQ(fault_of("<a>x\x01</a>"), "!xml-character(U+0001)@4");
  EXPECT_EQ(fault_of("<a b='\x1F'/>"), "!xml-character(U+001F)@6");
  EXPECT_EQ(fault_of("<a>\xEF\xBF\xBE</a>"), "!xml-character(U+FFFE)@3");
  EXPECT_EQ(fault_of("<a>\xEF\xBF\xBF</a>"), "!xml-character(U+FFFF)@3");
  EXPECT_EQ(fault_of("<a><!-- \x02 --></a>"), "!xml-character(U+0002)@8");
  EXPECT_EQ(fault_of("<\x03/>"), "!xml-character(U+0003)@1");
  EXPECT_EQ(scan("<a>\xEF\xBF\xBD\x7F</a>"), "<a>[\xEF\xBF\xBD\x7F]</a>");
}

TEST(XmlScanner, RefusesBadUtf8) {
  for (const char* bad :
       {"\xC0\x80", "\xC1\xBF", "\xED\xA0\x80", "\xE0\x80\xAF", "\xF0\x8F\xBF\xBF",
        "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\x80", "\xFF", "\xD0", "\xE2\x82", "\xF0\x9F\x98"})
    EXPECT_EQ(fault_of(std::string("<a>") + bad + "</a>"),
              fmt::format("!xml-bad-bytes(0x{:02X})@3", static_cast<unsigned char>(bad[0])));
  EXPECT_EQ(fault_of("<a>\xD0"), "!xml-bad-bytes(0xD0)@3");
  EXPECT_EQ(fault_of("<a b='\xFF'>"), "!xml-bad-bytes(0xFF)@6");
  EXPECT_EQ(fault_of("<a\xFF/>"), "!xml-bad-bytes(0xFF)@2");
  EXPECT_EQ(fault_of("<a></a\xFF>"), "!xml-bad-bytes(0xFF)@6");
  EXPECT_EQ(fault_of("<a>&\xFF;</a>"), "!xml-reference(&)@3");  // never quoted in a message
  EXPECT_EQ(fault_of("<a>&\x01;</a>"), "!xml-reference(&)@3");
}

TEST(XmlScanner, ChecksCharactersFarIntoALongText) {
  for (const std::size_t size : {16'000U, 16'380U, 16'384U, 100'000U}) {
    const std::string good = "<a>" + std::string(size, 'x') + "Ж</a>";
    EXPECT_EQ(fault_of(good), "") << size;
    std::string bad = good;
    bad[size] = '\x01';
    EXPECT_EQ(fault_of(bad), fmt::format("!xml-character(U+0001)@{}", size));
  }
}

TEST(XmlScanner, RefusesBadReferences) {
  EXPECT_EQ(fault_of("<a>&nbsp;</a>"), "!xml-reference(&nbsp;)@3");
  EXPECT_EQ(fault_of("<a>A & B</a>"), "!xml-reference(& B</a>)@5");
  EXPECT_EQ(fault_of("<a>&#0;</a>"), "!xml-reference(&#0;)@3");
  EXPECT_EQ(fault_of("<a>&#1;</a>"), "!xml-reference(&#1;)@3");
  EXPECT_EQ(fault_of("<a>&#xD800;</a>"), "!xml-reference(&#xD800;)@3");
  EXPECT_EQ(fault_of("<a>&#xFFFF;</a>"), "!xml-reference(&#xFFFF;)@3");
  EXPECT_EQ(fault_of("<a>&#x110000;</a>"), "!xml-reference(&#x110000;)@3");
  EXPECT_EQ(fault_of("<a>&#99999999999;</a>"), "!xml-reference(&#99999999999;)@3");
  EXPECT_EQ(fault_of("<a>&#;</a>"), "!xml-reference(&#;)@3");
  EXPECT_EQ(fault_of("<a>&#-5;</a>"), "!xml-reference(&#-5;)@3");
  EXPECT_EQ(fault_of("<a b='&x;'/>"), "!xml-reference(&x;)@6");
  EXPECT_EQ(fault_of("<a>&;</a>"), "!xml-reference(&;)@3");
}

TEST(XmlScanner, RefusesBrokenStructure) {
  EXPECT_EQ(fault_of("<a><b></a></b>"), "!xml-end-tag(a,b)@6");
  EXPECT_EQ(fault_of("<a><b>"), "!xml-unclosed(b)@6");
  EXPECT_EQ(fault_of("<a/><b/>"), "!xml-root(<b/>)@4");
  EXPECT_EQ(fault_of("<a/> tail"), "!xml-root(tail)@5");
  EXPECT_EQ(fault_of("head <a/>"), "!xml-root(head <a/>)@0");
  EXPECT_EQ(fault_of("<a/><![CDATA[x]]>"), "!xml-root(<![CDATA[x]]>)@4");
  EXPECT_EQ(fault_of("</a>"), "!xml-root(</a>)@0");
  EXPECT_EQ(fault_of(""), "!xml-empty()@0");
  EXPECT_EQ(fault_of(" <!-- only --> "), "!xml-empty()@15");
}

TEST(XmlScanner, RefusesBrokenMarkup) {
  EXPECT_EQ(fault_of("<a x='1' x='2'/>"), "!xml-attribute-twice(x)@9");
  EXPECT_EQ(fault_of("<a x='<'/>"), "!xml-syntax('<'/>)@5");
  EXPECT_EQ(fault_of("<a x='1'y='2'/>"), "!xml-syntax(y='2'/>)@8");
  EXPECT_EQ(fault_of("<a x=1/>"), "!xml-syntax(x=1/>)@3");
  EXPECT_EQ(fault_of("<a x/>"), "!xml-syntax(x/>)@3");
  EXPECT_EQ(fault_of("<a x='1"), "!xml-syntax('1)@5");
  EXPECT_EQ(fault_of("<a "), "!xml-syntax(<a )@0");
  EXPECT_EQ(fault_of("<a / >"), "!xml-syntax(/ >)@3");
  EXPECT_EQ(fault_of("<a></a x>"), "!xml-syntax(</a x>)@3");
  EXPECT_EQ(fault_of("<a>]]></a>"), "!xml-syntax(]]>)@3");
  EXPECT_EQ(fault_of("<a><!-- -- --></a>"), "!xml-syntax(-- --></a>)@8");
  EXPECT_EQ(fault_of("<a><!-- x</a>"), "!xml-syntax(<!-- x</a>)@3");
  EXPECT_EQ(fault_of("<a><![CDATA[x</a>"), "!xml-syntax(<![CDATA[x</a>)@3");
  EXPECT_EQ(fault_of("<a><!ELEMENT b></a>"), "!xml-syntax(<!ELEMENT b></a>)@3");
  EXPECT_EQ(fault_of("<a><?pi</a>"), "!xml-syntax(<?pi</a>)@3");
  EXPECT_EQ(fault_of("<a><?p?i?></a>"), "!xml-syntax(<?p?i?></a>)@3");
}

TEST(XmlScanner, RefusesWrongDeclarations) {
  for (const char* bad :
       {"<?xml?><a/>", "<?xml version='2.0'?><a/>", "<?xml encoding='UTF-8'?><a/>",
        "<?xml version='1.0' standalone='yes' encoding='UTF-8'?><a/>", "<?xml version='1.0?><a/>",
        "<?xml version='1.0' standalone='maybe'?><a/>", "<?xml version='1.0'encoding='x'?><a/>",
        "<?XML version='1.0'?><a/>", " <?xml version='1.0'?><a/>"})
    EXPECT_EQ(fault_of(bad).substr(0, 12), "!xml-syntax(") << bad;
  EXPECT_EQ(fault_of("<?xml version='1.1' standalone='no'?><a/>"), "");
}

TEST(XmlScanner, ChecksNames) {
  EXPECT_EQ(scan("<план:цель код='1'/>"), "<цель код=1/></цель>");
  EXPECT_EQ(fault_of("<1a/>"), "!xml-name(1a/>)@1");
  EXPECT_EQ(fault_of("< a/>"), "!xml-name( a/>)@1");
  EXPECT_EQ(fault_of("<a:b:c/>"), "!xml-name(a:b:c/>)@1");
  EXPECT_EQ(fault_of("<:a/>"), "!xml-name(:a/>)@1");
  EXPECT_EQ(fault_of("<a:/>"), "!xml-name(a:/>)@1");
  EXPECT_EQ(fault_of("<a -b='1'/>"), "!xml-name(-b='1'/>)@3");
  EXPECT_EQ(fault_of("<a\xC2\xA0/>"), "!xml-name(a\xC2\xA0)@1");  // a no-break space
  EXPECT_EQ(fault_of("<\xCC\x81x/>"), "!xml-name(\xCC\x81x)@1");  // an accent cannot begin
  EXPECT_EQ(scan("<x\xCC\x81/>"), "<x\xCC\x81/></x\xCC\x81>");
}

TEST(XmlScanner, KeepsLimits) {
  const auto nested = [](std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
  };
  EXPECT_EQ(fault_of(nested(64)), "");
  EXPECT_EQ(fault_of(nested(65)), "!xml-too-deep(64)@192");
  EXPECT_EQ(fault_of(nested(200'000)), "!xml-too-deep(64)@192");
  EXPECT_EQ(fault_of(nested(129), {.depth = 128}), "!xml-too-deep(128)@384");
  const XmlLimits small{.text = 10, .name = 5, .attributes = 20};
  EXPECT_EQ(fault_of("<a>1234567890</a>", small), "");
  EXPECT_EQ(fault_of("<a>12345678901</a>", small), "!xml-too-long(10)@3");
  EXPECT_EQ(fault_of("<a><![CDATA[12345678901]]></a>", small), "!xml-too-long(10)@12");
  EXPECT_EQ(fault_of("<a b='12345678901'/>", small), "!xml-too-long(10)@6");
  EXPECT_EQ(fault_of("<abcdef/>", small), "!xml-too-long(5)@1");
  std::string many = "<a";
  for (int i = 0; i < 20; ++i) many += fmt::format(" x{}='1'", i);
  EXPECT_EQ(fault_of(many + "/>", small), "");
  EXPECT_EQ(fault_of(many + " x7='2'/>", {}), "!xml-attribute-twice(x7)@153");
  EXPECT_EQ(fault_of(many + " y='1'/>", small), "!xml-too-many-attributes(20)@153");
  std::string million = "<a";
  for (int i = 0; i < 1'000'000; ++i) million += fmt::format(" x{}=''", i);
  EXPECT_EQ(fault_of(million + "/>").substr(0, 30), "!xml-too-many-attributes(256)@");
}

}  // namespace
}  // namespace grif

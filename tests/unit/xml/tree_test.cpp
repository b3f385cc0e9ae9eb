#include "xml/tree.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "xml/encoding.hpp"
#include "xml/lines.hpp"

namespace grif {
namespace {

using namespace std::string_view_literals;

struct Parsed {
  Sources sources;
  Diagnostics diagnostics{Language::english};
  std::optional<XmlTree> tree;

  explicit Parsed(std::string_view bytes, XmlLimits limits = {}) {
    tree = XmlTree::parse(std::string(bytes), sources.add("pack.xml"), diagnostics, limits);
  }
  [[nodiscard]] std::string messages() const {
    std::string out;
    for (const Diagnostic& d : diagnostics.all())
      out += fmt::format("{}: {}: {}", sources.describe(d.place), d.id(), d.text);
    return out;
  }
};

/// The tree below a node: `a(x=1)[text b()]`.
std::string draw(const XmlNode& node) {
  if (node.is_text()) return fmt::format("'{}'", node.text());
  std::string out(node.name());
  for (const XmlNode::Attribute& attribute : node.attributes())
    out += fmt::format(" {}={}", attribute.name, attribute.value);
  out += "[";
  for (XmlNode child = node.first_child(); child; child = child.next_sibling()) out += draw(child);
  return out + "]";
}
std::string draw(std::string_view bytes) {
  const Parsed parsed(bytes);
  return parsed.tree ? draw(parsed.tree->root()) : parsed.messages();
}

std::string utf16(std::u16string_view text, bool big_endian) {
  std::string bytes = big_endian ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
    bytes += big_endian ? high : low;
    bytes += big_endian ? low : high;
  }
  return bytes;
}

TEST(XmlTree, HoldsElementsAttributesAndText) {
  EXPECT_EQ(draw("<a x='1'>one<b y=\"&lt;&#10;\"/><!-- c --><?pi?><c>two</c></a>"),
            "a x=1['one'b y=<\n[]c['two']]");
  EXPECT_EQ(draw("<p:a xmlns:p='u' xmlns='v' p:x='1'><![CDATA[<&]]>&amp;</p:a>"),
            "a p:x=1['<&''&']");
}

TEST(XmlTree, LeavesBlanksBetweenElementsOut) {
  EXPECT_EQ(draw("<a>\n  <b/>\n  <c>\n</c>\n</a>"), "a[b[]c[]]");
  EXPECT_EQ(draw("<a>text <b>x</b> <c>y</c></a>"), "a['text 'b['x']' 'c['y']]");
  EXPECT_EQ(draw("<a xml:space='preserve'> <b> </b><c xml:space='default'> </c></a>"),
            "a xml:space=preserve[' 'b[' ']c xml:space=default[]]");
}

TEST(XmlTree, NavigatesBothWays) {
  const Parsed parsed("<a><b/>t<c><d k='1' x:k='2'>deep<e>er</e></d></c></a>");
  ASSERT_TRUE(parsed.tree);
  const XmlNode root = parsed.tree->root();
  EXPECT_FALSE(root.parent());
  EXPECT_EQ(root.elements().size(), 2U);
  const XmlNode d = root.child("c").child("d");
  EXPECT_EQ(d.parent().parent(), root);
  EXPECT_EQ(d.whole_text(), "deeper");
  EXPECT_EQ(root.whole_text(), "tdeeper");
  EXPECT_EQ(d.attribute("k"), "1");
  EXPECT_EQ(d.attribute("x:k"), "2");
  EXPECT_EQ(d.attribute("none"), std::nullopt);
  EXPECT_FALSE(root.child("none"));
  EXPECT_TRUE(d.first_child().is_text());
  EXPECT_FALSE(d.first_child().is_element());
  EXPECT_TRUE(d.is_element());
  EXPECT_EQ(d.first_child().name(), "");
  const XmlNode none;
  EXPECT_FALSE(none);
  EXPECT_TRUE(none.place().is_nowhere());
  EXPECT_EQ(none.name(), "");
  EXPECT_EQ(none.text(), "");
  EXPECT_EQ(none.whole_text(), "");
  EXPECT_EQ(none.attribute("k"), std::nullopt);
  EXPECT_FALSE(none.is_element() || none.is_text());
  EXPECT_FALSE(none.first_child() || none.next_sibling() || none.parent() || none.child("a"));
}

TEST(XmlTree, KeepsATextForEachPieceBetweenMarkup) {
  EXPECT_EQ(draw("<a>x<!-- c -->y<?p q?>z<![CDATA[]]></a>"), "a['x''y''z''']");
  EXPECT_EQ(draw("<a>\r\n<b> &#32; </b>&#x0D;</a>"), "a[b[]]");
  EXPECT_EQ(draw("<a k='1\t2\r\n3&#9;4'>1\r\n2\r3</a>"), "a k=1 2 3\t4['1\n2\n3']");
}

TEST(XmlTree, KnowsPlaces) {
  const std::string text =
      "<?xml version='1.0'?>\r\n<a>\n  <б:в\n    xmlns:б='u' длина = '5'\n    б:цвет=\"к\">Текст\n"
      "и ещё<![CDATA[cd]]><x a='>' b='&amp;' c='2'/></б:в>\r</a>";
  const Parsed parsed(text);
  ASSERT_TRUE(parsed.tree) << parsed.messages();
  const auto at = [&](Place place) { return parsed.sources.describe(place); };
  const XmlNode root = parsed.tree->root();
  EXPECT_EQ(at(root.place()), "pack.xml:2:1");
  const XmlNode v = root.child("в");
  EXPECT_EQ(at(v.place()), "pack.xml:3:3");
  EXPECT_EQ(at(v.attribute_place("длина")), "pack.xml:4:26");
  EXPECT_EQ(at(v.attribute_place("цвет")), "pack.xml:5:13");
  EXPECT_EQ(at(v.attribute_place("нет")), "pack.xml:3:3");
  EXPECT_EQ(at(v.first_child().place()), "pack.xml:5:16");
  EXPECT_EQ(at(v.first_child().next_sibling().place()), "pack.xml:6:15");
  const XmlNode x = v.child("x");
  EXPECT_EQ(at(x.place()), "pack.xml:6:20");
  EXPECT_EQ(at(x.attribute_place("a")), "pack.xml:6:26");
  EXPECT_EQ(at(x.attribute_place("b")), "pack.xml:6:32");
  EXPECT_EQ(at(x.attribute_place("c")), "pack.xml:6:42");
}

TEST(XmlTree, StaysValidWhenMoved) {
  Parsed parsed("<a><b/></a>");
  const XmlNode b = parsed.tree->root().child("b");
  const XmlTree moved = std::move(*parsed.tree);
  EXPECT_EQ(b.name(), "b");
  EXPECT_EQ(parsed.sources.describe(b.place()), "pack.xml:1:4");
  EXPECT_EQ(moved.root().child("b"), b);
}

TEST(XmlTree, ReadsTheEncodingsOfSchools) {
  const std::string expected = "a x=Ж['Цель — «всё» №1']";
  EXPECT_EQ(draw("<a x='Ж'>Цель — «всё» №1</a>"), expected);
  EXPECT_EQ(draw("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?><a x='Ж'>Цель — «всё» №1</a>"),
            expected);
  EXPECT_EQ(
      draw("<?xml version=\"1.0\" encoding=\"Windows-1251\"?><a x='\xC6'>\xD6\xE5\xEB\xFC \x97 "
           "\xAB\xE2\xF1\xB8\xBB \xB9"
           "1</a>"),
      expected);
  const std::u16string_view wide =
      u"<?xml version='1.0' encoding='UTF-16'?><a x='Ж'>Цель — «всё» №1</a>";
  EXPECT_EQ(draw(utf16(wide, false)), expected);
  EXPECT_EQ(draw(utf16(wide, true)), expected);
  EXPECT_EQ(draw(utf16(u"<a>\U0001F600</a>", false)), "a['😀']");
  EXPECT_EQ(draw("<?xml version='1.0' encoding='US-ASCII'?><a>x</a>"), "a['x']");
}

TEST(XmlTree, RefusesOtherEncodingsAndWrongLabels) {
  EXPECT_EQ(draw("<?xml version='1.0' encoding='koi8-r'?><a/>"),
            "pack.xml: xml-encoding-unknown: encoding koi8-r is not read");
  EXPECT_EQ(draw("<\0a\0/\0>\0"sv), "pack.xml: xml-encoding-unknown: encoding UTF-16 is not read");
  EXPECT_EQ(draw("\xFF\xFE\0\0<\0\0\0"sv),
            "pack.xml: xml-encoding-unknown: encoding UTF-32 is not read");
  EXPECT_EQ(draw("\x4C\x6F\xA7\x94\x93"),
            "pack.xml: xml-encoding-unknown: encoding EBCDIC is not read");
  EXPECT_EQ(draw("<?xml version='1.0' encoding='\xFF'?><a/>"),
            "pack.xml: xml-encoding-unknown: encoding ? is not read");
  EXPECT_EQ(
      draw("<?xml version='1.0' encoding='UTF-16'?><a/>"),
      "pack.xml: xml-encoding-label: the file says UTF-16 but is written in another encoding");
  EXPECT_EQ(
      draw("\xEF\xBB\xBF<?xml version='1.0' encoding='windows-1251'?><a/>"),
      "pack.xml: xml-encoding-label: the file says windows-1251 but is written in another encoding");
  EXPECT_EQ(
      draw("<?xml version='1.0' encoding='cp1251'?><a>Цель</a>"),
      "pack.xml: xml-encoding-label: the file says cp1251 but is written in another encoding");
  EXPECT_EQ(draw(utf16(u"<?xml version='1.0' encoding='UTF-8'?><a/>", false)),
            "pack.xml: xml-encoding-label: the file says UTF-8 but is written in another encoding");
  EXPECT_EQ(draw("<?xml version='1.0' encoding='cp1251'?><a>\xD6\x98\xE5</a>"),
            "pack.xml: xml-bad-bytes: these bytes are no text (0x98)");
  EXPECT_EQ(draw(utf16(u"<a>\xD800</a>", true)),
            "pack.xml: xml-bad-bytes: these bytes are no text (U+D800)");
  EXPECT_EQ(draw(utf16(u"<a>\xDC00</a>", true)),
            "pack.xml: xml-bad-bytes: these bytes are no text (U+DC00)");
  EXPECT_EQ(draw(utf16(u"<a/>", false) + "x"),
            "pack.xml: xml-bad-bytes: these bytes are no text (UTF-16)");
  EXPECT_EQ(draw("<a>\xD6\xE5\xEB\xFC</a>"),
            "pack.xml:1:4: xml-bad-bytes: these bytes are no text (0xD6)");
}

TEST(XmlTree, ReportsTheScannersFaultsWithTheirPlaces) {
  EXPECT_EQ(draw("<a>\n  <б>\n</a>"),
            "pack.xml:3:1: xml-end-tag: end tag </a> does not match: <б> is open");
  EXPECT_EQ(draw("<a>\nЖЖ&x;</a>"), "pack.xml:2:3: xml-reference: unknown reference: \"&x;\"");
  EXPECT_EQ(
      draw("<!DOCTYPE a><a/>"),
      "pack.xml:1:1: xml-doctype: a DOCTYPE is not accepted: it can bring in foreign content");
  EXPECT_EQ(draw("<a>\n<b"), "pack.xml:2:1: xml-syntax: this is not well-formed XML: \"<b\"");
  EXPECT_EQ(draw("<a>\n\x01"), "pack.xml:2:1: xml-character: character U+0001 is forbidden in XML");
  EXPECT_EQ(draw("<a b='' b=''/>"),
            "pack.xml:1:9: xml-attribute-twice: attribute \"b\" stands twice");
  EXPECT_EQ(draw("<a><b>"), "pack.xml:1:7: xml-unclosed: the file ends while <b> is open");
  EXPECT_EQ(draw("<a/><b/>"), "pack.xml:1:5: xml-root: outside the root element stands \"<b/>\"");
  EXPECT_EQ(draw(" "), "pack.xml:1:2: xml-empty: there is no XML element here");
  EXPECT_EQ(draw("<1/>"), "pack.xml:1:2: xml-name: forbidden name: \"1/>\"");
  EXPECT_EQ(Parsed("<a><b/></a>", {.depth = 1}).messages(),
            "pack.xml:1:4: xml-too-deep: nested deeper than 1 levels");
  EXPECT_EQ(Parsed("<a>xx</a>", {.text = 1}).messages(),
            "pack.xml:1:4: xml-too-long: a text or name is longer than 1 bytes");
  EXPECT_EQ(Parsed("<a b='' c=''/>", {.attributes = 1}).messages(),
            "pack.xml:1:9: xml-too-many-attributes: the element has more than 1 attributes");
}

TEST(XmlTree, SpeaksRussian) {
  Sources sources;
  Diagnostics diagnostics;
  XmlTree::parse("<a><b></a>", sources.add("pack.xml"), diagnostics);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].text, "закрывающий тег </a> не подходит: открыт <b>");
  EXPECT_EQ(diagnostics.all()[0].hint, "закройте теги в обратном порядке");
}

TEST(LineIndex, CountsEveryKindOfLineEndOnce) {
  const std::string text = "a\nb\r\nc\rЖя\n";
  const LineIndex lines(text);
  EXPECT_EQ(lines.locate(0), (LineColumn{1, 1}));
  EXPECT_EQ(lines.locate(1), (LineColumn{1, 2}));
  EXPECT_EQ(lines.locate(2), (LineColumn{2, 1}));
  EXPECT_EQ(lines.locate(4), (LineColumn{2, 3}));
  EXPECT_EQ(lines.locate(5), (LineColumn{3, 1}));
  EXPECT_EQ(lines.locate(7), (LineColumn{4, 1}));
  EXPECT_EQ(lines.locate(9), (LineColumn{4, 2}));
  EXPECT_EQ(lines.locate(12), (LineColumn{5, 1}));
  EXPECT_EQ(lines.locate(99), (LineColumn{5, 1}));
  for (std::size_t at = 0; at <= text.size(); ++at)
    EXPECT_EQ(locate_offset(text, at), lines.locate(at)) << at;
}

TEST(Encoding, FindsTheLabel) {
  EXPECT_EQ(find_encoding_label("<?xml version='1.0' encoding = \"x-1\"?><a/>"), "x-1");
  EXPECT_EQ(find_encoding_label("<?xml version='1.0'?><a encoding='no'/>"), "");
  EXPECT_EQ(find_encoding_label("<a encoding='no'/>"), "");
  EXPECT_EQ(find_encoding_label("<?xml encoding"), "");
}

TEST(Escape, EscapesWhatMarkupNeeds) {
  std::string out = "=";
  append_xml_escaped(out, "a<b>&\"c'\r\n\td — «ж» 😀");
  EXPECT_EQ(out, "=a&lt;b&gt;&amp;&quot;c&#39;&#13;\n\td — «ж» 😀");
  out.clear();
  append_xml_escaped(out, "");
  EXPECT_EQ(out, "");
}

TEST(Escape, LeavesForbiddenCharactersOut) {
  std::string out;
  append_xml_escaped(
      out, std::string_view("\0a\x01\x0B\x1F"
                            "b\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xBF\xBD\xED\xA0\x80\xED\x9F\xBF",
                            22));
  EXPECT_EQ(out, "ab\xEF\xBF\xBD\xED\x9F\xBF");
}

TEST(Escape, IsUndoneByReading) {
  std::string xml = "<a b='";
  const std::string text = "x ]]> <y> & \"q\" 'r' &amp; ж\r end";
  append_xml_escaped(xml, text);
  xml += "'>";
  append_xml_escaped(xml, text);
  xml += "</a>";
  const Parsed parsed(xml);
  ASSERT_TRUE(parsed.tree) << parsed.messages();
  EXPECT_EQ(parsed.tree->root().whole_text(), text);
  EXPECT_EQ(parsed.tree->root().attribute("b"), text);
}

}  // namespace
}  // namespace grif

#include <gtest/gtest.h>

#include "opc/package.hpp"

namespace grif {
namespace {

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    text += kDigits[static_cast<unsigned char>(c) >> 4];
    text += kDigits[static_cast<unsigned char>(c) & 15];
  }
  return text;
}

TEST(PackageWriter, WritesEveryByteAsTheStandardSays) {
  PackageWriter writer;
  writer.begin();
  writer.add("a", "hi");
  // CRC-32 of "hi" is D8932AAC; too short to shrink, so stored.
  const std::string common =
      "14000000000000002100ac2a93d802000000020000000100"
      "0000";
  EXPECT_EQ(hex(writer.finish()), "504b0304" + common +
                                      "61"
                                      "6869" +
                                      "504b01021400" + common +
                                      "0000"
                                      "0000"
                                      "0000"
                                      "00000000"
                                      "00000000"
                                      "61" +
                                      "504b050600000000"
                                      "01000100"
                                      "2f000000"
                                      "21000000"
                                      "0000");
}

TEST(PackageWriter, MarksNamesBeyondAsciiAsUtf8) {
  PackageWriter writer;
  writer.begin();
  writer.add("Ж", "");
  const std::string package = writer.finish();
  EXPECT_EQ(hex(package.substr(6, 2)), "0008");
}

TEST(PackageWriter, GivesBackWhatWentIn) {
  const std::string styles(50'000, 's');
  PackageWriter writer;
  const DeflatedPart constant = writer.deflate(styles);
  EXPECT_FALSE(constant.stored);
  EXPECT_LT(constant.bytes.size(), 200U);
  EXPECT_EQ(constant.size, 50'000U);
  const auto write = [&] {
    writer.begin();
    writer.add("[Content_Types].xml", "<Types/>");
    writer.add("word/styles.xml", constant);
    writer.add("word/document.xml", "текст, текст, текст, текст, текст, текст");
    return writer.finish();
  };
  const std::string package = write();
  EXPECT_EQ(package, write());
  EXPECT_EQ(PackageWriter().finish().size(), 22U);  // an empty one is an end record

  Sources sources;
  Diagnostics diagnostics;
  auto reader = PackageReader::open(package, Place::whole(sources.add("x")), diagnostics);
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->names(), (std::vector<std::string>{"[Content_Types].xml", "word/styles.xml",
                                                       "word/document.xml"}));
  EXPECT_EQ(reader->read("word/styles.xml", diagnostics), styles);
  EXPECT_EQ(reader->read("word/document.xml", diagnostics),
            "текст, текст, текст, текст, текст, текст");
  EXPECT_TRUE(diagnostics.all().empty());
}

TEST(PackageWriter, StoresWhatDoesNotShrink) {
  PackageWriter writer;
  std::string noise;
  std::uint32_t state = 1;
  for (int i = 0; i < 1000; ++i) {
    state = state * 1664525 + 1013904223;
    noise += static_cast<char>(state >> 24);
  }
  const DeflatedPart part = writer.deflate(noise);
  EXPECT_TRUE(part.stored);
  EXPECT_EQ(part.bytes, noise);
  EXPECT_TRUE(writer.deflate("").stored);
}

}  // namespace
}  // namespace grif

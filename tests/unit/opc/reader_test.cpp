#include <algorithm>
#include <ostream>
#include <random>

#include <gtest/gtest.h>

#include "opc/directory.hpp"
#include "opc/package.hpp"
#include "unit/opc/zip_builder.hpp"

namespace grif {
namespace {

using test::ZipBuilder;
using test::ZipItem;

/// What came of a package: its parts as `name=content`, or the message.
struct Outcome {
  std::vector<std::string> parts;
  std::vector<std::string> messages;  ///< `id: text`
  bool operator==(const Outcome&) const = default;
  friend void PrintTo(const Outcome& outcome, std::ostream* out) {
    for (const std::string& part : outcome.parts) *out << part.substr(0, 40) << '\n';
    for (const std::string& message : outcome.messages) *out << message << '\n';
  }
};

Outcome read_all(std::string bytes) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  Outcome outcome;
  const Place file = Place::whole(sources.add("book.xlsx"));
  if (auto package = PackageReader::open(std::move(bytes), file, diagnostics)) {
    for (const std::string& name : package->names()) {
      if (const auto part = package->read(name, diagnostics))
        outcome.parts.push_back(name + "=" + *part);
    }
  }
  for (const Diagnostic& d : diagnostics.all()) {
    EXPECT_EQ(d.place, file);
    outcome.messages.push_back(std::string(d.id()) + ": " + d.text);
  }
  return outcome;
}

std::string message_of(std::string bytes) {
  const Outcome outcome = read_all(std::move(bytes));
  return outcome.messages.empty() ? "" : outcome.messages.front();
}

const std::string kText(3000, 'x');

TEST(PackageReader, GivesPartsInOrderOfTheDirectory) {
  const Outcome expected{{"b.xml=" + kText, "a/c.xml=short", "empty="}, {}};
  EXPECT_EQ(
      read_all(ZipBuilder().add("b.xml", kText).add("a/c.xml", "short").add("empty", "").build()),
      expected);
}

TEST(PackageReader, FindsPartsByNormalisedName) {
  Sources sources;
  Diagnostics diagnostics;
  auto package = PackageReader::open(
      ZipBuilder().add("xl/Sheet1.xml", "one").add("xl\\Лист.xml", "two").build(),
      Place::whole(sources.add("b")), diagnostics);
  ASSERT_TRUE(package);
  EXPECT_TRUE(package->has("/XL/sheet1.XML"));
  EXPECT_TRUE(package->has("xl\\sheet1.xml"));
  EXPECT_FALSE(package->has("sheet1.xml"));
  EXPECT_EQ(package->read("xl/лист.xml", diagnostics), "two");
  EXPECT_EQ(package->read("xl/none.xml", diagnostics), std::nullopt);
  ASSERT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(diagnostics.all()[0].id(), "part-missing");
  EXPECT_EQ(diagnostics.all()[0].text, "в книге нет части «xl/none.xml»");
}

TEST(PackageReader, ReadsStoredPartsDescriptorsFoldersAndComments) {
  ZipBuilder zip;
  zip.add({.name = "dir/", .content = ""});
  zip.add({.name = "stored", .content = "as is", .method = 0});
  zip.add({.name = "streamed", .content = kText, .with_descriptor = true});
  zip.add({.name = "unix", .content = kText, .host = 3, .unix_mode = 0100644});
  zip.comment = "a comment";
  const Outcome expected{{"stored=as is", "streamed=" + kText, "unix=" + kText}, {}};
  EXPECT_EQ(read_all(zip.build()), expected);
}

TEST(PackageReader, ReadsASmallHonestZip64) {
  ZipBuilder zip;
  zip.add({.name = "a", .content = kText, .zip64 = true});
  zip.zip64_end = true;
  EXPECT_EQ(read_all(zip.build()), (Outcome{{"a=" + kText}, {}}));
}

TEST(PackageReader, RefusesTooManyParts) {
  ZipBuilder zip;
  for (int i = 0; i < 1000; ++i) zip.add("p" + std::to_string(i), "");
  EXPECT_EQ(read_all(zip.build()).messages, std::vector<std::string>{});
  zip.add("one more", "");
  EXPECT_EQ(message_of(zip.build()),
            "zip-too-many-parts: the workbook has 1001 parts, 1000 at most are read");
  ZipBuilder many;
  many.zip64_end = true;
  many.zip64_count = 70'000;
  EXPECT_EQ(message_of(many.build()),
            "zip-too-many-parts: the workbook has 70000 parts, 1000 at most are read");
}

TEST(PackageReader, RefusesTooLargeParts) {
  const auto with_sizes = [](std::vector<std::uint64_t> sizes) {
    ZipBuilder zip;
    for (std::size_t i = 0; i < sizes.size(); ++i)
      zip.add({.name = "p" + std::to_string(i),
               .content = kText,
               .with_descriptor = true,
               .declared_size = sizes[i],
               .zip64 = true});
    return zip.build();
  };
  EXPECT_EQ(message_of(with_sizes({(512ULL << 20) + 1})),
            "zip-too-large: p0: larger than 512 MB when inflated");
  EXPECT_EQ(message_of(with_sizes({1ULL << 63})),
            "zip-too-large: p0: larger than 512 MB when inflated");
  EXPECT_EQ(message_of(with_sizes({512ULL << 20, 512ULL << 20, 1})),
            "zip-too-large: p2: larger than 1024 MB when inflated");
}

TEST(PackageReader, RefusesALieAboutTheSize) {
  const std::string big(100'000, 'x');
  for (const std::uint64_t declared : {std::uint64_t{1000}, std::uint64_t{99'999},
                                       std::uint64_t{100'001}, std::uint64_t{500'000'000}}) {
    ZipBuilder zip;
    zip.add({.name = "p", .content = big, .declared_size = declared});
    EXPECT_EQ(read_all(zip.build()),
              (Outcome{{}, {"zip-bad-data: part \"p\" is damaged: it cannot be inflated"}}))
        << declared;
  }
}

TEST(PackageReader, RefusesWrongSumsAndData) {
  ZipBuilder sum;
  sum.add({.name = "p", .content = kText, .declared_crc = 7});
  EXPECT_EQ(message_of(sum.build()),
            "zip-bad-sum: part \"p\" is damaged: its checksum does not match");
  ZipBuilder data;
  data.add({.name = "p", .content = kText, .packed = "\xFF\xFF no deflate"});
  EXPECT_EQ(message_of(data.build()), "zip-bad-data: part \"p\" is damaged: it cannot be inflated");
  PackageWriter writer;
  ZipBuilder trailing;
  trailing.add({.name = "p", .content = kText, .packed = writer.deflate(kText).bytes + "tail"});
  EXPECT_EQ(message_of(trailing.build()),
            "zip-bad-data: part \"p\" is damaged: it cannot be inflated");
  ZipBuilder method;
  method.add({.name = "p", .content = kText, .method = 12});
  EXPECT_EQ(message_of(method.build()),
            "zip-method: part \"p\" is compressed in an unknown way (12)");
}

TEST(PackageReader, RefusesEncryptedParts) {
  for (const std::uint16_t flags : std::initializer_list<std::uint16_t>{0x0001, 0x0041, 0x2000}) {
    ZipBuilder zip;
    zip.add({.name = "p", .content = kText, .flags = flags});
    EXPECT_EQ(message_of(zip.build()),
              "input-password: the file is encrypted: it needs a password");
  }
}

TEST(PackageReader, RefusesOverlaps) {
  ZipBuilder same_header;  // many entries, one local header
  same_header.add("p", kText);
  same_header.add({.name = "q", .content = kText, .local_name = "p", .local_offset = 0});
  EXPECT_EQ(message_of(same_header.build()).substr(0, 11), "zip-damaged");
  // The quoted overlap: the bytes of the first are the second's header and bytes.
  PackageWriter writer;
  writer.begin();
  writer.add("inner", kText);
  const std::string inner = writer.finish();
  ZipBuilder quoted;
  const std::string local = inner.substr(0, inner.find("PK\1\2"));
  quoted.add({.name = "outer", .content = local, .method = 0});
  quoted.add({.name = "inner", .content = kText, .local_offset = 30 + 5});
  EXPECT_EQ(message_of(quoted.build()),
            "zip-overlap: part \"outer\" overlaps another: traps are made so");
}

TEST(PackageReader, RefusesDoubledNames) {
  EXPECT_EQ(message_of(ZipBuilder().add("a.xml", "1").add("a.xml", "2").build()),
            "zip-twice: part \"a.xml\" stands twice in the workbook");
  EXPECT_EQ(message_of(ZipBuilder().add("Лист.xml", "1").add("ЛИСТ.xml", "2").build()),
            "zip-twice: part \"Лист.xml\" stands twice in the workbook");
  EXPECT_EQ(message_of(ZipBuilder().add("a/b", "1").add("a\\b", "2").build()),
            "zip-twice: part \"a/b\" stands twice in the workbook");
}

TEST(PackageReader, RefusesNamesThatLeaveThePackage) {
  const std::pair<std::string, std::string> names[] = {
      {"../../x", "../../x"},
      {"a/../x", "a/../x"},
      {"..\\x", "..\\x"},
      {"/abs", "/abs"},
      {"\\abs", "\\abs"},
      {"C:\\x", "C:\\x"},
      {"a//b", "a//b"},
      {"./a", "./a"},
      {std::string("a\0b", 3), "a\\x00b"},
      {"a\x1B[2J", "a\\x1B[2J"},
      {std::string(1025, 'n'), std::string(80, 'n') + "…"},
      {std::string(65'535, 'n'), std::string(80, 'n') + "…"},
      {"", ""},
  };
  for (const auto& [name, shown] : names)
    EXPECT_EQ(message_of(ZipBuilder().add(name, "1").build()),
              "zip-bad-name: forbidden name of a part: \"" + shown + "\"");
}

TEST(PackageReader, RefusesLinksAndDevices) {
  for (const std::uint32_t mode : {0120777U, 0020666U, 0060666U, 0010666U, 0140777U}) {
    ZipBuilder zip;
    zip.add({.name = "p", .content = "/etc/passwd", .host = 3, .unix_mode = mode});
    EXPECT_EQ(message_of(zip.build()), "zip-link: part \"p\" is a link or a device, not data");
  }
}

TEST(PackageReader, RefusesMoreThanOnePackageInAFile) {
  ZipBuilder zip;
  zip.add("a", kText);
  const std::string good = zip.build();
  EXPECT_EQ(message_of(good + "tail"),
            "zip-extra-bytes: before or after the workbook lie other data (4 bytes)");
  EXPECT_EQ(message_of("head" + good),
            "zip-extra-bytes: before or after the workbook lie other data (4 bytes)");
  EXPECT_EQ(message_of(good + good),
            "zip-extra-bytes: before or after the workbook lie other data (" +
                std::to_string(good.size()) + " bytes)");
  ZipBuilder in_comment;
  in_comment.add("a", kText);
  in_comment.comment = std::string("PK\5\6", 4) + std::string(18, '\0');
  EXPECT_EQ(message_of(in_comment.build()),
            "zip-two-ends: the file has two directories: programs would read it differently");
  in_comment.comment = "see PK\5\6 there";
  EXPECT_EQ(message_of(in_comment.build()),
            "zip-two-ends: the file has two directories: programs would read it differently");
}

TEST(PackageReader, RefusesAnUnknownStoryInTheLocalHeader) {
  ZipBuilder name;
  name.add({.name = "a", .content = kText, .local_name = "b"});
  EXPECT_EQ(message_of(name.build()),
            "zip-damaged: the workbook is damaged: its directory is wrong (byte 0)");
  ZipBuilder size;
  size.add({.name = "a", .content = kText, .local_size = 5});
  EXPECT_EQ(message_of(size.build()),
            "zip-damaged: the workbook is damaged: its directory is wrong (byte 0)");
  ZipBuilder count;
  count.add("a", kText);
  count.declared_count = 2;
  EXPECT_EQ(message_of(count.build()).substr(0, 11), "zip-damaged");
  ZipBuilder stored;
  stored.add({.name = "a", .content = "12345", .method = 0, .declared_size = 4});
  EXPECT_EQ(message_of(stored.build()).substr(0, 11), "zip-damaged");
}

TEST(PackageReader, RefusesEveryCutOfAGoodFile) {
  const std::string good = ZipBuilder().add("a", kText).add("b", "12345").build();
  for (std::size_t size = 0; size < good.size(); ++size) {
    const Outcome outcome = read_all(good.substr(0, size));
    EXPECT_TRUE(outcome.parts.empty()) << size;
    EXPECT_EQ(outcome.messages,
              std::vector<std::string>{"zip-cut: the file is cut: the directory at the end of the "
                                       "workbook is missing"})
        << size;
  }
}

TEST(PackageReader, NeverGivesOtherBytesAfterAByteIsFlipped) {
  std::string content;
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) content += static_cast<char>('a' + random() % 8);
  const std::string good = ZipBuilder().add("a", content).add("b", "12345").build();
  const Outcome expected = read_all(good);
  ASSERT_EQ(expected.parts.size(), 2U);
  for (std::size_t at = 0; at < good.size(); ++at) {
    for (const int bit : {1, 0x80}) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ bit);
      const Outcome outcome = read_all(std::move(bad));
      for (const std::string& part : outcome.parts) {
        EXPECT_NE(std::ranges::find(expected.parts, part), expected.parts.end()) << at;
      }
      EXPECT_TRUE(!outcome.messages.empty() || outcome == expected) << at;
    }
  }
}

TEST(PackageReader, ShowsOddNamesSafely) {
  EXPECT_EQ(shown_part_name("xl/лист.xml"), "xl/лист.xml");
  EXPECT_EQ(shown_part_name("a\xFF\x01z"), "a\\xFF\\x01z");
  EXPECT_EQ(part_key("/XL\\Ж.XML"), "xl/ж.xml");
  EXPECT_EQ(part_key("A\xFF"), "a\xFF");
}

}  // namespace
}  // namespace grif

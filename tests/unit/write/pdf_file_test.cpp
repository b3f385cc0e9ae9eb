#include "write/pdf_file.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <podofo/podofo.h>

#include "unit/write/pdf_reader.hpp"
#include "write/pdf_objects.hpp"

namespace grif::pdf {
namespace {

using testing::IsEmpty;

/// A file of one page-less catalog and `count` more objects.
std::string make_file(std::size_t count, std::string_view extra = "") {
  Deflater deflater(6);
  FileWriter file(deflater);
  const ObjectNumber catalog = file.allocate();
  const ObjectNumber information = file.allocate();
  const ObjectNumber first = file.allocate(count);
  for (ObjectNumber i = 0; i < count; ++i)
    file.add(first + i, "<</N " + std::to_string(i) + std::string(extra) + ">>");
  file.add(catalog, "<</Type/Catalog>>");
  file.add(information, "<<>>");
  return file.finish(catalog, information);
}

TEST(PdfFile, PutsObjectsIntoObjectStreamsAndFindsThemAgain) {
  for (const std::size_t count : {0, 1, 198, 199, 200, 1000, 70'000}) {
    const PdfReader reader(make_file(count));
    EXPECT_THAT(reader.faults, IsEmpty()) << count;
    EXPECT_EQ(reader.text(reader.catalog()), "<</Type/Catalog>>");
    for (std::size_t i = 0; i < count; i += 97)
      ASSERT_EQ(reader.text(static_cast<ObjectNumber>(3 + i)), "<</N " + std::to_string(i) + ">>");
  }
}

TEST(PdfFile, ClosesAnObjectStreamThatHasGrownLarge) {
  const PdfReader reader(make_file(4, std::string(40'000, ' ')));
  EXPECT_THAT(reader.faults, IsEmpty());
  EXPECT_EQ(std::ranges::count_if(reader.objects,
                                  [](const auto& object) {
                                    return PdfReader::value(object.second.text, "Type") ==
                                           "/ObjStm";
                                  }),
            3);
}

TEST(PdfFile, WritesStreamsWithTheirDictionaries) {
  Deflater deflater(6);
  FileWriter file(deflater);
  const ObjectNumber catalog = file.allocate(4);
  file.add(catalog, "<</Type/Catalog>>");
  PoDoFo::PdfDictionary dictionary;
  dictionary.AddKey("Subtype", PoDoFo::PdfName("A B#"));
  dictionary.AddKey("Box", raw("[0 0.5]"));
  dictionary.AddKey("Other", reference(catalog));
  dictionary.AddKey("Title", text_value("ё"));
  dictionary.AddKey("Count", number(-7));
  file.add(catalog + 1, dictionary);
  file.add_stream(catalog + 2, dictionary, "\nendstream");
  file.add_deflated(catalog + 3, "0 g\n");
  const PdfReader reader(file.finish(catalog, catalog + 1));
  EXPECT_THAT(reader.faults, IsEmpty());
  EXPECT_EQ(reader.text(catalog + 1),
            "<</Box[0 0.5]/Count -7/Other 1 0 R/Subtype/A#20B#23/Title<FEFF0451>>>");
  EXPECT_EQ(reader.text(catalog + 2),
            "<</Box[0 0.5]/Count -7/Length 10/Other 1 0 R/Subtype/A#20B#23/Title<FEFF0451>>>");
  EXPECT_EQ(reader.objects.at(catalog + 2).stream, "\nendstream");
  EXPECT_EQ(reader.objects.at(catalog + 3).stream, "0 g\n");
  EXPECT_TRUE(reader.objects.at(catalog + 1).compressed);
  EXPECT_FALSE(reader.objects.at(catalog + 2).compressed);
}

TEST(PdfFile, NamesEqualFilesAlikeAndOthersOtherwise) {
  const auto identity = [](const std::string& file) {
    return PdfReader::value(PdfReader(file).trailer, "ID");
  };
  const std::string file = make_file(10);
  EXPECT_EQ(file, make_file(10));
  EXPECT_EQ(identity(file).size(), std::string("[<>"
                                               "<>]")
                                           .size() +
                                       2 * 32);
  EXPECT_NE(identity(file), identity(make_file(11)));
  EXPECT_NE(identity(file), identity(make_file(10, " ")));
}

}  // namespace
}  // namespace grif::pdf

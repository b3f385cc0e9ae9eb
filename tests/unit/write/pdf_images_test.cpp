#include "write/pdf_images.hpp"

#include <algorithm>
#include <cstdlib>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libdeflate.h>

#include "unit/write/pdf_pages.hpp"
#include "unit/write/pdf_reader.hpp"
#include "write/pdf_png.hpp"

namespace grif::pdf {
namespace {

using testing::IsEmpty;
using Colour = Png::Colour;

void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(value >> shift);
}

void append_chunk(std::string& out, const std::string& type, const std::string& data) {
  append_u32(out, static_cast<std::uint32_t>(data.size()));
  out += type + data;
  append_u32(out, libdeflate_crc32(libdeflate_crc32(0, type.data(), 4), data.data(), data.size()));
}

std::string deflate(const std::string& bytes) {
  Deflater deflater(6);
  return std::string(deflater.deflate(bytes));
}

/// What a test PNG is made of. Rows are filtered with all five filters in turn.
struct Sample {
  std::uint32_t width = 5, height = 7;
  unsigned depth = 8;
  Colour colour = Colour::rgb;
  bool interlaced = false;
  std::string palette, transparency;
};

/// Bits `bits` wide at a position, from the most significant one on.
unsigned get_bits(const std::string& bytes, std::size_t at, unsigned bits) {
  unsigned value = 0;
  for (unsigned i = 0; i < bits; ++i, ++at)
    value = value << 1U | (static_cast<unsigned char>(bytes[at / 8]) >> (7 - at % 8) & 1U);
  return value;
}
void put_bits(std::string& bytes, std::size_t at, unsigned bits, unsigned value) {
  for (unsigned i = 0; i < bits; ++i, ++at)
    if ((value >> (bits - 1 - i) & 1U) != 0)
      bytes[at / 8] =
          static_cast<char>(static_cast<unsigned char>(bytes[at / 8]) | (0x80U >> at % 8));
}

unsigned channels_of(Colour colour) {
  Png png;
  png.colour = colour;
  return png.channels();
}

/// Pixels that differ from each other, rows padded with zero bits.
std::string make_pixels(const Sample& sample) {
  const unsigned bits = channels_of(sample.colour) * sample.depth;
  const std::size_t row = (std::size_t{sample.width} * bits + 7) / 8;
  std::string pixels(row * sample.height, '\0');
  std::uint32_t state = 12345;
  for (std::uint32_t y = 0; y < sample.height; ++y) {
    for (std::size_t bit = 0; bit < std::size_t{sample.width} * bits; ++bit) {
      state = state * 1664525 + 1013904223;
      put_bits(pixels, (y * row) * 8 + bit, 1, state >> 31U);
    }
  }
  return pixels;
}

/// The filter as the encoder applies it: the very definition, byte by byte.
std::string filter_row(unsigned filter, const std::string& row, const std::string& above,
                       std::size_t step) {
  std::string out(1, static_cast<char>(filter));
  for (std::size_t i = 0; i < row.size(); ++i) {
    const int a = i < step ? 0 : static_cast<unsigned char>(row[i - step]);
    const int b = static_cast<unsigned char>(above[i]);
    const int c = i < step ? 0 : static_cast<unsigned char>(above[i - step]);
    int guess = 0;
    if (filter == 1) guess = a;
    if (filter == 2) guess = b;
    if (filter == 3) guess = (a + b) / 2;
    if (filter == 4) {
      const int p = a + b - c;
      const int pa = std::abs(p - a), pb = std::abs(p - b), pc = std::abs(p - c);
      guess = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    }
    out += static_cast<char>(static_cast<unsigned char>(row[i]) - guess);
  }
  return out;
}

std::string make_png(const Sample& sample) {
  const std::string pixels = make_pixels(sample);
  const unsigned bits = channels_of(sample.colour) * sample.depth;
  const std::size_t whole_row = (std::size_t{sample.width} * bits + 7) / 8;
  struct Pass {
    std::uint32_t x, y, step_x, step_y;
  };
  const std::vector<Pass> passes =
      sample.interlaced ? std::vector<Pass>{{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                            {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}}
                        : std::vector<Pass>{{0, 0, 1, 1}};
  std::string filtered;
  unsigned filter = 0;
  for (const Pass& pass : passes) {
    std::string above;
    for (std::uint32_t y = pass.y; y < sample.height; y += pass.step_y) {
      std::string row;
      std::size_t bit = 0;
      for (std::uint32_t x = pass.x; x < sample.width; x += pass.step_x, bit += bits) {
        row.resize((bit + bits + 7) / 8);
        for (unsigned i = 0; i < bits; ++i)
          put_bits(row, bit + i, 1,
                   get_bits(pixels, y * whole_row * 8 + std::size_t{x} * bits + i, 1));
      }
      if (row.empty()) continue;
      if (above.empty()) above.resize(row.size());
      filtered += filter_row(filter++ % 5, row, above, std::max(1U, bits / 8));
      above = row;
    }
  }
  std::string header;
  append_u32(header, sample.width);
  append_u32(header, sample.height);
  header += {static_cast<char>(sample.depth), static_cast<char>(sample.colour), 0, 0,
             static_cast<char>(sample.interlaced)};
  std::string png = "\x89PNG\r\n\x1A\n";
  append_chunk(png, "IHDR", header);
  if (!sample.palette.empty()) append_chunk(png, "PLTE", sample.palette);
  if (!sample.transparency.empty()) append_chunk(png, "tRNS", sample.transparency);
  const std::string deflated = deflate(filtered);
  append_chunk(png, "IDAT", deflated.substr(0, deflated.size() / 2));
  append_chunk(png, "IDAT", deflated.substr(deflated.size() / 2));
  append_chunk(png, "IEND", "");
  return png;
}

std::string some_palette() {
  std::string palette;
  for (int i = 0; i < 256 * 3; ++i) palette += static_cast<char>(i * 7);
  return palette;
}

TEST(PdfPng, GivesThePixelsOfEveryKindOfFile) {
  const std::pair<Colour, std::vector<unsigned>> kinds[] = {{Colour::grey, {1, 2, 4, 8, 16}},
                                                            {Colour::rgb, {8, 16}},
                                                            {Colour::palette, {1, 2, 4, 8}},
                                                            {Colour::grey_alpha, {8, 16}},
                                                            {Colour::rgb_alpha, {8, 16}}};
  for (const auto& [colour, depths] : kinds) {
    for (const unsigned depth : depths) {
      for (const bool interlaced : {false, true}) {
        for (const std::uint32_t size : {1U, 2U, 5U, 17U}) {
          Sample sample{size, size + 2, depth, colour, interlaced, {}, {}};
          if (colour == Colour::palette) sample.palette = some_palette();
          const std::string file = make_png(sample);
          const std::optional<Png> png = read_png(file);
          ASSERT_TRUE(png) << static_cast<int>(colour) << ' ' << depth << ' ' << interlaced;
          EXPECT_EQ(unfilter(*png), make_pixels(sample))
              << static_cast<int>(colour) << ' ' << depth << ' ' << interlaced << ' ' << size;
        }
      }
    }
  }
}

TEST(PdfPng, RefusesWhatIsBroken) {
  const std::string good = make_png({});
  ASSERT_TRUE(read_png(good));
  for (std::size_t size = 0; size < good.size(); ++size)
    EXPECT_FALSE(read_png(good.substr(0, size))) << size;
  const auto changed = [&](std::size_t at, char c) {
    std::string bytes = good;
    bytes[at] = c;
    return bytes;
  };
  EXPECT_FALSE(read_png(changed(24, 3)));           // bits of a sample
  EXPECT_FALSE(read_png(changed(25, 1)));           // colour type
  EXPECT_FALSE(read_png(changed(26, 1)));           // compression
  EXPECT_FALSE(read_png(changed(28, 2)));           // interlacing
  EXPECT_FALSE(read_png(changed(16, '\x7F')));      // width of two thousand million
  EXPECT_FALSE(read_png(changed(19, 6)));           // wider than its rows
  EXPECT_FALSE(read_png(changed(19, 0)));           // no width
  EXPECT_FALSE(read_png(changed(29 + 4, '\x7F')));  // a chunk longer than the file
  EXPECT_FALSE(read_png(make_png({.colour = Colour::palette})));
  EXPECT_FALSE(read_png(make_png({.transparency = "abc"})));
}

TEST(PdfPng, RefusesUnknownFilters) {
  std::string png = "\x89PNG\r\n\x1A\n";
  append_chunk(png, "IHDR", std::string("\0\0\0\1\0\0\0\1\10\0\0\0\1", 13));
  append_chunk(png, "IDAT", deflate("\5a"));
  append_chunk(png, "IEND", "");
  const std::optional<Png> read = read_png(png);
  ASSERT_TRUE(read);
  EXPECT_FALSE(unfilter(*read));
}

/// An image written into a file of its own.
struct Written {
  explicit Written(const std::string& bytes) {
    PageBuilder b;
    b.add_page();
    b.document.images.push_back({"never used", "", {}, {}});
    b.document.images.push_back({bytes, "Герб", {}, {}});
    b.add_image(0, 0, 10, 10, 1, 0);
    Deflater deflater(6);
    FileWriter file(deflater);
    const ObjectNumber catalog = file.allocate();
    file.add(catalog, "<<>>");
    resources = write_images(b.document, b.pages, deflater, file, diagnostics);
    reader.emplace(file.finish(catalog, catalog));
    EXPECT_THAT(reader->faults, IsEmpty());
    if (resources && !resources->empty()) object = PdfReader::references(*resources).at(0);
  }
  [[nodiscard]] std::string value(std::string_view key) const {
    return PdfReader::value(reader->text(object), key);
  }
  [[nodiscard]] const std::string& stream() const { return reader->objects.at(object).stream; }
  Diagnostics diagnostics;
  std::optional<std::string> resources;
  std::optional<PdfReader> reader;
  std::uint32_t object = 0;
};

TEST(PdfImages, PassesPlainPngRowsOn) {
  const std::string file = make_png({});
  const Written w(file);
  EXPECT_EQ(w.resources, "/Im1 " + std::to_string(w.object) + " 0 R");
  EXPECT_EQ(w.value("Width") + "x" + w.value("Height"), "5x7");
  EXPECT_EQ(w.value("ColorSpace"), "/DeviceRGB");
  EXPECT_EQ(w.value("DecodeParms"), "<</Predictor 15/Colors 3/BitsPerComponent 8/Columns 5>>");
  EXPECT_EQ(w.stream(), read_png(file)->filtered);
}

TEST(PdfImages, UndoesInterlacing) {
  const Sample sample{.interlaced = true};
  const Written w(make_png(sample));
  EXPECT_EQ(w.value("DecodeParms"), "");
  EXPECT_EQ(w.stream(), make_pixels(sample));
}

TEST(PdfImages, SetsTransparencyApart) {
  const Sample sample{.width = 2, .height = 1, .depth = 16, .colour = Colour::rgb_alpha};
  const Written w(make_png(sample));
  const std::string pixels = make_pixels(sample);
  EXPECT_EQ(w.stream(), pixels.substr(0, 6) + pixels.substr(8, 6));
  const std::uint32_t mask = PdfReader::reference(w.reader->text(w.object), "SMask");
  EXPECT_EQ(w.reader->objects.at(mask).stream, pixels.substr(6, 2) + pixels.substr(14, 2));
  EXPECT_EQ(PdfReader::value(w.reader->text(mask), "ColorSpace"), "/DeviceGray");
  EXPECT_EQ(PdfReader::value(w.reader->text(mask), "BitsPerComponent"), "16");
}

TEST(PdfImages, SetsTheTransparencyOfAPaletteApart) {
  const Sample sample{.width = 3,
                      .height = 2,
                      .depth = 2,
                      .colour = Colour::palette,
                      .palette = std::string("\1\2\3\4\5\6\7\10\11\12\13\14", 12),
                      .transparency = std::string("\0\x80", 2)};
  const Written w(make_png(sample));
  EXPECT_EQ(w.value("ColorSpace"), "[/Indexed/DeviceRGB 3(\1\2\3\4\5\6\7\10\11\12\13\14)]");
  const std::string pixels = make_pixels(sample);
  std::string alpha;
  for (std::size_t i : {0, 1, 2, 4, 5, 6}) alpha += "\0\x80\xFF\xFF"[get_bits(pixels, 2 * i, 2)];
  const std::uint32_t mask = PdfReader::reference(w.reader->text(w.object), "SMask");
  EXPECT_EQ(w.reader->objects.at(mask).stream, alpha);
}

TEST(PdfImages, MasksTheOneTransparentColour) {
  EXPECT_EQ(Written(make_png({.transparency = std::string("\0\1\0\2\1\3", 6)})).value("Mask"),
            "[1 1 2 2 259 259]");
  EXPECT_EQ(
      Written(
          make_png({.depth = 4, .colour = Colour::grey, .transparency = std::string("\0\7", 2)}))
          .value("Mask"),
      "[7 7]");
}

/// The head of a JPEG with a comment before its frame; what follows a reader of PDF must decode.
std::string make_jpeg(char components, char start_of_frame = '\xC0') {
  return std::string("\xFF\xD8\xFF\xFE\0\5abc\xFF\xFF", 11) + start_of_frame +
         std::string("\0\x11\10\1\2\3\4", 7) + components + std::string(9, '\1') + "\xFF\xDA rest";
}

TEST(PdfImages, PassesJpegOn) {
  const Written w(make_jpeg('\3'));
  EXPECT_EQ(w.value("Filter"), "/DCTDecode");
  EXPECT_EQ(w.value("Width") + "x" + w.value("Height"), "772x258");
  EXPECT_EQ(w.value("ColorSpace"), "/DeviceRGB");
  EXPECT_EQ(w.stream(), make_jpeg('\3'));
  EXPECT_EQ(Written(make_jpeg('\1', '\xC2')).value("ColorSpace"), "/DeviceGray");
}

TEST(PdfImages, ReportsImagesThatItCannotRead) {
  const std::string lossless = make_jpeg('\3', '\xC3'), inks = make_jpeg('\4');
  for (const std::string& bytes : {std::string(), std::string("GIF89a"), lossless, inks,
                                   make_jpeg('\3').substr(0, 15), make_png({}).substr(0, 60)}) {
    const Written w(bytes);
    EXPECT_FALSE(w.resources);
    ASSERT_EQ(w.diagnostics.all().size(), 1U);
    EXPECT_EQ(w.diagnostics.all()[0].kind, Kind::image_unreadable);
    EXPECT_EQ(w.diagnostics.all()[0].text,
              "документ «sample» не записан в PDF: картинка «Герб» повреждена или не PNG и не JPEG "
              "(цветной или серый)");
  }
}

}  // namespace
}  // namespace grif::pdf

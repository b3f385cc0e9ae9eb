#include "write/pdf_images.hpp"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include "write/pdf_objects.hpp"
#include "write/pdf_png.hpp"

namespace grif::pdf {
namespace {

using PoDoFo::PdfDictionary;
using PoDoFo::PdfName;

PdfDictionary make_image_dictionary(std::uint32_t width, std::uint32_t height, unsigned depth) {
  PdfDictionary image;
  image.AddKey("Type", PdfName("XObject"));
  image.AddKey("Subtype", PdfName("Image"));
  image.AddKey("Width", number(width));
  image.AddKey("Height", number(height));
  image.AddKey("BitsPerComponent", number(depth));
  return image;
}

// ---- JPEG

struct Jpeg {
  std::uint32_t width = 0, height = 0;
  unsigned components = 0;
};

/// Reads the frame header (ISO/IEC 10918-1, B.2.2) of a baseline or progressive file.
std::optional<Jpeg> read_jpeg(std::string_view bytes) {
  const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
  if (!bytes.starts_with("\xFF\xD8\xFF")) return std::nullopt;
  for (std::size_t at = 2; at + 4 <= bytes.size();) {
    if (byte(at) != 0xFF) return std::nullopt;
    const unsigned marker = byte(at + 1);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    const std::size_t size = byte(at + 2) * std::size_t{256} + byte(at + 3);
    if (size < 2 || size > bytes.size() - at - 2) return std::nullopt;
    if (marker >= 0xC0 && marker <= 0xC2) {
      if (size < 8 || byte(at + 4) != 8) return std::nullopt;
      const Jpeg jpeg{byte(at + 7) * 256U + byte(at + 8), byte(at + 5) * 256U + byte(at + 6),
                      byte(at + 9)};
      // Four inks have no place beside an sRGB output intent.
      const bool usable =
          jpeg.width != 0 && jpeg.height != 0 && (jpeg.components == 1 || jpeg.components == 3);
      return usable ? std::optional(jpeg) : std::nullopt;
    }
    if (marker == 0xDA || marker == 0xD9) return std::nullopt;
    at += size + 2;
  }
  return std::nullopt;
}

ObjectNumber write_jpeg(const Jpeg& jpeg, std::string_view bytes, FileWriter& file) {
  PdfDictionary image = make_image_dictionary(jpeg.width, jpeg.height, 8);
  image.AddKey("ColorSpace", PdfName(jpeg.components == 1 ? "DeviceGray" : "DeviceRGB"));
  image.AddKey("Filter", PdfName("DCTDecode"));
  const ObjectNumber object = file.allocate();
  file.add_stream(object, image, bytes);
  return object;
}

// ---- PNG

PoDoFo::PdfVariant colour_space_of(const Png& png) {
  switch (png.colour) {
    case Png::Colour::grey:
    case Png::Colour::grey_alpha:
      return PdfName("DeviceGray");
    case Png::Colour::rgb:
    case Png::Colour::rgb_alpha:
      return PdfName("DeviceRGB");
    case Png::Colour::palette:
      break;
  }
  std::string indexed = "[/Indexed/DeviceRGB ";
  append_integer(indexed, static_cast<std::int64_t>(png.palette.size() / 3) - 1);
  append_literal(indexed, png.palette);
  return raw(indexed + "]");
}

/// The one colour that is transparent, as a colour key mask (8.9.6.4).
std::string make_colour_key(const Png& png) {
  std::string mask;
  for (std::size_t i = 0; i + 1 < png.transparency.size(); i += 2) {
    const unsigned value = static_cast<unsigned char>(png.transparency[i]) * 256U +
                           static_cast<unsigned char>(png.transparency[i + 1]);
    for (int end = 0; end < 2; ++end) {
      mask += mask.empty() ? '[' : ' ';
      append_integer(mask, value);
    }
  }
  return mask + "]";
}

/// Splits pixels of colour and alpha into two planes.
void split_alpha(const Png& png, const std::string& pixels, std::string& colour,
                 std::string& alpha) {
  const std::size_t sample = png.depth / 8;
  const std::size_t pixel = png.channels() * sample;
  for (std::size_t at = 0; at < pixels.size(); at += pixel) {
    colour.append(pixels, at, pixel - sample);
    alpha.append(pixels, at + pixel - sample, sample);
  }
}

/// The opacity of each pixel of an image with a palette, eight bits each.
std::string make_palette_alpha(const Png& png, const std::string& pixels) {
  std::string alpha;
  alpha.reserve(std::size_t{png.width} * png.height);
  const std::size_t row_bytes = png.row_bytes(png.width);
  for (std::uint32_t y = 0; y < png.height; ++y) {
    for (std::uint32_t x = 0; x < png.width; ++x) {
      const std::size_t bit = std::size_t{x} * png.depth;
      const auto byte = static_cast<unsigned char>(pixels[y * row_bytes + bit / 8]);
      const unsigned index = byte >> (8 - png.depth - bit % 8) & ((1U << png.depth) - 1);
      alpha += index < png.transparency.size() ? png.transparency[index] : '\xFF';
    }
  }
  return alpha;
}

ObjectNumber write_soft_mask(const Png& png, unsigned depth, const std::string& alpha,
                             Deflater& deflater, FileWriter& file) {
  PdfDictionary mask = make_image_dictionary(png.width, png.height, depth);
  mask.AddKey("ColorSpace", PdfName("DeviceGray"));
  mask.AddKey("Filter", PdfName("FlateDecode"));
  const ObjectNumber object = file.allocate();
  file.add_stream(object, mask, deflater.deflate(alpha));
  return object;
}

std::optional<ObjectNumber> write_png(const Png& png, Deflater& deflater, FileWriter& file) {
  PdfDictionary image = make_image_dictionary(png.width, png.height, png.depth);
  image.AddKey("ColorSpace", colour_space_of(png));
  image.AddKey("Filter", PdfName("FlateDecode"));
  const bool palette_alpha = png.colour == Png::Colour::palette && !png.transparency.empty();
  if (!palette_alpha && !png.has_alpha() && !png.transparency.empty())
    image.AddKey("Mask", raw(make_colour_key(png)));
  if (!palette_alpha && !png.has_alpha() && !png.interlaced) {
    std::string parameters = "<</Predictor 15/Colors ";
    append_integer(parameters, png.channels());
    parameters += "/BitsPerComponent ";
    append_integer(parameters, png.depth);
    parameters += "/Columns ";
    append_integer(parameters, png.width);
    image.AddKey("DecodeParms", raw(parameters + ">>"));
    const ObjectNumber object = file.allocate();
    file.add_stream(object, image, png.deflated);
    return object;
  }
  std::optional<std::string> pixels = unfilter(png);
  if (!pixels) return std::nullopt;
  if (png.has_alpha()) {
    std::string colour, alpha;
    split_alpha(png, *pixels, colour, alpha);
    image.AddKey("SMask", reference(write_soft_mask(png, png.depth, alpha, deflater, file)));
    *pixels = std::move(colour);
  } else if (palette_alpha) {
    const std::string alpha = make_palette_alpha(png, *pixels);
    image.AddKey("SMask", reference(write_soft_mask(png, 8, alpha, deflater, file)));
  }
  const ObjectNumber object = file.allocate();
  file.add_stream(object, image, deflater.deflate(*pixels));
  return object;
}

std::optional<ObjectNumber> write_image(std::string_view bytes, Deflater& deflater,
                                        FileWriter& file) {
  if (const std::optional<Jpeg> jpeg = read_jpeg(bytes)) return write_jpeg(*jpeg, bytes, file);
  if (const std::optional<Png> png = read_png(bytes)) return write_png(*png, deflater, file);
  return std::nullopt;
}

}  // namespace

std::optional<std::string> write_images(const Document& document, const Pages& pages,
                                        Deflater& deflater, FileWriter& file,
                                        Diagnostics& diagnostics) {
  std::vector<bool> used(document.images.size());
  for (const PlacedImage& placed : pages.images) used[placed.image] = true;
  std::string resources;
  bool complete = true;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (!used[i]) continue;
    const Image& image = document.images[i];
    const std::optional<ObjectNumber> object = write_image(image.bytes, deflater, file);
    if (!object) {
      diagnostics.report(Kind::image_unreadable, Place::nowhere(),
                         {document.properties.name, image.alternative});
      complete = false;
      continue;
    }
    resources += "/Im";
    append_integer(resources, static_cast<std::int64_t>(i));
    resources += ' ';
    append_reference(resources, *object);
  }
  return complete ? std::optional(std::move(resources)) : std::nullopt;
}

}  // namespace grif::pdf

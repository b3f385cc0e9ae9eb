#include <array>
#include <cmath>
#include <cstdint>
#include <utility>

#include "write/pdf_metadata.hpp"

// ICC.1:2001-04, the sizes and offsets of which are in its chapter 6.
namespace grif::pdf {
namespace {

constexpr std::uint32_t kHeaderSize = 128, kTagEntrySize = 12;
constexpr std::uint32_t kCurvePoints = 1024;

void append_u16(std::string& out, std::uint32_t value) {
  out += static_cast<char>(value >> 8U & 0xFFU);
  out += static_cast<char>(value & 0xFFU);
}
void append_u32(std::string& out, std::uint32_t value) {
  append_u16(out, value >> 16U);
  append_u16(out, value & 0xFFFFU);
}
/// s15Fixed16Number, of a value from −1 to 2.
void append_fixed(std::string& out, double value) {
  append_u32(out, static_cast<std::uint32_t>(std::lround(value * 65536)));
}

using Colour3 = std::array<double, 3>;
/// The profile connection space's white and sRGB's primaries adapted to it (Bradford).
constexpr Colour3 kWhite = {0.964203, 1.0, 0.824905};
constexpr Colour3 kRed = {0.4360747, 0.2225045, 0.0139322};
constexpr Colour3 kGreen = {0.3850649, 0.7168786, 0.0971045};
constexpr Colour3 kBlue = {0.1430804, 0.0606169, 0.7141733};

std::string make_xyz(const Colour3& colour) {
  std::string tag("XYZ \0\0\0\0", 8);
  for (const double component : colour) append_fixed(tag, component);
  return tag;
}

std::string make_description() {
  constexpr std::string_view kName = "sRGB IEC61966-2.1";
  std::string tag("desc\0\0\0\0", 8);
  append_u32(tag, kName.size() + 1);
  tag += kName;
  tag.append(1 + 4 + 4 + 2 + 1 + 67, '\0');  // no names in Unicode and for the Macintosh
  return tag;
}

std::string make_curve() {
  std::string tag("curv\0\0\0\0", 8);
  append_u32(tag, kCurvePoints);
  for (std::uint32_t i = 0; i < kCurvePoints; ++i) {
    const double v = static_cast<double>(i) / (kCurvePoints - 1);
    const double linear = v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    append_u16(tag, static_cast<std::uint32_t>(std::lround(linear * 65535)));
  }
  return tag;
}

std::string make_header(std::uint32_t size) {
  std::string header;
  append_u32(header, size);
  append_u32(header, 0);            // no preferred colour module
  append_u32(header, 0x0210'0000);  // version 2.1
  header += "mntrRGB XYZ ";
  for (const std::uint32_t part : {2024U, 1U, 1U, 0U, 0U, 0U}) append_u16(header, part);
  header += "acsp";
  header.append(28, '\0');  // platform, flags, device, attributes, intent: perceptual
  for (const double component : kWhite) append_fixed(header, component);
  header.resize(kHeaderSize, '\0');
  return header;
}

}  // namespace

std::string make_srgb_profile() {
  const std::string curve = make_curve();
  const std::pair<std::string_view, std::string> tags[] = {
      {"desc", make_description()},
      {"cprt", std::string("text\0\0\0\0CC0\0", 12)},
      {"wtpt", make_xyz(kWhite)},
      {"rXYZ", make_xyz(kRed)},
      {"gXYZ", make_xyz(kGreen)},
      {"bXYZ", make_xyz(kBlue)},
      {"rTRC", curve},
      {"gTRC", curve},
      {"bTRC", curve},
  };
  constexpr auto kTags = static_cast<std::uint32_t>(std::size(tags));
  std::string table, data;
  append_u32(table, kTags);
  const std::uint32_t base = kHeaderSize + 4 + kTags * kTagEntrySize;
  std::uint32_t curve_at = 0;
  for (const auto& [name, content] : tags) {
    // The three curves are one.
    const bool shared = name.ends_with("TRC") && curve_at != 0;
    const std::uint32_t at = shared ? curve_at : base + static_cast<std::uint32_t>(data.size());
    if (name.ends_with("TRC")) curve_at = at;
    table += name;
    append_u32(table, at);
    append_u32(table, static_cast<std::uint32_t>(content.size()));
    if (shared) continue;
    data += content;
    data.resize((data.size() + 3) / 4 * 4, '\0');
  }
  const auto size = static_cast<std::uint32_t>(base + data.size());
  return make_header(size) + table + data;
}

}  // namespace grif::pdf

#include "write/pdf_syntax.hpp"

#include <algorithm>
#include <charconv>

#include "core/text.hpp"

namespace grif::pdf {
namespace {

constexpr std::string_view kHexDigits = "0123456789ABCDEF";

void append_utf16_unit(std::string& out, std::uint32_t unit) {
  for (int shift = 12; shift >= 0; shift -= 4) out += kHexDigits[unit >> shift & 0xFU];
}

/// A component of a colour as a fraction of one, to three decimals.
void append_component(std::string& out, std::uint8_t component) {
  const int thousandths = (component * 1000 + 127) / 255;
  if (thousandths == 0 || thousandths == 1000) {
    out += thousandths == 0 ? '0' : '1';
    return;
  }
  out += "0.";
  const std::size_t first = out.size();
  for (int unit = 100; unit != 0; unit /= 10) {
    out += static_cast<char>('0' + thousandths / unit % 10);
  }
  while (out.size() > first && out.back() == '0') out.pop_back();
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}

void append_hundredths(std::string& out, std::int64_t hundredths) {
  if (hundredths < 0) {
    out += '-';
    hundredths = -hundredths;
  }
  append_integer(out, hundredths / 100);
  const auto fraction = static_cast<int>(hundredths % 100);
  if (fraction == 0) return;
  out += '.';
  out += static_cast<char>('0' + fraction / 10);
  if (fraction % 10 != 0) out += static_cast<char>('0' + fraction % 10);
}

void append_reference(std::string& out, ObjectNumber object) {
  append_integer(out, object);
  out += " 0 R";
}

void append_literal(std::string& out, std::string_view bytes) {
  out += '(';
  for (const char c : bytes) {
    if (c == '(' || c == ')' || c == '\\') out += '\\';
    if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  out += ')';
}

void append_text_string(std::string& out, std::string_view text) {
  const bool plain = std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
  if (plain) {
    append_literal(out, text);
    return;
  }
  out += "<FEFF";
  for (std::size_t at = 0; at < text.size();) {
    char32_t code_point = next_code_point(text, at);
    if (code_point > 0xFFFF) {
      code_point -= 0x10000;
      append_utf16_unit(out, 0xD800U + static_cast<std::uint32_t>(code_point >> 10U));
      code_point = 0xDC00U + (code_point & 0x3FFU);
    }
    append_utf16_unit(out, static_cast<std::uint32_t>(code_point));
  }
  out += '>';
}

std::string text_string(std::string_view text) {
  std::string out;
  append_text_string(out, text);
  return out;
}

void append_fill_colour(std::string& out, Colour colour) {
  append_component(out, colour.red);
  if (colour.red == colour.green && colour.green == colour.blue) {
    out += " g ";
    return;
  }
  out += ' ';
  append_component(out, colour.green);
  out += ' ';
  append_component(out, colour.blue);
  out += " rg ";
}

}  // namespace grif::pdf

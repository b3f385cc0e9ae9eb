#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;
constexpr char32_t kReplacement = 0xFFFD;

std::string_view trim_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// The number in `_xHHHH_` at the head of the text.
std::optional<char32_t> parse_escape(std::string_view text) {
  constexpr std::size_t kSize = 7;
  if (text.size() < kSize || !text.starts_with("_x") || text[kSize - 1] != '_') return std::nullopt;
  std::uint32_t unit = 0;
  const char* first = text.data() + 2;
  const auto [stop, error] = std::from_chars(first, first + 4, unit, 16);
  if (error != std::errc{} || stop != first + 4) return std::nullopt;
  return unit;
}

/// CT_Color (18.8.19): anything but the automatic colour, black and the theme's colour of text.
bool is_coloured(XmlScanner& scanner) {
  if (const auto rgb = scanner.attribute("rgb")) return !rgb->ends_with("000000");
  if (const auto theme = scanner.attribute("theme")) return *theme != "1";
  const auto indexed = scanner.attribute("indexed");
  return indexed && *indexed != "0" && *indexed != "8" && *indexed != "64";
}

}  // namespace

RunTraits SharedStrings::traits(std::uint32_t index) const {
  const auto at = std::ranges::lower_bound(marked, index, {}, &Marked::index);
  return at != marked.end() && at->index == index ? at->traits : RunTraits{};
}

bool RichText::read(XmlScanner& scanner) {
  const std::size_t outside = scanner.depth() - 1;
  view_ = {};
  joined_.clear();
  is_view_ = true;
  traits_ = {};
  run_ = {};
  bool every_font = true, any_text = false;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && scanner.depth() == outside) {
      traits_.own_fonts = every_font && any_text;
      return true;
    }
    if (event != Event::start) continue;
    const std::string_view name = scanner.local_name();
    if (name == "r") {
      run_ = {};
    } else if (name == "rPr") {
      if (!read_font(scanner)) return false;
    } else if (name == "t") {
      if (!read_run(scanner)) return false;
      any_text = true;
      every_font = every_font && run_.own_fonts;
    } else if (!scanner.skip_element()) {  // rPh, phoneticPr
      return false;
    }
  }
}

/// `rPr` (18.4.7). Black is what everybody prints with.
bool RichText::read_font(XmlScanner& scanner) {
  const std::size_t outside = scanner.depth() - 1;
  run_.own_fonts = true;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && scanner.depth() == outside) return true;
    if (event != Event::start) continue;
    if (scanner.local_name() == "strike") {
      run_.struck = is_switched_on(scanner);
    } else if (scanner.local_name() == "color") {
      run_.coloured = is_coloured(scanner);
    }
  }
}

/// One `t`. Blanks at its ends count only where it says so, as in Excel.
bool RichText::read_run(XmlScanner& scanner) {
  const bool keeps_blanks = scanner.attribute("space") == "preserve";
  const std::size_t outside = scanner.depth() - 1;
  std::string_view first;
  bool first_in_buffer = true, is_joined = false;
  std::string pieces;
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && scanner.depth() == outside) break;
    if (event == Event::start && !scanner.skip_element()) return false;
    if (event != Event::text) continue;
    const std::string_view piece = scanner.text();
    if (!is_joined && first.empty() && scanner.text_is_in_buffer()) {
      first = piece;
    } else {
      if (!is_joined) pieces = first;
      is_joined = true;
      pieces += piece;
    }
  }
  first_in_buffer = !is_joined;
  const std::string_view all = is_joined ? std::string_view(pieces) : first;
  if (!trim_blanks(all).empty()) {
    traits_.struck = traits_.struck || run_.struck;
    traits_.coloured = traits_.coloured || run_.coloured;
  }
  append(keeps_blanks ? all : trim_blanks(all), first_in_buffer);
  return true;
}

void RichText::append(std::string_view text, bool in_buffer) {
  if (text.empty()) return;
  if (is_view_ && view_.empty() && in_buffer) {
    view_ = text;
    return;
  }
  if (is_view_) joined_ = view_;
  is_view_ = false;
  joined_ += text;
}

std::string decode_xstring(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t at = std::min(text.find("_x"), text.size());
    out += text.substr(0, at);
    text.remove_prefix(at);
    const auto unit = parse_escape(text);
    if (!unit) {
      out += text.substr(0, 1);
      text.remove_prefix(std::min<std::size_t>(1, text.size()));
      continue;
    }
    text.remove_prefix(7);
    const bool is_high = *unit >= 0xD800 && *unit < 0xDC00;
    const auto low = is_high ? parse_escape(text) : std::nullopt;
    if (low && *low >= 0xDC00 && *low < 0xE000) {
      append_utf8(out, 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00));
      text.remove_prefix(7);
    } else if (*unit == '\r') {
      if (!text.starts_with('\n')) out += '\n';
    } else {
      append_utf8(out, is_xml_char(*unit) ? *unit : kReplacement);
    }
  }
  return out;
}

std::optional<SharedStrings> read_shared_strings(XlsxPart part, Place file, Arena& arena,
                                                 Diagnostics& diagnostics) {
  const std::string_view buffer = arena.adopt(std::move(part.text));
  SharedStrings shared;
  std::vector<std::string_view>& strings = shared.texts;
  XmlScanner scanner(buffer, kOfficeLimits);
  RichText text;
  for (;;) {
    Event event = scanner.next();
    if (event == Event::finished) return shared;
    if (event == Event::start && scanner.local_name() == "si") {
      if (strings.size() == kMaxCells) {
        diagnostics.report(Kind::sheet_too_many_cells, file, {fmt::format("{}", kMaxCells)});
        return std::nullopt;
      }
      if (text.read(scanner)) {
        if (text.traits().any())
          shared.marked.push_back({static_cast<std::uint32_t>(strings.size()), text.traits()});
        if (needs_xstring_decoding(text.text())) {
          strings.push_back(arena.store(decode_xstring(text.text())));
        } else {
          strings.push_back(text.is_in_buffer() ? text.text() : arena.store(text.text()));
        }
        continue;
      }
      event = Event::fault;
    }
    if (event == Event::fault) {
      report_part_fault(scanner, {part.name, std::string(buffer)}, file, file, diagnostics);
      return std::nullopt;
    }
  }
}

}  // namespace grif

#include <algorithm>
#include <charconv>

#include "read/xlsx_parts.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

/// A whole number of an attribute; 0 for anything else, which is what readers take then.
std::uint32_t parse_index(std::optional<std::string_view> text) {
  std::uint32_t number = 0;
  if (!text) return 0;
  const auto [stop, error] = std::from_chars(text->data(), text->data() + text->size(), number);
  return error == std::errc{} && stop == text->data() + text->size() ? number : 0;
}

struct CustomFormat {
  std::uint32_t id = 0;
  std::uint32_t index = 0;  ///< into XlsxStyles::formats
};

class StylesReader {
 public:
  StylesReader(const XlsxPart& part, Place file, Diagnostics& diagnostics)
      : part_(part), scanner_(part.text, kOfficeLimits), file_(file), diagnostics_(diagnostics) {}

  std::optional<XlsxStyles> read() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::finished) {
        finish();
        return std::move(styles_);
      }
      if (event == Event::fault) {
        report_part_fault(scanner_, part_, file_, file_, diagnostics_);
        return std::nullopt;
      }
      if (event == Event::start) read_element(scanner_.local_name());
    }
  }

 private:
  struct Format {
    std::uint32_t number_format = 0, font = 0, border = 0;
  };
  struct Font {
    bool bold = false, struck = false;
  };
  struct Border {
    bool above = false, below = false, beside = false;
  };

  void read_element(std::string_view name) {
    const std::size_t depth = scanner_.depth();
    if (depth == 2) {
      section_ = name;
    } else if (section_ == "numFmts" && name == "numFmt") {
      custom_.push_back({parse_index(scanner_.attribute("numFmtId")),
                         static_cast<std::uint32_t>(styles_.formats.size())});
      styles_.formats.push_back(NumberFormat::parse(scanner_.attribute("formatCode").value_or("")));
    } else if (section_ == "fonts" && depth == 3 && name == "font") {
      fonts_.emplace_back();
    } else if (section_ == "fonts" && depth == 4 && name == "b" && !fonts_.empty()) {
      fonts_.back().bold = is_switched_on(scanner_);
    } else if (section_ == "fonts" && depth == 4 && name == "strike" && !fonts_.empty()) {
      fonts_.back().struck = is_switched_on(scanner_);
    } else if (section_ == "borders" && depth == 3 && name == "border") {
      borders_.emplace_back();
    } else if (section_ == "borders" && depth == 4 && !borders_.empty()) {
      read_border(name, borders_.back());
    } else if (section_ == "cellXfs" && depth == 3 && name == "xf") {
      cells_.push_back({parse_index(scanner_.attribute("numFmtId")),
                        parse_index(scanner_.attribute("fontId")),
                        parse_index(scanner_.attribute("borderId"))});
    }
  }

  /// One side of a border (CT_BorderPr, 18.8.4): without a style it is not drawn.
  void read_border(std::string_view side, Border& border) {
    const auto style = scanner_.attribute("style");
    if (!style || *style == "none") return;
    if (side == "top") border.above = true;
    if (side == "bottom") border.below = true;
    if (side == "left" || side == "right" || side == "start" || side == "end") border.beside = true;
  }

  /// Sections may stand in any order, so the ids are looked up last.
  void finish() {
    std::ranges::stable_sort(custom_, {}, &CustomFormat::id);
    if (cells_.empty()) cells_.emplace_back();
    for (const Format& format : cells_) {
      const Font font = format.font < fonts_.size() ? fonts_[format.font] : Font{};
      const Border border = format.border < borders_.size() ? borders_[format.border] : Border{};
      styles_.cells.push_back({index_of(format.number_format), font.bold, font.struck, border.above,
                               border.below, border.beside});
    }
  }

  std::uint32_t index_of(std::uint32_t id) {
    auto at = std::ranges::lower_bound(custom_, id, {}, &CustomFormat::id);
    if (at == custom_.end() || at->id != id) {
      at = custom_.insert(at, {id, static_cast<std::uint32_t>(styles_.formats.size())});
      styles_.formats.push_back(NumberFormat::builtin(id).value_or(NumberFormat::parse("General")));
    }
    return at->index;
  }

  const XlsxPart& part_;
  XmlScanner scanner_;
  Place file_;
  Diagnostics& diagnostics_;
  std::string section_;
  std::vector<CustomFormat> custom_;
  std::vector<Font> fonts_;
  std::vector<Border> borders_;
  std::vector<Format> cells_;
  XlsxStyles styles_;
};

}  // namespace

XlsxStyles plain_styles() {
  XlsxStyles styles;
  styles.formats.push_back(NumberFormat::parse("General"));
  styles.cells.emplace_back();
  return styles;
}

bool is_switched_on(XmlScanner& scanner) {
  const auto value = scanner.attribute("val");
  return !value || (*value != "0" && *value != "false" && *value != "off");
}

std::optional<XlsxStyles> read_styles(const XlsxPart& part, Place file, Diagnostics& diagnostics) {
  return StylesReader(part, file, diagnostics).read();
}

}  // namespace grif

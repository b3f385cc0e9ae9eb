#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "document/document.hpp"

namespace grif {
namespace {

std::string show(Length length) {
  const std::int64_t emu = length.emu();
  if (emu % Length::kEmuPerMm == 0) return fmt::format("{}mm", emu / Length::kEmuPerMm);
  if (emu % Length::kEmuPerPoint == 0) return fmt::format("{}pt", emu / Length::kEmuPerPoint);
  if (emu % (Length::kEmuPerMm / 10) == 0) {
    return fmt::format("{}{}.{}mm", emu < 0 ? "-" : "", std::abs(emu) / Length::kEmuPerMm,
                       std::abs(emu) / (Length::kEmuPerMm / 10) % 10);
  }
  if (emu % Length::kEmuPerTwip == 0) return fmt::format("{}twip", emu / Length::kEmuPerTwip);
  return fmt::format("{}emu", emu);
}

std::string show(Colour c) { return fmt::format("#{:02x}{:02x}{:02x}", c.red, c.green, c.blue); }
std::string show(bool value) { return value ? "yes" : "no"; }
std::string show(std::int32_t value) { return std::to_string(value); }
std::string show(std::int8_t value) { return std::to_string(value); }
std::string show(const std::string& value) { return value; }

std::string show(Alignment alignment) {
  switch (alignment) {
    case Alignment::left:
      return "left";
    case Alignment::right:
      return "right";
    case Alignment::centre:
      return "centre";
    case Alignment::justify:
      return "justify";
  }
  return {};
}

std::string show(const LineSpacing& line) {
  if (line.rule == LineSpacing::Rule::exact) return show(line.exact);
  return fmt::format("{}/240", line.two_hundred_fortieths);
}

std::string show(const std::vector<TabStop>& tabs) {
  std::string out;
  for (const TabStop& tab : tabs) {
    constexpr std::array<std::string_view, 3> kNames{"left", "right", "centre"};
    out += fmt::format("{}{}:{}{}", out.empty() ? "" : ",", show(tab.at),
                       kNames[static_cast<std::size_t>(tab.alignment)], tab.dots ? ":dots" : "");
  }
  return out.empty() ? "none" : out;
}

/// ` name=value` for each property that is there. Works for declared and for computed properties.
class Attributes {
 public:
  template <typename T>
  Attributes& add(std::string_view name, const std::optional<T>& value) {
    return value ? add(name, *value) : *this;
  }
  template <typename T>
  Attributes& add(std::string_view name, const T& value) {
    text_ += fmt::format(" {}={}", name, show(value));
    return *this;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

template <typename Properties>
std::string show_paragraph(const Properties& p) {
  return Attributes()
      .add("align", p.alignment)
      .add("left", p.left)
      .add("right", p.right)
      .add("first-line", p.first_line)
      .add("before", p.before)
      .add("after", p.after)
      .add("line", p.line)
      .add("keep-with-next", p.keep_with_next)
      .add("keep-together", p.keep_together)
      .add("page-break-before", p.page_break_before)
      .add("widow-control", p.widow_control)
      .add("hyphenate", p.hyphenate)
      .add("outline", p.outline_level)
      .add("tabs", p.tabs)
      .take();
}

template <typename Properties>
std::string show_character(const Properties& p) {
  return Attributes()
      .add("family", p.family)
      .add("half-points", p.half_points)
      .add("bold", p.bold)
      .add("italic", p.italic)
      .add("underline", p.underline)
      .add("caps", p.caps)
      .add("colour", p.colour)
      .add("letter-spacing", p.letter_spacing)
      .add("language", p.language)
      .take();
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else {
      out += c;
    }
  }
  return out + '"';
}

class Dump {
 public:
  explicit Dump(const Document& document) : document_(document) {}

  std::string write() {
    const DocumentProperties& p = document_.properties;
    line(fmt::format("document {} title={} subject={} organisation={} language={}{}", p.name,
                     quoted(p.title), quoted(p.subject), quoted(p.organisation), p.language,
                     p.has_date ? " date=" + p.date.iso() : ""));
    for (const Section& section : document_.sections) write_section(section);
    write_formats();
    return std::move(out_);
  }

 private:
  void line(std::string_view text) {
    out_.append(2 * depth_, ' ');
    out_ += text;
    out_ += '\n';
  }

  [[nodiscard]] std::string style_name(StyleId id) const {
    return id == kNoStyle ? "-" : document_.styles->at(id).id;
  }

  void write_section(const Section& s) {
    const PageSetup& page = s.page;
    line(fmt::format(
        "section {}x{}{} left={} right={} top={} bottom={} header={} footer={}{}{}{}",
        show(page.width), show(page.height), page.landscape ? " landscape" : "", show(page.left),
        show(page.right), show(page.top), show(page.bottom), show(page.header), show(page.footer),
        s.different_first ? " different-first" : "", s.restart_numbering ? " restart" : "",
        s.turns_for_tables ? " turns-for-tables" : ""));
    ++depth_;
    write_furniture("header", s.header);
    write_furniture("first-header", s.first_header);
    write_furniture("footer", s.footer);
    write_furniture("first-footer", s.first_footer);
    write_blocks(s.blocks);
    --depth_;
  }

  void write_furniture(std::string_view name, Range blocks) {
    if (blocks.count == 0) return;
    line(name);
    ++depth_;
    write_blocks(blocks);
    --depth_;
  }

  void write_blocks(Range blocks) {
    for (std::uint32_t i = 0; i < blocks.count; ++i) {
      const Block& block = document_.blocks[blocks.first + i];
      switch (block.type) {
        case Block::Type::paragraph:
          write_paragraph(block);
          break;
        case Block::Type::table:
          write_table(document_.tables[block.content.first]);
          break;
        case Block::Type::page_break:
          line("page-break");
          break;
        case Block::Type::contents:
          line("contents");
          break;
        case Block::Type::image:
          line(fmt::format("image {}", block.content.first));
          break;
        case Block::Type::chart:
          line(fmt::format("chart {}", block.content.first));
          break;
      }
    }
  }

  void write_paragraph(const Block& block) {
    const InternedParagraph& format = document_.paragraph_formats[block.format];
    std::string text = "paragraph " + style_name(format.style) + show_paragraph(format.direct);
    if (block.heading_level != 0) text += fmt::format(" heading={}", block.heading_level);
    if (block.list_item != 0) {
      const ListItem& item = document_.lists[block.list_item - 1];
      text += fmt::format(" list={} level={} marker={}", item.list, item.level,
                          quoted(document_.text_of(item.marker)));
    }
    note_format(paragraph_formats_, block.format);
    for (std::uint32_t i = 0; i < block.content.count; ++i) {
      text += ' ' + show_inline(document_.inlines[block.content.first + i]);
    }
    line(text);
  }

  std::string show_inline(const Inline& item) {
    switch (item.type) {
      case Inline::Type::text: {
        note_format(character_formats_, item.format);
        const InternedCharacter& format = document_.character_formats[item.format];
        std::string out;
        if (format.style != kNoStyle) out = '{' + style_name(format.style) + '}';
        const std::string direct = show_character(format.direct);
        if (!direct.empty()) out += '{' + direct.substr(1) + '}';
        return out + quoted(document_.text_of(item.content));
      }
      case Inline::Type::tab:
        return "<tab>";
      case Inline::Type::line_break:
        return "<break>";
      case Inline::Type::page_number:
        return "<page-number>";
      case Inline::Type::page_count:
        return "<page-count>";
      case Inline::Type::page_reference:
        return "<page-of " + bookmark(item) + ">";
      case Inline::Type::bookmark_start:
        return "<bookmark " + bookmark(item) + ">";
      case Inline::Type::bookmark_end:
        return "</bookmark " + bookmark(item) + ">";
      case Inline::Type::link_start:
        return "<link " + document_.links[item.content.first] + ">";
      case Inline::Type::link_end:
        return "</link>";
      case Inline::Type::image:
        return fmt::format("<image {}>", item.content.first);
      case Inline::Type::form_field:
        return "<field " + document_.form_fields[item.content.first].name + ">";
      case Inline::Type::footnote:
        return "<footnote>";
    }
    return {};
  }

  [[nodiscard]] const std::string& bookmark(const Inline& item) const {
    return document_.bookmarks[item.content.first];
  }

  static std::string show_column(const ColumnWidth& column) {
    switch (column.rule) {
      case ColumnWidth::Rule::fixed:
        return show(column.width);
      case ColumnWidth::Rule::share:
        return fmt::format("share:{}", column.share);
      case ColumnWidth::Rule::fit:
        return column.share == 1 ? "fit" : fmt::format("fit:{}", column.share);
    }
    return {};
  }

  void write_table(const DocumentTable& table) {
    std::string columns;
    for (const ColumnWidth& column : table.columns) {
      columns += (columns.empty() ? "" : ",") + show_column(column);
    }
    line(fmt::format("table {} columns={}{}{}{}{}", style_name(table.style), columns,
                     table.alignment == Alignment::left ? "" : " align=" + show(table.alignment),
                     table.borders ? "" : " no-borders", table.layout_only ? " layout-only" : "",
                     table.caption.empty() ? "" : " caption=" + quoted(table.caption)));
    ++depth_;
    for (std::uint32_t r = 0; r < table.rows.count; ++r) {
      write_row(document_.rows[table.rows.first + r]);
    }
    --depth_;
  }

  void write_row(const TableRow& row) {
    line(fmt::format(
        "row{}{}{}{}", row.header ? " header" : "", row.may_break ? "" : " may-not-break",
        row.keep_with_next ? " keep-with-next" : "",
        row.least_height == Length() ? "" : " least-height=" + show(row.least_height)));
    ++depth_;
    for (std::uint32_t c = 0; c < row.cells.count; ++c) {
      write_cell(document_.cells[row.cells.first + c]);
    }
    --depth_;
  }

  void write_cell(const TableCell& cell) {
    std::string text = fmt::format("cell {}", cell.column);
    if (cell.column_span != 1) text += fmt::format(" column-span={}", cell.column_span);
    if (cell.row_span != 1) text += fmt::format(" row-span={}", cell.row_span);
    if (cell.vertical == VerticalAlignment::middle) text += " middle";
    if (cell.vertical == VerticalAlignment::bottom) text += " bottom";
    if (cell.header) text += " header";
    if (cell.shade != 0) text += " shade=" + show(document_.shades[cell.shade - 1U]);
    if (cell.typed != 0) text += show_typed(document_.typed_cells[cell.typed - 1]);
    line(text);
    ++depth_;
    write_blocks(cell.blocks);
    --depth_;
  }

  static std::string show_value(const Value& value) {
    switch (value.type()) {
      case Value::Type::missing:
      case Value::Type::faulty:
      case Value::Type::ratio:
      case Value::Type::list:
      case Value::Type::record:
        return {};
      case Value::Type::text:
      case Value::Type::term:
        return quoted(value.as_text());
      case Value::Type::integer:
        return std::to_string(value.as_integer());
      case Value::Type::decimal:
        return value.as_decimal().to_string();
      case Value::Type::real:
        return fmt::format("{}", value.as_real());
      case Value::Type::date:
        return value.as_date().iso();
      case Value::Type::boolean:
        return show(value.as_boolean());
    }
    return {};
  }

  static std::string show_typed(const TypedCell& typed) {
    std::string out = fmt::format(" {}:{}", type_name(typed.value.type()), show_value(typed.value));
    if (!typed.number_format.empty()) out += " format=" + quoted(typed.number_format);
    constexpr std::array<std::string_view, 4> kFormulas{"", "sum", "mean", "count"};
    if (typed.formula != TypedCell::Formula::none) {
      out += fmt::format(" {}(column {}, rows {}-{})",
                         kFormulas[static_cast<std::size_t>(typed.formula)], typed.formula_column,
                         typed.first_row, typed.last_row);
    }
    return out;
  }

  static void note_format(std::vector<std::uint16_t>& used, std::uint16_t id) {
    if (std::find(used.begin(), used.end(), id) == used.end()) used.push_back(id);
  }

  void write_formats() {
    for (const std::uint16_t id : paragraph_formats_) {
      const InternedParagraph& p = document_.paragraph_formats[id];
      line(fmt::format("format {}{} ->{}", style_name(p.style), show_paragraph(p.direct),
                       show_paragraph(p.format)));
    }
    for (const std::uint16_t id : character_formats_) {
      const InternedCharacter& c = document_.character_formats[id];
      line(fmt::format("run {}{} ->{}", style_name(c.style), show_character(c.direct),
                       show_character(c.format)));
    }
  }

  const Document& document_;
  std::string out_;
  std::size_t depth_ = 0;
  std::vector<std::uint16_t> paragraph_formats_, character_formats_;  ///< in order of first use
};

}  // namespace

std::string dump(const Document& document) { return Dump(document).write(); }

}  // namespace grif

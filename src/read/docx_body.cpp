#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/docx_parts.hpp"
#include "read/xlsx_cell.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

/// Elements that only stand around others: content controls, links, insertions, fields, the version
/// of a drawing that this program need not know.
bool is_transparent(std::string_view name) {
  constexpr std::array<std::string_view, 17> kNames = {
      "sdt",       "sdtContent", "hyperlink", "ins",   "moveTo",    "smartTag",         "fldSimple",
      "customXml", "dir",        "bdo",       "oMath", "oMathPara", "AlternateContent", "Choice",
      "ruby",      "rubyBase",   "body"};
  return std::ranges::find(kNames, name) != kNames.end();
}

/// What w:sym stands for, by its code in Symbol and Wingdings.
std::string_view symbol(std::string_view code) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kSigns = {{{"F0B7", "•"},
                                                                                    {"F0A7", "•"},
                                                                                    {"F0FC", "✓"},
                                                                                    {"F0FE", "☑"},
                                                                                    {"F0A8", "☐"},
                                                                                    {"F06F", "☐"},
                                                                                    {"F0B0", "°"},
                                                                                    {"F02D", "–"}}};
  const auto found =
      std::ranges::find(kSigns, code, &std::pair<std::string_view, std::string_view>::first);
  return found == kSigns.end() ? "□" : found->second;
}

/// The properties of a run that matter here.
struct RunLook {
  bool bold = false, hidden = false, struck = false, coloured = false;
};

class BodyReader {
 public:
  BodyReader(const XlsxPart& part, const WordContext& context)
      : scanner_(part.text, kOfficeLimits), context_(context) {}

  bool read() {
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::finished) return true;
      if (event == Event::fault) return false;
      if (event == Event::start && scanner_.local_name() == "body" &&
          !read_blocks([this](WordBlock block) { body_.blocks.push_back(std::move(block)); }))
        return false;
    }
  }

  [[nodiscard]] const XmlScanner& scanner() const { return scanner_; }
  [[nodiscard]] bool is_too_large() const { return pieces_ > kMaxWordPieces; }
  [[nodiscard]] bool is_too_wide() const { return too_wide_; }
  [[nodiscard]] WordBody take() { return std::move(body_); }

 private:
  /// Calls `read_child` for each child of the element that is open now, children of transparent
  /// elements included; `read_child` leaves after the child's end. Leaves after the element's end.
  template <typename ReadChild>
  bool read_children(ReadChild read_child) {
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) return true;
      if (event != Event::start) continue;
      const std::string_view name = scanner_.local_name();
      if (name == "ins" || name == "moveTo") ++body_.inserted;
      if (is_transparent(name)) continue;
      if (name == "del" || name == "moveFrom") {
        ++body_.deleted;
        if (!scanner_.skip_element()) return false;
      } else if (name == "altChunk" || name == "subDoc") {
        ++body_.foreign;
        if (!scanner_.skip_element()) return false;
      } else if (!read_child(name)) {
        return false;
      }
    }
  }

  /// Paragraphs and tables of the body or of a cell.
  template <typename Take>
  bool read_blocks(Take take) {
    return read_children([&](std::string_view name) { return read_block(name, take); });
  }

  /// The one that has just begun; anything else is passed over.
  template <typename Take>
  bool read_block(std::string_view name, Take& take) {
    if (name == "p") {
      WordParagraph paragraph;
      if (!read_paragraph(paragraph)) return false;
      take(WordBlock(std::move(paragraph)));
      return true;
    }
    if (name == "tbl") {
      WordTable table;
      if (!read_table(table)) return false;
      take(WordBlock(std::move(table)));
      return true;
    }
    return scanner_.skip_element();
  }

  /// False for one paragraph or cell too many.
  bool count_one() { return ++pieces_ <= kMaxWordPieces; }

  // ---- Paragraphs

  struct ParagraphLook {
    std::string style;
    std::optional<WordAlignment> alignment;
    std::optional<std::uint32_t> list, level;
    std::optional<bool> heading;
    bool section_ends = false, indented = false;
  };

  bool read_paragraph(WordParagraph& paragraph) {
    look_ = {};
    field_code_ = field_result_ = 0;
    if (!count_one()) return false;
    const WordStyle* style = &context_.styles.style({});
    bool any = false;
    paragraph.bold = true;
    const bool good = read_children([&](std::string_view name) {
      if (name == "pPr") {
        if (!read_paragraph_properties(paragraph)) return false;
        style = &context_.styles.style(look_.style);
        return true;
      }
      if (name == "r") return read_run(*style, paragraph, any);
      return scanner_.skip_element();
    });
    if (!good) return false;
    paragraph.bold = paragraph.bold && any;
    paragraph.heading = look_.heading.value_or(style->heading.value_or(false));
    paragraph.alignment = look_.alignment.value_or(style->alignment.value_or(WordAlignment::left));
    if (look_.indented && paragraph.alignment == WordAlignment::left)
      paragraph.alignment = WordAlignment::right;
    add_list_number(*style, paragraph);
    return true;
  }

  void add_list_number(const WordStyle& style, WordParagraph& paragraph) {
    const std::uint32_t list = look_.list.value_or(style.list.value_or(0));
    if (list == 0) return;
    const std::uint32_t level = look_.level.value_or(style.list_level.value_or(0));
    const std::string marker = context_.numbering.count(list, level);
    if (marker.empty()) return;
    const bool is_blank_text = trimmed(paragraph.text).empty();
    // An item without text is printed with its number, which in a column of numbers says it all.
    const bool is_number = marker.find_first_of("0123456789") != std::string::npos;
    if (is_blank_text && !is_number) return;
    paragraph.text = is_blank_text ? marker : marker + ' ' + paragraph.text;
  }

  bool read_paragraph_properties(WordParagraph& paragraph) {
    constexpr std::uint32_t kHalfPage = 4000;  // twentieths of a point
    return read_flat([&](std::string_view name) {
      const auto value = scanner_.attribute("val");
      if (name == "pStyle") look_.style = value.value_or("");
      if (name == "jc") look_.alignment = parse_word_alignment(value.value_or(""));
      if (name == "numId") look_.list = parse_word_number(value);
      if (name == "ilvl") look_.level = parse_word_number(value);
      if (name == "outlineLvl") look_.heading = parse_word_number(value) < WordNumbering::kLevels;
      if (name == "pageBreakBefore") paragraph.new_page = is_switched_on(scanner_);
      if (name == "sectPr") paragraph.new_page = true;
      if (name == "ind") {
        auto left = scanner_.attribute("left");
        if (!left) left = scanner_.attribute("start");
        look_.indented = left && !left->starts_with('-') && parse_word_number(left) >= kHalfPage;
      }
      // How the mark at its end looks, and how it looked before a change, say nothing of the text.
      const bool is_other = name == "rPr" || name == "pPrChange" || name == "sectPr";
      return !is_other || scanner_.skip_element();
    });
  }

  /// Every start inside the element that is open now.
  template <typename ReadStart>
  bool read_flat(ReadStart read_start) {
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) return true;
      if (event == Event::start && !read_start(scanner_.local_name())) return false;
    }
  }

  // ---- Runs

  bool read_run(const WordStyle& style, WordParagraph& paragraph, bool& any) {
    RunLook run{style.bold.value_or(false), style.hidden.value_or(false), false, false};
    const std::size_t before = paragraph.text.size();
    std::string hidden;
    const bool good = read_children([&](std::string_view name) {
      if (name == "rPr") return read_run_properties(run);
      return read_run_content(name, run.hidden ? hidden : paragraph.text, paragraph);
    });
    if (!good) return false;
    if (!trimmed(hidden).empty()) paragraph.traits.hidden = true;
    if (trimmed(std::string_view(paragraph.text).substr(before)).empty()) return true;
    any = true;
    paragraph.bold = paragraph.bold && run.bold;
    paragraph.traits.struck = paragraph.traits.struck || run.struck;
    paragraph.traits.coloured = paragraph.traits.coloured || run.coloured;
    return true;
  }

  bool read_run_properties(RunLook& run) {
    return read_flat([&](std::string_view name) {
      if (name == "rStyle") {
        const WordStyle& style = context_.styles.style(scanner_.attribute("val").value_or("?"));
        run.bold = style.bold.value_or(run.bold);
        run.hidden = style.hidden.value_or(run.hidden);
      }
      if (name == "b") run.bold = is_switched_on(scanner_);
      if (name == "vanish") run.hidden = is_switched_on(scanner_);
      if (name == "strike" || name == "dstrike") run.struck = is_switched_on(scanner_);
      if (name == "color") run.coloured = is_coloured();
      return name != "rPrChange" || scanner_.skip_element();
    });
  }

  bool is_coloured() {
    const std::string colour = lower(scanner_.attribute("val").value_or("auto"));
    const std::string theme(scanner_.attribute("themeColor").value_or(""));
    if (!theme.empty()) return theme != "text1" && theme != "dark1";
    return colour != "auto" && colour != "000000";
  }

  bool read_run_content(std::string_view name, std::string& text, WordParagraph& paragraph) {
    if (name == "t") return read_text(text);
    if (name == "tab" || name == "ptab") text += field_code_ == 0 ? "\t" : "";
    if (name == "cr") text += '\n';
    if (name == "br") {
      const auto type = scanner_.attribute("type");
      const bool is_page = type == "page";
      paragraph.new_page = paragraph.new_page || is_page;
      if (!is_page && type != "column") text += '\n';
    }
    if (name == "noBreakHyphen") text += '-';
    if (name == "sym") text += symbol(scanner_.attribute("char").value_or(""));
    if (name == "footnoteReference" || name == "endnoteReference") ++body_.footnotes;
    if (name == "commentReference") ++body_.comments;
    if (name == "fldChar") follow_field(scanner_.attribute("fldCharType").value_or(""));
    if (name == "drawing" || name == "pict" || name == "object") return read_drawing(paragraph);
    return scanner_.skip_element();
  }

  /// A field shows its result; its code is what stands before.
  void follow_field(std::string_view type) {
    if (type == "begin") ++field_code_;
    if (type == "separate" && field_code_ > 0) {
      --field_code_;
      ++field_result_;
    }
    if (type != "end") return;
    if (field_result_ > 0)
      --field_result_;
    else if (field_code_ > 0)
      --field_code_;
  }

  bool read_text(std::string& text) {
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) return true;
      if (event == Event::text && field_code_ == 0) text += scanner_.text();
    }
  }

  /// A picture, a shape or a text box: told of, and its text is not read.
  bool read_drawing(WordParagraph& paragraph) {
    constexpr std::size_t kShown = 200;  // bytes
    std::string text;
    bool in_box = false, in_text = false;
    const std::size_t outside = scanner_.depth() - 1;
    for (;;) {
      const Event event = scanner_.next();
      if (event == Event::fault || event == Event::finished) return false;
      if (event == Event::end && scanner_.depth() == outside) break;
      if (event == Event::start) {
        in_box = in_box || scanner_.local_name() == "txbxContent";
        in_text = scanner_.local_name() == "t";
        if (in_box && scanner_.local_name() == "p" && !text.empty()) text += ' ';
      }
      if (event == Event::end) in_text = false;
      if (event == Event::text && in_box && in_text && text.size() < kShown)
        text += scanner_.text();
    }
    if (in_box && !trimmed(text).empty())
      body_.text_boxes.push_back(shorten_seen(collapsed(text)));
    else
      paragraph.traits.picture = true;
    return true;
  }

  // ---- Tables

  bool read_table(WordTable& table) {
    return read_children([&](std::string_view name) {
      if (name == "tblPr") return read_table_properties(table);
      if (name == "tblGrid")
        return read_flat([&](std::string_view child) {
          if (child == "gridCol" && table.grid.size() < kMaxDataColumns)
            table.grid.push_back(parse_word_number(scanner_.attribute("w")));
          return child != "tblGridChange" || scanner_.skip_element();
        });
      if (name == "tr") return read_row(table);
      return scanner_.skip_element();
    });
  }

  bool read_borders(WordTable& table) {
    return read_flat([&](std::string_view) {
      table.bordered = table.bordered || is_drawn(scanner_.attribute("val").value_or(""));
      return true;
    });
  }

  bool read_table_properties(WordTable& table) {
    bool overridden = false, drawn = false;
    const bool good = read_flat([&](std::string_view name) {
      if (name == "tblStyle") {
        const auto found = context_.bordered_styles.find(scanner_.attribute("val").value_or(""));
        drawn = found != context_.bordered_styles.end() && found->second;
      }
      if (name == "tblBorders") {
        overridden = true;
        return read_borders(table);
      }
      return name != "tblPrChange" || scanner_.skip_element();
    });
    if (!overridden) table.bordered = table.bordered || drawn;
    return good;
  }

  bool read_row(WordTable& table) {
    WordRow row;
    std::uint32_t column = 0;
    bool is_deleted = false;
    const bool good = read_children([&](std::string_view name) {
      if (name == "trPr") {
        return read_flat([&](std::string_view property) {
          if (property == "tblHeader") row.header = is_switched_on(scanner_);
          if (property == "gridBefore")
            column = std::min(parse_word_number(scanner_.attribute("val")), kMaxDataColumns + 1);
          if (property == "del") is_deleted = true;
          if (property == "ins") ++body_.inserted;
          return property != "trPrChange" || scanner_.skip_element();
        });
      }
      if (name != "tc") return scanner_.skip_element();
      return read_cell(table, row, column);
    });
    if (is_deleted) ++body_.deleted;
    if (good && !is_deleted) table.rows.push_back(std::move(row));
    return good;
  }

  bool read_cell(WordTable& table, WordRow& row, std::uint32_t& column) {
    WordCell cell;
    cell.column = column;
    too_wide_ = column >= kMaxDataColumns;
    if (too_wide_) return false;
    bool first = true, any = false, is_deleted = false, goes_on = false;
    cell.bold = true;
    const auto take = [&](WordBlock block) {
      const WordParagraph paragraph = block.index() == 0
                                          ? std::get<WordParagraph>(std::move(block))
                                          : flatten(std::get<WordTable>(std::move(block)));
      if (!first) cell.text += '\n';
      first = false;
      cell.text += paragraph.text;
      cell.traits.add(paragraph.traits);
      if (trimmed(paragraph.text).empty()) return;
      any = true;
      cell.bold = cell.bold && paragraph.bold;
    };
    const bool good = read_cell_content(table, cell, is_deleted, goes_on, take);
    if (!good || !count_one()) return false;
    const std::uint32_t span = cell.span;
    cell.bold = cell.bold && any;
    const std::string_view text = trimmed(cell.text);
    if (text.size() != cell.text.size()) cell.text = std::string(text);
    // A cell that goes on to the right is how old versions merged cells.
    if (goes_on && !row.cells.empty()) {
      row.cells.back().span += cell.span;
      if (!cell.text.empty())
        row.cells.back().text += (row.cells.back().text.empty() ? "" : "\n") + cell.text;
    } else if (!is_deleted) {
      row.cells.push_back(std::move(cell));
    }
    column += span;
    return true;
  }

  template <typename Take>
  bool read_cell_content(WordTable& table, WordCell& cell, bool& is_deleted, bool& goes_on,
                         Take take) {
    return read_children([&](std::string_view name) {
      if (name == "tcPr") {
        return read_flat([&](std::string_view property) {
          const auto value = scanner_.attribute("val");
          if (property == "gridSpan")
            cell.span = std::clamp(parse_word_number(value), 1U, kMaxDataColumns + 1);
          if (property == "vMerge")
            cell.merge = value == "restart" ? WordCell::Merge::first : WordCell::Merge::next;
          if (property == "hMerge") goes_on = value != "restart";
          if (property == "cellDel") is_deleted = true;
          if (property == "tcBorders") return read_borders(table);
          return property != "tcPrChange" || scanner_.skip_element();
        });
      }
      return read_block(name, take);
    });
  }

  /// A table within a cell as lines of it, a row each.
  static WordParagraph flatten(const WordTable& table) {
    WordParagraph lines;
    for (const WordRow& row : table.rows) {
      std::string line;
      for (const WordCell& cell : row.cells) {
        lines.traits.add(cell.traits);
        if (cell.text.empty()) continue;
        line += (line.empty() ? "" : "\t") + cell.text;
      }
      if (!line.empty()) lines.text += (lines.text.empty() ? "" : "\n") + line;
    }
    lines.traits.nested = true;
    return lines;
  }

  XmlScanner scanner_;
  const WordContext& context_;
  WordBody body_;
  ParagraphLook look_;
  std::size_t field_code_ = 0, field_result_ = 0;
  std::size_t pieces_ = 0;  ///< paragraphs and cells
  bool too_wide_ = false;
};

}  // namespace

void WordTraits::add(const WordTraits& other) {
  struck = struck || other.struck;
  coloured = coloured || other.coloured;
  hidden = hidden || other.hidden;
  picture = picture || other.picture;
  nested = nested || other.nested;
}

std::optional<WordBody> read_word_body(const XlsxPart& part, const WordContext& context,
                                       Diagnostics& diagnostics) {
  BodyReader reader(part, context);
  if (reader.read()) return reader.take();
  if (reader.is_too_large()) {
    diagnostics.report(Kind::document_too_large, context.file, {fmt::format("{}", kMaxWordPieces)});
    return std::nullopt;
  }
  if (reader.is_too_wide()) {
    diagnostics.report(Kind::sheet_too_wide, context.file, {column_letters(kMaxDataColumns - 1)});
    return std::nullopt;
  }
  report_part_fault(reader.scanner(), part, context.file, context.file, diagnostics);
  return std::nullopt;
}

}  // namespace grif

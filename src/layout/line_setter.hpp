#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "language/hyphenation.hpp"
#include "layout/flow.hpp"
#include "layout/layout.hpp"
#include "layout/paragraph_text.hpp"

namespace grif {

/// Breaks paragraphs into lines, greedily, as Word and LibreOffice do, and sets them in a flow.
class LineSetter {
 public:
  /// Glyphs, actual texts, hyphenation points and bound blanks go to `pages`.
  LineSetter(const Document& document, const Hyphenation& hyphenation, TextStyles& styles,
             Drawing drawing, Pages& pages)
      : document_(&document),
        hyphenation_(&hyphenation),
        styles_(&styles),
        pages_(&pages),
        drawing_(drawing) {
    pages.actual_texts.assign(1, "\u00AD");
  }

  /// Appends the lines of `text` to the flow, below what it has. `width` is the column's.
  /// Spacing, indents and tabs are the format's; so are the rules at which lines a page may begin.
  void set(ParagraphText& text, const Block& paragraph, Length width, Flow& flow);

 private:
  struct LineEnd {
    std::size_t end = 0;    ///< first item of the next line
    bool hyphen = false;    ///< a hyphen is added
    bool by_break = false;  ///< ends at a line break
  };
  /// A place where the line in the making could end.
  struct Candidate {
    std::size_t end = 0;  ///< 0: none
    Units ink = 0;        ///< right edge of the text before it, blanks not counted
  };

  /// Where hyphens may be: where somebody typed soft ones, at the points of the patterns, and there
  /// in abbreviations too.
  enum class Hyphens : std::uint8_t { typed, of_patterns, of_patterns_even_in_capitals };

  LineEnd find_line_end(std::size_t start, Units x);
  LineEnd break_before(std::size_t start, std::size_t item, Units x, Candidate last);
  [[nodiscard]] bool stands_by_initials(std::size_t first, std::size_t end) const;
  std::size_t find_hyphenation(std::size_t start, std::size_t item, Units x, Hyphens allowed);
  std::size_t find_bound_blank(std::size_t start, std::size_t item);
  Units tab_advance(std::size_t item, Units x);
  Units width_to_next_tab(std::size_t item) const;
  [[nodiscard]] Units line_start(bool first) const;

  void emit_line(std::size_t start, const LineEnd& end, Units x);
  void paint_line(std::size_t start, const LineEnd& end, Units x);
  void emit_item(std::size_t item, Units& x, std::int32_t extra);
  void emit_leader(const TextItem& tab, Units x);
  void emit_hyphen(const TextItem& before, Units& x);
  void emit_marks(std::size_t start, std::size_t end, bool last_line);
  void set_line_box(std::size_t start, std::size_t end);
  void set_empty_line(const TextStyle& style);
  void close_run(Units x);
  void emit_word_end();
  void open_run(const TextItem& item, Units x);
  void forbid_breaks(std::size_t first_line);

  const Document* document_;
  const Hyphenation* hyphenation_;
  TextStyles* styles_;
  Pages* pages_;
  Drawing drawing_;

  ParagraphText* text_ = nullptr;
  const ParagraphFormat* format_ = nullptr;
  Flow* flow_ = nullptr;
  Units limit_ = 0;  ///< right edge of the lines
  Length y_;         ///< top of the line in the making
  Length baseline_;  ///< of the line in the making
  std::uint32_t line_ = 0;
  int hyphens_in_a_row_ = 0;
  bool run_open_ = false;
  std::uint16_t run_style_ = 0;
  bool run_odd_ = false;
  std::uint32_t odd_first_ = 0, odd_end_ = 0;  ///< of Document::text, of an open odd run
  std::string word_;
  std::vector<std::uint32_t> points_;
};

}  // namespace grif

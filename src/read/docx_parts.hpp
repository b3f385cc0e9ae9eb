#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/diagnostics.hpp"
#include "read/xlsx_parts.hpp"

namespace grif {

// The parts of a text document (ECMA-376-1, chapter 17), each read by one function.

enum class WordAlignment : std::uint8_t { left, centre, right };

/// What a style says of paragraphs and runs (17.7); nothing where it says nothing.
struct WordStyle {
  std::string based_on;
  std::optional<bool> bold, hidden;
  std::optional<WordAlignment> alignment;
  std::optional<std::uint32_t> list;  ///< numId
  std::optional<std::uint32_t> list_level;
  std::optional<bool> heading;
};

/// styles.xml.
class WordStyles {
 public:
  void add(std::string id, WordStyle style, bool is_default_of_paragraphs);
  /// The style with what it takes from those that it is based on; an empty id is the default style
  /// of paragraphs.
  [[nodiscard]] const WordStyle& style(std::string_view id) const;
  /// Resolves what styles are based on: call it once, when all are there.
  void resolve();

 private:
  std::map<std::string, WordStyle, std::less<>> styles_;
  std::string default_;
};
std::optional<WordStyles> read_word_styles(const XlsxPart& part, Place file,
                                           Diagnostics& diagnostics);
/// `val` of w:jc; nothing for what says neither side.
std::optional<WordAlignment> parse_word_alignment(std::string_view value);
std::uint32_t parse_word_number(std::optional<std::string_view> text);

/// One level of a list (17.9.6).
struct WordListLevel {
  std::string format = "decimal";  ///< ST_NumberFormat
  std::string text;                ///< `%1.%2.`
  std::uint32_t start = 1;
};
/// numbering.xml: how the paragraphs of lists are numbered.
class WordNumbering {
 public:
  static constexpr std::size_t kLevels = 9;
  using Levels = std::vector<WordListLevel>;
  void add_abstract(std::uint32_t id, Levels levels);
  /// `starts`: of the levels where this list begins anew.
  void add_list(std::uint32_t id, std::uint32_t abstract,
                std::vector<std::optional<std::uint32_t>> starts);
  /// Counts one more paragraph of a list and gives its number or sign: `2.1.`, `а)`, `–`; empty
  /// for an unknown list and for one without signs.
  std::string count(std::uint32_t list, std::uint32_t level);

 private:
  struct List {
    std::uint32_t abstract = 0;
    std::vector<std::optional<std::uint32_t>> starts;
    bool started = false;
  };
  struct Abstract {
    Levels levels;
    std::vector<std::uint32_t> counters;  ///< of the last paragraph; 0: none yet
  };
  std::map<std::uint32_t, Abstract> abstracts_;
  std::map<std::uint32_t, List> lists_;
};
std::optional<WordNumbering> read_word_numbering(const XlsxPart& part, Place file,
                                                 Diagnostics& diagnostics);
/// A number in a format of lists: `iv`, `Б`, `07`; as digits in formats that are not known.
std::string format_list_number(std::string_view format, std::uint32_t number);

// ---- The body

inline constexpr std::size_t kMaxWordPieces = 500'000;  ///< paragraphs and cells of a document

/// What the looks of a text say that documents do not repeat.
struct WordTraits {
  bool struck = false, coloured = false;
  bool hidden = false;   ///< some of it was hidden and is left out
  bool picture = false;  ///< a picture stood in it
  bool nested = false;   ///< a table stood in it, read as lines
  void add(const WordTraits& other);
};

struct WordParagraph {
  std::string text;  ///< with the number of a list, line breaks as U+000A, tabs
  WordAlignment alignment = WordAlignment::left;
  bool bold = false;  ///< all of it
  bool heading = false;
  bool new_page = false;  ///< a page begins with it or in it
  WordTraits traits;
};

struct WordCell {
  enum class Merge : std::uint8_t { none, first, next };
  std::uint32_t column = 0, span = 1;  ///< of the table's grid
  Merge merge = Merge::none;           ///< downwards
  std::string text;                    ///< its paragraphs, a line each
  bool bold = false;
  WordTraits traits;
};
struct WordRow {
  std::vector<WordCell> cells;
  bool header = false;  ///< is repeated on each page
};
struct WordTable {
  std::vector<std::uint32_t> grid;  ///< widths in twentieths of a point; may be too few
  std::vector<WordRow> rows;
  bool bordered = false;  ///< some line of it is seen
};
using WordBlock = std::variant<WordParagraph, WordTable>;

/// word/document.xml: paragraphs and tables in their order, and what else was met.
struct WordBody {
  std::vector<WordBlock> blocks;
  std::size_t inserted = 0, deleted = 0;  ///< tracked changes: taken, left out
  std::size_t footnotes = 0, comments = 0, foreign = 0;
  std::vector<std::string> text_boxes;  ///< the beginning of each
};
/// What the reading of the body looks up.
struct WordContext {
  Place file;
  const WordStyles& styles;
  WordNumbering& numbering;
  /// Of table styles by id: whether they draw lines.
  const std::map<std::string, bool, std::less<>>& bordered_styles;
};
std::optional<WordBody> read_word_body(const XlsxPart& part, const WordContext& context,
                                       Diagnostics& diagnostics);
/// Of the table styles in styles.xml: whether they draw lines.
std::map<std::string, bool, std::less<>> read_bordered_styles(const XlsxPart& part);
/// False for a border that is not drawn (ST_Border: nil, none).
bool is_drawn(std::string_view border);

/// Makes sheets of the tables of a document, with the text above and below each. False after an
/// error.
bool build_document_sheets(WordBody body, Workbook& workbook, Sources& sources,
                           Diagnostics& diagnostics);

}  // namespace grif

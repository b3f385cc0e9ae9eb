#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"

namespace grif {

/// Puts a Document together from the outside in: begin … end pairs nest freely (blocks in cells,
/// tables in cells). Ranges come out contiguous whatever the nesting.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const StyleSheet& styles);

  DocumentProperties& properties() { return document_.properties; }

  void begin_section(const PageSetup& page);
  enum class Furniture : std::uint8_t { header, footer, first_header, first_footer };
  void begin_furniture(Furniture which);
  void end_furniture();
  Section& section() { return document_.sections.back(); }
  void end_section();

  /// A heading (level 1 to 9) gets a bookmark around its content.
  void begin_paragraph(StyleId style, const ParagraphProperties& direct = {},
                       std::uint8_t heading_level = 0);
  void end_paragraph();
  /// Character style and direct properties of what follows, until popped; cascades over the
  /// paragraph's.
  void push_run(StyleId style, const CharacterProperties& direct = {});
  void pop_run();
  [[nodiscard]] std::size_t open_runs() const { return runs_.size(); }
  /// Text; `\n` becomes a line break, `\t` a tab. Empty text adds nothing. Valid UTF-8 only.
  void add_text(std::string_view text);
  /// The same in the format that the text has outside of all runs but the first `runs`.
  void add_text_outside(std::string_view text, std::size_t runs);
  /// Where the texts that follow were read; nowhere for words that are no data.
  void set_origin(Place place) { origin_ = place; }
  /// A field, bookmark, link end … of the open paragraph; `index` goes to `content.first`.
  void add_inline(Inline::Type type, std::uint32_t index = 0);
  std::uint32_t add_bookmark(std::string name);
  std::uint32_t add_link(std::string url);

  /// A list; within an item of another one it is a list of the next level. In `pattern`, `%1` is
  /// the number on the first level, `%2` on the second …; a pattern without any is a bullet.
  /// Returns the list's number in the document; a nested list shares its parent's where
  /// WordprocessingML would number it alike.
  std::uint32_t begin_list(bool ordered, std::string pattern);
  void end_list();
  /// The next paragraph is an item of the innermost list; its marker is made here.
  void next_list_item();

  void begin_table(StyleId style, std::vector<ColumnWidth> columns);
  DocumentTable& table();
  void begin_row();
  TableRow& row();
  /// The last row of the open table, between its rows, keeps the one that comes.
  void keep_last_row();
  /// The next cell of the row, on the first column that is free of row spans from above. A column
  /// span is cut at the table's edge and at a column that a row span covers; a row span at the
  /// table's end.
  void begin_cell(std::uint16_t column_span = 1, std::uint16_t row_span = 1);
  /// Columns of the open row that have no cell yet and are not covered from above.
  [[nodiscard]] std::uint16_t free_columns() const;
  TableCell& cell();
  /// The innermost cell keeps a typed value for XLSX. Text is copied.
  void set_typed(TypedCell typed);
  void set_shade(Colour colour);
  /// Blocks that the innermost cell has so far.
  [[nodiscard]] std::size_t blocks_in_cell() const {
    return pending_blocks_.size() - levels_.back();
  }
  /// A cell without any block gets an empty paragraph of this style, as WordprocessingML demands.
  void end_cell(StyleId empty_paragraph);
  /// Columns left free get empty cells, so that the grid has no holes.
  void end_row();
  void end_table();

  void add_page_break();

  /// Text added so far within the current cell or paragraph, to tell an empty one.
  [[nodiscard]] bool in_paragraph() const { return paragraph_open_; }
  [[nodiscard]] std::size_t text_bytes() const { return document_.text.size(); }

  Document finish();

 private:
  /// Where the pending things of one nesting level begin: what is below belongs to the levels
  /// around.
  struct OpenTable {
    DocumentTable table;
    TableRow row;
    std::size_t first_row = 0;   ///< in pending_rows_
    std::size_t first_cell = 0;  ///< of the open row, in pending_cells_
    std::uint32_t row_index = 0;
    std::uint16_t next_column = 0;
    std::vector<std::uint32_t> covered_until;  ///< by column: the first row not covered from above
    bool row_open = false, cell_open = false;
  };
  struct OpenList {
    std::uint32_t list = 0;
    std::uint8_t level = 0;
    bool ordered = false;
    std::string pattern;
    std::uint32_t number = 0;    ///< of the last item made
    bool has_child = false;      ///< some list stood inside an item …
    bool child_of_item = false;  ///< … also of the last item
    bool child_ordered = false;
    std::string child_pattern;
  };
  struct OpenRun {
    StyleId style = kNoStyle;  ///< with the runs around taken in
    CharacterProperties direct;
  };
  /// Formats asked for before, in buckets by style ids; within a bucket the direct properties are
  /// compared. A style is used with few of them, so a look-up is a few comparisons.
  struct ParagraphKey {
    StyleId table = kNoStyle, style = kNoStyle;
    ParagraphFormatId format = 0;
  };
  struct CharacterKey {
    StyleId table = kNoStyle, paragraph = kNoStyle, style = kNoStyle;
    CharacterFormatId format = 0;
  };
  static constexpr std::size_t kBuckets = 64;

  ParagraphFormatId find_format(StyleId style, const ParagraphProperties& direct);
  CharacterFormatId find_format(StyleId paragraph, StyleId style,
                                const CharacterProperties& direct);
  [[nodiscard]] StyleId table_style() const;
  CharacterFormatId current_format();
  void open_level();
  Range close_level();
  Range store_text(std::string_view text);
  void add_text_piece(std::string_view text);
  void begin_item(Block& paragraph);
  OpenTable& open_table();
  void cover(OpenTable& open, const TableCell& cell) const;
  void skip_covered(OpenTable& open) const;
  void clip_row_spans(const DocumentTable& table);

  Document document_;
  const StyleSheet* styles_;
  // Stacks: a level's things lie above those of the levels around it, and move to the document in
  // one piece when the level is closed. That is what makes every range contiguous.
  std::vector<Block> pending_blocks_;
  std::vector<std::size_t> levels_;  ///< index of each open level's first block
  std::vector<TableRow> pending_rows_;
  std::vector<TableCell> pending_cells_;
  std::vector<OpenTable> open_tables_;
  std::vector<OpenList> open_lists_;
  std::vector<OpenRun> runs_;
  std::array<std::vector<ParagraphKey>, kBuckets> paragraph_keys_;
  std::array<std::vector<CharacterKey>, kBuckets> character_keys_;
  Furniture furniture_ = Furniture::header;
  std::uint32_t lists_ = 0;
  bool paragraph_open_ = false;
  bool item_pending_ = false;
  Block paragraph_;
  StyleId paragraph_style_ = kNoStyle;
  std::uint32_t heading_bookmark_ = 0;
  std::uint32_t headings_ = 0;
  std::optional<CharacterFormatId> format_;
  Place origin_;
};

}  // namespace grif

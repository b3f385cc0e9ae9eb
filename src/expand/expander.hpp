#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "document/builder.hpp"
#include "expand/template_tree.hpp"
#include "expression/expression.hpp"

namespace grif {

/// Walks a compiled template over the data and builds the document. Linear in what it writes.
class Expander {
 public:
  Expander(const CompiledTemplate& compiled, const StyleSheet& styles, Evaluation& evaluation)
      : template_(compiled), evaluation_(evaluation), builder_(styles) {}

  /// Nothing after an error, or if a faulty cell was touched.
  std::optional<Document> run();

  /// Bytes of text in a document.
  std::size_t largest_output = std::size_t{1} << 30;

 private:
  struct Bookmark {
    std::string name;
    std::uint32_t index = 0;
    bool defined = false;
    Place first_reference;
  };
  /// A mark met on the way, to be written when all of its side are known.
  struct PendingMark {
    const MarkNode* node = nullptr;
    std::vector<Value> frame;
    Place data_place;
  };

  // expander.cpp
  void expand_nodes(const Nodes& nodes);
  void expand(const TemplateNode& node, const IfNode& choice);
  void expand(const TemplateNode& node, const ForNode& loop);
  void expand(const TemplateNode& node, const LetNode& let);
  void expand(const TemplateNode& node, const IncludeNode& include);
  void expand(const TemplateNode& node, const SectionNode& section);
  void expand_furnishings(const SectionNode& section);
  void expand_item(const ForNode& loop, Value item, std::size_t index, std::size_t count);
  void fill_properties();
  bool take_step(Place place);
  void check_bookmarks();
  Bookmark& bookmark(std::string name);
  Diagnostic& report(Kind kind, Place place, std::initializer_list<std::string_view> arguments);

  // expand_values.cpp
  /// Nothing if the value cannot be printed, which was reported.
  std::optional<std::string_view> print_value(const Expression& expression);
  bool test(const Expression& expression);
  bool value_of(const Setting<bool>& setting);
  std::uint16_t value_of(const Setting<std::int64_t>& setting);
  std::string text_of(const TextPattern& pattern);
  void report_type(const Expression& expression, std::string_view wanted, const Value& seen);

  // expand_inlines.cpp
  void expand(const TemplateNode& node, const TextNode& text);
  void expand(const TemplateNode& node, const ValueNode& value);
  void expand(const TemplateNode& node, const RunNode& run);
  void expand(const TemplateNode& node, const MarkerNode& marker);
  void expand(const TemplateNode& node, const BookmarkNode& bookmark);
  void expand(const TemplateNode& node, const ReferenceNode& reference);
  void expand(const TemplateNode& node, const LinkNode& link);
  void begin_paragraph(StyleId style, const ParagraphProperties& direct,
                       std::uint8_t heading_level = 0);
  void add_literal(std::string_view text);
  void add_value(std::string_view text);
  void add_data(std::string_view text, Place place);
  [[nodiscard]] Place place_read() const;
  void add_pending_blank();
  void add_marker(Inline::Type type, std::uint32_t index = 0);

  // expand_blocks.cpp
  void expand(const TemplateNode& node, const ParagraphNode& paragraph);
  void expand(const TemplateNode& node, const LinesNode& lines);
  void expand(const TemplateNode& node, const PageBreakNode& page_break);
  void expand(const TemplateNode& node, const ListNode& list);
  void expand(const TemplateNode& node, const ItemNode& item);
  void expand(const TemplateNode& node, const MarksNode& marks);
  void expand(const TemplateNode& node, const MarkNode& mark);
  void expand(const TemplateNode& node, const SignatureNode& signature);
  void add_line(const LinesNode& lines, std::string_view line, bool first, Place place);
  void expand_mark_cell(std::span<const PendingMark> marks, std::size_t index, StyleId empty_style);
  void begin_layout_table(StyleId style, std::vector<ColumnWidth> columns);

  // expand_table.cpp
  void expand(const TemplateNode& node, const TableNode& table);
  void expand(const TemplateNode& node, const ColumnNode& column);
  void expand(const TemplateNode& node, const RowNode& row);
  void expand(const TemplateNode& node, const CellNode& cell);
  void expand_typed(const ParagraphNode& paragraph);
  void keep_number();

  const CompiledTemplate& template_;
  Evaluation& evaluation_;
  DocumentBuilder builder_;
  std::size_t errors_before_ = 0;
  std::uint64_t step_limit_ = 0;
  bool stopped_ = false;  ///< too many errors or a limit: the rest is not expanded
  // White space of the open paragraph, as in HTML: blanks join, none at the ends.
  bool at_line_start_ = true;
  bool blank_pending_ = false;
  std::size_t blank_runs_ = 0;  ///< runs that were open where the blank stood
  std::vector<Bookmark> bookmarks_;
  std::unordered_map<std::string, std::size_t> bookmark_indices_;
  // Of the innermost thing around.
  std::vector<ColumnWidth>* columns_ = nullptr;
  const Cell* lines_of_ = nullptr;  ///< the input's cell whose whole text <lines> set last
  std::vector<PendingMark>* left_marks_ = nullptr;
  std::vector<PendingMark>* right_marks_ = nullptr;
};

}  // namespace grif

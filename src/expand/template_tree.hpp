#pragma once

#include <string>
#include <variant>
#include <vector>

#include "document/document.hpp"
#include "document/style.hpp"
#include "expand/expand.hpp"
#include "expression/expression.hpp"

namespace grif {

// A compiled template: a tree of nodes with style ids and slots resolved and every expression
// compiled. Immutable, shared by threads.

struct TemplateNode;
using Nodes = std::vector<TemplateNode>;

/// A text with expressions in it: `приказ № {number}`.
struct TextPattern {
  struct Piece {
    std::string literal;    ///< before the expression
    Expression expression;  ///< not valid: the text ends
    Place place;
  };
  std::vector<Piece> pieces;
};

/// A number or a truth value that an attribute gives: a constant, or an expression over the data.
template <typename T>
struct Setting {
  T constant{};
  Expression expression;  ///< valid: wins over the constant
};

// ---- Inlines

/// Text of the template with its white space collapsed; blanks at its ends join it to its
/// neighbours.
struct TextNode {
  std::string text;
};
struct ValueNode {
  Expression expression;
};
struct RunNode {
  StyleId style = kNoStyle;
  CharacterProperties direct;
  Nodes content;
};
/// Tab, line break, page number, page count.
struct MarkerNode {
  Inline::Type type = Inline::Type::tab;
};
struct BookmarkNode {
  TextPattern name;
  Nodes content;
};
struct ReferenceNode {
  TextPattern to;
};
struct LinkNode {
  TextPattern to;
  Nodes content;
};

// ---- Blocks

struct ParagraphNode {
  StyleId style = kNoStyle;
  ParagraphProperties direct;
  std::uint8_t heading_level = 0;
  Nodes content;
};
/// A paragraph for each line of a text.
struct LinesNode {
  /// What of the first line is set in `lead_style`.
  enum class Lead : std::uint8_t { none, line, colon } lead = Lead::none;
  StyleId style = kNoStyle;
  StyleId lead_style = kNoStyle;        ///< a character style
  std::vector<std::string> lead_until;  ///< words within the first line that end its lead
  ParagraphProperties direct;
  Expression value;
};
struct PageBreakNode {};
struct ListNode {
  bool ordered = false;
  std::string pattern;
  Nodes items;
};
struct ItemNode {
  Nodes blocks;
};

struct TableNode {
  StyleId style = kNoStyle;
  Alignment alignment = Alignment::left;
  bool layout_only = false;
  TextPattern caption;
  Nodes columns, rows;
};
struct ColumnNode {
  ColumnWidth width;
  Expression share;
};
struct RowNode {
  bool header = false;
  Setting<bool> may_break{true, {}}, keep_with_next, keep_with_previous;
  Length least_height;
  StyleId empty_style = kNoStyle;
  Nodes cells;
};
struct CellNode {
  Setting<std::int64_t> column_span{1, {}}, row_span{1, {}};
  Setting<bool> header;
  VerticalAlignment vertical = VerticalAlignment::top;
  bool shaded = false;
  Colour shade;
  StyleId empty_style = kNoStyle;
  bool typed = false;  ///< the whole content is one paragraph with one value
  Nodes blocks;
};
/// Approval marks side by side, in the order of the data on each side.
struct MarksNode {
  StyleId style = kNoStyle;
  StyleId empty_style = kNoStyle;
  Length width;
  Nodes content;
};
struct MarkNode {
  bool left = false;
  Expression side;  ///< valid: gives `left` or `right`
  Nodes blocks;
};
/// Post at the left, name at the right on the level of the post's last line.
struct SignatureNode {
  StyleId table_style = kNoStyle, post_style = kNoStyle, name_style = kNoStyle;
  Nodes post, name;  ///< inlines
};

// ---- Control

struct IfNode {
  struct Branch {
    Expression test;
    Nodes content;
  };
  std::vector<Branch> branches;
  Nodes otherwise;
};
/// The item stands in `slot`, its index, number, first and last in the four slots behind.
struct ForNode {
  Expression list;
  Slot slot = 0;
  Nodes content, otherwise;
};
struct LetNode {
  Expression value;
  Slot slot = 0;
};
struct IncludeNode {
  struct Parameter {
    Expression value;
    Slot slot = 0;
  };
  std::vector<Parameter> parameters;
  Nodes content;
};

struct Furnishings {
  bool has_header = false, has_footer = false, has_first_header = false, has_first_footer = false;
  Nodes header, footer, first_header, first_footer;
};
struct SectionNode {
  PageSetup page;
  bool auto_orientation = false;  ///< landscape if its tables need it
  bool restart_numbering = false;
  Furnishings furnishings;
  Nodes blocks;
};

struct TemplateNode {
  Place place;
  std::variant<TextNode, ValueNode, RunNode, MarkerNode, BookmarkNode, ReferenceNode, LinkNode,
               ParagraphNode, LinesNode, PageBreakNode, ListNode, ItemNode, TableNode, ColumnNode,
               RowNode, CellNode, MarksNode, MarkNode, SignatureNode, IfNode, ForNode, LetNode,
               IncludeNode, SectionNode>
      what;
};

/// A document's template with everything that it includes.
struct CompiledTemplate {
  std::string name, title;  ///< of the document
  TextPattern own_title, subject, organisation;
  Expression date;
  Nodes sections;
  Furnishings furnishings;  ///< of sections that have none of their own
  std::size_t frame_size = 0;
  TemplateSet::Reads reads;
};

}  // namespace grif

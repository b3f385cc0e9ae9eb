#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "expand/template_files.hpp"
#include "expand/template_tree.hpp"
#include "expression/expression.hpp"
#include "pack/pack.hpp"
#include "xml/tree.hpp"

namespace grif {

/// What may stand in a place of a template. Control elements stand everywhere and hold what their
/// surroundings hold.
enum class Context : std::uint8_t { sections, blocks, inlines, columns, rows, cells, items, marks };

/// Compiles the templates of a pack. Reports every fault and goes on; whoever calls looks at the
/// diagnostics afterwards.
class TemplateCompiler {
 public:
  TemplateCompiler(const Pack& pack, const StyleSheet& styles, TemplateFiles& files,
                   Diagnostics& diagnostics)
      : pack_(pack),
        styles_(styles),
        files_(files),
        diagnostics_(diagnostics),
        scope_(pack.scope()) {}

  CompiledTemplate compile(const DocumentSpec& document);

 private:
  friend class Attributes;
  struct Element;
  static std::span<const Element> elements();
  static const Element* find_element(std::string_view name);
  static std::vector<std::string> names_allowed(Context context);

  // compile_template.cpp
  void compile_root(XmlNode root, CompiledTemplate& out);
  void compile_section(XmlNode node, Context context, Nodes& out);
  void compile_furnishing(XmlNode node, Context context, Nodes& out);
  void read_page(class Attributes& attributes, SectionNode& section);
  void fill_section(XmlNode node, SectionNode& section);

  // compile_control.cpp
  void compile_children(XmlNode parent, Context context, Nodes& out);
  void compile_nodes(XmlNode first, XmlNode parent, Context context, Nodes& out);
  void compile_element(XmlNode node, Context context, Nodes& out);
  void compile_text(XmlNode node, XmlNode parent, Context context, Nodes& out);
  void compile_if(XmlNode node, Context context, Nodes& out);
  void compile_for(XmlNode node, Context context, Nodes& out);
  void compile_let(XmlNode node, Context context, Nodes& out);
  void compile_stray_branch(XmlNode node, Context context, Nodes& out);
  void report_misplaced(XmlNode node, Context context);

  // compile_include.cpp
  struct Argument {
    std::string name;
    Expression value;
    Place place;
    bool taken = false;
  };
  void compile_include(XmlNode node, Context context, Nodes& out);
  void compile_part(XmlNode root, std::string_view file, XmlNode include,
                    std::vector<Argument> arguments, Context context, IncludeNode& out);
  void bind_parameter(XmlNode param, std::string_view file, XmlNode include,
                      std::vector<Argument>& arguments, IncludeNode& out);
  bool enter_file(std::string_view file, Place place);

  // compile_inlines.cpp
  void compile_run(XmlNode node, Context context, Nodes& out);
  void compile_marker(XmlNode node, Context context, Nodes& out);
  void compile_bookmark(XmlNode node, Context context, Nodes& out);
  void compile_reference(XmlNode node, Context context, Nodes& out);
  void compile_link(XmlNode node, Context context, Nodes& out);
  void compile_unsupported(XmlNode node, Context context, Nodes& out);

  // compile_blocks.cpp
  void compile_paragraph(XmlNode node, Context context, Nodes& out);
  void compile_heading(XmlNode node, Context context, Nodes& out);
  void compile_lines(XmlNode node, Context context, Nodes& out);
  void compile_page_break(XmlNode node, Context context, Nodes& out);
  void compile_list(XmlNode node, Context context, Nodes& out);
  void compile_item(XmlNode node, Context context, Nodes& out);
  void compile_marks(XmlNode node, Context context, Nodes& out);
  void compile_mark(XmlNode node, Context context, Nodes& out);
  void compile_signature(XmlNode node, Context context, Nodes& out);
  /// The content of a cell or an item: blocks, or inlines that make one paragraph of `style`.
  void compile_content(XmlNode node, StyleId style, const ParagraphProperties& direct, Nodes& out);
  static bool holds_blocks(XmlNode node);
  StyleId content_style(class Attributes& attributes);

  // compile_table.cpp
  void compile_table(XmlNode node, Context context, Nodes& out);
  void compile_column(XmlNode node, Context context, Nodes& out);
  void compile_row(XmlNode node, Context context, Nodes& out);
  void compile_cell(XmlNode node, Context context, Nodes& out);

  // compile_values.cpp
  /// Compiles; on a fault the result is not valid.
  Expression compile_expression_text(std::string_view text, Place place);
  /// Remembers the sheets that an expression reads, also through figures.
  void note_reads(const Expression& expression);
  TextPattern compile_pattern(std::string_view text, Place place);
  bool check_type(const Expression& expression, std::initializer_list<StaticType::Base> allowed,
                  std::string_view wanted);
  bool check_printable(const Expression& expression);
  StyleId find_style(StyleType type, std::string_view id, Place place);

  const Pack& pack_;
  const StyleSheet& styles_;
  TemplateFiles& files_;
  Diagnostics& diagnostics_;
  NameScope scope_;
  std::size_t frame_size_ = 0;
  std::size_t elements_ = 0;  ///< compiled so far, parts as often as they are included
  std::vector<std::string> open_files_;
  TemplateSet::Reads reads_;
  std::vector<bool> figures_read_;  ///< aggregates of the pack whose sheets are in `reads_`
  // What the elements inside take from those around.
  SectionNode* section_ = nullptr;    ///< whose header and footer elements stand here
  SectionNode template_page_;         ///< page and furnishings of the template itself
  StyleId content_style_ = kNoStyle;  ///< of paragraphs that name none; kNoStyle: Normal
  bool header_row_ = false;
  StyleId list_style_ = kNoStyle;
  std::uint8_t list_level_ = 0;  ///< 0: not in a list
};

/// Reads the attributes of one element: each by its name, then `finish` reports those that nobody
/// asked for.
class Attributes {
 public:
  Attributes(TemplateCompiler& compiler, XmlNode node) : compiler_(compiler), node_(node) {}

  std::optional<std::string_view> text(std::string_view name);
  /// Reports a lack.
  std::optional<std::string_view> required(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  std::optional<Length> length(std::string_view name);
  StyleId style(std::string_view name, StyleType type, std::string_view otherwise);
  /// An expression; not valid if the attribute is not there.
  Expression expression(std::string_view name);
  TextPattern pattern(std::string_view name);
  Setting<bool> condition(std::string_view name, bool otherwise);
  Setting<std::int64_t> whole(std::string_view name, std::int64_t otherwise);
  /// Takes every attribute that names a property of the kind.
  template <typename Properties>
  void properties(Properties& to);
  void refuse(std::string_view name, std::string_view expected);
  void finish();

  [[nodiscard]] Place place(std::string_view name) const { return node_.attribute_place(name); }

 private:
  TemplateCompiler& compiler_;
  XmlNode node_;
  /// Names that were asked for, or that properties of a kind have.
  struct Known {
    std::string_view name;
    std::vector<std::string> (*names)();
  };
  [[nodiscard]] std::vector<std::string> known_names() const;
  std::vector<Known> known_;
  std::vector<std::string_view> taken_;
};

}  // namespace grif

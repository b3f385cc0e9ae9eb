#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document/document.hpp"
#include "pages/pages.hpp"
#include "write/docx_properties.hpp"
#include "write/docx_styles.hpp"

// Text of a DOCX: blocks, inlines and tables into document.xml, header and footer parts.
namespace grif::docx {

/// Relationships of one part, in the order of their ids (rId1 …).
class Relationships {
 public:
  /// `type` is the last word of the relationship's type («hyperlink»). Returns the id's number.
  std::uint32_t add(std::string_view type, std::string_view target, bool external = false);
  /// The same for an index of Document::links or ::images, one id for each.
  std::uint32_t add_link(std::uint32_t link, std::string_view url);
  std::uint32_t add_image(std::uint32_t image, std::string_view target);
  [[nodiscard]] bool empty() const { return items_.empty(); }
  /// The part `_rels/….rels`.
  [[nodiscard]] std::string make_part() const;

 private:
  struct Item {
    std::string type, target;
    bool external = false;
  };
  struct Known {
    std::uint32_t index, id;
  };
  std::vector<Item> items_;
  std::vector<Known> links_, images_;
};

/// `<w:t>` elements of a stretch of Document::text: hyphenation points become `<w:softHyphen/>`,
/// bound hyphens `<w:noBreakHyphen/>`, bound blanks U+00A0. Takes the points sorted, in one sweep.
class TextCursor {
 public:
  TextCursor(const Document& document, const Pages& pages) : document_(document), pages_(pages) {}
  void append(std::string& out, Range text);

 private:
  void append_piece(std::string& out, std::uint32_t first, std::uint32_t end);
  const Document& document_;
  const Pages& pages_;
  std::size_t hyphen_ = 0, bound_hyphen_ = 0, space_ = 0;
};

/// A field with its cached result (17.16.2): begin, instruction, separator, result, end.
void append_field(std::string& out, std::string_view run_properties, std::string_view instruction,
                  std::string_view result);
/// `<w:bookmarkStart/>` (17.13.6.2).
void append_bookmark_start(std::string& out, std::uint32_t id, std::string_view name);
/// `<w:drawing>` with one inline picture (20.4.2.8); sizes in EMU.
void append_picture(std::string& out, const Image& image, std::uint32_t id,
                    std::uint32_t relationship);
/// `<w:sdt>`: a control for one field of a form (17.5.2.31), its run inside.
void append_form_field(std::string& out, const FormField& field, std::string_view run_properties);

/// Names of bookmarks that Word accepts: letters, digits and `_`, not a digit first, at most 40
/// characters, no two alike whatever the case. Other ones are replaced by `_Grif` and their number.
std::vector<std::string> make_bookmark_names(const std::vector<std::string>& wanted);

/// What the parts of one document share.
struct BodyContext {
  const Document& document;
  const Pages& pages;
  Numbering numbering;
  std::vector<std::string> bookmarks;
  std::vector<std::string> run_properties;             ///< `<w:rPr>` by CharacterFormatId
  std::vector<std::string> run_children;               ///< the same without the element around
  std::vector<std::string> paragraph_properties;       ///< `<w:pPr>` by ParagraphFormatId
  std::vector<std::string> kept_paragraph_properties;  ///< with keepNext
  std::vector<bool> used_images;
  std::uint32_t next_picture = 1;

  BodyContext(const Document& document, const Pages& pages);
};
/// `word/media/image1.png` for image 0, relative to the part.
std::string image_target(const Document& document, std::uint32_t image);

/// Writes the blocks of one part.
class BodyWriter {
 public:
  BodyWriter(BodyContext& context, Relationships& relationships, std::string& out);

  /// Blocks of a header, a footer or a cell: ends with a paragraph, as the schema demands.
  void append_blocks(Range blocks, Length width, bool keep_with_next = false);
  /// Blocks of a section. All sections but the last end with a paragraph that carries `section`.
  void append_section(const Section& section, std::string_view properties, bool last);
  /// What the field PAGE shows until it is computed again.
  void set_page_result(std::string_view result) { page_result_ = result; }

 private:
  struct Mode {
    Length width;
    bool keep_with_next = false;
    bool page_break_before = false;
    std::string_view section;
  };
  struct Cover;

  void append_block(const Block& block, const Mode& mode);
  void append_paragraph(const Block& block, const Mode& mode);
  void append_paragraph_properties_of(const Block& block, const Mode& mode);
  void append_filler(const Mode& mode);
  void append_inline(const Inline& piece);
  void append_field_of(const Inline& piece);
  void append_link_start(std::uint32_t link);
  void append_image_run(const Inline& piece);
  void append_contents(const Block& block, const Mode& mode);
  void append_contents_entry(const Block& block, const Heading& heading, const Mode& mode,
                             bool first, bool last);
  void append_table(const Block& block, const Mode& mode);
  void append_cells(const TableRow& row, std::span<const std::int64_t> edges,
                    std::vector<Cover>& covers, bool keep);
  void append_cell(const TableCell& cell, std::span<const std::int64_t> edges, bool keep);
  void append_empty_cell(const Cover& cover, std::span<const std::int64_t> edges,
                         std::size_t column, VerticalMerge merge, bool keep);
  [[nodiscard]] std::vector<std::int64_t> edges_of(const DocumentTable& table, Length width) const;
  void open_run(CharacterFormatId format);
  void close_run();

  BodyContext& context_;
  Relationships& relationships_;
  std::string& out_;
  TextCursor text_;
  std::string_view page_result_ = "1";
  bool run_open_ = false;
  bool link_open_ = false;
  CharacterFormatId run_format_ = 0;
};

}  // namespace grif::docx

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "data/workbook.hpp"
#include "opc/parts.hpp"
#include "read/number_format.hpp"
#include "xml/scanner.hpp"

namespace grif {

// The parts of an XLSX package, each read by one function. Elements are told by their local names,
// relationships by the last word of their types, so that prefixed and strict files read alike.

inline constexpr std::size_t kMaxSheets = 256;
inline constexpr std::uint32_t kMaxDataColumns = 1'024;
inline constexpr std::size_t kMaxCells = 5'000'000;
inline constexpr std::size_t kMaxMerges = 100'000;
inline constexpr std::uint64_t kMaxTextBytes = 1ULL << 30;

struct SheetEntry {
  std::string name;
  std::string relationship;  ///< empty if it has none
  bool hidden = false;
};
/// workbook.xml (18.2).
struct WorkbookPart {
  std::string root;  ///< local name of the root element: `workbook` if it is one
  bool dates_from_1904 = false;
  std::vector<SheetEntry> sheets;
};
std::optional<WorkbookPart> read_workbook_part(const XlsxPart& part, Place file,
                                               Diagnostics& diagnostics);

/// styles.xml (18.8): of each cell format its number format and what matters of its font and
/// borders.
struct XlsxStyles {
  struct CellStyle {
    std::uint32_t format = 0;  ///< index into formats
    bool bold = false;
    bool struck = false;
    bool line_above = false, line_below = false, line_beside = false;  ///< borders that are drawn
  };
  std::vector<NumberFormat> formats;
  std::vector<CellStyle> cells;  ///< at least one: what a cell without a style has

  [[nodiscard]] const CellStyle& style(std::uint32_t index) const {
    return cells[index < cells.size() ? index : 0];
  }
};
/// The styles of a workbook that has none.
XlsxStyles plain_styles();
/// A property of a font that is on unless its `val` says no (CT_BooleanProperty, 18.8.2).
bool is_switched_on(XmlScanner& scanner);
std::optional<XlsxStyles> read_styles(const XlsxPart& part, Place file, Diagnostics& diagnostics);

/// What the fonts of a text's runs do that documents do not repeat.
struct RunTraits {
  bool struck = false;     ///< some run is struck through
  bool coloured = false;   ///< some run is not black
  bool own_fonts = false;  ///< every run has a font of its own, so that the cell's does not count
  [[nodiscard]] bool any() const { return struck || coloured || own_fonts; }
};

/// Text of one item of CT_Rst (18.4.8), gathered from its runs without phonetic ones. Views into
/// the scanner's buffer where the text stands there in one piece.
class RichText {
 public:
  /// Stands after the start of `si` or `is`; leaves after its end. False on a fault.
  bool read(XmlScanner& scanner);
  [[nodiscard]] std::string_view text() const {
    return is_view_ ? view_ : std::string_view(joined_);
  }
  [[nodiscard]] bool is_in_buffer() const { return is_view_; }
  [[nodiscard]] RunTraits traits() const { return traits_; }

 private:
  bool read_run(XmlScanner& scanner);
  bool read_font(XmlScanner& scanner);
  void append(std::string_view text, bool in_buffer);
  std::string_view view_;
  std::string joined_;
  bool is_view_ = true;
  RunTraits traits_, run_;  ///< of all runs with text, of the one that is being read
};
/// `_x000D_` and its like as characters (ST_Xstring, 22.9.2.19); half a surrogate pair and what XML
/// forbids become U+FFFD, CR LF and CR a line feed.
std::string decode_xstring(std::string_view text);
[[nodiscard]] inline bool needs_xstring_decoding(std::string_view text) {
  return text.find("_x") != std::string_view::npos;
}

/// sharedStrings.xml (18.4): texts by index, views into the part, which the arena takes over, or
/// into the arena.
struct SharedStrings {
  struct Marked {
    std::uint32_t index = 0;
    RunTraits traits;
  };
  std::vector<std::string_view> texts;
  std::vector<Marked> marked;  ///< the few that have traits, by index

  [[nodiscard]] RunTraits traits(std::uint32_t index) const;
};
std::optional<SharedStrings> read_shared_strings(XlsxPart part, Place file, Arena& arena,
                                                 Diagnostics& diagnostics);

/// Cells that one message names: the first of them, and how many there are.
struct CellList {
  std::size_t count = 0;
  Place first, last;
  std::string names;  ///< `B2, B3 …`
  void add(Place place);
  void add(Place place, std::string_view name);
};

/// An address as a person types it: without `mailto:`, `https://` and a bar at the end.
std::string_view bare_address(std::string_view address);

/// A link of a sheet (18.3.1.47).
struct SheetLink {
  Place place;
  std::string relationship;  ///< empty: it leads to a place of the workbook, or is a formula
};

/// What the sheets of one workbook share.
struct SheetContext {
  Place file;
  const SharedStrings& strings;
  const XlsxStyles& styles;
  Arena& arena;
  bool dates_from_1904 = false;
  std::size_t cells_read = 0;
  std::uint64_t text_bytes = 0;
  std::vector<SheetLink> links;  ///< of the sheet that was read last
};
/// A worksheet part (18.3.1.99) into a sheet that has its name and source. False after an error.
bool read_sheet_part(const XlsxPart& part, SheetContext& context, Sheet& sheet,
                     Diagnostics& diagnostics);

/// Tells once a sheet of its links, comments and drawings (18.3.1.47, 18.7, 20.5), which documents
/// do not repeat. Parts that cannot be read are told of without their cells.
void report_attachments(PackageReader& package, std::string_view part, const Sheet& sheet,
                        std::span<const SheetLink> links, Diagnostics& diagnostics);

/// Sorts the merges, refuses wrong ones, takes the cells that they hide out with a warning. The
/// cells are sorted.
bool settle_merges(Sheet& sheet, Diagnostics& diagnostics);

}  // namespace grif

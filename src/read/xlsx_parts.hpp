#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/arena.hpp"
#include "core/diagnostics.hpp"
#include "data/workbook.hpp"
#include "opc/package.hpp"
#include "read/number_format.hpp"
#include "xml/scanner.hpp"

namespace grif {

// The parts of an XLSX package, each read by one function. Elements are told by their local names,
// relationships by the last word of their types, so that prefixed and strict files read alike.

inline constexpr XmlLimits kOfficeLimits{.depth = 128};
inline constexpr std::size_t kMaxSheets = 256;
inline constexpr std::uint32_t kMaxDataColumns = 1'024;
inline constexpr std::size_t kMaxCells = 5'000'000;
inline constexpr std::size_t kMaxMerges = 100'000;
inline constexpr std::uint64_t kMaxTextBytes = 1ULL << 30;

/// A part as UTF-8 text.
struct XlsxPart {
  std::string name;
  std::string text;
};
std::optional<XlsxPart> load_xml_part(PackageReader& package, std::string_view name, Place file,
                                      Diagnostics& diagnostics);
/// Reports what the scanner refused, with a note that names the part, the line and the column.
void report_part_fault(const XmlScanner& scanner, const XlsxPart& part, Place file, Place place,
                       Diagnostics& diagnostics);

struct Relationship {
  std::string id;
  std::string type;    ///< the last word of its URI: `worksheet`
  std::string target;  ///< name of the part, resolved; empty for an external one
};
/// The relationships of a part, or of the package itself for an empty name; none if it has none.
std::optional<std::vector<Relationship>> read_relationships(PackageReader& package,
                                                            std::string_view part, Place file,
                                                            Diagnostics& diagnostics);
/// The part that a target means, seen from a part: URI rules, and what careless programs write.
std::string resolve_target(std::string_view from_part, std::string_view target);

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

/// styles.xml (18.8): of each cell format its number format and whether its font is bold.
struct XlsxStyles {
  struct CellStyle {
    std::uint32_t format = 0;  ///< index into formats
    bool bold = false;
  };
  std::vector<NumberFormat> formats;
  std::vector<CellStyle> cells;

  [[nodiscard]] NumberMeaning meaning(std::uint32_t style, double value) const {
    return style < cells.size() ? formats[cells[style].format].meaning(value)
                                : NumberMeaning::number;
  }
  [[nodiscard]] bool is_bold(std::uint32_t style) const {
    return style < cells.size() && cells[style].bold;
  }
};
std::optional<XlsxStyles> read_styles(const XlsxPart& part, Place file, Diagnostics& diagnostics);

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

 private:
  bool read_run(XmlScanner& scanner);
  void append(std::string_view text, bool in_buffer);
  std::string_view view_;
  std::string joined_;
  bool is_view_ = true;
};
/// `_x000D_` and its like as characters (ST_Xstring, 22.9.2.19); half a surrogate pair and what XML
/// forbids become U+FFFD, CR LF and CR a line feed.
std::string decode_xstring(std::string_view text);
[[nodiscard]] inline bool needs_xstring_decoding(std::string_view text) {
  return text.find("_x") != std::string_view::npos;
}

/// sharedStrings.xml (18.4): texts by index, views into the part, which the arena takes over, or
/// into the arena.
std::optional<std::vector<std::string_view>> read_shared_strings(XlsxPart part, Place file,
                                                                 Arena& arena,
                                                                 Diagnostics& diagnostics);

/// What the sheets of one workbook share.
struct SheetContext {
  Place file;
  const std::vector<std::string_view>& strings;
  const XlsxStyles& styles;
  Arena& arena;
  bool dates_from_1904 = false;
  std::size_t cells_read = 0;
  std::uint64_t text_bytes = 0;
};
/// A worksheet part (18.3.1.99) into a sheet that has its name and source. False after an error.
bool read_sheet_part(const XlsxPart& part, SheetContext& context, Sheet& sheet,
                     Diagnostics& diagnostics);

/// Sorts the merges, refuses wrong ones, takes the cells that they hide out with a warning. The
/// cells are sorted.
bool settle_merges(Sheet& sheet, Diagnostics& diagnostics);

}  // namespace grif

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the sheet of remarks records, in cells of a hidden column, of what was done to the workbook:
// enough to take it back, also after another program has numbered the styles anew.
namespace grif::annotate {

/// A section of styles.xml to which items were added at its end.
enum class StyleSection : std::uint8_t { fonts, fills, borders, formats };
inline constexpr std::array<std::string_view, 4> kStyleSections = {"fonts", "fills", "borders",
                                                                   "cellXfs"};

struct Record {
  /// A colour of ours and the fill that a cell of that colour had before: the content of `<fill>`
  /// without prefixes, empty for none.
  struct Colour {
    std::uint32_t rgb = 0;
    std::string before;
    bool operator==(const Colour&) const = default;
  };
  /// The items added to a section: the first of them, how many, and what they are like.
  struct Tail {
    std::size_t first = 0, count = 0;
    std::uint64_t fingerprint = 0;
    bool operator==(const Tail&) const = default;
  };
  /// A cell format that we made: of which it is a copy, and what the cell was.
  struct Copy {
    std::uint32_t format = 0;
    bool absent = false;   ///< the cell named no format
    bool created = false;  ///< there was no cell
    bool operator==(const Copy&) const = default;
  };
  std::vector<Colour> colours;
  std::array<Tail, 4> tails;  ///< by StyleSection
  std::vector<Copy> copies;   ///< the first of the added cell formats
  std::string seal;           ///< of all other parts
  bool operator==(const Record&) const = default;
};

/// A line a cell; the first is the head by which the sheet is known.
std::vector<std::string> to_lines(const Record& record);
/// What of these lines is understood: a stranger may have written them.
Record parse_record(const std::vector<std::string>& lines);

}  // namespace grif::annotate

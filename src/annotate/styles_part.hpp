#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "annotate/markup.hpp"
#include "annotate/record.hpp"
#include "core/diagnostics.hpp"

// styles.xml (18.8): colours are put on cells by formats that copy their own, and taken off again.
namespace grif::annotate {

/// What stands in `<fill>` (18.8.20), with what matters of it.
struct Fill {
  std::string content;               ///< without prefixes; empty: no fill
  std::optional<std::uint32_t> rgb;  ///< of a solid one in a colour of its own
  bool operator==(const Fill&) const = default;
};
Fill read_fill(std::string_view item);
/// Whether a font (18.8.22) is too light for a light ground.
bool is_light_font(std::string_view item);

/// The colours without a variation, which stand for cells that had no fill.
Record plain_colours();

/// What a cell of a format becomes when our colours are taken off.
struct CleanFormat {
  std::uint32_t format = 0;
  bool ours = false;
  bool absent = false;   ///< no format is named
  bool created = false;  ///< the cell was not there; it goes if nothing was written into it
};
struct CleanStyles {
  std::string text;
  std::vector<CleanFormat> formats;  ///< by the number of the format
  [[nodiscard]] CleanFormat at(std::uint32_t format) const {
    return format < formats.size() ? formats[format] : CleanFormat{.format = format};
  }
};
/// Takes our colours out: exactly as it was where the part is as we left it; else each cell's
/// format gets its like with the fill that is recorded. Nothing if the part is not well-formed.
std::optional<CleanStyles> clean_styles(std::string text, const Record& record);

/// Formats of our own sheet.
enum class Look : std::uint8_t {
  title,
  text,
  head,
  cell,
  link,
  note,
  warning,
  error,  ///< behind `note` in the order of Severity
};
inline constexpr std::size_t kLooks = 8;

/// Adds formats to a part; `text` must outlive it.
class StyleAdder {
 public:
  /// A part that is none gets what is missing.
  explicit StyleAdder(std::string_view text);
  StyleAdder(const StyleAdder&) = delete;
  StyleAdder& operator=(const StyleAdder&) = delete;
  ~StyleAdder() = default;
  [[nodiscard]] bool is_good() const { return root_.name == "styleSheet"; }
  /// The format of a marked cell; nothing where no more can be made.
  std::optional<std::uint32_t> mark(const Record::Copy& cell, Severity severity);
  /// The formats of our sheet, made last.
  std::array<std::uint32_t, kLooks> add_looks();
  /// The part with all that was added, which the record gets.
  std::string finish(Record& record);

 private:
  struct Section {
    const XmlElement* element = nullptr;
    std::size_t first = 0;  ///< items that stay
    std::string standing;   ///< items that a part without them gets for good
    std::vector<std::string> added;
    [[nodiscard]] std::uint32_t next() const {
      return static_cast<std::uint32_t>(first + added.size());
    }
  };
  using FillKey = std::tuple<Severity, bool, std::string>;
  Section& section(StyleSection which) { return sections_[static_cast<std::size_t>(which)]; }
  [[nodiscard]] std::string_view item(StyleSection which, std::size_t index) const;
  std::optional<std::uint32_t> add_fill(const FillKey& key);
  std::uint32_t add(StyleSection which, std::string item);
  [[nodiscard]] std::size_t place_of(std::size_t section) const;

  std::string opened_;  ///< the part, where it is an empty element
  std::string_view text_;
  XmlElement root_;
  std::string prefix_;
  std::array<Section, 4> sections_;
  std::set<std::uint32_t> taken_;  ///< colours
  std::map<FillKey, std::uint32_t> fills_;
  std::map<std::tuple<std::uint32_t, bool, bool, Severity>, std::uint32_t> marks_;
  std::vector<Record::Colour> colours_;
  std::vector<Record::Copy> copies_;
};

/// styles.xml of a workbook that has none.
std::string plain_styles(std::string_view main_namespace);

}  // namespace grif::annotate

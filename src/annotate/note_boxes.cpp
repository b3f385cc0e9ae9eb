#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "annotate/notes_part.hpp"
#include "core/text.hpp"
#include "data/cell_reference.hpp"

// VML is taken as text, not as XML: spreadsheets write drawings with `<br>` that no parser accepts.
namespace grif::annotate {
namespace {

constexpr std::string_view kShape = "<v:shape ", kShapeEnd = "</v:shape>";
/// What boxes of notes are called in every program's files.
constexpr std::string_view kType = "id=\"_x0000_t202\"";
constexpr std::string_view kShapeType =
    "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" "
    "path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path "
    "gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
constexpr std::string_view kOwnId = "id=\"grif_";
constexpr std::uint32_t kLastColumn = kMaxColumns - 1, kLastRow = kMaxRows - 1;
constexpr std::uint32_t kBoxWidth = 330, kLettersOfLine = 44, kLineHeight = 15, kMostHeight = 420;

std::optional<std::uint32_t> number_in(std::string_view shape, std::string_view element) {
  const std::string open = "<x:" + std::string(element) + ">";
  const std::size_t begin = shape.find(open);
  if (begin == std::string_view::npos) return std::nullopt;
  std::string_view text = shape.substr(begin + open.size());
  text = trimmed(text.substr(0, text.find('<')));
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool is_box_of(std::string_view shape, const CellSet& cells) {
  if (shape.substr(0, shape.find('>')).find(kOwnId) != std::string_view::npos) return true;
  if (shape.find("ObjectType=\"Note\"") == std::string_view::npos) return false;
  const auto row = number_in(shape, "Row"), column = number_in(shape, "Column");
  return row && column && cells.contains({*row, *column});
}

std::uint32_t height_of(std::string_view note) {
  std::uint32_t lines = 0;
  for (const std::string_view line : split(note, '\n'))
    lines += 1 + static_cast<std::uint32_t>(count_code_points(line)) / kLettersOfLine;
  return std::min(lines * kLineHeight + 14, kMostHeight);
}

/// Where a length from the beginning of column or row `first` ends: its number, and pixels into it.
struct Corner {
  std::uint32_t number = 0, offset = 0;
};
template <typename SizeOf>
Corner walk(std::uint32_t first, std::uint32_t length, std::uint32_t last, const SizeOf& size_of) {
  Corner corner{first, length};
  for (;;) {
    const std::uint32_t size = size_of(corner.number);
    if (corner.offset < size || corner.number >= last) return corner;
    corner.offset -= size;
    ++corner.number;
  }
}

std::string box_of(const MarkedCell& cell, std::size_t number, const SheetGrid& grid) {
  const auto width = [&](std::uint32_t column) { return grid.width(column); };
  const auto height = [&](std::uint32_t row) { return grid.height(row); };
  const std::uint32_t column = std::min(cell.column + 1, kLastColumn);
  const std::uint32_t top = cell.row == 0 ? 0 : cell.row - 1;
  const Corner left = walk(column, 15, kLastColumn, width);
  const Corner right = walk(column, 15 + kBoxWidth, kLastColumn, width);
  const Corner upper = walk(top, 8, kLastRow, height);
  const Corner lower = walk(top, 8 + height_of(cell.note), kLastRow, height);
  return fmt::format(
      "<v:shape id=\"grif_{}\" type=\"#_x0000_t202\" "
      "style=\"position:absolute;margin-left:60pt;margin-top:8pt;width:248pt;height:{}pt;"
      "z-index:{};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill "
      "color2=\"#ffffe1\"/><v:shadow color=\"black\" obscured=\"t\"/><v:path "
      "o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div "
      "style=\"text-align:left\"></div></v:textbox><x:ClientData "
      "ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, {}, {}, {}, {}, {}, "
      "{}, {}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column>"
      "</x:ClientData></v:shape>",
      number, height_of(cell.note) * 3 / 4, number, left.number, left.offset, upper.number,
      upper.offset, right.number, right.offset, lower.number, lower.offset, cell.row, cell.column);
}

}  // namespace

std::string clean_boxes(std::string_view drawing, const CellSet& cells) {
  std::vector<Edit> edits;
  bool others = false;
  std::size_t at = drawing.find(kShape);
  while (at != std::string_view::npos) {
    const std::size_t close = drawing.find(kShapeEnd, at);
    if (close == std::string_view::npos) break;
    const Span shape{at, close + kShapeEnd.size()};
    if (is_box_of(shape.of(drawing), cells))
      edits.push_back({shape, {}});
    else
      others = others || shape.of(drawing).find("#_x0000_t202") != std::string_view::npos;
    at = drawing.find(kShape, shape.end);
  }
  if (edits.empty()) return std::string(drawing);
  const std::size_t type = drawing.find(kShapeType);
  if (!others && type != std::string_view::npos)
    edits.push_back({{type, type + kShapeType.size()}, {}});
  return apply_edits(drawing, std::move(edits));
}

bool has_shapes(std::string_view drawing) { return drawing.find(kShape) != std::string_view::npos; }

std::string mark_boxes(std::string_view drawing, const std::vector<MarkedCell>& cells,
                       const CellSet& added, const SheetGrid& grid) {
  std::string shapes;
  if (drawing.find(kType) == std::string_view::npos) shapes += kShapeType;
  std::size_t number = 0;
  for (const MarkedCell& cell : cells)
    if (added.contains({cell.row, cell.column})) shapes += box_of(cell, ++number, grid);
  const std::size_t end = drawing.rfind("</xml>");
  if (number == 0 || end == std::string_view::npos) return std::string(drawing);
  return apply_edits(drawing, {{{end, end}, shapes}});
}

std::string empty_drawing() {
  return "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" "
         "xmlns:o=\"urn:schemas-microsoft-com:office:office\" "
         "xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><o:shapelayout v:ext=\"edit\"><o:idmap "
         "v:ext=\"edit\" data=\"1\"/></o:shapelayout></xml>";
}

}  // namespace grif::annotate

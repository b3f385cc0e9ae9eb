#include <iterator>

#include <fmt/format.h>

#include "core/text.hpp"
#include "pages/pages.hpp"

namespace grif {

namespace {

/// Tenths of a point, rounded.
std::string tenths(Length length) {
  const std::int64_t n = length.emu() * 10;
  const std::int64_t half = Length::kEmuPerPoint / 2;
  const std::int64_t rounded = (n >= 0 ? n + half : n - half) / Length::kEmuPerPoint;
  return fmt::format("{}{}.{}", rounded < 0 ? "-" : "", (rounded < 0 ? -rounded : rounded) / 10,
                     (rounded < 0 ? -rounded : rounded) % 10);
}

std::string box_text(Length x, Length y, Length width, Length height) {
  return fmt::format("{} {} {}x{}", tenths(x), tenths(y), tenths(width), tenths(height));
}

std::string element_text(const Pages& pages, ElementId id) {
  if (id == kArtifactPagination) return "pagination";
  if (id == kArtifactLayout) return "layout";
  const Element& element = pages.elements[id];
  std::string text = fmt::format("{}{}", id, structure_name(element.type));
  if (element.type == Element::Type::heading) text += fmt::to_string(element.level);
  return text;
}

std::string run_text(const Pages& pages, const GlyphRun& run, const FaceSet& faces) {
  if (run.actual_text != 0) {
    const std::string& text = pages.actual_texts[run.actual_text - 1];
    return text == "\u00AD" ? "[-]" : fmt::format("[{}]", text);
  }
  std::string text;
  const Face& face = faces.at(run.face);
  for (std::uint32_t i = 0; i < run.glyphs.count; ++i) {
    const std::u32string_view shown = face.code_points(pages.glyphs[run.glyphs.first + i].id);
    if (shown.empty()) text += "\uFFFD";
    for (const char32_t c : shown) append_utf8(text, c);
  }
  return text;
}

void dump_run(std::string& out, const Pages& pages, const GlyphRun& run, const FaceSet& faces) {
  fmt::format_to(std::back_inserter(out), "  {} {} w{} {} {}{} {}: {}\n", tenths(run.x),
                 tenths(run.y), tenths(run.width), faces.at(run.face).postscript_name(),
                 tenths(Length::from_half_points(run.half_points)), run.underline ? " u" : "",
                 element_text(pages, run.element), run_text(pages, run, faces));
}

void dump_page(std::string& out, const Pages& pages, const Page& page, const Document& document,
               const FaceSet& faces) {
  const auto of = [](const auto& items, Range range) {
    return std::span(items).subspan(range.first, range.count);
  };
  for (const GlyphRun& run : of(pages.runs, page.runs)) dump_run(out, pages, run, faces);
  auto to = std::back_inserter(out);
  for (const Box& box : of(pages.boxes, page.boxes)) {
    fmt::format_to(to, "  box {} #{:02x}{:02x}{:02x}\n",
                   box_text(box.x, box.y, box.width, box.height), box.colour.red, box.colour.green,
                   box.colour.blue);
  }
  for (const PlacedImage& image : of(pages.images, page.images)) {
    fmt::format_to(to, "  image {} {} {}\n", image.image,
                   box_text(image.x, image.y, image.width, image.height),
                   element_text(pages, image.element));
  }
  for (const PlacedLink& link : of(pages.links, page.links)) {
    fmt::format_to(to, "  link {} {} {}\n", document.links[link.link],
                   box_text(link.x, link.y, link.width, link.height),
                   element_text(pages, link.element));
  }
}

void dump_elements(std::string& out, const Pages& pages) {
  auto to = std::back_inserter(out);
  for (ElementId id = 1; id < pages.elements.size(); ++id) {
    const Element& element = pages.elements[id];
    fmt::format_to(to, "  {} < {}", element_text(pages, id), element_text(pages, element.parent));
    if (element.column_span > 1) fmt::format_to(to, " columns {}", element.column_span);
    if (element.row_span > 1) fmt::format_to(to, " rows {}", element.row_span);
    if (element.row_scope) out += " row scope";
    out += '\n';
  }
}

}  // namespace

std::string dump(const Pages& pages, const Document& document, const FaceSet& faces) {
  std::string out;
  auto to = std::back_inserter(out);
  for (const Page& page : pages.pages) {
    fmt::format_to(to, "page {} {}x{}\n", page.number, tenths(page.width), tenths(page.height));
    dump_page(out, pages, page, document, faces);
  }
  out += "structure\n";
  dump_elements(out, pages);
  for (const Heading& heading : pages.headings) {
    fmt::format_to(to, "heading {} page {} y {}: {}\n", heading.level, heading.position.page,
                   tenths(heading.position.y), heading.text);
  }
  for (std::size_t i = 0; i < pages.bookmarks.size(); ++i) {
    fmt::format_to(to, "bookmark {} page {} y {}\n", document.bookmarks[i], pages.bookmarks[i].page,
                   tenths(pages.bookmarks[i].y));
  }
  const auto dump_offsets = [&](std::string_view name, const std::vector<std::uint32_t>& offsets) {
    if (!offsets.empty()) fmt::format_to(to, "{} {}\n", name, fmt::join(offsets, " "));
  };
  dump_offsets("hyphenation", pages.hyphenation_points);
  dump_offsets("bound spaces", pages.bound_spaces);
  dump_offsets("bound hyphens", pages.bound_hyphens);
  for (std::size_t i = 0; i < pages.row_plans.size(); ++i) {
    const RowPlan& plan = pages.row_plans[i];
    if (!plan.whole && !plan.keep_with_next) continue;
    fmt::format_to(to, "row {}{}{}\n", i, plan.whole ? " whole" : "",
                   plan.keep_with_next ? " keeps next" : "");
  }
  return out;
}

}  // namespace grif

#include "write/pdf_content.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>

#include "write/pdf_syntax.hpp"

namespace grif::pdf {
namespace {

constexpr std::array<std::string_view, 6> kHeadingTypes = {"H1", "H2", "H3", "H4", "H5", "H6"};

/// The most bytes that a glyph takes in a TJ array: two escaped bytes and `)-32768(`.
constexpr std::size_t kMostGlyphBytes = 12;

/// Where the underline stands below the baseline and how thick it is, in thousandths of the size:
/// what Liberation's faces say of themselves.
constexpr std::int64_t kUnderlineTop = 81, kUnderlineThickness = 49;

char* append_byte(char* at, unsigned byte) {
  const char c = static_cast<char>(byte);
  if (c == '(' || c == ')' || c == '\\') {
    *at++ = '\\';
  } else if (c == '\r') {
    *at++ = '\\';
    *at++ = 'r';
    return at;
  }
  *at++ = c;
  return at;
}

Box underline_box(const GlyphRun& run) {
  const Length size = Length::from_half_points(run.half_points);
  return {run.x, run.y + size.scaled(kUnderlineTop, 1000), run.width,
          size.scaled(kUnderlineThickness, 1000), run.colour};
}

bool is_artifact(ElementId element) {
  return element == kArtifactPagination || element == kArtifactLayout;
}

/// Appends `re` operators, with one `f` for all that follow each other in one colour.
class BoxPainter {
 public:
  BoxPainter(std::string& out, Length page_height) : out_(out), page_height_(page_height) {}
  void add(const Box& box) {
    if (open_ && box.colour != colour_) end();
    if (!open_) append_fill_colour(out_, box.colour);
    colour_ = box.colour;
    open_ = true;
    const std::int64_t bottom = to_hundredths(page_height_ - box.y - box.height);
    append_hundredths(out_, to_hundredths(box.x));
    out_ += ' ';
    append_hundredths(out_, bottom);
    out_ += ' ';
    append_hundredths(out_, std::max<std::int64_t>(1, to_hundredths(box.width)));
    out_ += ' ';
    append_hundredths(out_, std::max<std::int64_t>(1, to_hundredths(box.height)));
    out_ += " re\n";
  }
  void end() {
    if (open_) out_ += "f\n";
    open_ = false;
  }

 private:
  std::string& out_;
  Length page_height_;
  Colour colour_;
  bool open_ = false;  ///< rectangles wait for their `f`
};

}  // namespace

std::string_view structure_type(const Element& element) {
  if (element.type != Element::Type::heading) return structure_name(element.type);
  return kHeadingTypes[std::clamp<std::size_t>(element.level, 1, kHeadingTypes.size()) - 1];
}

ContentWriter::ContentWriter(const Pages& pages, std::size_t faces)
    : pages_(pages), used_glyphs_(faces) {
  page_marks_.reserve(pages.pages.size() + 1);
}

std::string_view ContentWriter::write_next_page() {
  const Page& page = pages_.pages[page_];
  out_.clear();
  append_boxes(page);
  append_images(page);
  append_runs(page);
  page_marks_.push_back(static_cast<std::uint32_t>(marks_.size()));
  ++page_;
  return out_;
}

/// What belongs to no element of this document is an artifact.
ElementId ContentWriter::known(ElementId element) const {
  if (element == kArtifactPagination || element < pages_.elements.size()) return element;
  assert(element == kArtifactLayout);
  return kArtifactLayout;
}

void ContentWriter::open_artifact(ElementId kind) {
  out_ += kind == kArtifactPagination ? "/Artifact<</Type/Pagination>>BDC\n"
                                      : "/Artifact<</Type/Layout>>BDC\n";
}

void ContentWriter::open_mark(ElementId element) {
  if (is_artifact(element)) {
    open_artifact(element);
    return;
  }
  out_ += '/';
  out_ += structure_type(pages_.elements[element]);
  append_mark_number(element);
  out_ += ">>BDC\n";
}

void ContentWriter::append_mark_number(ElementId element) {
  out_ += "<</MCID ";
  append_integer(out_, static_cast<std::int64_t>(marks_.size()) - page_marks_.back());
  marks_.push_back({element, page_});
}

/// Shades, rules and underlines: decoration for whoever listens.
void ContentWriter::append_boxes(const Page& page) {
  const std::span boxes(pages_.boxes.data() + page.boxes.first, page.boxes.count);
  const std::span runs(pages_.runs.data() + page.runs.first, page.runs.count);
  const bool underlined = std::ranges::any_of(runs, &GlyphRun::underline);
  if (boxes.empty() && !underlined) return;
  open_mark(kArtifactLayout);
  BoxPainter painter(out_, page.height);
  for (const Box& box : boxes) painter.add(box);
  for (const GlyphRun& run : runs) {
    if (run.underline) painter.add(underline_box(run));
  }
  painter.end();
  close_mark();
}

void ContentWriter::append_images(const Page& page) {
  for (std::uint32_t i = 0; i < page.images.count; ++i) {
    const PlacedImage& placed = pages_.images[page.images.first + i];
    open_mark(known(placed.element));
    out_ += "q ";
    append_points(out_, placed.width);
    out_ += " 0 0 ";
    append_points(out_, placed.height);
    out_ += ' ';
    append_points(out_, placed.x);
    out_ += ' ';
    append_points(out_, page.height - placed.y - placed.height);
    out_ += " cm/Im";
    append_integer(out_, placed.image);
    out_ += " Do Q\n";
    close_mark();
  }
}

void ContentWriter::append_runs(const Page& page) {
  if (page.runs.count == 0) return;
  out_ += "BT\n";
  TextState state;
  bool open = false;
  ElementId element = kArtifactLayout;
  for (std::uint32_t i = 0; i < page.runs.count; ++i) {
    const GlyphRun& run = pages_.runs[page.runs.first + i];
    if (run.glyphs.count == 0) continue;
    const ElementId next = known(run.element);
    const bool replaced = run.actual_text != 0;
    if (open && (next != element || replaced)) {
      close_mark();
      open = false;
    }
    element = next;
    if (replaced) {
      append_replaced_run(page, run, element, state);
      continue;
    }
    if (!open) open_mark(element);
    open = true;
    append_run(page, run, state);
  }
  if (open) close_mark();
  out_ += "ET\n";
}

/// Glyphs that stand for another text (14.9.4) are a sequence of their own, not one within that of
/// their element: readers lose the rest of the outer one.
void ContentWriter::append_replaced_run(const Page& page, const GlyphRun& run, ElementId element,
                                        TextState& state) {
  const bool artifact = is_artifact(element);
  if (artifact) open_artifact(element);
  out_ += "/Span";
  if (artifact) {
    out_ += "<<";
  } else {
    append_mark_number(element);
  }
  out_ += "/ActualText";
  append_text_string(out_, pages_.actual_texts[run.actual_text - 1]);
  out_ += ">>BDC\n";
  append_run(page, run, state);
  close_mark();
  if (artifact) close_mark();
}

void ContentWriter::append_run(const Page& page, const GlyphRun& run, TextState& state) {
  const bool first = state.half_points < 0;
  if (first || run.face != state.face || run.half_points != state.half_points) {
    out_ += "/F";
    append_integer(out_, run.face);
    out_ += ' ';
    append_hundredths(out_, run.half_points * std::int64_t{50});
    out_ += " Tf ";
  }
  if (first || run.colour != state.colour) append_fill_colour(out_, run.colour);
  const std::int64_t x = to_hundredths(run.x), y = to_hundredths(page.height - run.y);
  append_hundredths(out_, x - state.x);
  out_ += ' ';
  append_hundredths(out_, y - state.y);
  out_ += " Td";
  state = {x, y, run.half_points, run.face, run.colour};
  append_glyphs({pages_.glyphs.data() + run.glyphs.first, run.glyphs.count},
                used_glyphs_[run.face]);
}

/// Two bytes a glyph (Identity-H); differences of advances go between the strings of a TJ array
/// (9.4.3), where positive numbers move back. The difference of the last glyph moves nothing.
void ContentWriter::append_glyphs(std::span<const Glyph> glyphs, GlyphSet& used) {
  const std::size_t start = out_.size();
  out_.resize(start + 2 + kMostGlyphBytes * glyphs.size());
  char* const begin = out_.data() + start;
  char* at = begin;
  *at++ = '[';
  *at++ = '(';
  bool adjusted = false;
  for (std::size_t i = 0; i < glyphs.size(); ++i) {
    const Glyph glyph = glyphs[i];
    used.add(glyph.id);
    at = append_byte(at, glyph.id >> 8U);
    at = append_byte(at, glyph.id & 0xFFU);
    if (glyph.adjust == 0 || i + 1 == glyphs.size()) continue;
    adjusted = true;
    *at++ = ')';
    at = std::to_chars(at, at + 6, -int{glyph.adjust}).ptr;
    *at++ = '(';
  }
  out_.resize(start + static_cast<std::size_t>(at - begin));
  if (adjusted) {
    out_ += ")]TJ\n";
  } else {
    out_.erase(start, 1);
    out_ += ")Tj\n";
  }
}

}  // namespace grif::pdf

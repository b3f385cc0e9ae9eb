#include "unit/layout/layout_fixture.hpp"

#include "core/text.hpp"

namespace grif {

std::string LayoutTest::text_of(const GlyphRun& run) const {
  if (run.actual_text == 1) return "-";
  if (run.actual_text != 0) return pages.actual_texts[run.actual_text - 1];
  std::string text;
  for (std::uint32_t i = 0; i < run.glyphs.count; ++i) {
    for (const char32_t c : faces.at(run.face).code_points(pages.glyphs[run.glyphs.first + i].id))
      append_utf8(text, c);
  }
  return text;
}

namespace {

/// Without the blanks that hang at the end of a line or of what stands before a tab.
void drop_hanging_blanks(std::string& line) {
  line.resize(trimmed(line).size() + static_cast<std::size_t>(trimmed(line).data() - line.data()));
}

}  // namespace

std::vector<std::string> LayoutTest::lines_of(std::size_t index) const {
  const Page& page = pages.pages[index];
  std::vector<std::string> lines;
  const GlyphRun* before = nullptr;
  for (std::uint32_t i = page.runs.first; i < page.runs.first + page.runs.count; ++i) {
    const GlyphRun& run = pages.runs[i];
    if (before == nullptr || run.y != before->y || run.x < before->x) {
      if (!lines.empty()) drop_hanging_blanks(lines.back());
      lines.emplace_back();
    } else if ((run.x - before->x - before->width).twips() > 1) {
      drop_hanging_blanks(lines.back());
      lines.back() += "|";
    }
    lines.back() += text_of(run);
    before = &run;
  }
  if (!lines.empty()) drop_hanging_blanks(lines.back());
  return lines;
}

std::string LayoutTest::lines() const {
  std::string text;
  for (std::size_t page = 0; page < pages.pages.size(); ++page) {
    if (page != 0) text += "=\n";
    for (const std::string& line : lines_of(page)) text += line + "\n";
  }
  return text;
}

}  // namespace grif

#include "write/xlsx_plan.hpp"

#include <algorithm>
#include <numeric>

#include "core/text.hpp"

namespace grif::xlsx {
namespace {

constexpr std::size_t kMostSheets = 30;

bool is_data_table(const Document& document, const Block& block) {
  return block.type == Block::Type::table && !document.tables[block.content.first].layout_only;
}

bool has_header(const Document& document, const DocumentTable& table) {
  return table.rows.count != 0 && document.rows[table.rows.first].header;
}

Length text_width(const Section& section) {
  return section.page.width - section.page.left - section.page.right;
}

/// The block after the last data table of a section, or its first one.
std::uint32_t end_of_data_tables(const Document& document, Range blocks) {
  std::uint32_t end = blocks.first + blocks.count;
  while (end > blocks.first && !is_data_table(document, document.blocks[end - 1])) --end;
  return end;
}

/// Whether each data table has a sheet of its own.
bool is_divided(const Document& document) {
  std::size_t tables = 0;
  for (const Section& section : document.sections) {
    for (std::uint32_t i = 0; i < section.blocks.count; ++i) {
      const Block& block = document.blocks[section.blocks.first + i];
      if (!is_data_table(document, block)) continue;
      if (!has_header(document, document.tables[block.content.first])) return false;
      ++tables;
    }
  }
  return tables > 1 && tables <= kMostSheets;
}

/// Adds the edges that are not near one that is there: within two millimetres, or a third of the
/// narrowest column, so that no column is lost.
void add_edges(std::vector<Length>& edges, const std::vector<Length>& more) {
  Length near = Length::from_mm(2);
  for (std::size_t i = 1; i < more.size(); ++i) near = std::min(near, (more[i] - more[i - 1]) / 3);
  for (const Length at : more) {
    const bool known = std::any_of(edges.begin(), edges.end(), [&](Length edge) {
      return edge - at <= near && at - edge <= near;
    });
    if (!known) edges.push_back(at);
  }
  std::sort(edges.begin(), edges.end());
}

std::vector<Length> make_edges(const Document& document, const SheetPlan& plan) {
  const Length width = text_width(*plan.section);
  std::vector<Length> edges;
  for (const bool data : {true, false}) {
    if (!data && !edges.empty()) break;  // marks side by side follow the columns of the data
    for (const SheetBlock& on_sheet : plan.blocks) {
      const Block& block = document.blocks[on_sheet.block];
      if (block.type != Block::Type::table) continue;
      const DocumentTable& table = document.tables[block.content.first];
      if (table.layout_only == data) continue;
      const std::vector<Length> own = table_edges(table, width);
      if (edges.empty()) {
        edges = own;
      } else {
        add_edges(edges, own);
      }
    }
  }
  if (edges.empty()) return {Length(), width};
  // Beside a narrow table the text above it still has the width of the page.
  if (edges.back() < width.scaled(9, 10)) edges.push_back(width);
  return edges;
}

std::string_view caption_of(const Document& document, const SheetPlan& plan) {
  for (const SheetBlock& on_sheet : plan.blocks) {
    const Block& block = document.blocks[on_sheet.block];
    if (is_data_table(document, block) && !document.tables[block.content.first].caption.empty()) {
      return document.tables[block.content.first].caption;
    }
  }
  return {};
}

std::string heading_of(const Document& document, const SheetPlan& plan) {
  std::string heading;
  for (const SheetBlock& on_sheet : plan.blocks) {
    const Block& block = document.blocks[on_sheet.block];
    if (block.heading_level != 0) heading = document.plain_text(block);
  }
  return heading;
}

void name_sheets(const Document& document, std::vector<SheetPlan>& plans) {
  std::vector<std::string> taken;
  for (SheetPlan& plan : plans) {
    std::string wanted(caption_of(document, plan));
    if (wanted.empty() && plans.size() > 1) wanted = heading_of(document, plan);
    if (wanted.empty()) wanted = document.properties.title;
    plan.name = make_sheet_name(wanted, taken);
    taken.push_back(plan.name);
  }
}

std::string cut_utf16(std::string_view text, std::size_t most) {
  std::size_t units = 0, end = 0;
  for (std::size_t at = 0; at < text.size(); end = at) {
    units += next_code_point(text, at) > 0xFFFF ? 2 : 1;
    if (units > most) break;
  }
  return std::string(trimmed(text.substr(0, end)));
}

}  // namespace

std::vector<Length> table_edges(const DocumentTable& table, Length width) {
  std::vector<Length> edges{Length()};
  if (table.grid.size() == table.columns.size()) {
    for (const Length column : table.grid) edges.push_back(edges.back() + column);
    return edges;
  }
  const auto count = static_cast<std::int64_t>(table.columns.size());
  for (std::int64_t i = 1; i <= count; ++i) edges.push_back(width.scaled(i, count));
  return edges;
}

std::vector<Length> widen_for_words(std::vector<Length> widths, std::vector<Length> needs) {
  const Length all = std::accumulate(widths.begin(), widths.end(), Length());
  Length lacking, spare;
  std::vector<Length> gives(widths.size());
  for (std::size_t i = 0; i < widths.size(); ++i) {
    needs[i] = std::min(needs[i], std::max(all / 3, widths[i]));
    lacking += std::max(needs[i] - widths[i], Length());
    if (needs[i] > Length()) gives[i] = std::max(widths[i] - needs[i], Length());
    spare += gives[i];
  }
  const Length taken = std::min(lacking, spare);
  for (std::size_t i = 0; i < widths.size(); ++i) {
    widths[i] = std::max(widths[i], needs[i]);
    if (spare > Length()) widths[i] = widths[i] - gives[i].scaled(taken.emu(), spare.emu());
  }
  return widths;
}

std::size_t nearest_edge(const std::vector<Length>& edges, Length at) {
  const auto above = std::lower_bound(edges.begin(), edges.end(), at);
  const auto index = static_cast<std::size_t>(above - edges.begin());
  if (above == edges.begin()) return 0;
  if (above == edges.end()) return edges.size() - 1;
  return at - edges[index - 1] <= edges[index] - at ? index - 1 : index;
}

std::size_t edge_before(const std::vector<Length>& edges, Length at) {
  const auto beyond = std::upper_bound(edges.begin(), edges.end(), at);
  return beyond == edges.begin() ? 0 : static_cast<std::size_t>(beyond - edges.begin()) - 1;
}

std::string make_sheet_name(std::string_view wanted, const std::vector<std::string>& taken) {
  constexpr std::size_t kLongest = 31;
  std::string clean;
  for (std::size_t at = 0; at < wanted.size();) {
    const char32_t c = next_code_point(wanted, at);
    const bool forbidden = c < 0x20 || !is_xml_char(c) ||
                           std::u32string_view(U"[]:*?/\\").find(c) != std::u32string_view::npos;
    append_utf8(clean, forbidden ? U' ' : c);
  }
  clean = cut_utf16(collapsed(clean), kLongest);
  while (clean.starts_with('\'')) clean.erase(0, 1);
  while (clean.ends_with('\'')) clean.pop_back();
  if (clean.empty()) clean = "Лист" + std::to_string(taken.size() + 1);
  const auto is_taken = [&](std::string_view name) {
    // «History» is a sheet of Excel's own.
    return lower(name) == "history" ||
           std::any_of(taken.begin(), taken.end(),
                       [&](const std::string& other) { return lower(other) == lower(name); });
  };
  std::string name = clean;
  for (std::size_t n = 2; is_taken(name); ++n) {
    const std::string suffix = " (" + std::to_string(n) + ")";
    name = cut_utf16(clean, kLongest - suffix.size()) + suffix;
  }
  return name;
}

std::vector<SheetPlan> plan_sheets(const Document& document) {
  const bool divided = is_divided(document);
  std::vector<SheetPlan> plans(1);
  for (const Section& section : document.sections) {
    const std::uint32_t tables_end = end_of_data_tables(document, section.blocks);
    bool page_break = !plans.back().blocks.empty();
    for (std::uint32_t i = section.blocks.first; i < section.blocks.first + section.blocks.count;
         ++i) {
      const Block& block = document.blocks[i];
      if (block.type == Block::Type::page_break) {
        page_break = true;
        continue;
      }
      SheetPlan* plan = &plans.back();
      // What stands before the next table of a divided document goes with that table.
      if (divided && plan->data_tables != 0 && i < tables_end) plan = &plans.emplace_back();
      if (plan->section == nullptr || is_data_table(document, block)) plan->section = &section;
      plan->blocks.push_back({i, page_break && !plan->blocks.empty()});
      plan->data_tables += is_data_table(document, block) ? 1 : 0;
      page_break = false;
    }
  }
  for (SheetPlan& plan : plans) {
    static const Section kBlank;
    if (plan.section == nullptr)
      plan.section = document.sections.empty() ? &kBlank : &document.sections[0];
    plan.edges = make_edges(document, plan);
  }
  name_sheets(document, plans);
  return plans;
}

}  // namespace grif::xlsx

#include "layout/column_widths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace grif {

namespace {

/// A column whose longest line is this short is set in one line: «№ п/п», «Сроки», «май 2026».
constexpr std::int64_t kShortColumn = Length::from_points(72).twips();
/// Columns up to here take nothing of what a table leaves: ordinals do not get nicer in wide ones.
constexpr std::int64_t kNarrowColumn = Length::from_points(40).twips();
/// A column with a weight below 1 is to be narrow: it gets no more than this much of what its
/// weight is of the whole, unless its longest word asks for it.
constexpr double kMostOfLightColumn = 1.5;
/// A column of ordinals or marks: four cells of five are no longer than this.
constexpr float kOrdinal = static_cast<float>(Length::from_points(36).twips());
constexpr std::size_t kFewestCells = 4;
/// A cell this many times as long does not belong into a column of ordinals.
constexpr float kStranger = 3;
/// A cell is comfortable while its height is no more than this much of its width.
constexpr double kHeightOfWidth = 1.5;
constexpr double kLineHeight = static_cast<double>(Length::from_points(13).twips());

std::int64_t twips_up(Length length) {
  return (length.emu() + Length::kEmuPerTwip - 1) / Length::kEmuPerTwip;
}

/// Parts of `total`, by weight, in whole twips that add up to it exactly.
std::vector<std::int64_t> share_out(std::int64_t total, std::span<const double> weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> parts(weights.size());
  double passed = 0;
  std::int64_t given = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    passed += sum > 0 ? weights[i] / sum : 1.0 / static_cast<double>(weights.size());
    const bool last = i + 1 == weights.size();
    const auto until = last ? total : std::llround(static_cast<double>(total) * passed);
    parts[i] = until - given;
    given = until;
  }
  return parts;
}

/// Lowers the highest values to one level so that all add up to `total` at most.
void level_down(std::vector<std::int64_t>& values, std::int64_t total) {
  std::vector<std::int64_t> sorted = values;
  std::ranges::sort(sorted);
  std::int64_t left = total;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto others = static_cast<std::int64_t>(sorted.size() - i);
    if (sorted[i] * others <= left) {
      left -= sorted[i];
      continue;
    }
    const std::int64_t level = std::max<std::int64_t>(left / others, 0);
    for (std::int64_t& value : values) value = std::min(value, level);
    return;
  }
}

/// A column between its bounds.
struct Fitted {
  std::int64_t least = 0, most = 0;
  double wish = 1;  ///< what its width grows with

  [[nodiscard]] std::int64_t at(double level) const {
    const double width = std::min(level * wish, static_cast<double>(most));
    return std::clamp(static_cast<std::int64_t>(width), least, most);
  }
};

std::int64_t sum_at(std::span<const Fitted> columns, double level) {
  std::int64_t sum = 0;
  for (const Fitted& column : columns) sum += column.at(level);
  return sum;
}

/// The widths grow together, each by its own wish and within its bounds, until they fill the room.
/// The leasts together fit in it, the mosts do not.
std::vector<std::int64_t> grow_together(std::span<const Fitted> columns, std::int64_t room) {
  constexpr int kHalvings = 60;
  double low = 0, high = 1;
  while (sum_at(columns, high) < room) high *= 2;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle = (low + high) / 2;
    (sum_at(columns, middle) <= room ? low : high) = middle;
  }
  std::vector<std::int64_t> widths;
  for (const Fitted& column : columns) widths.push_back(column.at(low));
  std::int64_t left = room - std::accumulate(widths.begin(), widths.end(), std::int64_t{0});
  for (std::size_t i = 0; i < columns.size() && left > 0; ++i) {
    const std::int64_t more = std::min(left, columns[i].most - widths[i]);
    widths[i] += more;
    left -= more;
  }
  return widths;
}

std::vector<std::int64_t> fit_columns(std::span<const ColumnNeed> needs,
                                      std::span<const double> weights, std::int64_t room,
                                      bool fill) {
  std::vector<Fitted> columns(needs.size());
  const double all_weights = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::int64_t sum_least = 0, sum_most = 0, sum_short = 0;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    Fitted& column = columns[i];
    column.least = twips_up(needs[i].least);
    column.most = std::max(twips_up(needs[i].most), column.least);
    if (weights[i] < 1) {
      const double share = static_cast<double>(room) * weights[i] / all_weights;
      column.most = std::clamp(static_cast<std::int64_t>(share * kMostOfLightColumn), column.least,
                               column.most);
    }
    column.wish = std::sqrt(std::max(needs[i].text, 1.0) * weights[i]);
    sum_least += column.least;
    sum_most += column.most;
    sum_short += column.most <= kShortColumn ? column.most : column.least;
  }
  std::vector<std::int64_t> widths;
  if (sum_most <= room) {
    std::vector<double> wish;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      widths.push_back(columns[i].most);
      wish.push_back(static_cast<double>(std::max<std::int64_t>(widths[i] - kNarrowColumn, 0)) *
                     weights[i]);
    }
    if (!fill) return widths;
    const std::vector<std::int64_t> more = share_out(room - sum_most, wish);
    for (std::size_t i = 0; i < needs.size(); ++i) widths[i] += more[i];
    return widths;
  }
  if (sum_least > room) {
    for (const Fitted& column : columns) widths.push_back(column.least);
    level_down(widths, room);
    const std::int64_t left = room - std::accumulate(widths.begin(), widths.end(), std::int64_t{0});
    const std::vector<double> equal(needs.size(), 1);
    const std::vector<std::int64_t> more = share_out(left, equal);
    for (std::size_t i = 0; i < needs.size(); ++i) widths[i] += more[i];
    return widths;
  }
  if (sum_short <= room) {
    for (Fitted& column : columns)
      if (column.most <= kShortColumn) column.least = column.most;
  }
  return grow_together(columns, room);
}

}  // namespace

// ---- What columns need --------------------------------------------------------------------------

void ColumnMeasure::add(Length least, Length most, double text, bool heading) {
  if (heading) {
    heading_least_ = std::max(heading_least_, least);
    return;
  }
  if (text == 0) return;
  cells_.push_back({static_cast<float>(twips_up(least)), static_cast<float>(twips_up(most)),
                    static_cast<float>(text)});
  least_ = std::max(least_, least);
  most_ = std::max(most_, most);
}

void ColumnMeasure::widen(Length least, Length most) {
  longest_word_ += least;
  least_ += least;
  most_ += most;
  need_.least = std::max(need_.least, least_);
  need_.most = std::max(need_.most, most_);
}

/// In a column of ordinals a whole sentence that a school typed there unmerged is set as narrow as
/// need be, so that it does not widen the column for all rows.
void ColumnMeasure::leave_out_strangers(float padding) {
  if (cells_.size() < kFewestCells) return;
  std::vector<float> mosts;
  mosts.reserve(cells_.size());
  for (const Cell& cell : cells_) mosts.push_back(cell.most);
  const auto usual = mosts.begin() + static_cast<std::ptrdiff_t>((mosts.size() - 1) * 4 / 5);
  std::ranges::nth_element(mosts, usual);
  const float ink = *usual - padding;
  if (ink > kOrdinal) return;
  const float limit = std::max(ink * kStranger, kOrdinal) + padding;
  float least = 0, most = 0;
  for (Cell& cell : cells_) {
    if (cell.least > limit || cell.most > 2 * limit) {
      cell.least = std::min(cell.least, kOrdinal + padding);
      cell.most = std::min(cell.most, kOrdinal + padding);
      cell.text = std::min(cell.text, kOrdinal + padding);
    }
    least = std::max(least, cell.least);
    most = std::max(most, cell.most);
  }
  least_ = Length::from_twips(static_cast<std::int64_t>(least));
  most_ = Length::from_twips(static_cast<std::int64_t>(most));
}

void ColumnMeasure::close(Length padding) {
  longest_word_ = std::max(least_, heading_least_);
  leave_out_strangers(static_cast<float>(padding.twips()));
  least_ = std::max(least_, heading_least_);
  most_ = std::max(most_, least_);
  need_ = {.least = least_, .most = most_, .comfort = least_, .text = 0};
  if (cells_.empty()) return;
  std::vector<float> texts;
  texts.reserve(cells_.size());
  for (const Cell& cell : cells_) {
    need_.text += static_cast<double>(cell.text);
    texts.push_back(cell.text);
  }
  const auto longer = texts.begin() + static_cast<std::ptrdiff_t>(texts.size() * 3 / 4);
  std::ranges::nth_element(texts, longer);
  const double side = std::sqrt(static_cast<double>(*longer) * kLineHeight / kHeightOfWidth);
  need_.comfort =
      std::clamp(Length::from_twips(static_cast<std::int64_t>(side)) + padding, least_, most_);
}

// ---- What they get ------------------------------------------------------------------------------

std::vector<std::int64_t> share_width(const DocumentTable& table, std::span<const ColumnNeed> needs,
                                      std::int64_t room) {
  using Rule = ColumnWidth::Rule;
  const std::size_t count = table.columns.size();
  std::vector<std::int64_t> widths(count);
  if (count == 0) return widths;
  std::vector<std::size_t> fitted, shared;
  std::vector<ColumnNeed> fit_needs;
  std::vector<double> fit_weights, shares;
  std::int64_t fixed = 0, least_of_shared = 0, least_of_others = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const ColumnWidth& column = table.columns[i];
    if (column.rule != Rule::fixed)
      least_of_others += std::max<std::int64_t>(needs[i].least.twips(), 1);
    if (column.rule == Rule::fixed) {
      widths[i] = column.width.twips();
      fixed += widths[i];
    } else if (column.rule == Rule::fit) {
      fitted.push_back(i);
      fit_needs.push_back(needs[i]);
      fit_weights.push_back(column.share > 0 ? column.share : 1);
    } else {
      shared.push_back(i);
      shares.push_back(std::max(column.share, 0.0));
      least_of_shared += needs[i].least.twips();
    }
  }
  // Fixed columns leave what the others need, but no more than half of an equal share to each.
  const auto others = static_cast<std::int64_t>(fitted.size() + shared.size());
  const std::int64_t half_shares = room * others / static_cast<std::int64_t>(count * 2);
  const std::int64_t most_fixed = room - std::min(half_shares, least_of_others);
  if (fixed > most_fixed) {
    std::vector<double> weights(count);
    for (std::size_t i = 0; i < count; ++i) weights[i] = static_cast<double>(widths[i]);
    widths = share_out(most_fixed, weights);
    fixed = most_fixed;
  }
  std::int64_t left = room - fixed;
  if (!fitted.empty()) {
    const std::int64_t for_fitted =
        shared.empty() ? left : std::max(left - least_of_shared, left / 2);
    const auto parts = fit_columns(fit_needs, fit_weights, for_fitted, shared.empty());
    for (std::size_t k = 0; k < fitted.size(); ++k) left -= widths[fitted[k]] = parts[k];
  }
  if (!shared.empty()) {
    const auto parts = share_out(left, shares);
    for (std::size_t k = 0; k < shared.size(); ++k) widths[shared[k]] = parts[k];
  }
  return widths;
}

Length comfortable_width(const DocumentTable& table, std::span<const ColumnNeed> needs) {
  Length sum;
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const bool fixed = table.columns[i].rule == ColumnWidth::Rule::fixed;
    sum += fixed ? table.columns[i].width : needs[i].comfort;
  }
  return sum;
}

}  // namespace grif

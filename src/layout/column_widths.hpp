#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "document/document.hpp"

namespace grif {

/// What the content of a column asks for, with the padding of its cells.
struct ColumnNeed {
  Length least;     ///< its longest piece that only a hyphen would divide
  Length most;      ///< its longest line
  Length comfort;   ///< the width in which its longer cells are not much higher than wide
  double text = 0;  ///< widths of all its lines, added up, in twips: how much there is to read
};

/// Widths of a table's columns in twips. Fixed columns get what they say, then the fitted ones what
/// they need, then shares of the rest; all together are `room` where a fitted or shared column can
/// take what is left.
///
/// Fitted columns, as a careful secretary sets them: nobody gets less than the least unless all of
/// them together do not fit; short columns get their most; between those bounds the widths grow
/// with the square root of the text (times the weight), which makes the rows of all columns
/// together least high. A column of ordinals stays narrow: what does not belong there is broken,
/// and a weight below 1 bounds what a column can get.
std::vector<std::int64_t> share_width(const DocumentTable& table, std::span<const ColumnNeed> needs,
                                      std::int64_t room);

/// What a table would like to have: fixed columns as they say, comfort for the others.
Length comfortable_width(const DocumentTable& table, std::span<const ColumnNeed> needs);

/// The need of one column, from those of its cells one by one.
class ColumnMeasure {
 public:
  /// A cell of `lines` that are `text` twips long together. Headings wrap gladly.
  void add(Length least, Length most, double text, bool heading);
  /// Room that a cell over several columns needs here beyond what they have.
  void widen(Length least, Length most);
  [[nodiscard]] Length least() const { return least_; }
  [[nodiscard]] Length most() const { return most_; }
  /// Once all cells are there: looks for what does not belong here and gives the need.
  void close(Length padding);
  [[nodiscard]] const ColumnNeed& need() const { return need_; }
  /// What the longest word asks for, wherever it stands: known once all cells are there.
  [[nodiscard]] Length longest_word() const { return longest_word_; }

 private:
  struct Cell {
    float least, most, text;  ///< in twips
  };
  void leave_out_strangers(float padding);

  std::vector<Cell> cells_;
  Length heading_least_, least_, most_, longest_word_;
  ColumnNeed need_;
};

}  // namespace grif

#pragma once

#include <optional>

#include "layout/flow.hpp"
#include "layout/typesetter.hpp"

namespace grif {

/// Fills pages from top to bottom and gives each its header and footer.
class PageWriter {
 public:
  explicit PageWriter(Typesetter& typesetter) : typesetter_(&typesetter) {}

  /// Begins a section on a new page.
  void begin_section(const Section& section);
  /// Ends the page and begins the next one of the section. Space above a paragraph is kept behind a
  /// `hard` break, which somebody asked for, and dropped where a page was full.
  void new_page(bool hard = false);
  void end_document();

  [[nodiscard]] Length y() const { return y_; }
  void advance(Length height) { y_ += height; }
  /// What is left of the page.
  [[nodiscard]] Length room() const { return bottom_ - y_; }
  /// Height of the text area.
  [[nodiscard]] Length full_height() const { return bottom_ - top_; }
  [[nodiscard]] bool at_top() const { return y_ == top_; }
  [[nodiscard]] Length left() const { return section_->page.left; }
  [[nodiscard]] Length width() const {
    return section_->page.width - section_->page.left - section_->page.right;
  }

  /// Sets a flow of paragraphs below what the page has and goes on to new pages where they do not
  /// fit. What stands behind the last place where a page may end is kept on the page where `tail`
  /// more fits, if any page can hold both.
  void place_flow(const Flow& flow, Length tail = {});
  /// Puts lines [first, end) of a flow on the page, so that the flow's point (0, 0) comes to (x,
  /// y). Artifacts are what stands on another page too.
  void put(const Flow& flow, std::size_t first, std::size_t end, Length x, Length y,
           bool as_artifact = false) {
    put(flow, {}, end_of(flow), first, end, x, y, as_artifact);
  }
  /// The same for lines whose content stands between `from` and `to`.
  void put(const Flow& flow, const FlowEnd& from, const FlowEnd& to, std::size_t first,
           std::size_t end, Length x, Length y, bool as_artifact);
  void put(const Box& box) { typesetter_->pages().boxes.push_back(box); }

 private:
  void open_page();
  void close_page();
  void put_mark(const FlowMark& mark, Length y);
  void set_furniture(Range blocks);
  void put_furniture(Range blocks, bool at_bottom);
  /// Measured once for each of the section's headers and footers.
  Length furniture_height(Range blocks, std::optional<Length>& known);
  [[nodiscard]] std::size_t find_end(const Flow& flow, std::size_t first, Length origin,
                                     Length tail, bool anywhere) const;

  Typesetter* typesetter_;
  const Section* section_ = nullptr;
  bool first_of_section_ = true, hard_break_ = true;
  std::uint32_t number_ = 0;
  Length y_, top_, bottom_;
  Flow furniture_;
  std::optional<Length> header_height_, footer_height_, first_header_height_, first_footer_height_;
};

}  // namespace grif

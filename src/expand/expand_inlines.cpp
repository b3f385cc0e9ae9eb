#include <algorithm>
#include <array>

#include "expand/expander.hpp"

namespace grif {
namespace {

bool is_safe_address(std::string_view address) {
  constexpr std::array<std::string_view, 4> kSchemes{"https://", "http://", "mailto:", "tel:"};
  const auto starts = [&](std::string_view scheme) {
    return address.starts_with(scheme) && address.size() > scheme.size();
  };
  const auto is_odd = [](char c) {
    return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '<' || c == '>';
  };
  return std::ranges::any_of(kSchemes, starts) && std::ranges::none_of(address, is_odd);
}

}  // namespace

// ---- White space --------------------------------------------------------------------------------

void Expander::begin_paragraph(StyleId style, const ParagraphProperties& direct,
                               std::uint8_t heading_level) {
  builder_.begin_paragraph(style, direct, heading_level);
  at_line_start_ = true;
  blank_pending_ = false;
}

void Expander::add_literal(std::string_view text) {
  if (text.starts_with(' ')) {
    if (!blank_pending_) blank_runs_ = builder_.open_runs();
    blank_pending_ = !at_line_start_;
    text.remove_prefix(1);
  }
  const bool blank_after = text.ends_with(' ');
  if (blank_after) text.remove_suffix(1);
  if (text.empty()) return;
  add_value(text);
  blank_pending_ = blank_after;
  blank_runs_ = builder_.open_runs();
}

void Expander::add_value(std::string_view text) {
  if (text.empty()) return;
  add_pending_blank();
  at_line_start_ = false;
  builder_.add_text(text);
}

void Expander::add_data(std::string_view text, Place place) {
  if (text.empty()) return;
  add_pending_blank();
  builder_.set_origin(place);
  add_value(text);
  builder_.set_origin(Place::nowhere());
}

/// The blank stands where it was written: a run that begins behind it does not underline it.
void Expander::add_pending_blank() {
  if (blank_pending_) builder_.add_text_outside(" ", blank_runs_);
  blank_pending_ = false;
}

void Expander::add_marker(Inline::Type type, std::uint32_t index) {
  if (type == Inline::Type::tab || type == Inline::Type::line_break) {
    blank_pending_ = false;
    at_line_start_ = true;
  } else {
    add_pending_blank();
    at_line_start_ = false;
  }
  builder_.add_inline(type, index);
}

// ---- Inlines ------------------------------------------------------------------------------------

void Expander::expand(const TemplateNode&, const TextNode& text) { add_literal(text.text); }

void Expander::expand(const TemplateNode&, const ValueNode& value) {
  if (const std::optional<std::string_view> text = print_value(value.expression))
    add_data(*text, place_read());
}

void Expander::expand(const TemplateNode&, const RunNode& run) {
  builder_.push_run(run.style, run.direct);
  expand_nodes(run.content);
  builder_.pop_run();
}

void Expander::expand(const TemplateNode&, const MarkerNode& marker) { add_marker(marker.type); }

void Expander::expand(const TemplateNode& node, const BookmarkNode& named) {
  Bookmark& mark = bookmark(text_of(named.name));
  if (mark.defined) report(Kind::template_bookmark_twice, node.place, {mark.name});
  mark.defined = true;
  const std::uint32_t index = mark.index;  // the content may hold bookmarks, which move the others
  add_pending_blank();
  builder_.add_inline(Inline::Type::bookmark_start, index);
  expand_nodes(named.content);
  builder_.add_inline(Inline::Type::bookmark_end, index);
}

void Expander::expand(const TemplateNode& node, const ReferenceNode& reference) {
  Bookmark& mark = bookmark(text_of(reference.to));
  if (mark.first_reference.is_nowhere()) mark.first_reference = node.place;
  add_marker(Inline::Type::page_reference, mark.index);
}

void Expander::expand(const TemplateNode& node, const LinkNode& link) {
  const std::string address = text_of(link.to);
  if (!is_safe_address(address)) {
    if (!evaluation_.failed) report(Kind::template_address, node.place, {address});
    expand_nodes(link.content);
    return;
  }
  add_pending_blank();
  builder_.add_inline(Inline::Type::link_start, builder_.add_link(address));
  expand_nodes(link.content);
  builder_.add_inline(Inline::Type::link_end);
}

}  // namespace grif

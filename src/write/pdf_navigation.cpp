#include "write/pdf_navigation.hpp"

#include <algorithm>

#include <podofo/podofo.h>

#include "write/links.hpp"
#include "write/pdf_objects.hpp"

namespace grif::pdf {
namespace {

/// URIs are ASCII (12.6.4.7): what is not is percent-encoded.
std::string make_uri(std::string_view link) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : link) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > ' ' && byte < 0x7F) {
      uri += c;
    } else {
      uri += '%';
      uri += kDigits[byte >> 4U];
      uri += kDigits[byte & 15U];
    }
  }
  return uri;
}

/// What a screen reader says of a link within the document, in the document's language.
std::string describe_jump(const DocumentProperties& properties, std::uint32_t page_number) {
  const bool russian = properties.language.starts_with("ru");
  return (russian ? "Переход на страницу " : "Go to page ") + std::to_string(page_number);
}

std::string make_rectangle(const PlacedLink& link, const Page& page) {
  std::string text = "[";
  append_points(text, link.x);
  text += ' ';
  append_points(text, page.height - link.y - link.height);
  text += ' ';
  append_points(text, link.x + link.width);
  text += ' ';
  append_points(text, page.height - link.y);
  return text + "]";
}

}  // namespace

std::string make_destination(const PagePosition& position, const Pages& pages,
                             ObjectNumber first_page) {
  std::string text = "[";
  append_reference(text, first_page + position.page);
  text += "/XYZ null ";
  append_points(text, pages.pages[position.page].height - position.y);
  return text + " null]";
}

LinkWriter::LinkWriter(const Document& document, const Pages& pages, ObjectNumber first_page)
    : document_(document), pages_(pages), first_page_(first_page) {
  const std::size_t placed = std::min(document.bookmarks.size(), pages.bookmarks.size());
  for (std::uint32_t i = 0; i < placed; ++i) bookmarks_.emplace(document.bookmarks[i], i);
}

std::optional<LinkWriter::Target> LinkWriter::find_target(const std::string& link) const {
  Target target;
  if (!link.starts_with('#')) {
    if (!is_allowed_link(link)) return std::nullopt;
    target.action = "<</S/URI/URI";
    append_literal(target.action, make_uri(link));
    target.action += ">>";
    target.contents = link;
    return target;
  }
  const auto bookmark = bookmarks_.find(std::string_view(link).substr(1));
  if (bookmark == bookmarks_.end()) return std::nullopt;
  const PagePosition& position = pages_.bookmarks[bookmark->second];
  if (position.page >= pages_.pages.size()) return std::nullopt;
  target.action = "<</S/GoTo/D" + make_destination(position, pages_, first_page_) + ">>";
  target.contents = describe_jump(document_.properties, pages_.pages[position.page].number);
  return target;
}

const std::vector<Annotation>& LinkWriter::write(FileWriter& file, Diagnostics& diagnostics) {
  std::vector<std::optional<Target>> targets;
  for (const std::string& link : document_.links) {
    targets.push_back(find_target(link));
    if (!targets.back())
      diagnostics.report(Kind::link_without_target, Place::nowhere(),
                         {document_.properties.name, link});
  }
  for (std::uint32_t page = 0; page < pages_.pages.size(); ++page) {
    const Range range = pages_.pages[page].links;
    for (std::uint32_t i = range.first; i < range.first + range.count; ++i) {
      const PlacedLink& link = pages_.links[i];
      if (link.link >= targets.size() || !targets[link.link]) continue;
      PoDoFo::PdfDictionary annotation;
      annotation.AddKey("Type", PoDoFo::PdfName("Annot"));
      annotation.AddKey("Subtype", PoDoFo::PdfName("Link"));
      annotation.AddKey("Rect", raw(make_rectangle(link, pages_.pages[page])));
      annotation.AddKey("Border", raw("[0 0 0]"));
      annotation.AddKey("F", number(4));  // printed, as PDF/A demands of what is not hidden
      annotation.AddKey("A", raw(targets[link.link]->action));
      annotation.AddKey("Contents", text_value(targets[link.link]->contents));
      if (link.element < pages_.elements.size())
        annotation.AddKey("StructParent", number(static_cast<std::int64_t>(pages_.pages.size() +
                                                                           annotations_.size())));
      annotations_.push_back({file.allocate(), page, link.element});
      file.add(annotations_.back().object, annotation);
    }
  }
  return annotations_;
}

std::string LinkWriter::annotations_of(std::uint32_t page) const {
  std::string text;
  for (auto annotation = std::ranges::lower_bound(annotations_, page, {}, &Annotation::page);
       annotation != annotations_.end() && annotation->page == page; ++annotation) {
    text += text.empty() ? '[' : ' ';
    append_reference(text, annotation->object);
  }
  if (!text.empty()) text += ']';
  return text;
}

namespace {

/// A bookmark among its kin; indices of headings, kNone for nothing.
struct OutlineItem {
  std::size_t parent, previous, next, first, last;
  std::size_t children = 0;
};
constexpr std::size_t kNone = ~std::size_t{0};

/// A heading's parent is the last one of a higher level.
std::vector<OutlineItem> nest_headings(const std::vector<Heading>& headings) {
  std::vector<OutlineItem> items(headings.size(), {kNone, kNone, kNone, kNone, kNone});
  std::vector<std::size_t> open;
  std::size_t last_root = kNone;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    while (!open.empty() && headings[open.back()].level >= headings[i].level) open.pop_back();
    OutlineItem& item = items[i];
    item.parent = open.empty() ? kNone : open.back();
    std::size_t& last = open.empty() ? last_root : items[item.parent].last;
    item.previous = last;
    if (last != kNone) items[last].next = i;
    last = i;
    if (!open.empty()) {
      if (items[item.parent].first == kNone) items[item.parent].first = i;
      ++items[item.parent].children;
    }
    open.push_back(i);
  }
  return items;
}

}  // namespace

/// The first two levels are open, the others closed (negative /Count).
ObjectNumber write_outline(const Pages& pages, ObjectNumber first_page,
                           const StructureTree& structure, FileWriter& file) {
  const std::vector<Heading>& headings = pages.headings;
  if (headings.empty()) return 0;
  const std::vector<OutlineItem> items = nest_headings(headings);
  const ObjectNumber outline = file.allocate(items.size() + 1);
  const auto object = [&](std::size_t item) {
    return item == kNone ? outline : outline + 1 + static_cast<ObjectNumber>(item);
  };
  std::string text;
  const auto append_link = [&](std::string_view key, std::size_t item) {
    if (item == kNone) return;
    text += key;
    append_reference(text, object(item));
  };
  std::int64_t visible = 0;
  std::size_t last_root = 0;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const OutlineItem& item = items[i];
    const bool root = item.parent == kNone;
    if (root) last_root = i;
    if (root || items[item.parent].parent == kNone) ++visible;
    text = "<</Title";
    append_text_string(text, headings[i].text);
    text += "/Parent ";
    append_reference(text, object(item.parent));
    append_link("/Prev ", item.previous);
    append_link("/Next ", item.next);
    append_link("/First ", item.first);
    append_link("/Last ", item.last);
    if (item.children != 0) {
      text += "/Count ";
      const auto count = static_cast<std::int64_t>(item.children);
      append_integer(text, root ? count : -count);
    }
    text += "/Dest" + make_destination(headings[i].position, pages, first_page);
    if (const ObjectNumber element = structure.object(headings[i].element); element != 0) {
      text += "/SE ";
      append_reference(text, element);
    }
    text += ">>";
    file.add(object(i), text);
  }
  text = "<</Type/Outlines";
  append_link("/First ", 0);
  append_link("/Last ", last_root);
  text += "/Count ";
  append_integer(text, visible);
  text += ">>";
  file.add(outline, text);
  return outline;
}

std::string make_page_labels(const Pages& pages) {
  std::string text = "<</Nums[";
  for (std::size_t i = 0; i < pages.pages.size(); ++i) {
    const std::uint32_t page_number = pages.pages[i].number;
    if (i != 0 && page_number == pages.pages[i - 1].number + 1) continue;
    append_integer(text, static_cast<std::int64_t>(i));
    text += "<</S/D";
    if (page_number != 1) {
      text += "/St ";
      append_integer(text, page_number);
    }
    text += ">>";
  }
  return text + "]>>";
}

}  // namespace grif::pdf

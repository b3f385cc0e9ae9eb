#include <algorithm>

#include "core/text.hpp"
#include "write/docx_body.hpp"
#include "xml/tree.hpp"

namespace grif::docx {
namespace {

constexpr std::string_view kSoftHyphen = "\xC2\xAD";
constexpr std::string_view kNoBreakSpace = "\xC2\xA0";

/// Moves a cursor of a sorted vector to the first offset that is not before `first`.
void seek(const std::vector<std::uint32_t>& offsets, std::size_t& cursor, std::uint32_t first) {
  const bool after = cursor == 0 || offsets[cursor - 1] < first;
  while (after && cursor < offsets.size() && offsets[cursor] < first) ++cursor;
  if (after) return;
  cursor = static_cast<std::size_t>(std::lower_bound(offsets.begin(), offsets.end(), first) -
                                    offsets.begin());
}

bool is_png(std::string_view bytes) { return bytes.starts_with("\x89PNG"); }

}  // namespace

// ---- Relationships ------------------------------------------------------------------------------

std::uint32_t Relationships::add(std::string_view type, std::string_view target, bool external) {
  items_.push_back({std::string(type), std::string(target), external});
  return static_cast<std::uint32_t>(items_.size());
}

std::uint32_t Relationships::add_link(std::uint32_t link, std::string_view url) {
  for (const Known& known : links_) {
    if (known.index == link) return known.id;
  }
  links_.push_back({link, add("hyperlink", url, true)});
  return links_.back().id;
}

std::uint32_t Relationships::add_image(std::uint32_t image, std::string_view target) {
  for (const Known& known : images_) {
    if (known.index == image) return known.id;
  }
  images_.push_back({image, add("image", target)});
  return images_.back().id;
}

std::string Relationships::make_part() const {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
  for (std::size_t i = 0; i < items_.size(); ++i) {
    out += "<Relationship Id=\"rId";
    append_number(out, static_cast<std::int64_t>(i + 1));
    out += "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    out.append(items_[i].type).append("\" Target=\"");
    append_xml_escaped(out, items_[i].target);
    out += items_[i].external ? "\" TargetMode=\"External\"/>" : "\"/>";
  }
  out += "</Relationships>";
  return out;
}

// ---- Text ---------------------------------------------------------------------------------------

void TextCursor::append(std::string& out, Range text) {
  const std::uint32_t end = text.first + text.count;
  const auto& soft = pages_.hyphenation_points;
  const auto& bound = pages_.bound_hyphens;
  seek(soft, hyphen_, text.first + 1);
  seek(bound, bound_hyphen_, text.first);
  const auto next = [&](const std::vector<std::uint32_t>& points, std::size_t cursor) {
    return cursor < points.size() ? std::min(points[cursor], end) : end;
  };
  std::uint32_t first = text.first;
  for (;;) {
    const std::uint32_t at_soft = next(soft, hyphen_), at_bound = next(bound, bound_hyphen_);
    const std::uint32_t at = std::min(at_soft, at_bound);
    if (at == at_bound && at < end && document_.text[at] != '-') {
      ++bound_hyphen_;  // a dash, or a no-break hyphen already
      continue;
    }
    append_piece(out, first, at);
    if (at == end) return;
    first = at;
    if (at == at_soft) {
      out += "<w:softHyphen/>";
      ++hyphen_;
    } else {
      out += "<w:noBreakHyphen/>";
      ++bound_hyphen_;
      ++first;
    }
  }
}

void TextCursor::append_piece(std::string& out, std::uint32_t first, std::uint32_t end) {
  std::string_view text = document_.text_of({first, end - first});
  // An optional hyphen that somebody typed: Word shows U+00AD itself as a hyphen.
  for (std::size_t at; (at = text.find(kSoftHyphen)) != std::string_view::npos;) {
    const auto hyphen = static_cast<std::uint32_t>(first + at);
    append_piece(out, first, hyphen);
    out += "<w:softHyphen/>";
    first = hyphen + static_cast<std::uint32_t>(kSoftHyphen.size());
    text.remove_prefix(at + kSoftHyphen.size());
  }
  if (text.empty()) return;
  const bool preserve = text.front() == ' ' || text.back() == ' ';
  out += preserve ? "<w:t xml:space=\"preserve\">" : "<w:t>";
  seek(pages_.bound_spaces, space_, first);
  while (space_ < pages_.bound_spaces.size() && pages_.bound_spaces[space_] < end) {
    const std::uint32_t at = pages_.bound_spaces[space_++];
    append_xml_escaped(out, document_.text_of({first, at - first}));
    const bool blank = document_.text[at] == ' ';
    if (blank) out += kNoBreakSpace;
    first = at + (blank ? 1 : 0);
  }
  append_xml_escaped(out, document_.text_of({first, end - first}));
  out += "</w:t>";
}

// ---- Elements -----------------------------------------------------------------------------------

void append_field(std::string& out, std::string_view run_properties, std::string_view instruction,
                  std::string_view result) {
  const auto append_run = [&](std::string_view before, std::string_view content,
                              std::string_view after) {
    out.append("<w:r>").append(run_properties).append(before);
    append_xml_escaped(out, content);
    out.append(after).append("</w:r>");
  };
  append_run("<w:fldChar w:fldCharType=\"begin\"/>", {}, {});
  append_run("<w:instrText xml:space=\"preserve\"> ", instruction, " </w:instrText>");
  append_run("<w:fldChar w:fldCharType=\"separate\"/>", {}, {});
  append_run("<w:t>", result, "</w:t>");
  append_run("<w:fldChar w:fldCharType=\"end\"/>", {}, {});
}

void append_bookmark_start(std::string& out, std::uint32_t id, std::string_view name) {
  out += "<w:bookmarkStart w:id=\"";
  append_number(out, id);
  out += "\" w:name=\"";
  append_xml_escaped(out, name);
  out += "\"/>";
}

void append_picture(std::string& out, const Image& image, std::uint32_t id,
                    std::uint32_t relationship) {
  const auto append_size = [&](std::string_view element) {
    out.append("<").append(element).append(" cx=\"");
    append_number(out, image.width.emu());
    out += "\" cy=\"";
    append_number(out, image.height.emu());
    out += "\"/>";
  };
  const auto append_name = [&](std::string_view element) {
    out.append("<").append(element).append(" id=\"");
    append_number(out, id);
    out += "\" name=\"Picture ";
    append_number(out, id);
    out += "\" descr=\"";
    append_xml_escaped(out, image.alternative);
    out += "\"/>";
  };
  out +=
      "<w:drawing><wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/"
      "wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">";
  append_size("wp:extent");
  append_name("wp:docPr");
  out +=
      "<a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">"
      "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">"
      "<pic:nvPicPr>";
  append_name("pic:cNvPr");
  out += "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId";
  append_number(out, relationship);
  out +=
      "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>"
      "<a:off x=\"0\" y=\"0\"/>";
  append_size("a:ext");
  out +=
      "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
      "</a:graphicData></a:graphic></wp:inline></w:drawing>";
}

void append_form_field(std::string& out, const FormField& field, std::string_view run_properties) {
  out += "<w:sdt><w:sdtPr>";
  if (!field.tool_tip.empty()) append_valued(out, "w:alias", field.tool_tip);
  append_valued(out, "w:tag", field.name);
  std::string content(
      static_cast<std::size_t>(std::clamp<std::int64_t>(field.width.twips() / 120, 3, 80)), '_');
  switch (field.type) {
    case FormField::Type::text:
      out += "<w:text/>";
      break;
    case FormField::Type::check:
      content = "\xE2\x98\x90";
      break;  // U+2610
    case FormField::Type::signature:
      break;
    case FormField::Type::choice:
      out += "<w:dropDownList>";
      for (const std::string& option : field.options) {
        out += "<w:listItem w:displayText=\"";
        append_xml_escaped(out, option);
        out += "\" w:value=\"";
        append_xml_escaped(out, option);
        out += "\"/>";
      }
      out += "</w:dropDownList>";
      break;
  }
  out.append("</w:sdtPr><w:sdtContent><w:r>").append(run_properties).append("<w:t>");
  append_xml_escaped(out, content);
  out += "</w:t></w:r></w:sdtContent></w:sdt>";
}

std::vector<std::string> make_bookmark_names(const std::vector<std::string>& wanted) {
  constexpr std::size_t kLongest = 40;
  std::vector<std::string> names = wanted;
  std::vector<std::pair<std::string, std::size_t>> keys;
  keys.reserve(wanted.size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    std::size_t letters = 0;
    bool valid = !names[i].empty() && !(names[i][0] >= '0' && names[i][0] <= '9');
    for (std::size_t at = 0; valid && at < names[i].size(); ++letters) {
      const char32_t c = next_code_point(names[i], at);
      valid = c == U'_' || (c >= U'0' && c <= U'9') || is_letter(c);
    }
    if (!valid || letters > kLongest) names[i] = "_Grif" + std::to_string(i + 1);
    keys.emplace_back(lower(names[i]), i);
  }
  std::sort(keys.begin(), keys.end());
  for (std::size_t i = 1; i < keys.size(); ++i) {
    if (keys[i].first == keys[i - 1].first) {
      names[keys[i].second] = "_Grif" + std::to_string(keys[i].second + 1);
    }
  }
  return names;
}

std::string image_target(const Document& document, std::uint32_t image) {
  std::string target = "media/image";
  append_number(target, static_cast<std::int64_t>(image) + 1);
  return target + (is_png(document.images[image].bytes) ? ".png" : ".jpeg");
}

}  // namespace grif::docx

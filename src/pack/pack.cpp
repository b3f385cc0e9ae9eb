#include "pack/pack.hpp"

#include <array>

#include "core/text.hpp"

namespace grif {
namespace {

/// In the order of Format.
constexpr std::array kFormats = {
    FormatInfo{Format::docx, "docx", "docx", true},
    FormatInfo{Format::pdf, "pdf", "pdf", true},
    FormatInfo{Format::xlsx, "xlsx", "xlsx", true},
    FormatInfo{Format::html, "html", "html", false},
    FormatInfo{Format::docx_xml, "docx-xml", "xml", false},
};

const FormatInfo& info(Format format) { return kFormats[static_cast<std::size_t>(format)]; }

}  // namespace

std::span<const FormatInfo> all_formats() { return kFormats; }

std::optional<Format> parse_format(std::string_view name) {
  const std::string small = lower(name);
  for (const FormatInfo& format : kFormats)
    if (format.name == small) return format.format;
  return std::nullopt;
}

std::string_view format_name(Format format) { return info(format).name; }
std::string_view format_extension(Format format) { return info(format).extension; }
bool is_written(Format format) { return info(format).written; }

std::vector<std::string> written_formats() {
  std::vector<std::string> names;
  for (const FormatInfo& format : kFormats)
    if (format.written) names.emplace_back(format.name);
  return names;
}

NameScope Pack::scope() const {
  NameScope scope(schema);
  for (std::size_t i = 0; i < aggregates.size(); ++i)
    scope.add_aggregate(aggregates[i].name, aggregates[i].expression.type(),
                        static_cast<std::uint16_t>(i));
  return scope;
}

const DocumentSpec* Pack::find_document(std::string_view name_or_title) const {
  for (const DocumentSpec& document : documents)
    if (document.name == name_or_title) return &document;
  const std::string key = title_key(name_or_title);
  for (const DocumentSpec& document : documents)
    if (title_key(document.title) == key) return &document;
  return nullptr;
}

}  // namespace grif

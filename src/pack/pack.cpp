#include "pack/pack.hpp"

#include <array>

#include "core/text.hpp"

namespace grif {
namespace {

struct FormatNames {
  Format format;
  std::string_view name, extension;
};
constexpr std::array kFormats = {
    FormatNames{Format::docx, "docx", "docx"},        FormatNames{Format::pdf, "pdf", "pdf"},
    FormatNames{Format::xlsx, "xlsx", "xlsx"},        FormatNames{Format::html, "html", "html"},
    FormatNames{Format::docx_xml, "docx-xml", "xml"},
};

}  // namespace

std::optional<Format> parse_format(std::string_view name) {
  for (const FormatNames& names : kFormats)
    if (names.name == name) return names.format;
  return std::nullopt;
}

std::string_view format_name(Format format) {
  return kFormats[static_cast<std::size_t>(format)].name;
}

std::string_view format_extension(Format format) {
  return kFormats[static_cast<std::size_t>(format)].extension;
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

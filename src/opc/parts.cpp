#include "opc/parts.hpp"

#include <fmt/format.h>

#include "core/text.hpp"
#include "xml/encoding.hpp"
#include "xml/lines.hpp"
#include "xml/tree.hpp"

namespace grif {
namespace {

using Event = XmlScanner::Event;

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decode_percents(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const int high = at + 2 < text.size() ? digit_value(text[at + 1]) : -1;
    const int low = at + 2 < text.size() ? digit_value(text[at + 2]) : -1;
    if (text[at] == '%' && high >= 0 && low >= 0) {
      out += static_cast<char>(high * 16 + low);
      at += 2;
    } else {
      out += text[at] == '\\' ? '/' : text[at];
    }
  }
  return out;
}

}  // namespace

std::string relationships_part(std::string_view part) {
  const std::size_t slash = part.rfind('/');
  const std::size_t name = slash == std::string_view::npos ? 0 : slash + 1;
  return fmt::format("{}_rels/{}.rels", part.substr(0, name), part.substr(name));
}

std::optional<XlsxPart> load_xml_part(PackageReader& package, std::string_view name, Place file,
                                      Diagnostics& diagnostics) {
  auto bytes = package.read(name, diagnostics);
  if (!bytes) return std::nullopt;
  Diagnostics of_part(diagnostics.language());
  auto text = convert_xml_to_utf8(std::move(*bytes), file, of_part);
  for (Diagnostic diagnostic : of_part.all()) {
    diagnostic.notes.push_back({file, std::string(name)});
    diagnostics.add(std::move(diagnostic));
  }
  if (!text) return std::nullopt;
  return XlsxPart{std::string(name), std::move(*text)};
}

void report_part_fault(const XmlScanner& scanner, const XlsxPart& part, Place file, Place place,
                       Diagnostics& diagnostics) {
  const XmlScanner::Fault& fault = scanner.fault();
  const LineColumn at = locate_offset(part.text, fault.offset);
  report_xml_fault(fault, place, diagnostics)
      .notes.push_back({file, fmt::format("{}:{}:{}", part.name, at.line, at.column)});
}

std::string resolve_target(std::string_view from_part, std::string_view target) {
  std::string path = decode_percents(target.substr(0, target.find('#')));
  if (!path.starts_with('/')) {
    const std::size_t slash = from_part.rfind('/');
    if (slash != std::string_view::npos) path.insert(0, from_part.substr(0, slash + 1));
  }
  std::vector<std::string> segments;
  for (const std::string_view segment : split(path, '/')) {
    if (segment.empty() || segment == ".") continue;
    if (segment != "..") {
      segments.emplace_back(segment);
    } else if (!segments.empty()) {
      segments.pop_back();
    }
  }
  return join(segments, "/");
}

std::optional<std::vector<Relationship>> read_relationships(PackageReader& package,
                                                            std::string_view part, Place file,
                                                            Diagnostics& diagnostics) {
  std::vector<Relationship> relationships;
  const std::string name = relationships_part(part);
  if (!package.has(name)) return relationships;
  const auto rels = load_xml_part(package, name, file, diagnostics);
  if (!rels) return std::nullopt;
  XmlScanner scanner(rels->text, kOfficeLimits);
  for (;;) {
    const Event event = scanner.next();
    if (event == Event::finished) return relationships;
    if (event == Event::fault) {
      report_part_fault(scanner, *rels, file, file, diagnostics);
      return std::nullopt;
    }
    if (event != Event::start || scanner.local_name() != "Relationship") continue;
    Relationship relationship;
    relationship.id = scanner.attribute("Id").value_or("");
    const std::string_view type = scanner.attribute("Type").value_or("");
    relationship.type = type.substr(type.rfind('/') + 1);
    const bool external = scanner.attribute("TargetMode") == "External";
    const std::string_view target = scanner.attribute("Target").value_or("");
    if (external) {
      relationship.address = target;
    } else {
      relationship.target = resolve_target(part, target);
    }
    relationships.push_back(std::move(relationship));
  }
}

}  // namespace grif

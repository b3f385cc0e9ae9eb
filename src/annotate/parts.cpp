#include "annotate/parts.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "annotate/markup.hpp"
#include "core/text.hpp"
#include "opc/directory.hpp"
#include "opc/parts.hpp"
#include "xml/encoding.hpp"

namespace grif::annotate {

std::string seal_line(std::string_view name, std::uint32_t crc, std::uint64_t size) {
  return fmt::format("{} {:08x} {}\n", name, crc, size);
}

bool Parts::has(std::string_view name) const {
  const std::string key = part_key(name);
  if (dropped_.contains(key)) return false;
  return package_.has(name) || changed_.contains(key);
}

std::optional<std::string> Parts::read_xml(std::string_view name, Diagnostics& diagnostics) {
  auto part = load_xml_part(package_, name, file_, diagnostics);
  if (!part) return std::nullopt;
  // Nothing is changed in what is not well-formed.
  XmlScanner scanner(part->text, kOfficeLimits);
  for (;;) {
    const XmlScanner::Event event = scanner.next();
    if (event == XmlScanner::Event::finished) return std::move(part->text);
    if (event != XmlScanner::Event::fault) continue;
    report_part_fault(scanner, *part, file_, file_, diagnostics);
    return std::nullopt;
  }
}

std::optional<std::string> Parts::read_bytes(std::string_view name, Diagnostics& diagnostics) {
  return package_.read(name, diagnostics);
}

void Parts::set(std::string_view name, std::string_view content) {
  const std::string key = part_key(name);
  const bool is_new = !package_.has(name) || dropped_.contains(key);
  if (is_new && !changed_.contains(key)) added_.emplace_back(name);
  changed_.insert_or_assign(key, writer_.deflate(content));
}

void Parts::set_xml(std::string_view name, std::string content) {
  // What was read in another encoding is UTF-8 now.
  const std::string_view label = find_encoding_label(content);
  if (!label.empty() && lower(label) != "utf-8") {
    const std::size_t end = content.find("?>");
    content.replace(0, end, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"");
  }
  set(name, content);
}

void Parts::drop(std::string_view name) {
  const std::string key = part_key(name);
  changed_.erase(key);
  std::erase_if(added_, [&](const std::string& one) { return part_key(one) == key; });
  if (package_.has(name)) dropped_.insert(key);
}

std::string Parts::free_name(std::string_view wanted) const {
  const std::size_t dot = wanted.rfind('.');
  for (std::size_t number = 1;; ++number) {
    std::string name =
        number == 1 ? std::string(wanted)
                    : fmt::format("{}_{}{}", wanted.substr(0, dot), number, wanted.substr(dot));
    if (!has(name)) return name;
  }
}

std::string Parts::seal(Diagnostics& diagnostics) {
  std::string text;
  const auto add = [&](const std::string& name) {
    const std::string key = part_key(name);
    const auto changed = changed_.find(key);
    if (changed != changed_.end())
      text += seal_line(name, changed->second.crc, changed->second.size);
    else if (const auto part = package_.packed(name, diagnostics))
      text += seal_line(name, part->crc, part->size);
  };
  for (const std::string& name : package_.names())
    if (!dropped_.contains(part_key(name))) add(name);
  for (const std::string& name : added_) add(name);
  return fmt::format("{:016x}", fingerprint(text));
}

std::optional<std::string> Parts::write(Diagnostics& diagnostics) {
  writer_.begin();
  for (const std::string& name : package_.names()) {
    const std::string key = part_key(name);
    if (dropped_.contains(key)) continue;
    if (const auto changed = changed_.find(key); changed != changed_.end()) {
      writer_.add(name, changed->second);
      continue;
    }
    const auto part = package_.packed(name, diagnostics);
    if (!part) return std::nullopt;
    writer_.add(name, *part);
  }
  for (const std::string& name : added_) writer_.add(name, changed_.at(part_key(name)));
  return writer_.finish();
}

}  // namespace grif::annotate

#include "write/xlsx_package.hpp"

#include <algorithm>
#include <memory>
#include <optional>

#include <libdeflate.h>
#include <sys/stat.h>
#include <unistd.h>

#include "xml/tree.hpp"

namespace grif::xlsx {
namespace {

struct DecompressorDeleter {
  void operator()(libdeflate_decompressor* d) const { libdeflate_free_decompressor(d); }
};

/// One entry of the central directory (APPNOTE 4.3.12).
struct Entry {
  std::string_view name, bytes;
  std::uint32_t crc = 0, size = 0;
  bool stored = false;
};

/// Little-endian numbers of a string that may be cut.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : bytes_(bytes) {}
  std::uint32_t number(std::size_t at, std::size_t width) {
    if (at > bytes_.size() || bytes_.size() - at < width) {
      ok_ = false;
      return 0;
    }
    std::uint32_t value = 0;
    for (std::size_t i = width; i-- > 0;) {
      value = value << 8U | static_cast<unsigned char>(bytes_[at + i]);
    }
    return value;
  }
  std::string_view piece(std::size_t at, std::size_t size) {
    if (at > bytes_.size() || bytes_.size() - at < size) {
      ok_ = false;
      return {};
    }
    return bytes_.substr(at, size);
  }
  [[nodiscard]] bool ok() const { return ok_; }

 private:
  std::string_view bytes_;
  bool ok_ = true;
};

/// The entries of a package without comment and without Zip64, as minizip writes it.
std::optional<std::vector<Entry>> read_entries(std::string_view package) {
  constexpr std::size_t kEnd = 22, kCentral = 46, kLocal = 30;
  if (package.size() < kEnd || package.substr(package.size() - kEnd, 4) != "PK\5\6") {
    return std::nullopt;
  }
  Cursor cursor(package);
  const std::uint32_t count = cursor.number(package.size() - kEnd + 10, 2);
  std::size_t at = cursor.number(package.size() - kEnd + 16, 4);
  std::vector<Entry> entries;
  for (std::uint32_t i = 0; i < count && cursor.ok(); ++i) {
    if (cursor.piece(at, 4) != "PK\1\2") return std::nullopt;
    Entry entry;
    entry.stored = cursor.number(at + 10, 2) == 0;
    entry.crc = cursor.number(at + 16, 4);
    const std::uint32_t packed = cursor.number(at + 20, 4);
    entry.size = cursor.number(at + 24, 4);
    const std::uint32_t name = cursor.number(at + 28, 2);
    const std::uint32_t skipped = cursor.number(at + 30, 2) + cursor.number(at + 32, 2);
    const std::size_t local = cursor.number(at + 42, 4);
    entry.name = cursor.piece(at + kCentral, name);
    const std::size_t data =
        local + kLocal + cursor.number(local + 26, 2) + cursor.number(local + 28, 2);
    entry.bytes = cursor.piece(data, packed);
    entries.push_back(entry);
    at += kCentral + name + skipped;
  }
  if (!cursor.ok()) return std::nullopt;
  return entries;
}

/// `<name>text</name>`, or nothing for an empty text.
void append_text_element(std::string& out, std::string_view name, std::string_view text) {
  if (text.empty()) return;
  out.append("<").append(name).append(">");
  append_xml_escaped(out, text);
  out.append("</").append(name).append(">");
}

}  // namespace

bool is_sheet_part(std::string_view name) { return name.starts_with("xl/worksheets/sheet"); }

std::string finish_sheet(std::string_view sheet, const SheetFacts& facts) {
  constexpr std::string_view kRange = "<dimension ref=\"", kData = "<sheetData",
                             kDataEnd = "</sheetData>", kDefaults = "<sheetFormatPr",
                             kFurniture = "<headerFooter>", kFurnitureEnd = "</headerFooter>";
  std::string out;
  out.reserve(sheet.size() + facts.rows.size() + facts.columns.size() + 256);
  std::size_t from = 0;  // what is before it is in `out`
  const auto copy_to = [&](std::size_t at) { out += sheet.substr(from, at - from); };
  if (const std::size_t at = sheet.find(kRange); at != std::string_view::npos) {
    copy_to(at + kRange.size());
    out += facts.range;
    from = std::min(sheet.find('"', at + kRange.size()), sheet.size());
  }
  if (const std::size_t at = sheet.find(kData, from); at != std::string_view::npos) {
    // The library would say that somebody set the default height, and Excel would keep to it.
    copy_to(facts.columns.empty() ? at : std::min(at, sheet.find(kDefaults, from)));
    out += facts.columns;
    out.append(kData).append(facts.rows.empty() ? "/>" : ">");
    out += facts.rows;
    if (!facts.rows.empty()) out += kDataEnd;
    const std::size_t end = sheet.rfind(kDataEnd);
    from = end == std::string_view::npos ? sheet.find('>', at) + 1 : end + kDataEnd.size();
  }
  const std::size_t start = sheet.find(kFurniture, from), end = sheet.find(kFurnitureEnd, from);
  if (facts.different_first && start != std::string_view::npos && end != std::string_view::npos) {
    copy_to(start);
    out += "<headerFooter differentFirst=\"1\">";
    from = start + kFurniture.size();
    copy_to(end);
    append_text_element(out, "firstHeader", facts.first_header);
    append_text_element(out, "firstFooter", facts.first_footer);
    from = end;
  }
  copy_to(sheet.size());
  return out;
}

std::string read_file(int file) {
  struct stat about {};
  if (fstat(file, &about) != 0 || about.st_size <= 0) return {};
  std::string bytes(static_cast<std::size_t>(about.st_size), '\0');
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got =
        pread(file, bytes.data() + done, bytes.size() - done, static_cast<off_t>(done));
    if (got <= 0) return {};
    done += static_cast<std::size_t>(got);
  }
  return bytes;
}

bool is_whole(std::string_view part) {
  part = part.substr(0, part.find_last_not_of(" \n") + 1);
  std::size_t at = 0;
  while ((at = part.find('<', at)) != std::string_view::npos && at + 1 < part.size() &&
         (part[at + 1] == '?' || part[at + 1] == '!')) {
    ++at;
  }
  if (at == std::string_view::npos) return false;
  const std::size_t end = part.find_first_of(" />\t\n", at + 1);
  if (end == std::string_view::npos) return false;
  const std::string_view name = part.substr(at + 1, end - at - 1);
  if (part.ends_with("/>")) return part.find('<', at + 1) == std::string_view::npos;
  return part.size() > name.size() + 3 && part.ends_with(">") &&
         part.substr(part.size() - name.size() - 3, 2) == "</" &&
         part.substr(part.size() - name.size() - 1, name.size()) == name;
}

Repacked repack(std::string_view made, const ChangePart& change, std::string_view core_properties,
                PackageWriter& writer) {
  const auto entries = read_entries(made);
  if (!entries) return {.package = {}, .fault = "the package has no directory"};
  const std::unique_ptr<libdeflate_decompressor, DecompressorDeleter> decompressor(
      libdeflate_alloc_decompressor());
  std::string content;
  writer.begin();
  for (const Entry& entry : *entries) {
    const bool xml = entry.name.ends_with(".xml") || entry.name.ends_with(".rels");
    content.resize(entry.size);
    if (entry.stored) {
      content = entry.bytes;
    } else if (xml && libdeflate_deflate_decompress(
                          decompressor.get(), entry.bytes.data(), entry.bytes.size(),
                          content.data(), content.size(), nullptr) != LIBDEFLATE_SUCCESS) {
      return {.package = {}, .fault = std::string(entry.name) + " is damaged"};
    }
    if (xml && !is_whole(content)) {
      return {.package = {}, .fault = std::string(entry.name) + " is cut"};
    }
    const PartChange changed = xml ? change(entry.name, content) : PartChange::none;
    if (changed == PartChange::refused) {
      return {.package = {}, .fault = std::string(entry.name) + " is not what was written"};
    }
    if (changed == PartChange::changed) {
      writer.add(entry.name, content);
    } else if (entry.name == "docProps/core.xml") {
      writer.add(entry.name, core_properties);
    } else {
      writer.add(entry.name, DeflatedPart{.bytes = std::string(entry.bytes),
                                          .crc = entry.crc,
                                          .size = entry.size,
                                          .stored = entry.stored});
    }
  }
  return {.package = writer.finish(), .fault = {}};
}

Repacked repack(std::string_view made, const std::vector<SheetFacts>& sheets,
                std::string_view core_properties, PackageWriter& writer) {
  std::size_t sheet = 0;
  bool too_many = false;
  const auto finish = [&](std::string_view name, std::string& content) {
    if (!is_sheet_part(name)) return PartChange::none;
    too_many = sheet == sheets.size();
    if (too_many) return PartChange::refused;
    content = finish_sheet(content, sheets[sheet++]);
    return PartChange::changed;
  };
  Repacked repacked = repack(made, finish, core_properties, writer);
  if (too_many) repacked.fault = "a sheet too many";
  if (repacked.fault.empty() && sheet != sheets.size())
    return {.package = {}, .fault = "a sheet is missing"};
  return repacked;
}

}  // namespace grif::xlsx

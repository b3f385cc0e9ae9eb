#include <algorithm>
#include <array>
#include <cerrno>

#include <fmt/format.h>

#include "core/text.hpp"
#include "read/read.hpp"

namespace grif {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMaxFileBytes = 512ULL << 20;

/// What the first bytes of a file show.
struct Signature {
  std::string_view bytes;
  std::string_view name;
};
constexpr std::array kOtherFormats = {
    Signature{"%PDF-", "PDF"},
    Signature{"{\\rtf", "RTF"},
    Signature{"\x89PNG", "PNG"},
    Signature{"\xFF\xD8\xFF", "JPEG"},
    Signature{"GIF8", "GIF"},
    Signature{"Rar!", "RAR"},
    Signature{"7z\xBC\xAF\x27\x1C", "7z"},
    Signature{"\x1F\x8B", "gzip"},
};

std::string_view file_name_of(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The workbook that a lock file stands for (`~$book.xlsx`, `.~lock.book.xlsx#`), or nothing.
std::string_view locked_workbook(std::string_view path) {
  std::string_view name = file_name_of(path);
  constexpr std::string_view kExcel = "~$", kLibreOffice = ".~lock.";
  if (name.starts_with(kExcel)) return name.substr(kExcel.size());
  if (!name.starts_with(kLibreOffice) || !name.ends_with('#')) return {};
  return name.substr(kLibreOffice.size(), name.size() - kLibreOffice.size() - 1);
}

/// A compound file (OLE2) holds either an encrypted package or a workbook of the old format; names
/// in its directory are UTF-16.
bool is_encrypted_package(std::string_view bytes) {
  std::string name;
  for (const char c : "EncryptedPackage"sv) name.append({c, '\0'});
  return bytes.find(name) != std::string_view::npos;
}

/// The beginning as lower-case ASCII without UTF-16's zeros, for telling markup from text.
std::string read_beginning(std::string_view bytes) {
  constexpr std::size_t kEnough = 2048;
  std::string text;
  for (const char c : bytes.substr(0, kEnough)) {
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\0') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }
  return std::string(trimmed(text));
}

/// No control characters of binary files: a text in UTF-8, UTF-16 or some code page.
bool is_text(std::string_view bytes) {
  constexpr std::size_t kEnough = 4096;
  const std::string_view head = bytes.substr(0, kEnough);
  const bool is_utf16 = head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF");
  return is_utf16 || std::ranges::none_of(head, [](char c) {
           return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' &&
                  c != '\f';
         });
}

/// Says what the file is, since it is no package.
void report_other_format(std::string_view bytes, Place file, Diagnostics& diagnostics) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) {
    diagnostics.report(is_encrypted_package(bytes) ? Kind::input_password : Kind::input_old_xls,
                       file);
    return;
  }
  for (const Signature& format : kOtherFormats) {
    if (!bytes.starts_with(format.bytes)) continue;
    diagnostics.report(Kind::input_not_workbook, file, {format.name});
    return;
  }
  const std::string beginning = read_beginning(bytes);
  const auto contains = [&](std::string_view piece) {
    return beginning.find(piece) != std::string::npos;
  };
  if (!is_text(bytes)) {
    diagnostics.report(Kind::input_not_workbook, file, {"?"});
  } else if (beginning.starts_with('<') &&
             (contains("<html") || contains("<!doctype html") || contains("<table"))) {
    diagnostics.report(Kind::input_web_page, file);
  } else if (beginning.starts_with('<')) {
    diagnostics.report(Kind::input_xml, file);
  } else {
    diagnostics.report(Kind::input_text, file);
  }
}

bool has_workbook_name(std::string_view name) {
  return lower(name).ends_with(".xlsx") && locked_workbook(name).empty();
}

/// The workbooks of a folder, for a hint; none if it cannot be read.
std::vector<std::string> list_workbooks(const std::string& folder, World& world) {
  std::vector<std::string> names;
  if (const auto entries = world.list_directory(folder.empty() ? "." : folder))
    std::ranges::copy_if(*entries, std::back_inserter(names), has_workbook_name);
  return names;
}

/// «; похоже на: lyceum.xlsx», or the workbooks that stand there, for a name that does not exist.
std::string suggest_workbooks(const std::string& path, World& world, Language language) {
  constexpr std::size_t kMost = 5;
  const std::string_view name = file_name_of(path);
  std::string folder = path.substr(0, path.size() - name.size());
  if (folder.size() > 1) folder.pop_back();
  const std::vector<std::string> known = list_workbooks(folder, world);
  if (known.empty() || (nearest(name, known).empty() && known.size() > kMost)) return {};
  return "; " + suggest(name, known, language);
}

/// «; в ней есть: a.xlsx», for a folder in the place of a file.
std::string name_workbooks(const std::string& folder, World& world, Language language) {
  constexpr std::size_t kMost = 5;
  std::vector<std::string> known = list_workbooks(folder, world);
  if (known.empty()) return {};
  if (known.size() > kMost) {
    known.resize(kMost);
    known.emplace_back("…");
  }
  return (language == Language::russian ? "; в этой папке есть: " : "; this folder holds: ") +
         join(known, ", ");
}

/// The bytes of an ordinary file, or the kind of message that says why not.
struct InputFile {
  std::optional<std::string> bytes;
  Kind refusal{};
  std::string detail;
};

InputFile read_input(const std::string& path, World& world, Language language) {
  if (const std::string_view workbook = locked_workbook(path); !workbook.empty())
    return {{}, Kind::input_lock_file, std::string(workbook)};
  const auto type = world.entry_type(path);
  if (type && *type == World::EntryType::none)
    return {{}, Kind::input_missing, suggest_workbooks(path, world, language)};
  if (type && *type == World::EntryType::directory)
    return {{}, Kind::input_directory, name_workbooks(path, world, language)};
  if (type && *type == World::EntryType::other) return {{}, Kind::input_not_regular, {}};
  auto bytes = world.read_file(path, kMaxFileBytes);
  if (bytes) {
    if (bytes->empty()) return {{}, Kind::input_empty, {}};
    return {std::move(*bytes), {}, {}};
  }
  const SystemFault& fault = bytes.fault;
  if (fault.code == ENOENT || fault.code == ENOTDIR) return {{}, Kind::input_missing, {}};
  if (fault.code == EFBIG)
    return {{}, Kind::input_too_large, fmt::format("{}", kMaxFileBytes >> 20)};
  if (fault.code == EISDIR)  // by way of a link
    return {{}, Kind::input_directory, name_workbooks(path, world, language)};
  return {{}, Kind::input_unreadable, describe(fault, language)};
}

}  // namespace

std::optional<Workbook> read_workbook(const std::string& path, World& world, Sources& sources,
                                      Diagnostics& diagnostics) {
  InputFile input = read_input(path, world, diagnostics.language());
  if (!input.bytes) {
    diagnostics.report(input.refusal, Place::whole(sources.add(path)), {input.detail});
    return std::nullopt;
  }
  if (input.bytes->starts_with("PK\3\4") || input.bytes->starts_with("PK\5\6"))
    return read_xlsx(std::move(*input.bytes), path, sources, diagnostics);
  report_other_format(*input.bytes, Place::whole(sources.add(path)), diagnostics);
  return std::nullopt;
}

}  // namespace grif

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
    Signature{"%PDF-", "PDF"},         Signature{"\x89PNG", "PNG"},
    Signature{"\xFF\xD8\xFF", "JPEG"}, Signature{"GIF8", "GIF"},
    Signature{"Rar!", "RAR"},          Signature{"7z\xBC\xAF\x27\x1C", "7z"},
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

/// A compound file (OLE2) holds an encrypted package, a document or a workbook of the old formats;
/// names in its directory are UTF-16.
Kind kind_of_compound_file(std::string_view bytes) {
  const auto has = [bytes](std::string_view name) {
    std::string wide;
    for (const char c : name) wide.append({c, '\0'});
    return bytes.find(wide) != std::string_view::npos;
  };
  if (has("EncryptedPackage")) return Kind::input_password;
  return has("WordDocument") ? Kind::input_old_doc : Kind::input_old_xls;
}

/// A format that is read: how its files are named, and what they are called in a message.
struct ReadFormat {
  std::string_view endings;  ///< the first is the usual one
  std::string_view name_ru, name_en;
};
constexpr ReadFormat kXlsx{".xlsx .xlsm .xltx .xltm", "книга Excel", "an Excel workbook"};
constexpr ReadFormat kCsv{".csv .tsv .txt", "текст с разделителями (CSV)",
                          "text with separators (CSV)"};
constexpr ReadFormat kDocx{".docx .docm .dotx", "документ Word", "a Word document"};
constexpr ReadFormat kXml{".xml", "данные программы в XML", "programme data in XML"};
constexpr ReadFormat kOds{".ods .ots", "книга LibreOffice", "a LibreOffice workbook"};

const ReadFormat& words_of(Workbook::Format format) {
  switch (format) {
    case Workbook::Format::xlsx:
      return kXlsx;
    case Workbook::Format::docx:
      return kDocx;
    case Workbook::Format::ods:
      return kOds;
    case Workbook::Format::csv:
      return kCsv;
    case Workbook::Format::xml:
      return kXml;
  }
  return kXlsx;
}

/// Endings of files that a person would open with another program.
constexpr std::string_view kKnownEndings =
    ".xlsx .xlsm .xltx .xltm .xls .xlsb .csv .tsv .txt .docx .docm .dotx .doc .rtf .ods .odt .xml "
    ".pdf .htm .html";

/// `.xlsx` of `dir/Book.XLSX`; empty for a name without a full stop.
std::string ending_of(std::string_view path) {
  const std::string_view name = file_name_of(path);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string() : lower(name.substr(dot));
}

bool is_among(std::string_view ending, std::string_view endings) {
  return !ending.empty() &&
         std::ranges::any_of(split(endings, ' '),
                             [ending](std::string_view one) { return one == ending; });
}

/// Of a file that was read all the same.
void report_name(const std::string& path, const ReadFormat& format, SourceId source,
                 Diagnostics& diagnostics) {
  const std::string_view name = file_name_of(path);
  const std::string ending = ending_of(path);
  if (!is_among(ending, kKnownEndings) || is_among(ending, format.endings)) return;
  const bool russian = diagnostics.language() == Language::russian;
  const std::string better = std::string(name.substr(0, name.rfind('.'))) +
                             std::string(format.endings.substr(0, format.endings.find(' ')));
  diagnostics.report(Kind::input_name_differs, Place::whole(source),
                     {ending, russian ? format.name_ru : format.name_en, better});
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

/// Markup: a web page, or XML of some kind.
bool is_xml(std::string_view beginning) {
  const auto at = [beginning](std::string_view piece) { return beginning.find(piece); };
  if (!beginning.starts_with('<')) return false;
  const std::size_t page = std::min({at("<html"), at("<!doctype html"), at("<table")});
  return page == std::string_view::npos || at("<programme") < page;
}

/// A format that LibreOffice makes readable: the ending of its files and of what becomes of them.
struct ForeignFormat {
  std::string from, to;
};

/// What a file is that is not read, for the message that refuses it.
struct Refusal {
  Kind kind{};
  std::string_view name;
};
std::optional<ForeignFormat> foreign_format_of(const Refusal& refusal) {
  switch (refusal.kind) {
    case Kind::input_old_xls:
      return ForeignFormat{"xls", "xlsx"};
    case Kind::input_xlsb:
      return ForeignFormat{"xlsb", "xlsx"};
    case Kind::input_web_page:
      return ForeignFormat{"html", "xlsx"};
    case Kind::input_old_doc:
      return ForeignFormat{"doc", "docx"};
    case Kind::input_rtf:
      return ForeignFormat{"rtf", "docx"};
    case Kind::input_odt:
      return ForeignFormat{"odt", "docx"};
    default:
      return std::nullopt;
  }
}

/// A package of a kind that Grif does not read itself. The type of an OpenDocument stands
/// uncompressed at the beginning (OpenDocument 1.3, part 2, 3.3), names of parts at the end.
std::optional<Refusal> find_other_package(std::string_view bytes) {
  constexpr std::size_t kEnough = 256, kDirectory = 1 << 16;
  if (bytes.substr(0, kEnough).find("mimetypeapplication/vnd.oasis.opendocument.text") !=
      std::string_view::npos)
    return Refusal{Kind::input_odt, {}};
  const std::string_view end = bytes.substr(bytes.size() - std::min(bytes.size(), kDirectory));
  if (end.find("xl/workbook.bin") != std::string_view::npos) return Refusal{Kind::input_xlsb, {}};
  return std::nullopt;
}

std::optional<Refusal> find_other_format(std::string_view bytes, bool named_as_text) {
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"))
    return Refusal{kind_of_compound_file(bytes), {}};
  if (bytes.starts_with("{\\rtf")) return Refusal{Kind::input_rtf, {}};
  for (const Signature& format : kOtherFormats)
    if (bytes.starts_with(format.bytes)) return Refusal{Kind::input_not_workbook, format.name};
  const std::string beginning = read_beginning(bytes);
  if (is_xml(beginning)) return std::nullopt;
  if (!named_as_text && !is_text(bytes)) return Refusal{Kind::input_not_workbook, "?"};
  if (beginning.starts_with('<')) return Refusal{Kind::input_web_page, {}};
  return std::nullopt;
}

std::optional<Workbook> read_text(std::string bytes, const std::string& path, Sources& sources,
                                  Diagnostics& diagnostics) {
  const bool xml = is_xml(read_beginning(bytes));
  return xml ? read_programme_xml(std::move(bytes), path, sources, diagnostics)
             : read_csv(std::move(bytes), path, sources, diagnostics);
}

bool has_workbook_name(std::string_view name) {
  const std::string small = lower(name);
  const bool known =
      std::ranges::any_of(split(".xlsx .ods .docx .csv", ' '),
                          [&](std::string_view end) { return small.ends_with(end); });
  return known && locked_workbook(name).empty();
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

bool has_cells(const Workbook& workbook) {
  return std::ranges::any_of(workbook.sheets,
                             [](const Sheet& sheet) { return !sheet.cells.empty(); });
}

/// A file of a format that is not read, by way of LibreOffice where that is installed.
std::optional<Workbook> read_foreign(const std::string& path, std::string_view bytes,
                                     const Refusal& refusal, World& world, Sources& sources,
                                     Diagnostics& diagnostics) {
  const auto format = foreign_format_of(refusal);
  Outcome<std::string> converted{std::nullopt, {ENOENT, {}, {}}};
  if (format) converted = world.convert_document(bytes, format->from, format->to);
  if (!converted && converted.fault.code == ENOENT) {
    diagnostics.report(refusal.kind, Place::whole(sources.add(path)), {refusal.name});
    return std::nullopt;
  }
  const std::string from = '.' + format->from, to = '.' + format->to;
  const auto refuse = [&](const std::string& why) {
    diagnostics.report(Kind::input_not_converted, Place::whole(sources.add(path)), {from, why, to});
    return std::nullopt;
  };
  if (!converted) {
    if (converted.fault.code == ENODATA) return refuse("");
    return refuse(": " + describe(converted.fault, diagnostics.language()));
  }
  auto workbook = read_package(std::move(*converted), path, sources, diagnostics);
  if (!workbook) return std::nullopt;
  if (!has_cells(*workbook)) return refuse("");
  diagnostics.report(Kind::input_converted, Place::whole(workbook->source), {from, to});
  return workbook;
}

}  // namespace

std::optional<Workbook> read_workbook(const std::string& path, World& world, Sources& sources,
                                      Diagnostics& diagnostics) {
  InputFile input = read_input(path, world, diagnostics.language());
  if (!input.bytes) {
    diagnostics.report(input.refusal, Place::whole(sources.add(path)), {input.detail});
    return std::nullopt;
  }
  const bool is_package = input.bytes->starts_with("PK\3\4") || input.bytes->starts_with("PK\5\6");
  const bool named_as_text = is_among(ending_of(path), kCsv.endings);
  if (const auto refusal = is_package ? find_other_package(*input.bytes)
                                      : find_other_format(*input.bytes, named_as_text))
    return read_foreign(path, *input.bytes, *refusal, world, sources, diagnostics);
  auto workbook = is_package ? read_package(std::move(*input.bytes), path, sources, diagnostics)
                             : read_text(std::move(*input.bytes), path, sources, diagnostics);
  if (workbook) report_name(path, words_of(workbook->format), workbook->source, diagnostics);
  return workbook;
}

}  // namespace grif

#include "annotate_copy.hpp"

#include <cerrno>
#include <filesystem>

#include "annotate/annotate.hpp"
#include "core/text.hpp"
#include "save/save.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kMaxFileBytes = 512ULL << 20;  // as the reader takes

/// By their names; a link from one to the other is not looked through, but then the file at `a` is
/// no copy of ours and stays.
bool is_same_path(const std::string& a, const std::string& b) {
  std::error_code ignored;
  const auto whole = [&](const std::string& path) {
    return std::filesystem::absolute(path, ignored).lexically_normal();
  };
  return whole(a) == whole(b);
}

std::string ending_of(const std::string& path) {
  return lower(std::filesystem::path(path).extension().string());
}

std::string with_ending(const std::string& path, std::string_view ending) {
  const std::filesystem::path of(path);
  return (of.parent_path() / of.stem()).string() + std::string(ending);
}

/// Whether the copy may take its place; else says why not.
bool may_replace(const std::string& copy, const Workbook& input, World& world,
                 Diagnostics& diagnostics) {
  const Language language = diagnostics.language();
  const auto type = world.entry_type(copy);
  if (type && *type == World::EntryType::none) return true;
  if (type && *type == World::EntryType::directory) {
    diagnostics.report(Kind::cannot_write, Place::nowhere(),
                       {copy, describe({EISDIR, copy, "Is a directory"}, language),
                        language == Language::russian ? "назовите файл, а не папку"
                                                      : "name a file, not a folder"});
    return false;
  }
  const bool is_input = is_same_path(copy, input.file);
  if (is_input && !input.annotation_sheets.empty() && *type == World::EntryType::file) return true;
  if (is_input) {
    diagnostics.report(Kind::copy_is_input, Place::nowhere(),
                       {copy, propose_copy_name(input.file, language)});
    return false;
  }
  if (type && *type == World::EntryType::file) {
    const auto bytes = world.read_file(copy, kMaxFileBytes);
    if (bytes && is_as_annotated(*bytes)) return true;
  }
  diagnostics.report(Kind::copy_exists, Place::nowhere(), {copy, copy});
  return false;
}

/// The copy's bytes; nothing, with a message, where none can be made.
std::optional<std::string> make_copy(const std::string& copy, const Workbook& input,
                                     const Diagnostics& messages, World& world,
                                     const Sources& sources, Diagnostics& diagnostics) {
  const bool russian = diagnostics.language() == Language::russian;
  std::string book, ending = ".xlsx";
  if (input.format == Workbook::Format::xlsx) {
    auto bytes = world.read_file(input.file, kMaxFileBytes);
    if (!bytes) {
      diagnostics.report(Kind::input_unreadable, Place::whole(input.source),
                         {describe(bytes.fault, diagnostics.language())});
      return std::nullopt;
    }
    if (const std::string_view own = copy_ending_of(*bytes); !own.empty()) {
      ending = own;
      book = std::move(*bytes);
    }
  }
  if (ending_of(copy) != ending) {
    const bool macros = ending == ".xlsm";
    diagnostics.report(Kind::copy_needs_macros, Place::nowhere(),
                       {macros ? (russian ? "с макросами" : "has macros")
                               : (russian ? "без макросов" : "has none"),
                        ending, with_ending(copy, ending)});
    return std::nullopt;
  }
  if (book.empty()) {
    diagnostics.report(Kind::copy_made_anew, Place::whole(input.source));
    book = make_plain_book(input);
  }
  return annotate_workbook(std::move(book), input, sources, messages, diagnostics);
}

}  // namespace

std::string propose_copy_name(const std::string& input, Language language) {
  const std::string ending = ending_of(input) == ".xlsm" ? ".xlsm" : ".xlsx";
  return with_ending(input, (language == Language::russian ? "-замечания" : "-remarks") + ending);
}

bool annotate_copy(const std::string& copy, const Programme& programme, const Diagnostics& messages,
                   World& world, Sources& sources, Diagnostics& diagnostics) {
  const Workbook& input = programme.inputs.front();
  if (input.format == Workbook::Format::xml) {
    diagnostics.report(Kind::copy_of_xml, Place::whole(input.source));
    return false;
  }
  if (!may_replace(copy, input, world, diagnostics)) return false;
  const auto bytes = make_copy(copy, input, messages, world, sources, diagnostics);
  return bytes && save_whole_file(copy, *bytes, world, diagnostics);
}

}  // namespace grif

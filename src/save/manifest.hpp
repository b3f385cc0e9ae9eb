#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// `manifest.json` of an output folder: which files Grif made and what they are.
struct Manifest {
  struct File {
    std::string path, format, sha256;
    std::uint64_t bytes = 0;
    bool stale = false;  ///< of an earlier edition than the document's other files
    bool operator==(const File&) const = default;
  };
  struct Document {
    std::string name, title, kind;
    std::string status;  ///< `made`, or `stale`: of an earlier edition than the folder's last build
    std::string edition;    ///< fingerprint of what it was made from …
    std::string templates;  ///< … and by: its templates and styles
    bool personal_data = false;
    std::uint32_t pages = 0;
    std::vector<File> files;
    bool operator==(const Document&) const = default;
  };
  std::string programme, date;
  std::vector<Document> documents;
  std::vector<std::string>
      edited_by_hand;  ///< files once made by Grif that a person has changed since

  [[nodiscard]] const Document* find_document(std::string_view name) const;
  [[nodiscard]] const File* find_file(std::string_view path) const;
  bool operator==(const Manifest&) const = default;
};

std::string to_json(const Manifest& manifest);
/// Why a text is no manifest, or no journal.
struct ListFault {
  enum class What : std::uint8_t {
    not_json,   ///< or cut
    not_ours,   ///< JSON, but not what Grif writes
    leads_out,  ///< the name of a file leads out of the folder
  } what = What::not_json;
  std::uint32_t line = 0, column = 0;  ///< from 1, of not_json
};
/// Nothing if the text is no manifest; `fault` then says why.
std::optional<Manifest> parse_manifest(std::string_view json, ListFault& fault);

/// A name that stays within the folder: a list from elsewhere must not lead out of it.
bool is_plain_file_name(std::string_view name);
/// `byte`: number of the byte, from 1, at which a text is no JSON.
ListFault find_fault(std::string_view text, std::size_t byte);

}  // namespace grif

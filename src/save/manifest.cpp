#include "save/manifest.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace grif {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Manifest::Document& document) {
  Json files = Json::array();
  for (const Manifest::File& file : document.files) {
    Json entry = {{"path", file.path},
                  {"format", file.format},
                  {"bytes", file.bytes},
                  {"sha256", file.sha256}};
    if (file.stale) entry["stale"] = true;
    files.push_back(std::move(entry));
  }
  return {{"name", document.name},
          {"title", document.title},
          {"kind", document.kind},
          {"status", document.status},
          {"edition", document.edition},
          {"templates", document.templates},
          {"personal_data", document.personal_data},
          {"pages", document.pages},
          {"files", std::move(files)}};
}

}  // namespace

bool is_plain_file_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos &&
         name.find('\0') == std::string_view::npos;
}

ListFault find_fault(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte == 0 ? 0 : byte - 1);
  const std::size_t line = static_cast<std::size_t>(std::ranges::count(before, '\n'));
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);  // npos + 1 is 0
  const auto begins_sign = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; };
  return {.what = ListFault::What::not_json,
          .line = static_cast<std::uint32_t>(line + 1),
          .column = static_cast<std::uint32_t>(std::ranges::count_if(in_line, begins_sign) + 1)};
}

const Manifest::Document* Manifest::find_document(std::string_view name) const {
  const auto found = std::ranges::find(documents, name, &Document::name);
  return found == documents.end() ? nullptr : &*found;
}

const Manifest::File* Manifest::find_file(std::string_view path) const {
  for (const Document& document : documents) {
    const auto found = std::ranges::find(document.files, path, &File::path);
    if (found != document.files.end()) return &*found;
  }
  return nullptr;
}

std::string to_json(const Manifest& manifest) {
  Json documents = Json::array();
  for (const Manifest::Document& document : manifest.documents)
    documents.push_back(to_json(document));
  Json json = {{"grif", GRIF_VERSION}, {"programme", manifest.programme}};
  if (!manifest.date.empty()) json["date"] = manifest.date;
  json["documents"] = std::move(documents);
  if (!manifest.edited_by_hand.empty()) json["edited_by_hand"] = manifest.edited_by_hand;
  return json.dump(1) + "\n";
}

std::optional<Manifest> parse_manifest(std::string_view text, ListFault& fault) {
  try {
    const Json json = Json::parse(text);
    Manifest manifest;
    manifest.programme = json.at("programme").get<std::string>();
    manifest.date = json.value("date", "");
    for (const Json& entry : json.at("documents")) {
      Manifest::Document document;
      document.name = entry.at("name").get<std::string>();
      document.title = entry.at("title").get<std::string>();
      document.kind = entry.at("kind").get<std::string>();
      document.status = entry.at("status").get<std::string>();
      document.edition = entry.value("edition", "");
      document.templates = entry.value("templates", "");
      document.personal_data = entry.at("personal_data").get<bool>();
      document.pages = entry.at("pages").get<std::uint32_t>();
      for (const Json& item : entry.at("files")) {
        Manifest::File file;
        file.path = item.at("path").get<std::string>();
        file.format = item.at("format").get<std::string>();
        file.bytes = item.at("bytes").get<std::uint64_t>();
        file.sha256 = item.at("sha256").get<std::string>();
        file.stale = item.value("stale", false);
        if (!is_plain_file_name(file.path)) {
          fault.what = ListFault::What::leads_out;
          return std::nullopt;
        }
        document.files.push_back(std::move(file));
      }
      manifest.documents.push_back(std::move(document));
    }
    if (json.contains("edited_by_hand")) {
      manifest.edited_by_hand = json.at("edited_by_hand").get<std::vector<std::string>>();
    }
    return manifest;
  } catch (const Json::parse_error& error) {
    fault = find_fault(text, error.byte);
    return std::nullopt;
  } catch (const Json::exception&) {
    fault.what = ListFault::What::not_ours;
    return std::nullopt;
  }
}

}  // namespace grif

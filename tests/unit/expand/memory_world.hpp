#pragma once

#include <cerrno>
#include <map>
#include <string>

#include "core/world.hpp"

namespace grif::test {

/// Files and links in memory; nothing else exists and nothing can be written.
class MemoryWorld final : public World {
 public:
  std::map<std::string, std::string> files;
  std::map<std::string, EntryType> entries;  ///< what is not a file of `files`
  std::string refused;                       ///< a file that may not be read

  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override {
    if (path == refused) return {.value = {}, .fault = {EACCES, path, "Permission denied"}};
    const auto file = files.find(path);
    if (file == files.end())
      return {.value = {}, .fault = {ENOENT, path, "No such file or directory"}};
    if (file->second.size() > limit) return {.value = {}, .fault = {EFBIG, path, "File too large"}};
    return {.value = file->second, .fault = {}};
  }
  Outcome<EntryType> entry_type(const std::string& path) override {
    if (const auto entry = entries.find(path); entry != entries.end())
      return {.value = entry->second, .fault = {}};
    if (files.contains(path)) return {.value = EntryType::file, .fault = {}};
    for (const auto& [name, bytes] : files) {
      if (name.starts_with(path + "/")) return {.value = EntryType::directory, .fault = {}};
    }
    return {.value = EntryType::none, .fault = {}};
  }
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override {
    return {.value = {}, .fault = {ENOENT, path, "No such file or directory"}};
  }
  Outcome<Done> make_directory(const std::string& path) override { return refuse(path); }
  Outcome<Done> write_new_file(const std::string& path, std::string_view) override {
    return refuse(path);
  }
  Outcome<Done> rename(const std::string& from, const std::string&) override {
    return refuse(from);
  }
  Outcome<Done> remove_file(const std::string& path) override { return refuse(path); }
  Outcome<Done> remove_directory(const std::string& path) override { return refuse(path); }
  Outcome<Done> sync(const std::vector<std::string>& paths) override {
    return refuse(paths.empty() ? std::string() : paths.front());
  }
  Outcome<std::unique_ptr<Lock>> lock(const std::string& path) override {
    return {.value = {}, .fault = {EROFS, path, "Read-only file system"}};
  }
  Date today() override { return Date::from_days(0); }

 private:
  static Outcome<Done> refuse(const std::string& path) {
    return {.value = {}, .fault = {EROFS, path, "Read-only file system"}};
  }
};

}  // namespace grif::test

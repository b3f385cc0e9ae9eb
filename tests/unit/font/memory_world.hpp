#pragma once

#include <cerrno>
#include <map>
#include <string>

#include "core/world.hpp"

namespace grif {

/// Files in memory, for tests; whatever it lacks is asked of the real disk. Reading a file listed
/// in `refused` fails.
class MemoryWorld final : public World {
 public:
  std::map<std::string, std::string> files;
  std::map<std::string, int> reads;
  std::string refused;

  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override {
    ++reads[path];
    if (path == refused) return {.value = {}, .fault = {EACCES, path, "Permission denied"}};
    if (const auto file = files.find(path); file != files.end()) return {.value = file->second};
    return disk_.read_file(path, limit);
  }
  Outcome<EntryType> entry_type(const std::string& path) override {
    if (files.contains(path) || path == refused) return {.value = EntryType::file};
    return disk_.entry_type(path);
  }
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override {
    return disk_.list_directory(path);
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
  DiskWorld disk_;
};

}  // namespace grif

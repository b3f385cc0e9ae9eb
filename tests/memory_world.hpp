#pragma once

#include <cerrno>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <system_error>

#include "core/world.hpp"

namespace grif {

/// A world in memory, for all tests. It can refuse the n-th call or the reading of a file, end the
/// program at a call (throw), and ask a real world for what it lacks. Reading is safe for threads.
class MemoryWorld final : public World {
 public:
  struct Killed : std::runtime_error {
    Killed() : std::runtime_error("killed") {}
  };
  struct Entry {
    EntryType type = EntryType::file;
    std::string bytes;
    Entry() = default;
    Entry(EntryType of, std::string text = {}) : type(of), bytes(std::move(text)) {}
    Entry(std::string text) : bytes(std::move(text)) {}
    Entry(const char* text) : bytes(text) {}
    Entry(std::string_view text) : bytes(text) {}
    bool operator==(const Entry&) const = default;
  };
  std::map<std::string, Entry> entries = {{".", {EntryType::directory, ""}}};
  int calls = 0;
  int refuse_at = -1;         ///< number of the call that is refused …
  bool refuse_later = false;  ///< … and whether all later ones are too
  int refuse_with = ENOSPC;
  int kill_at = -1;
  int edit_at = -1;       ///< a person changes a file before this call …
  std::string edit_path;  ///< … this one, if it is there
  bool locked_by_other = false;
  std::string unreadable;                                       ///< a file that may not be read …
  int unreadable_with = EACCES;                                 ///< … and why
  Outcome<std::string> office{std::nullopt, {ENOENT, {}, {}}};  ///< what LibreOffice gives …
  std::string asked;                                            ///< … for what: «xls to xlsx»
  World* behind = nullptr;           ///< read where this world has no such entry
  std::map<std::string, int> reads;  ///< how often each file was read

  MemoryWorld() = default;
  MemoryWorld(const MemoryWorld& other) { *this = other; }
  MemoryWorld& operator=(const MemoryWorld& other) {
    entries = other.entries;
    calls = other.calls;
    refuse_at = other.refuse_at;
    refuse_later = other.refuse_later;
    refuse_with = other.refuse_with;
    kill_at = other.kill_at;
    edit_at = other.edit_at;
    edit_path = other.edit_path;
    locked_by_other = other.locked_by_other;
    unreadable = other.unreadable;
    unreadable_with = other.unreadable_with;
    office = other.office;
    asked = other.asked;
    behind = other.behind;
    reads = other.reads;
    return *this;
  }

  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override {
    const std::lock_guard lock(mutex_);
    if (const int code = step()) return refused<std::string>(code, path);
    ++reads[path];
    if (path == unreadable) return refused<std::string>(unreadable_with, path);
    const auto found = entries.find(path);
    if (found == entries.end())
      return behind != nullptr ? behind->read_file(path, limit)
                               : refused<std::string>(ENOENT, path);
    if (found->second.type != EntryType::file) return refused<std::string>(EISDIR, path);
    if (found->second.bytes.size() > limit) return refused<std::string>(EFBIG, path);
    return {found->second.bytes, {}};
  }
  Outcome<EntryType> entry_type(const std::string& path) override {
    if (const int code = step()) return refused<EntryType>(code, path);
    if (const auto found = entries.find(path); found != entries.end())
      return {found->second.type, {}};
    if (!is_empty(path)) return {EntryType::directory, {}};
    if (path == unreadable) return {EntryType::file, {}};
    return behind != nullptr ? behind->entry_type(path) : Outcome<EntryType>{EntryType::none, {}};
  }
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override {
    if (const int code = step()) return refused<std::vector<std::string>>(code, path);
    std::vector<std::string> names;
    for (const auto& [name, entry] : entries) {
      if (name.starts_with(path + "/") && name.find('/', path.size() + 1) == std::string::npos) {
        names.push_back(name.substr(path.size() + 1));
      }
    }
    return {std::move(names), {}};
  }
  Outcome<Done> make_directory(const std::string& path) override {
    if (const int code = step()) return refused<Done>(code, path);
    if (entries.contains(path)) return refused<Done>(EEXIST, path);
    if (!entries.contains(parent(path))) return refused<Done>(ENOENT, path);
    entries[path] = {EntryType::directory, ""};
    return done();
  }
  Outcome<Done> write_new_file(const std::string& path, std::string_view bytes) override {
    if (const int code = step()) return refused<Done>(code, path);
    if (entries.contains(path)) return refused<Done>(EEXIST, path);
    if (!entries.contains(parent(path))) return refused<Done>(ENOENT, path);
    entries[path] = {EntryType::file, std::string(bytes)};
    return done();
  }
  Outcome<Done> rename(const std::string& from, const std::string& to) override {
    if (const int code = step()) return refused<Done>(code, to);
    if (!entries.contains(from)) return refused<Done>(ENOENT, from);
    if (entries.contains(to) && entries[to].type == EntryType::directory && !is_empty(to))
      return refused<Done>(ENOTEMPTY, to);
    std::map<std::string, Entry> moved;
    for (const auto& [name, entry] : entries) {
      const bool inside = name == from || name.starts_with(from + "/");
      moved[inside ? to + name.substr(from.size()) : name] = entry;
    }
    if (entries[from].type == EntryType::file) moved[to] = entries[from];
    entries = std::move(moved);
    return done();
  }
  Outcome<Done> remove_file(const std::string& path) override {
    if (const int code = step()) return refused<Done>(code, path);
    const auto found = entries.find(path);
    if (found == entries.end() || found->second.type == EntryType::directory)
      return refused<Done>(ENOENT, path);
    entries.erase(found);
    return done();
  }
  Outcome<Done> remove_directory(const std::string& path) override {
    if (const int code = step()) return refused<Done>(code, path);
    if (!entries.contains(path)) return refused<Done>(ENOENT, path);
    if (!is_empty(path)) return refused<Done>(ENOTEMPTY, path);
    entries.erase(path);
    return done();
  }
  Outcome<Done> sync(const std::vector<std::string>& paths) override {
    if (const int code = step()) return refused<Done>(code, paths.front());
    for (const std::string& path : paths) {
      if (!entries.contains(path)) return refused<Done>(ENOENT, path);
    }
    return done();
  }
  Outcome<std::unique_ptr<Lock>> lock(const std::string& path) override {
    if (const int code = step()) return refused<std::unique_ptr<Lock>>(code, path);
    if (locked_by_other) return refused<std::unique_ptr<Lock>>(EWOULDBLOCK, path);
    if (!entries.contains(parent(path))) return refused<std::unique_ptr<Lock>>(ENOENT, path);
    entries.try_emplace(path);
    return {std::make_unique<Lock>(), {}};
  }
  Outcome<std::string> convert_document(std::string_view, const std::string& from,
                                        const std::string& to) override {
    asked = from + " to " + to;
    return office;
  }
  Date today() override { return Date::from_days(0); }

  /// The files below a folder but for its own state, by name.
  [[nodiscard]] std::map<std::string, std::string> files(const std::string& folder) const {
    std::map<std::string, std::string> found;
    for (const auto& [name, entry] : entries) {
      if (entry.type != EntryType::file || !name.starts_with(folder + "/")) continue;
      if (name.starts_with(folder + "/.grif/")) continue;
      found[name.substr(folder.size() + 1)] = entry.bytes;
    }
    return found;
  }

 private:
  int step() {
    const int number = calls++;
    if (number == kill_at) throw Killed();
    if (const auto edited = entries.find(edit_path); number == edit_at && edited != entries.end())
      edited->second.bytes += " by hand";
    const bool refuse =
        number == refuse_at || (refuse_later && refuse_at >= 0 && number > refuse_at);
    return refuse ? refuse_with : 0;
  }
  static std::string parent(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? "." : path.substr(0, slash);
  }
  [[nodiscard]] bool is_empty(const std::string& path) const {
    for (const auto& [name, entry] : entries) {
      if (name.starts_with(path + "/")) return false;
    }
    return true;
  }
  template <typename T>
  static Outcome<T> refused(int code, const std::string& path) {
    return {std::nullopt, {code, path, std::generic_category().message(code)}};
  }
  static Outcome<Done> done() { return {Done{}, {}}; }
  std::mutex mutex_;
};

}  // namespace grif

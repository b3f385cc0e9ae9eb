#pragma once

#include <cerrno>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/diagnostics.hpp"

namespace grif {

/// Why the outside world refused. `reason` is the system's own word (strerror) in English.
struct SystemFault {
  int code = 0;  ///< errno
  std::string path;
  std::string reason;
};

/// The reason in the user's language, for the refusals that people meet; else the system's word.
std::string describe(const SystemFault& fault, Language language);
/// What to do about it, when the system refused to write.
std::string_view advise(const SystemFault& fault, Language language);

/// A result or a refusal of the outside world.
template <typename T>
struct Outcome {
  std::optional<T> value;
  SystemFault fault;
  explicit operator bool() const { return value.has_value(); }
  T& operator*() { return *value; }
  const T& operator*() const { return *value; }
  T* operator->() { return &*value; }
  const T* operator->() const { return &*value; }
};
struct Done {};

/// The bytes of a file, in memory of their own or mapped from the disk.
class FileBytes {
 public:
  FileBytes() = default;
  explicit FileBytes(std::string bytes) : owned_(std::move(bytes)) {}
  /// `size` bytes at `mapped`, which are unmapped at the end.
  FileBytes(const char* mapped, std::size_t size) : mapped_(mapped, Unmap{size}) {}
  [[nodiscard]] std::string_view view() const {
    return mapped_ ? std::string_view(mapped_.get(), mapped_.get_deleter().size) : owned_;
  }

 private:
  struct Unmap {
    std::size_t size;
    void operator()(const char* mapped) const;
  };
  std::string owned_;
  std::unique_ptr<const char, Unmap> mapped_;
};

/// Everything outside the program that the program touches: files and the clock. The real one is
/// DiskWorld; tests use one in memory that can be told to fail at the n-th call.
class World {
 public:
  enum class EntryType : std::uint8_t { none, file, directory, symlink, other };
  virtual ~World() = default;

  /// The whole file. Refuses what is not a regular file (a FIFO, a device) and what is larger than
  /// `limit` (EFBIG).
  virtual Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) = 0;
  /// The same for a large file of the system, of which little is looked at and which nobody writes
  /// to in place: pages are read when they are touched.
  virtual Outcome<FileBytes> map_file(const std::string& path, std::uint64_t limit) {
    Outcome<std::string> bytes = read_file(path, limit);
    if (!bytes) return {std::nullopt, std::move(bytes.fault)};
    return {FileBytes(std::move(*bytes)), {}};
  }
  /// Does not follow a symbolic link at the end of the path.
  virtual Outcome<EntryType> entry_type(const std::string& path) = 0;
  /// Names of the entries, sorted by bytes.
  virtual Outcome<std::vector<std::string>> list_directory(const std::string& path) = 0;
  virtual Outcome<Done> make_directory(
      const std::string& path) = 0;  ///< one level, mode 0755; existing: EEXIST
  /// Creates a new file (fails if there is one, never follows a link), writes all, checks every
  /// return code; no sync.
  virtual Outcome<Done> write_new_file(const std::string& path, std::string_view bytes) = 0;
  virtual Outcome<Done> rename(const std::string& from, const std::string& to) = 0;
  virtual Outcome<Done> remove_file(const std::string& path) = 0;
  virtual Outcome<Done> remove_directory(const std::string& path) = 0;  ///< empty ones only
  /// Makes files and folders durable: each by itself when they are few, the whole file system once
  /// when they are many.
  virtual Outcome<Done> sync(const std::vector<std::string>& paths) = 0;
  /// An exclusive advisory lock on a file that is made where missing; released when the token dies.
  /// EWOULDBLOCK: somebody has it.
  class Lock {
   public:
    virtual ~Lock() = default;
  };
  virtual Outcome<std::unique_ptr<Lock>> lock(const std::string& path) = 0;
  /// A document of a format that Grif does not read, made into one that it does by another program;
  /// see convert_by_office for the endings and faults. Worlds without one refuse with ENOENT.
  virtual Outcome<std::string> convert_document(std::string_view /*bytes*/,
                                                const std::string& /*from*/,
                                                const std::string& /*to*/) {
    return {std::nullopt, {ENOENT, {}, "no such program"}};
  }
  /// Today's date, local time. Read at most once a run.
  virtual Date today() = 0;
};

/// The real world.
class DiskWorld final : public World {
 public:
  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override;
  Outcome<FileBytes> map_file(const std::string& path, std::uint64_t limit) override;
  Outcome<EntryType> entry_type(const std::string& path) override;
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override;
  Outcome<Done> make_directory(const std::string& path) override;
  Outcome<Done> write_new_file(const std::string& path, std::string_view bytes) override;
  Outcome<Done> rename(const std::string& from, const std::string& to) override;
  Outcome<Done> remove_file(const std::string& path) override;
  Outcome<Done> remove_directory(const std::string& path) override;
  Outcome<Done> sync(const std::vector<std::string>& paths) override;
  Outcome<std::unique_ptr<Lock>> lock(const std::string& path) override;
  Outcome<std::string> convert_document(std::string_view bytes, const std::string& from,
                                        const std::string& to) override;
  Date today() override;
};

}  // namespace grif

#include "core/world.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/office.hpp"

namespace grif {
namespace {

SystemFault fault_of(int code, const std::string& path) {
  char buffer[256] = {};
  // The GNU form, which gives the C locale's words as long as nobody calls setlocale.
  return {code, path, strerror_r(code, buffer, sizeof buffer)};
}

template <typename T>
Outcome<T> refused(const std::string& path) {
  return {std::nullopt, fault_of(errno, path)};
}

Outcome<Done> done() { return {Done{}, {}}; }

/// A descriptor that closes itself; `close` tells whether closing succeeded (a late write error).
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  bool close() {
    const int fd = fd_;
    fd_ = -1;
    return ::close(fd) == 0;
  }

 private:
  int fd_;
};

int open_retrying(const std::string& path, int flags, mode_t mode = 0) {
  int fd = -1;
  do {
    fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
  } while (fd < 0 && errno == EINTR);
  return fd;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    if (written == 0) {
      errno = ENOSPC;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// Whether a refusal to set the mode of a file that we have just made only says that this file
/// system (a memory stick, a network share) keeps no modes.
bool keeps_no_modes(int code) { return code == EPERM || code == ENOTSUP || code == ENOSYS; }

struct Opened {
  Descriptor descriptor;
  std::size_t size = 0;
  std::optional<SystemFault> fault;
};

/// A regular file of at most `limit` bytes, for reading.
Opened open_regular_file(const std::string& path, std::uint64_t limit) {
  // Non-blocking, so that a FIFO without a writer does not hang the program; a terminal that is
  // named by mistake must not become ours.
  const int fd = open_retrying(path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
  const auto refuse = [&](int code) {
    return Opened{.descriptor = Descriptor(fd), .fault = fault_of(code, path)};
  };
  if (fd < 0) return refuse(errno);
  struct stat status {};
  if (::fstat(fd, &status) != 0) return refuse(errno);
  if (S_ISDIR(status.st_mode)) return refuse(EISDIR);
  if (!S_ISREG(status.st_mode)) return refuse(EINVAL);
  if (static_cast<std::uint64_t>(status.st_size) > limit) return refuse(EFBIG);
  return {
      .descriptor = Descriptor(fd), .size = static_cast<std::size_t>(status.st_size), .fault = {}};
}

class FileLock final : public World::Lock {
 public:
  explicit FileLock(int fd) : descriptor_(fd) {}

 private:
  Descriptor descriptor_;
};

}  // namespace

std::string describe(const SystemFault& fault, Language language) {
  if (language == Language::english) return fault.reason;
  switch (fault.code) {
    case ENOENT:
      return "нет такого файла или папки";
    case EACCES:
    case EPERM:
      return "нет прав";
    case EEXIST:
      return "уже есть";
    case ENOTDIR:
      return "часть пути — не папка";
    case EISDIR:
      return "это папка, а не файл";
    case EINVAL:
      return "это не обычный файл";
    case EFBIG:
      return "файл слишком велик";
    case ENOSPC:
      return "на диске нет места";
    case EDQUOT:
      return "исчерпана дисковая квота";
    case EROFS:
      return "диск доступен только для чтения";
    case EIO:
      return "ошибка чтения или записи на диске";
    case EMFILE:
    case ENFILE:
      return "открыто слишком много файлов";
    case ENAMETOOLONG:
      return "слишком длинное имя";
    case ELOOP:
      return "символическая ссылка на месте файла";
    case ENOTEMPTY:
      return "папка не пуста";
    case EWOULDBLOCK:
      return "занято другим запуском";
    default:
      return fault.reason;
  }
}

std::string_view advise(const SystemFault& fault, Language language) {
  const bool russian = language == Language::russian;
  switch (fault.code) {
    case ENOSPC:
    case EDQUOT:
      return russian ? "освободите место и повторите" : "free some space, then repeat";
    case EACCES:
    case EPERM:
      return russian ? "проверьте права на папку или укажите другую в -o"
                     : "check the rights to the folder, or name another with -o";
    case EROFS:
      return russian ? "укажите в -o папку на другом диске"
                     : "name a folder on another disk with -o";
    case ENAMETOOLONG:
      return russian ? "укажите в -o имя покороче" : "name a shorter path with -o";
    case ENOTDIR:
    case EEXIST:
    case ENOENT:
    case EINVAL:
    case ELOOP:
      return russian ? "проверьте путь в -o" : "look at the path given with -o";
    default:
      return russian ? "проверьте диск и права на папку и повторите"
                     : "check the disk and the rights to the folder, then repeat";
  }
}

Outcome<std::string> DiskWorld::read_file(const std::string& path, std::uint64_t limit) {
  const Opened file = open_regular_file(path, limit);
  if (file.fault) return {std::nullopt, *file.fault};
  std::string bytes(file.size + 1, '\0');
  std::size_t filled = 0;
  for (;;) {
    const ssize_t got = ::read(file.descriptor.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused<std::string>(path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit) return {std::nullopt, fault_of(EFBIG, path)};
    if (filled == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(filled);
  return {std::move(bytes), {}};
}

Outcome<FileBytes> DiskWorld::map_file(const std::string& path, std::uint64_t limit) {
  const Opened file = open_regular_file(path, limit);
  if (file.fault) return {std::nullopt, *file.fault};
  if (file.size == 0) return {FileBytes(), {}};
  void* const mapped = ::mmap(nullptr, file.size, PROT_READ, MAP_PRIVATE, file.descriptor.get(), 0);
  if (mapped == MAP_FAILED) return refused<FileBytes>(path);
  return {FileBytes(static_cast<const char*>(mapped), file.size), {}};
}

void FileBytes::Unmap::operator()(const char* mapped) const {
  ::munmap(const_cast<char*>(mapped), size);
}

Outcome<World::EntryType> DiskWorld::entry_type(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) {
    if (errno == ENOENT) return {EntryType::none, {}};
    return refused<EntryType>(path);
  }
  if (S_ISREG(status.st_mode)) return {EntryType::file, {}};
  if (S_ISDIR(status.st_mode)) return {EntryType::directory, {}};
  if (S_ISLNK(status.st_mode)) return {EntryType::symlink, {}};
  return {EntryType::other, {}};
}

Outcome<std::vector<std::string>> DiskWorld::list_directory(const std::string& path) {
  struct Close {
    void operator()(DIR* directory) const { ::closedir(directory); }
  };
  const std::unique_ptr<DIR, Close> directory(::opendir(path.c_str()));
  if (!directory) return refused<std::vector<std::string>>(path);
  std::vector<std::string> names;
  errno = 0;
  while (const dirent* entry = ::readdir(directory.get())) {
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") names.emplace_back(name);
    errno = 0;
  }
  if (errno != 0) return refused<std::vector<std::string>>(path);
  std::ranges::sort(names);
  return {std::move(names), {}};
}

Outcome<Done> DiskWorld::make_directory(const std::string& path) {
  if (::mkdir(path.c_str(), 0755) != 0) return refused<Done>(path);
  // The mode must not depend on the umask.
  if (::chmod(path.c_str(), 0755) != 0 && !keeps_no_modes(errno)) return refused<Done>(path);
  return done();
}

Outcome<Done> DiskWorld::write_new_file(const std::string& path, std::string_view bytes) {
  Descriptor file(open_retrying(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644));
  if (file.get() < 0) return refused<Done>(path);
  const bool written =
      write_all(file.get(), bytes) && (::fchmod(file.get(), 0644) == 0 || keeps_no_modes(errno));
  if (!written || !file.close()) {
    Outcome<Done> outcome = refused<Done>(path);
    ::unlink(path.c_str());
    return outcome;
  }
  return done();
}

Outcome<Done> DiskWorld::rename(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return refused<Done>(to);
  return done();
}

Outcome<Done> DiskWorld::remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0) return refused<Done>(path);
  return done();
}

Outcome<Done> DiskWorld::remove_directory(const std::string& path) {
  if (::rmdir(path.c_str()) != 0) return refused<Done>(path);
  return done();
}

Outcome<Done> DiskWorld::sync(const std::vector<std::string>& paths) {
  constexpr std::size_t kFew = 32;
  for (const std::string& path : paths) {
    Descriptor file(open_retrying(path, O_RDONLY));
    if (file.get() < 0) return refused<Done>(path);
    const bool many = paths.size() > kFew;
    // EINVAL: this file system (many network shares) cannot sync such a file or folder by itself.
    if ((many ? ::syncfs(file.get()) : ::fsync(file.get())) != 0 && errno != EINVAL)
      return refused<Done>(path);
    if (many) break;
  }
  return done();
}

Outcome<std::unique_ptr<World::Lock>> DiskWorld::lock(const std::string& path) {
  const int fd = open_retrying(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0644);
  if (fd < 0) return refused<std::unique_ptr<Lock>>(path);
  auto held = std::make_unique<FileLock>(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) return refused<std::unique_ptr<Lock>>(path);
  return {std::unique_ptr<Lock>(std::move(held)), {}};
}

Outcome<std::string> DiskWorld::convert_document(std::string_view bytes, const std::string& from,
                                                 const std::string& to) {
  return convert_by_office(bytes, from, to);
}

Date DiskWorld::today() {
  const std::time_t now = std::time(nullptr);
  std::tm local{};
  ::localtime_r(&now, &local);
  return Date::from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday).value_or(Date{});
}

}  // namespace grif

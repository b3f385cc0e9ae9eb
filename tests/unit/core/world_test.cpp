#include "core/world.hpp"

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace grif {
namespace {

namespace fs = std::filesystem;
using EntryType = World::EntryType;

constexpr std::uint64_t kEnough = 1 << 20;

class DiskWorldTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "grif-world-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string path(const std::string& name) const { return folder_ + "/" + name; }
  std::string write(const std::string& name, std::string_view bytes) {
    EXPECT_TRUE(world_.write_new_file(path(name), bytes));
    return path(name);
  }
  std::string read(const std::string& name) {
    Outcome<std::string> bytes = world_.read_file(path(name), kEnough);
    EXPECT_TRUE(bytes) << bytes.fault.reason;
    return bytes ? *bytes : "";
  }
  static unsigned mode_of(const std::string& file) {
    struct stat status {};
    EXPECT_EQ(::lstat(file.c_str(), &status), 0);
    return status.st_mode & 07777;
  }

  std::string folder_;
  DiskWorld world_;
};

/// Sets the process's mask for new files, and sets it back.
class Umask {
 public:
  explicit Umask(mode_t mask) : before_(::umask(mask)) {}
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;
  ~Umask() { ::umask(before_); }

 private:
  mode_t before_;
};

// ---- Reading

TEST_F(DiskWorldTest, ReadsEveryByte) {
  std::string bytes(100'000, '\0');
  for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>(i * 7 % 251);
  write("a", bytes);
  EXPECT_EQ(read("a"), bytes);
  write("empty", "");
  EXPECT_EQ(read("empty"), "");
}

TEST_F(DiskWorldTest, HoldsTheLimit) {
  const std::string file = write("five", "12345");
  EXPECT_TRUE(world_.read_file(file, 5));
  EXPECT_EQ(*world_.read_file(file, 5), "12345");
  const Outcome<std::string> refused = world_.read_file(file, 4);
  EXPECT_FALSE(refused);
  EXPECT_EQ(refused.fault.code, EFBIG);
  EXPECT_EQ(refused.fault.path, file);
  EXPECT_TRUE(world_.read_file(write("none", ""), 0));
  EXPECT_EQ(world_.read_file(file, 0).fault.code, EFBIG);
}

TEST_F(DiskWorldTest, MapsWhatItReads) {
  const std::string file = path("font");
  const std::string bytes(100'000, 'f');
  ASSERT_TRUE(world_.write_new_file(file, bytes));
  auto mapped = world_.map_file(file, bytes.size());
  ASSERT_TRUE(mapped);
  const FileBytes moved = std::move(*mapped);
  EXPECT_EQ(moved.view(), bytes);
  EXPECT_EQ(world_.map_file(file, bytes.size() - 1).fault.code, EFBIG);
  EXPECT_EQ(world_.map_file(path("missing"), 1).fault.code, ENOENT);
  EXPECT_EQ(world_.map_file("/", 1).fault.code, EISDIR);

  const std::string empty = path("empty");
  ASSERT_TRUE(world_.write_new_file(empty, ""));
  ASSERT_TRUE(world_.map_file(empty, 0));
  EXPECT_EQ(world_.map_file(empty, 0)->view(), "");
}

TEST_F(DiskWorldTest, ReadsFilesThatDoNotKnowTheirSize) {
  // Files of the kernel say that they have 0 bytes.
  const std::string file = "/proc/self/status";
  if (!fs::exists(file)) GTEST_SKIP() << "no " << file;
  const Outcome<std::string> status = world_.read_file(file, kEnough);
  ASSERT_TRUE(status) << status.fault.reason;
  EXPECT_NE(status->find("Name:"), std::string::npos);
  EXPECT_EQ(status->back(), '\n');
  EXPECT_EQ(world_.read_file(file, 10).fault.code, EFBIG);
}

TEST_F(DiskWorldTest, RefusesWhatIsNotAFile) {
  EXPECT_EQ(world_.read_file(path("missing"), kEnough).fault.code, ENOENT);
  EXPECT_EQ(world_.read_file(path("missing"), kEnough).fault.reason, "No such file or directory");
  EXPECT_EQ(world_.read_file(folder_, kEnough).fault.code, EISDIR);
  EXPECT_EQ(world_.read_file("/dev/null", kEnough).fault.code, EINVAL);
  EXPECT_EQ(world_.read_file("/dev/zero", kEnough).fault.code, EINVAL);
  EXPECT_EQ(world_.read_file("", kEnough).fault.code, ENOENT);
  EXPECT_EQ(world_.read_file(write("file", "") + "/below", kEnough).fault.code, ENOTDIR);
}

TEST_F(DiskWorldTest, RefusesAPipeWithoutWaitingForItsWriter) {
  const std::string pipe = path("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  ::alarm(20);  // a program that hangs ends here
  const Outcome<std::string> refused = world_.read_file(pipe, kEnough);
  ::alarm(0);
  EXPECT_FALSE(refused);
  EXPECT_EQ(refused.fault.code, EINVAL);
  EXPECT_EQ(*world_.entry_type(pipe), EntryType::other);
}

TEST_F(DiskWorldTest, ReadsThroughLinks) {
  write("file", "внутри");
  fs::create_symlink("file", path("link"));
  fs::create_symlink("nowhere", path("dangling"));
  fs::create_symlink("loop", path("loop"));
  EXPECT_EQ(read("link"), "внутри");
  EXPECT_EQ(world_.read_file(path("dangling"), kEnough).fault.code, ENOENT);
  EXPECT_EQ(world_.read_file(path("loop"), kEnough).fault.code, ELOOP);
}

TEST_F(DiskWorldTest, TellsEntriesApart) {
  write("file", "x");
  ASSERT_TRUE(world_.make_directory(path("folder")));
  fs::create_symlink("file", path("link"));
  fs::create_symlink("folder", path("folder-link"));
  fs::create_symlink("nowhere", path("dangling"));
  EXPECT_EQ(*world_.entry_type(path("file")), EntryType::file);
  EXPECT_EQ(*world_.entry_type(path("folder")), EntryType::directory);
  EXPECT_EQ(*world_.entry_type(path("link")), EntryType::symlink);
  EXPECT_EQ(*world_.entry_type(path("folder-link")), EntryType::symlink);
  EXPECT_EQ(*world_.entry_type(path("dangling")), EntryType::symlink);
  EXPECT_EQ(*world_.entry_type(path("missing")), EntryType::none);
  EXPECT_EQ(*world_.entry_type("/dev/null"), EntryType::other);
  EXPECT_EQ(world_.entry_type(path("file/below")).fault.code, ENOTDIR);
}

TEST_F(DiskWorldTest, ListsNamesInTheOrderOfTheirBytes) {
  for (const char* name : {"б", "a", "Z", ".hidden", "а", "10", "9", "ё"}) write(name, "");
  ASSERT_TRUE(world_.make_directory(path("folder")));
  EXPECT_EQ(*world_.list_directory(folder_),
            (std::vector<std::string>{".hidden", "10", "9", "Z", "a", "folder", "а", "б", "ё"}));
  EXPECT_TRUE(world_.list_directory(path("folder"))->empty());
  EXPECT_EQ(world_.list_directory(path("missing")).fault.code, ENOENT);
  EXPECT_EQ(world_.list_directory(path("a")).fault.code, ENOTDIR);
}

// ---- Writing

TEST_F(DiskWorldTest, WritesOnlyNewFiles) {
  const std::string file = write("file", "старый");
  const Outcome<Done> again = world_.write_new_file(file, "новый");
  EXPECT_FALSE(again);
  EXPECT_EQ(again.fault.code, EEXIST);
  EXPECT_EQ(again.fault.path, file);
  EXPECT_EQ(read("file"), "старый");
  EXPECT_EQ(world_.write_new_file(path("missing/file"), "x").fault.code, ENOENT);
}

TEST_F(DiskWorldTest, NeverWritesThroughALink) {
  write("victim", "цел");
  fs::create_symlink("victim", path("link"));
  fs::create_symlink("elsewhere", path("dangling"));
  EXPECT_EQ(world_.write_new_file(path("link"), "x").fault.code, EEXIST);
  EXPECT_EQ(world_.write_new_file(path("dangling"), "x").fault.code, EEXIST);
  EXPECT_EQ(read("victim"), "цел");
  EXPECT_FALSE(fs::exists(path("elsewhere")));
}

TEST_F(DiskWorldTest, GivesModesThatTheUmaskDoesNotChange) {
  for (const mode_t mask : {0, 022, 077, 0177}) {
    const Umask umask(mask);
    const std::string name = std::to_string(mask);
    write("file" + name, "x");
    ASSERT_TRUE(world_.make_directory(path("folder" + name)));
    EXPECT_EQ(mode_of(path("file" + name)), 0644u) << mask;
    EXPECT_EQ(mode_of(path("folder" + name)), 0755u) << mask;
  }
}

/// Ends the program with 0 if a file of more bytes than the system allows is refused and gone.
[[noreturn]] void write_beyond_limit(const std::string& file) {
  ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1000, 1000};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  DiskWorld world;
  const Outcome<Done> refused = world.write_new_file(file, std::string(5000, 'x'));
  const bool gone = *world.entry_type(file) == EntryType::none;
  std::_Exit(!refused && refused.fault.code == EFBIG && gone ? 0 : 1);
}

TEST_F(DiskWorldTest, LeavesNoHalfOfAFileWhenTheSystemRefuses) {
  // A limit on the size of files refuses in the middle, as a full disk does.
  EXPECT_EXIT(write_beyond_limit(path("big")), testing::ExitedWithCode(0), "");
}

TEST_F(DiskWorldTest, MakesOneLevelOfFolders) {
  ASSERT_TRUE(world_.make_directory(path("a")));
  EXPECT_EQ(world_.make_directory(path("a")).fault.code, EEXIST);
  EXPECT_EQ(world_.make_directory(path("b/c")).fault.code, ENOENT);
  write("file", "");
  EXPECT_EQ(world_.make_directory(path("file")).fault.code, EEXIST);
}

TEST_F(DiskWorldTest, RenamesOverWhatIsThere) {
  write("new", "новый");
  write("old", "старый");
  ASSERT_TRUE(world_.rename(path("new"), path("old")));
  EXPECT_EQ(read("old"), "новый");
  EXPECT_EQ(*world_.entry_type(path("new")), EntryType::none);
  EXPECT_EQ(world_.rename(path("missing"), path("x")).fault.code, ENOENT);
  // A link at the goal is replaced, not followed.
  fs::create_symlink("old", path("link"));
  write("third", "третий");
  ASSERT_TRUE(world_.rename(path("third"), path("link")));
  EXPECT_EQ(*world_.entry_type(path("link")), EntryType::file);
  EXPECT_EQ(read("old"), "новый");
}

TEST_F(DiskWorldTest, RemovesFilesLinksAndEmptyFolders) {
  write("file", "x");
  fs::create_symlink("file", path("link"));
  ASSERT_TRUE(world_.make_directory(path("folder")));
  write("folder/inside", "x");
  EXPECT_TRUE(world_.remove_file(path("link")));
  EXPECT_EQ(read("file"), "x");
  EXPECT_EQ(world_.remove_directory(path("folder")).fault.code, ENOTEMPTY);
  EXPECT_FALSE(world_.remove_file(path("folder")));
  EXPECT_EQ(world_.remove_directory(path("file")).fault.code, ENOTDIR);
  EXPECT_TRUE(world_.remove_file(path("folder/inside")));
  EXPECT_TRUE(world_.remove_directory(path("folder")));
  EXPECT_TRUE(world_.remove_file(path("file")));
  EXPECT_EQ(world_.remove_file(path("file")).fault.code, ENOENT);
  EXPECT_TRUE(world_.list_directory(folder_)->empty());
}

TEST_F(DiskWorldTest, SyncsFewAndMany) {
  EXPECT_TRUE(world_.sync({}));
  std::vector<std::string> paths = {folder_};
  for (int i = 0; i < 40; ++i) {
    EXPECT_TRUE(world_.sync(paths)) << paths.size();
    paths.push_back(write(std::to_string(i), "x"));
  }
  const Outcome<Done> refused = world_.sync({folder_, path("missing")});
  EXPECT_EQ(refused.fault.code, ENOENT);
  EXPECT_EQ(refused.fault.path, path("missing"));
}

// ---- The lock

TEST_F(DiskWorldTest, LocksForOneOnly) {
  const std::string file = path("lock");
  Outcome<std::unique_ptr<World::Lock>> first = world_.lock(file);
  ASSERT_TRUE(first) << first.fault.reason;
  EXPECT_EQ(*world_.entry_type(file), EntryType::file);
  const Outcome<std::unique_ptr<World::Lock>> second = DiskWorld().lock(file);
  EXPECT_FALSE(second);
  EXPECT_EQ(second.fault.code, EWOULDBLOCK);
  EXPECT_EQ(second.fault.path, file);
  first.value.reset();
  EXPECT_TRUE(world_.lock(file));
  EXPECT_TRUE(world_.lock(file));  // the one before died at once
}

TEST_F(DiskWorldTest, LocksWithoutTouchingWhatIsThere) {
  const std::string file = write("lock", "содержимое");
  EXPECT_TRUE(world_.lock(file));
  EXPECT_EQ(read("lock"), "содержимое");
  fs::create_symlink("lock", path("link"));
  EXPECT_EQ(world_.lock(path("link")).fault.code, ELOOP);
  EXPECT_EQ(world_.lock(folder_).fault.code, EISDIR);
  EXPECT_EQ(world_.lock(path("missing/lock")).fault.code, ENOENT);
}

// ---- The rest

TEST_F(DiskWorldTest, LeavesNoFileOpen) {
  const auto count_open = [] {
    return std::distance(fs::directory_iterator("/proc/self/fd"), fs::directory_iterator());
  };
  if (!fs::exists("/proc/self/fd")) GTEST_SKIP() << "no /proc";
  write("file", "x");
  const auto before = count_open();
  for (int i = 0; i < 20; ++i) {
    read("file");
    EXPECT_FALSE(world_.read_file(folder_, kEnough));
    EXPECT_FALSE(world_.read_file(path("file"), 0));
    EXPECT_FALSE(world_.write_new_file(path("file"), "y"));
    EXPECT_TRUE(world_.list_directory(folder_));
    EXPECT_TRUE(world_.sync({folder_}));
    const auto held = world_.lock(path("file"));
    EXPECT_FALSE(world_.lock(path("file")));
  }
  EXPECT_EQ(count_open(), before);
}

TEST_F(DiskWorldTest, KnowsTheDay) {
  const auto local_day = [] {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    ::localtime_r(&now, &local);
    return Date::from_ymd(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday).value();
  };
  const Date before = local_day();
  const Date today = world_.today();
  const Date after = local_day();
  EXPECT_LE(before, today);
  EXPECT_LE(today, after);
}

TEST(SystemFaultTest, DescribesRefusalsInBothLanguages) {
  const std::vector<std::pair<int, std::string>> words = {
      {ENOENT, "нет такого файла или папки"},
      {EACCES, "нет прав"},
      {EPERM, "нет прав"},
      {EEXIST, "уже есть"},
      {ENOTDIR, "часть пути — не папка"},
      {EISDIR, "это папка, а не файл"},
      {EINVAL, "это не обычный файл"},
      {EFBIG, "файл слишком велик"},
      {ENOSPC, "на диске нет места"},
      {EDQUOT, "исчерпана дисковая квота"},
      {EROFS, "диск доступен только для чтения"},
      {EIO, "ошибка чтения или записи на диске"},
      {EMFILE, "открыто слишком много файлов"},
      {ENFILE, "открыто слишком много файлов"},
      {ENAMETOOLONG, "слишком длинное имя"},
      {ELOOP, "символическая ссылка на месте файла"},
      {ENOTEMPTY, "папка не пуста"},
      {EWOULDBLOCK, "занято другим запуском"},
      {EXDEV, "the system's word"},
  };
  for (const auto& [code, russian] : words) {
    const SystemFault fault{code, "file", "the system's word"};
    EXPECT_EQ(describe(fault, Language::russian), russian);
    EXPECT_EQ(describe(fault, Language::english), "the system's word");
  }
}

}  // namespace
}  // namespace grif

#include "core/office.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace grif {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A folder for programs and one for what they need, with a program of our own called soffice.
class Office : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "grif-office-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    fs::create_directory(folder_ / "bin");
    fs::create_directory(folder_ / "tmp");
    path_ = std::getenv("PATH");
    ::setenv("PATH", (folder_ / "bin").c_str(), 1);
    ::setenv("TMPDIR", (folder_ / "tmp").c_str(), 1);
  }
  void TearDown() override {
    ::setenv("PATH", path_.c_str(), 1);
    ::unsetenv("TMPDIR");
    fs::remove_all(folder_);
  }
  /// In it $out is the folder for the result and $in the file.
  void install(const std::string& script) const {
    const fs::path program = folder_ / "bin" / "soffice";
    std::ofstream(program) << "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --outdir ] && out=$2; "
                              "[ \"$1\" = --convert-to ] && to=$2; shift; done; in=$1\n"
                           << script << '\n';
    fs::permissions(program, fs::perms::owner_all);
  }
  [[nodiscard]] static int fault(std::chrono::milliseconds most_time = 10s) {
    const auto made = convert_by_office("abc", "xls", "xlsx", most_time);
    return made ? 0 : made.fault.code;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(folder_ / name).rdbuf();
    return text.str();
  }
  [[nodiscard]] bool left_nothing() const { return fs::is_empty(folder_ / "tmp"); }

  fs::path folder_;
  std::string path_;
};

TEST_F(Office, GivesWhatTheProgramMade) {
  install("sed s/b/B/ \"$in\" > \"$out/input.$to\"");
  const auto made = convert_by_office("abc", "xls", "xlsx");
  ASSERT_TRUE(made) << made.fault.reason;
  EXPECT_EQ(*made, "aBc");
  EXPECT_TRUE(left_nothing());
}

TEST_F(Office, IsNotThereWithoutTheProgram) {
  EXPECT_EQ(fault(), ENOENT);
  install("true");
  fs::permissions(folder_ / "bin" / "soffice", fs::perms::owner_read);
  if (::geteuid() != 0) {
    EXPECT_EQ(fault(), ENOENT) << "not to be run";
  }
  EXPECT_TRUE(left_nothing());
}

TEST_F(Office, MakesNothingWhereTheProgramFails) {
  install("true");
  EXPECT_EQ(fault(), ENODATA) << "no file and no complaint";
  install("echo x > \"$out/input.$to\"; exit 3");
  EXPECT_EQ(fault(), ENODATA);
  install("kill -9 $$");
  EXPECT_EQ(fault(), ENODATA);
  install("mkdir \"$out/input.$to\"");
  EXPECT_NE(fault(), 0) << "a folder is no file";
  EXPECT_TRUE(left_nothing());
}

TEST_F(Office, IsStoppedInTimeWithAllThatItStarted) {
  install("sleep 100 & echo $! > " + (folder_ / "child").string() + "; sleep 100");
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(fault(300ms), ETIMEDOUT);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 30s);
  const int child = std::stoi(read("child"));
  bool gone = false;
  for (int i = 0; i < 100 && !gone; ++i) {
    std::ifstream state("/proc/" + std::to_string(child) + "/stat");
    std::string words;
    std::getline(state, words);
    gone = words.empty() || words.find(") Z ") != std::string::npos;  // dead, or about to be buried
    std::this_thread::sleep_for(20ms);
  }
  EXPECT_TRUE(gone);
  EXPECT_TRUE(left_nothing());
}

TEST_F(Office, RunsInAWorldOfItsOwn) {
  install(
      "env > \"$out/input.$to\"; readlink /proc/self/fd/0 >> \"$out/input.$to\"; echo \"in $in\" >> "
      "\"$out/input.$to\"");
  ::setenv("GRIF_SECRET", "x", 1);
  const auto made = convert_by_office("abc", "xls", "xlsx");
  ::unsetenv("GRIF_SECRET");
  ASSERT_TRUE(made);
  EXPECT_EQ(made->find("GRIF_SECRET"), std::string::npos);
  EXPECT_NE(made->find("HOME=" + (folder_ / "tmp").string() + "/grif-"), std::string::npos);
  EXPECT_NE(made->find("/dev/null"), std::string::npos);
  EXPECT_NE(made->find("/input.xls\n"), std::string::npos);
}

TEST_F(Office, NeedsAFolderToWorkIn) {
  install("true");
  ::setenv("TMPDIR", (folder_ / "missing").c_str(), 1);
  EXPECT_EQ(fault(), ENOTDIR);
}

}  // namespace
}  // namespace grif

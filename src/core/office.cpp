#include "core/office.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <thread>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kMostBytes = 512ULL << 20;
constexpr rlim_t kMostMemory = 4ULL << 30;

SystemFault make_fault(int code, const std::string& path = {}) {
  return {code, path, std::strerror(code)};  // NOLINT(concurrency-mt-unsafe)
}

std::string environment(const char* name) {
  const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value == nullptr ? "" : value;
}

/// The program in the folders where programs are; empty where it is not installed.
std::string find_office() {
  std::string folders = environment("PATH");
  if (folders.empty()) folders = "/usr/local/bin:/usr/bin:/bin";
  for (const std::string_view folder : split(folders, ':')) {
    if (!folder.starts_with('/')) continue;
    for (const char* const name : {"soffice", "libreoffice"}) {
      std::string path = std::string(folder) + '/' + name;
      if (::access(path.c_str(), X_OK) == 0) return path;
    }
  }
  return {};
}

/// A folder of our own that is gone when it is not wanted any more.
class WorkFolder {
 public:
  WorkFolder() {
    const std::string where = environment("TMPDIR");
    path_ = (where.starts_with('/') ? where : "/tmp") + "/grif-XXXXXX";
    // ENOENT is what tells that there is no LibreOffice.
    if (::mkdtemp(path_.data()) == nullptr) fault_ = errno == ENOENT ? ENOTDIR : errno;
  }
  WorkFolder(const WorkFolder&) = delete;
  WorkFolder& operator=(const WorkFolder&) = delete;
  ~WorkFolder() {
    std::error_code ignored;
    if (fault_ == 0) std::filesystem::remove_all(path_, ignored);
  }
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] int fault() const { return fault_; }

 private:
  std::string path_;
  int fault_ = 0;
};

void limit(__rlimit_resource resource, rlim_t most) {
  const rlimit both{most, most};
  ::setrlimit(resource, &both);
}

/// In the child, between fork and exec: only what a signal handler may do.
[[noreturn]] void run_office(char* const* words, char* const* variables) {
  ::setpgid(0, 0);
  limit(RLIMIT_AS, kMostMemory);
  limit(RLIMIT_FSIZE, kMostBytes);
  limit(RLIMIT_CORE, 0);
  ::unshare(CLONE_NEWUSER | CLONE_NEWNET);  // no network; where that is forbidden, with it
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) ::dup2(nowhere, stream);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  ::execve(words[0], words, variables);
  ::_exit(127);
}

std::vector<char*> pointers_of(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

/// 0, or why it did not end well. The whole group dies with it: LibreOffice starts more programs.
int wait_for(pid_t child, std::chrono::milliseconds most_time) {
  using namespace std::chrono_literals;
  const auto end = std::chrono::steady_clock::now() + most_time;
  for (auto pause = 5ms; std::chrono::steady_clock::now() < end;
       pause = std::min(pause * 2, 50ms)) {
    int status = 0;
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child) {
      ::kill(-child, SIGKILL);
      return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : ENODATA;
    }
    if (ended < 0 && errno != EINTR) return errno;
    std::this_thread::sleep_for(pause);
  }
  ::kill(-child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  return ETIMEDOUT;
}

int run(std::vector<std::string> words, std::vector<std::string> variables,
        std::chrono::milliseconds most_time) {
  const std::vector<char*> word_pointers = pointers_of(words);
  const std::vector<char*> variable_pointers = pointers_of(variables);
  const pid_t child = ::fork();
  if (child < 0) return errno;
  if (child == 0) run_office(word_pointers.data(), variable_pointers.data());
  ::setpgid(child, child);  // whoever comes first
  return wait_for(child, most_time);
}

}  // namespace

Outcome<std::string> convert_by_office(std::string_view bytes, const std::string& from,
                                       const std::string& to, std::chrono::milliseconds most_time) {
  const std::string program = find_office();
  if (program.empty()) return {std::nullopt, make_fault(ENOENT, "soffice")};
  const WorkFolder folder;
  if (folder.fault() != 0) return {std::nullopt, make_fault(folder.fault(), folder.path())};
  const std::string& at = folder.path();
  DiskWorld world;
  const std::string input = at + "/input." + from;
  if (auto written = world.write_new_file(input, bytes); !written)
    return {std::nullopt, std::move(written.fault)};
  if (auto made = world.make_directory(at + "/out"); !made)
    return {std::nullopt, std::move(made.fault)};
  std::vector<std::string> words{program, "-env:UserInstallation=file://" + at + "/profile",
                                 "--headless", "--norestore", "--nolockcheck"};
  // What is no workbook would be read as text, and a page as a text document.
  if (from == "xls") words.emplace_back("--infilter=MS Excel 97");
  if (from == "html") words.emplace_back("--infilter=HTML (StarCalc)");
  for (std::string word :
       {std::string("--convert-to"), to, std::string("--outdir"), at + "/out", input})
    words.push_back(std::move(word));
  const int refused = run(std::move(words),
                          {"HOME=" + at, "TMPDIR=" + at, "PATH=/usr/local/bin:/usr/bin:/bin",
                           "LANG=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"},
                          most_time);
  if (refused != 0) return {std::nullopt, make_fault(refused, program)};
  // It calls it a success when nothing came out.
  auto made = world.read_file(at + "/out/input." + to, kMostBytes);
  if (!made && made.fault.code == ENOENT) return {std::nullopt, make_fault(ENODATA, program)};
  return made;
}

}  // namespace grif

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include <unistd.h>

#include "cli/run.hpp"
#include "core/process.hpp"
#include "core/world.hpp"

namespace {

/// The process's own streams. A reader that went away is no fault of ours; a full disk behind
/// standard output is.
class StandardStreams final : public grif::Console {
 public:
  void print(std::string_view text) override { write(stdout, text); }
  void print_error(std::string_view text) override { write(stderr, text); }
  std::string read_input(std::size_t limit) override {
    std::string text(limit, '\0');
    text.resize(std::fread(text.data(), 1, limit, stdin));
    return text;
  }
  bool flush() { return std::fflush(stdout) == 0 && good_; }

 private:
  void write(std::FILE* stream, std::string_view text) {
    if (std::fwrite(text.data(), 1, text.size(), stream) != text.size()) good_ = false;
  }
  bool good_ = true;
};

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

grif::Surroundings look_around() {
  grif::Surroundings surroundings;
  surroundings.program_folder = grif::program_folder();
  surroundings.home = environment("GRIF_HOME");
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    if (surroundings.locale.empty()) surroundings.locale = environment(name);
  }
  surroundings.source_date_epoch = environment("SOURCE_DATE_EPOCH");
  surroundings.output_is_terminal = ::isatty(STDOUT_FILENO) == 1;
  surroundings.errors_are_terminal = ::isatty(STDERR_FILENO) == 1;
  return surroundings;
}

}  // namespace

int main(int count, char** arguments) {
  // A full disk or a closed pipe comes back as an error of the call, not as the death of the
  // process.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  grif::keep_memory();
  grif::DiskWorld world;
  StandardStreams console;
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const grif::ExitStatus status = grif::run(words, look_around(), world, console);
  if (!console.flush() && status == grif::ExitStatus::done)
    return static_cast<int>(grif::ExitStatus::refused_by_system);
  return static_cast<int>(status);
}

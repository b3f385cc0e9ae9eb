#include <cstddef>
#include <cstdint>
#include <string_view>

#include "unit/expression/library.hpp"

// Whatever text is given: it compiles or is refused with a message, and what compiles is evaluated
// and printed within its steps, the same a second time.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using grif::testing::Library;
  using grif::testing::Session;
  static Library library;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  std::string first;
  for (int time = 0; time < 2; ++time) {
    Session session(library);
    session.evaluation.steps_left = 200'000;
    session.scope.push("anything", {});
    session.evaluation.frame.assign(1, library.row("works", 0));
    const std::string result = session.run(text);
    if (time == 1 && result != first) __builtin_trap();
    first = result;
  }
  return 0;
}

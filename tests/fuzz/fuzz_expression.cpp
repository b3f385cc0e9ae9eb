// Any text as an expression: it compiles or is refused with a message; what compiles is evaluated
// and printed within its steps, fails with a message or not at all, and gives the same again.
#include <string>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "unit/expression/library.hpp"

namespace {

using grif::testing::Library;
using grif::testing::Session;

std::string evaluate_once(Library& library, std::string_view text) {
  Session session(library, grif::Language::english);
  session.evaluation.steps_left = 200'000;
  session.scope.push("anything", {});
  session.evaluation.frame.assign(1, library.row("works", 0));
  const grif::Place start = grif::Place::position(library.expression_source, 1, 1);
  const auto expression = grif::compile_expression(text, start, session.scope, session.diagnostics);
  demand(expression.has_value() != session.diagnostics.has_errors(), "compiled, or a message");
  demand(session.scope.depth() == 1, "the names are as before");
  if (!expression) return session.take_messages();
  const grif::Value value = evaluate(*expression, session.evaluation);
  const bool failed = session.evaluation.failed;
  demand(failed == session.diagnostics.has_errors(), "a failure has a message");
  demand(!failed || value.is_missing(), "a failure gives missing");
  demand(session.evaluation.levels == 0, "what was begun has ended");
  const auto printed = print(value, start, session.evaluation);
  demand(printed.has_value() != session.diagnostics.has_errors(), "printed, or a message");
  const std::string result = printed ? std::string(*printed) : session.take_messages();
  demand(!grif::find_invalid_utf8(result), "what is printed is good UTF-8");
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Library library;
  const std::string_view text = as_text(data, size);
  demand(evaluate_once(library, text) == evaluate_once(library, text), "the same again");
  return 0;
}

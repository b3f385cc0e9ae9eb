#include "cli/commands.hpp"
#include "cli/text_table.hpp"
#include "core/text.hpp"
#include "language/terms.hpp"

namespace grif {
namespace {

constexpr std::size_t kMostInput = std::size_t{16} << 20;  // bytes of standard input

/// With U+FFFD for every byte that is no UTF-8.
std::string repair_utf8(std::string_view text) {
  std::string good;
  while (const auto fault = find_invalid_utf8(text)) {
    good += text.substr(0, *fault);
    append_utf8(good, 0xFFFD);
    text.remove_prefix(*fault + 1);
  }
  return good += text;
}

/// Canonical form, intervals, kind, and for what is not sure `doubtful` and why.
std::vector<std::string> describe_term(std::string_view text) {
  const Term term = parse_term(repair_utf8(text));
  std::string intervals;
  for (const DateInterval& interval : term.intervals) {
    if (!intervals.empty()) intervals += ' ';
    intervals += interval.iso();
  }
  std::vector<std::string> row = {term.canonical, intervals,
                                  std::string(term_kind_name(term.kind))};
  if (!term.is_doubtful()) return row;
  std::string reasons;
  for (const TermDoubt& doubt : term.doubts) {
    if (!reasons.empty()) reasons += ", ";
    reasons += term_doubt_name(doubt.kind);
    if (!doubt.guess.empty()) reasons += ": " + doubt.guess;
  }
  row.emplace_back("doubtful");
  row.push_back(std::move(reasons));
  return row;
}

void append_lines(std::string_view input, TextTable& rows) {
  if (input.starts_with("\uFEFF")) input.remove_prefix(3);
  if (input.ends_with('\n')) input.remove_suffix(1);
  if (input.empty()) return;
  for (std::string_view line : split(input, '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    rows.push_back(describe_term(line));
  }
}

}  // namespace

void run_term(Run& run) {
  TextTable rows;
  for (const std::string& text : run.line.texts) {
    if (text == "-")
      append_lines(run.console.read_input(kMostInput), rows);
    else
      rows.push_back(describe_term(text));
  }
  run.console.print(format_table(rows, run.surroundings.output_is_terminal));
}

}  // namespace grif

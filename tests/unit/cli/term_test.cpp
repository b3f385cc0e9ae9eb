#include <gtest/gtest.h>

#include "cli/run.hpp"
#include "memory_world.hpp"

namespace grif {
namespace {

class Terminal final : public Console {
 public:
  void print(std::string_view text) override { output += text; }
  void print_error(std::string_view text) override { errors += text; }
  std::string read_input(std::size_t limit) override { return input.substr(0, limit); }
  std::string input, output, errors;
};

std::string run_term(const std::vector<std::string>& texts, std::string input = {}) {
  std::vector<std::string> words = {"term"};
  words.insert(words.end(), texts.begin(), texts.end());
  MemoryWorld world;
  Terminal console;
  console.input = std::move(input);
  EXPECT_EQ(run(words, {}, world, console), ExitStatus::done);
  EXPECT_EQ(console.errors, "");
  return console.output;
}

TEST(TermCommand, PrintsCanonicalFormDaysAndKind) {
  EXPECT_EQ(run_term({"Сентябрь 2021, 2022", "до 15.10.2024", "постоянно"}),
            "сентябрь 2021, 2022 гг.\t2021-09-01/2021-09-30 2022-09-01/2022-09-30\t"
            "month-each-year\n"
            "до 15 октября 2024 г.\t../2024-10-15\tdeadline\n"
            "постоянно\t\topen-ended\n");
}

TEST(TermCommand, TellsWhatIsDoubtfulAndWhy) {
  EXPECT_EQ(run_term({"«08» декабри 2022 г.", "отчёт", "сентябрь \xFF"}),
            "8 декабря 2022 г.\t2022-12-08\tday\tdoubtful\tmisspelt-word: декабря\n"
            "отчёт\t\tunknown\tdoubtful\tunknown-text\n"
            "сентябрь\t\tmonth\tdoubtful\textra-text\n");
}

TEST(TermCommand, ReadsLinesFromStandardInput) {
  EXPECT_EQ(run_term({"-"}, "\uFEFFмай 2027\r\n2026/27\n"),
            "май 2027 г.\t2027-05-01/2027-05-31\tmonth\n"
            "2026/27 учебный год\t2026-09-01/2027-08-31\tschool-year\n");
  EXPECT_EQ(run_term({"-"}, ""), "");
}

}  // namespace
}  // namespace grif

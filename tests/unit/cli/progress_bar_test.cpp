#include "cli/progress_bar.hpp"

#include <gtest/gtest.h>

namespace grif {
namespace {

class TextConsole final : public Console {
 public:
  void print(std::string_view text) override { output += text; }
  void print_error(std::string_view text) override { errors += text; }
  std::string output, errors;
};

TEST(ProgressBar, ShowsTheShare) {
  EXPECT_EQ(draw_bar(0, 0), "[--------------------]   0 %");
  EXPECT_EQ(draw_bar(3, 10), "[######--------------]  30 %");
  EXPECT_EQ(draw_bar(10, 10), "[####################] 100 %");
  EXPECT_EQ(draw_bar(12, 10), "[####################] 100 %");
}

TEST(ProgressBar, IsNotShownForShortWork) {
  TextConsole console;
  const Progress progress;
  { const ProgressBar bar(progress, console, true, std::chrono::hours(1)); }
  EXPECT_EQ(console.errors, "");
}

TEST(ProgressBar, IsNotShownWhereNobodyLooks) {
  TextConsole console;
  const Progress progress;
  {
    const ProgressBar bar(progress, console, false, std::chrono::milliseconds(0));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  EXPECT_EQ(console.errors, "");
}

TEST(ProgressBar, OfLongWorkIsDrawnAndTakenAway) {
  TextConsole console;
  Progress progress;
  progress.total = 4;
  progress.done = 1;
  {
    const ProgressBar bar(progress, console, true, std::chrono::milliseconds(0));
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  EXPECT_TRUE(console.errors.starts_with("\r[#####---------------]  25 %")) << console.errors;
  EXPECT_TRUE(console.errors.ends_with("\r\x1B[K")) << console.errors;
  EXPECT_EQ(console.output, "");
}

}  // namespace
}  // namespace grif

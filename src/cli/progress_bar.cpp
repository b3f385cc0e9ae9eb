#include "cli/progress_bar.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace grif {

std::string draw_bar(std::uint32_t done, std::uint32_t total) {
  constexpr std::uint64_t kWidth = 20, kWhole = 100;
  const std::uint64_t share =
      total == 0 ? 0 : std::min<std::uint64_t>(done, total) * kWhole / total;
  const std::uint64_t filled = share * kWidth / kWhole;
  return "[" + std::string(filled, '#') + std::string(kWidth - filled, '-') +
         fmt::format("] {:3} %", share);
}

ProgressBar::ProgressBar(const Progress& progress, Console& console, bool shown,
                         std::chrono::milliseconds delay)
    : progress_(progress), console_(console) {
  if (shown) thread_ = std::thread([this, delay] { draw_until_ended(delay); });
}

ProgressBar::~ProgressBar() {
  {
    const std::lock_guard lock(mutex_);
    ended_ = true;
  }
  end_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void ProgressBar::draw_until_ended(std::chrono::milliseconds delay) {
  constexpr std::chrono::milliseconds kPause(200);
  std::unique_lock lock(mutex_);
  bool drawn = false;
  for (auto pause = delay; !end_.wait_for(lock, pause, [this] { return ended_; }); pause = kPause) {
    console_.print_error("\r" + draw_bar(progress_.done, progress_.total));
    drawn = true;
  }
  // To the line's beginning, and erase to its end (ECMA-48, EL).
  if (drawn) console_.print_error("\r\x1B[K");
}

}  // namespace grif

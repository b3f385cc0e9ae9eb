#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "cli/run.hpp"
#include "kit.hpp"

namespace grif {

/// `[######--------------]  30 %`.
std::string draw_bar(std::uint32_t done, std::uint32_t total);

/// A bar on the terminal while a build lasts longer than a second; it leaves no trace.
class ProgressBar {
 public:
  ProgressBar(const Progress& progress, Console& console, bool shown,
              std::chrono::milliseconds delay = std::chrono::seconds(1));
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  ~ProgressBar();

 private:
  void draw_until_ended(std::chrono::milliseconds delay);

  const Progress& progress_;
  Console& console_;
  std::mutex mutex_;
  std::condition_variable end_;
  bool ended_ = false;
  std::thread thread_;
};

}  // namespace grif

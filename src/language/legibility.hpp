#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// How much of a text is words at all. What a scanner's program could not make out looks like text
/// and is none: «Пр0веденuе с0бранuя», «lI|;1J».
class Legibility {
 public:
  /// Words after these are not looked at: they are enough to judge by.
  static constexpr std::size_t kEnough = 400;

  /// Goes on with the next text (valid UTF-8).
  void read(std::string_view text);
  [[nodiscard]] bool has_enough() const { return words_ >= kEnough; }

  [[nodiscard]] std::size_t words() const { return words_; }
  [[nodiscard]] std::size_t illegible() const { return illegible_; }
  /// Some of the illegible ones, as they stand.
  [[nodiscard]] const std::vector<std::string>& examples() const { return examples_; }
  /// A third of the words or more, and not only a few.
  [[nodiscard]] bool is_illegible() const {
    constexpr std::size_t kFew = 6;
    return illegible_ >= kFew && illegible_ * 3 >= words_;
  }

 private:
  std::size_t words_ = 0, illegible_ = 0;
  std::vector<std::string> examples_;
};

}  // namespace grif

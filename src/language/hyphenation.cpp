#include "language/hyphenation.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "core/text.hpp"

namespace grif {

namespace {

constexpr std::uint64_t kLargestPatternFile = 4 * 1024 * 1024;
constexpr std::size_t kLongestWord = 63;
/// Letters of a pattern at most, the full stop for a word's border counted: six bits each.
constexpr std::size_t kLongestPattern = 10;
constexpr std::uint8_t kBorder = 1, kFirstLetter = 2;

/// The letters of KOI8-R (RFC 1489), from 0xC0.
constexpr std::u32string_view kKoi8Letters =
    U"юабцдефгхийклмнопярстужвьызшэщчъЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ";

char32_t decode_koi8(unsigned char byte) {
  if (byte < 0x80) return byte;
  if (byte >= 0xC0) return kKoi8Letters[byte - 0xC0U];
  if (byte == 0xA3) return U'ё';
  if (byte == 0xB3) return U'Ё';
  return U'\uFFFD';
}

std::u32string decode_koi8(std::string_view text) {
  std::u32string out;
  for (const char c : text) out += decode_koi8(static_cast<unsigned char>(c));
  return out;
}

/// A blank of a pattern file, whatever its encoding.
bool is_file_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

/// The number of a letter for keys: 2 to 33 for а to я (ё as е, which the patterns do without), 34
/// to 59 for a to z; 0 for anything else.
std::uint8_t letter_number(char32_t letter) {
  letter = to_lower(letter);
  if (letter == U'ё') letter = U'е';
  if (letter >= U'а' && letter <= U'я')
    return static_cast<std::uint8_t>(kFirstLetter + letter - U'а');
  if (letter >= U'a' && letter <= U'z')
    return static_cast<std::uint8_t>(kFirstLetter + 32 + letter - U'a');
  return 0;
}

/// Values between the letters of a pattern: `values[i]` stands before letter i.
struct Pattern {
  std::uint64_t key = 0;  ///< letters, six bits each, the first one highest
  std::array<std::uint8_t, kLongestPattern + 1> values{};
};

/// Patterns by their letters, in an open-addressing table.
class PatternTable {
 public:
  /// Room for about so many.
  void reserve(std::size_t patterns) { patterns_.reserve(patterns); }
  void add(const Pattern& pattern) {
    if (patterns_.size() * 2 >= slots_.size()) grow();
    std::uint32_t& slot = slots_[find_slot(pattern.key)];
    if (slot == 0) {
      patterns_.push_back(pattern);
      slot = static_cast<std::uint32_t>(patterns_.size());
    } else {
      patterns_[slot - 1] = pattern;
    }
  }
  [[nodiscard]] const Pattern* find(std::uint64_t key) const {
    if (slots_.empty()) return nullptr;
    const std::uint32_t slot = slots_[find_slot(key)];
    return slot == 0 ? nullptr : &patterns_[slot - 1];
  }

 private:
  [[nodiscard]] std::size_t find_slot(std::uint64_t key) const {
    std::size_t slot = (key * 0x9E37'79B9'7F4A'7C15) >> shift_;
    while (slots_[slot] != 0 && patterns_[slots_[slot] - 1].key != key)
      slot = (slot + 1) % slots_.size();
    return slot;
  }
  void grow() {
    const std::size_t size = slots_.empty() ? 16'384 : slots_.size() * 2;
    slots_.assign(size, 0);
    shift_ = 64;
    for (std::size_t left = size; left > 1; left /= 2) --shift_;
    for (std::size_t i = 0; i < patterns_.size(); ++i)
      slots_[find_slot(patterns_[i].key)] = static_cast<std::uint32_t>(i + 1);
  }

  std::vector<Pattern> patterns_;
  std::vector<std::uint32_t> slots_;  ///< 0: free, else 1 + index of patterns_; a power of two
  int shift_ = 64;
};

/// A word that breaks as it is written, whatever the patterns say.
struct WrittenOut {
  std::string letters;       ///< letter numbers
  std::uint64_t points = 0;  ///< bit i: may be broken before letter i
  auto operator<=>(const WrittenOut&) const = default;
};

/// What a sign of a pattern means: a letter's number, kBorder, kDigit and more for a digit, 0 for
/// anything else.
constexpr std::uint8_t kDigit = 0x80;
std::uint8_t sign_of_pattern(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<std::uint8_t>(kDigit + (c - U'0'));
  return c == U'.' ? kBorder : letter_number(c);
}

/// `.ас1то` and the like: digits stand between the letters.
std::optional<Pattern> read_pattern(std::span<const std::uint8_t> signs) {
  Pattern pattern;
  std::size_t letters = 0;
  for (const std::uint8_t number : signs) {
    if (number >= kDigit) {
      pattern.values[letters] = static_cast<std::uint8_t>(number - kDigit);
      continue;
    }
    if (number == 0 || letters == kLongestPattern) return std::nullopt;
    pattern.key = pattern.key << 6 | number;
    ++letters;
  }
  return letters == 0 ? std::nullopt : std::optional(pattern);
}

/// `ас-бест`: breaks at the hyphens and nowhere else.
std::optional<WrittenOut> read_written_out(std::u32string_view line) {
  WrittenOut word;
  for (const char32_t c : line) {
    if (c == U'-') {
      word.points |= std::uint64_t{1} << word.letters.size();
      continue;
    }
    const std::uint8_t number = letter_number(c);
    if (number == 0 || word.letters.size() == kLongestWord) return std::nullopt;
    word.letters += static_cast<char>(number);
  }
  return word.letters.empty() ? std::nullopt : std::optional(word);
}

}  // namespace

struct Hyphenation::Impl {
  World* world = nullptr;
  std::string path;  ///< of the file that the first word makes us read; empty: none
  mutable std::once_flag once;
  mutable PatternTable patterns;
  mutable std::vector<WrittenOut> written_out;  ///< sorted

  void read(std::string_view text) const;
  void read_on_first_use() const {
    std::call_once(once, [this] {
      if (world == nullptr) return;
      if (const auto text = world->read_file(path, kLargestPatternFile)) read(*text);
    });
  }
  void find_by_patterns(std::span<const std::uint8_t> letters,
                        std::span<std::uint8_t> values) const;
};

/// The file of the package is TeX's source: the name of the encoding, patterns a line each, `%`,
/// the closing brace, then `\hyphenation{` and words written out up to another brace.
void Hyphenation::Impl::read(std::string_view text) const {
  const bool koi8 = text.starts_with("KOI8-R");
  std::array<std::uint8_t, 256> signs_of_bytes{};
  for (std::size_t byte = 0; byte < signs_of_bytes.size(); ++byte)
    signs_of_bytes[byte] = sign_of_pattern(decode_koi8(static_cast<unsigned char>(byte)));
  patterns.reserve(text.size() / 6);
  bool in_words = false;
  std::vector<std::uint8_t> signs;
  while (!text.empty()) {
    const std::string_view bytes = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(bytes.size() + 1, text.size()));
    std::string_view line = bytes.substr(0, bytes.find('%'));
    while (!line.empty() && is_file_blank(line.front())) line.remove_prefix(1);
    while (!line.empty() && is_file_blank(line.back())) line.remove_suffix(1);
    if (line == "\\hyphenation{") {
      in_words = true;
    } else if (in_words) {
      if (auto word = read_written_out(koi8 ? decode_koi8(line) : decode_utf8(line)))
        written_out.push_back(std::move(*word));
    } else {
      signs.clear();
      for (std::size_t at = 0; at < line.size();) {
        signs.push_back(koi8 ? signs_of_bytes[static_cast<unsigned char>(line[at++])]
                             : sign_of_pattern(next_code_point(line, at)));
      }
      if (const auto pattern = read_pattern(signs)) patterns.add(*pattern);
    }
  }
  std::ranges::sort(written_out);
}

/// `letters` has a border at both ends; `values[i]` becomes the greatest value before letter i.
void Hyphenation::Impl::find_by_patterns(std::span<const std::uint8_t> letters,
                                         std::span<std::uint8_t> values) const {
  for (std::size_t start = 0; start < letters.size(); ++start) {
    std::uint64_t key = 0;
    const std::size_t longest = std::min(kLongestPattern, letters.size() - start);
    for (std::size_t length = 1; length <= longest; ++length) {
      key = key << 6 | letters[start + length - 1];
      const Pattern* pattern = patterns.find(key);
      if (pattern == nullptr) continue;
      for (std::size_t i = 0; i <= length; ++i)
        values[start + i] = std::max(values[start + i], pattern->values[i]);
    }
  }
}

Hyphenation::Hyphenation(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Hyphenation::Hyphenation(Hyphenation&&) noexcept = default;
Hyphenation& Hyphenation::operator=(Hyphenation&&) noexcept = default;
Hyphenation::~Hyphenation() = default;

Hyphenation Hyphenation::load(const std::vector<std::string>& paths, World& world,
                              Sources& /*sources*/, Diagnostics& diagnostics) {
  auto impl = std::make_unique<Impl>();
  for (const std::string& path : paths) {
    const auto type = world.entry_type(path);
    if (!type || *type == World::EntryType::none) continue;
    impl->world = &world;
    impl->path = path;
    return Hyphenation(std::move(impl));
  }
  diagnostics.report(Kind::hyphenation_missing, Place::nowhere(), {join(paths, ", ")});
  return Hyphenation(std::move(impl));
}

Hyphenation Hyphenation::from_text(std::string_view text) {
  auto impl = std::make_unique<Impl>();
  impl->read(text);
  return Hyphenation(std::move(impl));
}

void Hyphenation::find_points(std::string_view word, std::vector<std::uint32_t>& offsets,
                              int least_left, int least_right) const {
  impl_->read_on_first_use();
  std::array<std::uint8_t, kLongestWord + 2> letters{};
  std::array<std::uint32_t, kLongestWord + 2> starts{};
  std::size_t count = 0;
  letters[0] = kBorder;
  for (std::size_t at = 0; at < word.size();) {
    if (count == kLongestWord) return;
    starts[++count] = static_cast<std::uint32_t>(at);
    letters[count] = letter_number(next_code_point(word, at));
    if (letters[count] == 0) return;
  }
  letters[count + 1] = kBorder;

  std::array<std::uint8_t, kLongestWord + 3> values{};
  const std::string_view key(reinterpret_cast<const char*>(letters.data()) + 1, count);
  const auto exception =
      std::ranges::lower_bound(impl_->written_out, key, {}, &WrittenOut::letters);
  if (exception != impl_->written_out.end() && exception->letters == key) {
    for (std::size_t i = 0; i < count; ++i)
      values[i + 1] = exception->points >> i & 1 ? std::uint8_t{1} : std::uint8_t{0};
  } else {
    impl_->find_by_patterns({letters.data(), count + 2}, values);
  }
  for (std::size_t i = 2; i <= count; ++i) {
    const bool far_enough = i > static_cast<std::size_t>(least_left) &&
                            count - i + 1 >= static_cast<std::size_t>(least_right);
    if (far_enough && values[i] % 2 == 1) offsets.push_back(starts[i]);
  }
}

}  // namespace grif

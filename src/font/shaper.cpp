#include "font/shaper.hpp"

#include <algorithm>
#include <limits>

#include "core/text.hpp"
#include "font/face_impl.hpp"
#include "font/harfbuzz.hpp"

namespace grif {

namespace {

constexpr std::int16_t kUnknown = std::numeric_limits<std::int16_t>::min();
constexpr std::uint16_t kNoIndex = 0xFFFF;
constexpr char32_t kEndOfCyrillic = 0x530;
/// HarfBuzz makes fractions around it.
constexpr char32_t kFractionSlash = 0x2044;
constexpr std::uint32_t kFirstStride = 128, kLargestStride = 2048;
/// Code points that are given to HarfBuzz at once to learn their pairs.
constexpr std::size_t kWindow = 24;

/// Whether the code point belongs to what kerns by pairs and nothing else: Latin, Greek, Cyrillic,
/// digits, punctuation and signs. Marks, controls and every other script go to HarfBuzz.
constexpr bool kerns_by_pairs(char32_t c) {
  static_assert(kDirectCodePoints > 0x2700);
  if (c < 0x300) return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != 0xAD;
  if (c < 0x530) return c >= 0x370 && !(c >= 0x483 && c < 0x48A);
  if (c < 0x2010) return c == 0x2009;
  if (c >= 0x2300) return c >= 0x2500 && c < 0x2700;
  return c < 0x2028 || (c >= 0x2030 && c < 0x2060) || (c >= 0x20A0 && c < 0x20C0) || c >= 0x2100;
}

/// Decodes without checks: texts of a document are valid UTF-8.
inline char32_t decode(const char*& at) {
  const auto lead = static_cast<unsigned char>(*at++);
  if (lead < 0x80) return lead;
  const auto next = [&] { return static_cast<char32_t>(static_cast<unsigned char>(*at++)) & 0x3F; };
  if (lead < 0xE0) return (lead & 0x1FU) << 6 | next();
  if (lead < 0xF0) {
    const char32_t high = (lead & 0x0FU) << 12 | next() << 6;
    return high | next();
  }
  char32_t high = (lead & 0x07U) << 18 | next() << 12;
  high |= next() << 6;
  return high | next();
}

std::int16_t to_adjust(std::int32_t value) {
  constexpr std::int32_t kMost = std::numeric_limits<std::int16_t>::max();
  return static_cast<std::int16_t>(std::clamp(value, -kMost, kMost));
}

/// What is known of a code point of one face: all that a line of text asks for, in one place.
struct KnownGlyph {
  GlyphId glyph = 0;
  std::uint16_t number = kNoIndex;  ///< of PairTable; kNoIndex: nothing is known yet
  std::uint16_t advance = 0;
  bool tells_itself = false;  ///< the face knows the glyph by this code point
};

/// Kerning of the pairs of one face, in 1/1000 em, as far as it has been asked for. Glyphs get
/// small numbers in the order in which they come, so the table stays as small as the alphabet used.
class PairTable {
 public:
  explicit PairTable(const Face& face)
      : face_(&face.impl()), known_(kEndOfCyrillic), numbers_(face.glyph_count(), kNoIndex) {}

  /// Of a code point that kerns by pairs.
  KnownGlyph look_up(char32_t code_point) {
    if (code_point >= kEndOfCyrillic) return find_out(code_point);
    KnownGlyph& known = known_[code_point];
    if (known.number == kNoIndex) known = find_out(code_point);
    return known;
  }

  /// A small number for the glyph.
  std::uint32_t number(GlyphId glyph) {
    const std::uint16_t known = numbers_[glyph];
    return known != kNoIndex ? known : give_number(glyph);
  }
  /// Whether the font's own tables tell the pairs of a code point with this glyph.
  bool tells_pairs_of(char32_t code_point, GlyphId glyph) {
    if (code_point == kFractionSlash || !face_->draws_as_harfbuzz(code_point)) return false;
    const std::uint32_t known = number(glyph);
    if (known >= covered_.size()) covered_.resize(known + 1, Covered::unknown);
    Covered& covered = covered_[known];
    if (covered == Covered::unknown)
      covered = face_->kerning.covers(glyph) ? Covered::yes : Covered::no;
    return covered == Covered::yes;
  }
  /// The cell of a pair of numbers, kUnknown at first; null once the face's alphabet is too large
  /// for a table.
  std::int16_t* find(std::uint32_t row, std::uint32_t column) {
    if (row >= stride_ || column >= stride_) return nullptr;
    return &kerns_[std::size_t{row} * stride_ + column];
  }

 private:
  KnownGlyph find_out(char32_t code_point) {
    const GlyphId glyph = face_->glyph(code_point);
    return {glyph, static_cast<std::uint16_t>(number(glyph)), face_->advances[glyph],
            face_->code_points[glyph] == code_point};
  }
  std::uint32_t give_number(GlyphId glyph) {
    const auto number = static_cast<std::uint16_t>(std::min<std::uint32_t>(used_, kNoIndex - 1));
    numbers_[glyph] = number;
    ++used_;
    if (used_ > stride_ && stride_ < kLargestStride) grow();
    return number;
  }
  void grow() {
    const std::uint32_t stride = stride_ == 0 ? kFirstStride : stride_ * 2;
    std::vector<std::int16_t> kerns(std::size_t{stride} * stride, kUnknown);
    for (std::uint32_t row = 0; row < stride_; ++row) {
      std::copy_n(kerns_.begin() + row * stride_, stride_, kerns.begin() + row * stride);
    }
    kerns_ = std::move(kerns);
    stride_ = stride;
  }

  enum class Covered : std::uint8_t { unknown, no, yes };

  const Face::Impl* face_;
  std::vector<Covered> covered_;        ///< by number
  std::vector<KnownGlyph> known_;       ///< by code point
  std::vector<std::uint16_t> numbers_;  ///< by glyph
  std::vector<std::int16_t> kerns_;     ///< stride_ × stride_
  std::uint32_t stride_ = 0, used_ = 0;
};

}  // namespace

struct Shaper::Impl {
  explicit Impl(const FaceSet& set) : faces(&set), tables(set.size()) {}

  PairTable& table(FaceId id) {
    if (!tables[id]) tables[id] = std::make_unique<PairTable>(faces->at(id));
    return *tables[id];
  }
  /// Null where the program's part is missing, which is noted.
  HarfBuzz* find_harfbuzz();
  std::int16_t learn(const Face& face, PairTable& table, char32_t left, char32_t right,
                     const char* at, const char* end);
  std::int16_t ask_harfbuzz(const Face& face, PairTable& table, char32_t left, char32_t right,
                            const char* at, const char* end);
  template <bool only_covered, typename Take>
  bool shape_by_pairs(FaceId id, std::string_view text, const Take& take);
  std::int32_t shape_by_harfbuzz(FaceId id, std::string_view text, std::vector<Glyph>& out,
                                 std::vector<std::uint32_t>* offsets);
  std::int32_t shape_one_by_one(FaceId id, std::string_view text, std::vector<Glyph>& out,
                                std::vector<std::uint32_t>* offsets) const;

  const FaceSet* faces;
  std::vector<std::unique_ptr<PairTable>> tables;  ///< by face
  std::unique_ptr<HarfBuzz> harfbuzz;              ///< null until it is needed
  bool harfbuzz_missing = false;
  std::vector<Glyph> measured;  ///< of text that is only measured
};

HarfBuzz* Shaper::Impl::find_harfbuzz() {
  if (harfbuzz == nullptr && !harfbuzz_missing) {
    std::string reason;
    harfbuzz = load_harfbuzz(reason);
    harfbuzz_missing = harfbuzz == nullptr;
    if (harfbuzz_missing) faces->note_missing_part(kHarfBuzzModule, reason);
  }
  return harfbuzz.get();
}

/// Kerning of a pair that is met for the first time, from the font's own tables where they tell it.
/// `at` stands behind `right`.
std::int16_t Shaper::Impl::learn(const Face& face, PairTable& table, char32_t left, char32_t right,
                                 const char* at, const char* end) {
  const Face::Impl& impl = face.impl();
  const GlyphId first = impl.glyph(left), second = impl.glyph(right);
  if (!table.tells_pairs_of(left, first) || !table.tells_pairs_of(right, second))
    return ask_harfbuzz(face, table, left, right, at, end);
  const std::int32_t units = impl.units[first] + impl.kerning.between(first, second);
  const std::int16_t kern = to_adjust(impl.to_thousandths(units) - impl.advances[first]);
  std::int16_t* cell = table.find(table.number(first), table.number(second));
  if (cell != nullptr) *cell = kern;
  return kern;
}

/// Asks HarfBuzz for the kerning of a pair, and of the pairs that follow in the text by the way.
std::int16_t Shaper::Impl::ask_harfbuzz(const Face& face, PairTable& table, char32_t left,
                                        char32_t right, const char* at, const char* end) {
  HarfBuzz* const shaper = find_harfbuzz();
  if (shaper == nullptr) return 0;
  const Face::Impl& impl = face.impl();
  char32_t window[kWindow + 2] = {left, right};
  std::size_t size = 2;
  while (at != end && size < kWindow) {
    const char32_t next = decode(at);
    if (!kerns_by_pairs(next) || impl.glyph(next) == 0) break;
    window[size++] = next;
  }
  const std::span<const ShapedGlyph> glyphs = shaper->shape_simple(face, {window, size});
  std::int16_t first = 0;
  for (std::size_t i = 0; i + 1 < size; ++i) {
    const GlyphId glyph = impl.glyph(window[i]);
    std::int16_t kern = 0;
    if (glyphs.size() == size && glyphs[i].glyph == glyph)
      kern = to_adjust(impl.to_thousandths(glyphs[i].x_advance) - impl.advances[glyph]);
    if (i == 0) first = kern;
    std::int16_t* cell = table.find(table.number(glyph), table.number(impl.glyph(window[i + 1])));
    if (cell != nullptr && *cell == kUnknown) *cell = kern;
    if (glyphs.size() != size) break;  // of the others nothing is known
  }
  return first;
}

/// `take(known glyph, kerning with the one before, code point, where it begins and ends)` for each
/// code point; false at the first one that is not for the pair table, or that the face lacks if
/// `only_covered`.
template <bool only_covered, typename Take>
bool Shaper::Impl::shape_by_pairs(FaceId id, std::string_view text, const Take& take) {
  PairTable& pairs = table(id);
  const char* const end = text.data() + text.size();
  char32_t before = 0;
  std::uint32_t number_before = 0;
  for (const char* at = text.data(); at != end;) {
    const char* const start = at;
    const char32_t code_point = decode(at);
    if (!kerns_by_pairs(code_point)) return false;
    const KnownGlyph known = pairs.look_up(code_point);
    if (only_covered && known.glyph == 0) return false;
    std::int16_t kern = 0;
    if (before != 0) {
      std::int16_t* cell = pairs.find(number_before, known.number);
      kern = cell != nullptr ? *cell : kUnknown;
      if (kern == kUnknown) kern = learn(faces->at(id), pairs, before, code_point, at, end);
    }
    take(known, kern, code_point, start, at);
    before = code_point;
    number_before = known.number;
  }
  return true;
}

std::int32_t Shaper::Impl::shape_by_harfbuzz(FaceId id, std::string_view text,
                                             std::vector<Glyph>& out,
                                             std::vector<std::uint32_t>* offsets) {
  HarfBuzz* const shaper = find_harfbuzz();
  if (shaper == nullptr) return shape_one_by_one(id, text, out, offsets);
  const Face::Impl& face = faces->at(id).impl();
  std::int32_t width = 0, shift = 0;
  const std::size_t start = out.size();
  for (const ShapedGlyph& shaped : shaper->shape(faces->at(id), text)) {
    // A mark that HarfBuzz shifts sideways is moved by the advance of the glyph before it.
    const bool is_first = out.size() == start;
    const std::int32_t offset = is_first ? 0 : face.to_thousandths(shaped.x_offset);
    if (!is_first) out.back().adjust = to_adjust(out.back().adjust + offset - shift);
    const auto glyph = static_cast<GlyphId>(shaped.glyph);
    const std::int32_t advance = face.to_thousandths(shaped.x_advance);
    out.push_back({glyph, to_adjust(advance - face.advances[glyph])});
    if (offsets != nullptr) offsets->push_back(shaped.cluster);
    width += advance;
    shift = offset;
  }
  if (out.size() != start) out.back().adjust = to_adjust(out.back().adjust - shift);
  return width;
}

/// Without HarfBuzz: better a text without its refinements than none.
std::int32_t Shaper::Impl::shape_one_by_one(FaceId id, std::string_view text,
                                            std::vector<Glyph>& out,
                                            std::vector<std::uint32_t>* offsets) const {
  const Face::Impl& face = faces->at(id).impl();
  std::int32_t width = 0;
  for (const char* at = text.data(); at != text.data() + text.size();) {
    if (offsets != nullptr) offsets->push_back(static_cast<std::uint32_t>(at - text.data()));
    out.push_back({face.glyph(decode(at)), 0});
    width += face.advances[out.back().id];
  }
  return width;
}

Shaper::Shaper(const FaceSet& faces) : impl_(std::make_unique<Impl>(faces)) {}
Shaper::Shaper(Shaper&&) noexcept = default;
Shaper::~Shaper() = default;

std::int32_t Shaper::shape(FaceId face, std::string_view text, std::vector<Glyph>& out) {
  std::vector<std::uint32_t> offsets;
  return shape(face, text, out, offsets);
}

std::int32_t Shaper::shape(FaceId face, std::string_view text, std::vector<Glyph>& out,
                           std::vector<std::uint32_t>& offsets) {
  const std::size_t start = out.size(), first_offset = offsets.size();
  std::int32_t width = 0;
  const auto take = [&](const KnownGlyph& known, std::int16_t kern, char32_t, const char* at,
                        const char*) {
    if (kern != 0) out.back().adjust = kern;
    out.push_back({known.glyph, 0});
    offsets.push_back(static_cast<std::uint32_t>(at - text.data()));
    width += known.advance + kern;
  };
  if (impl_->shape_by_pairs<false>(face, text, take)) return width;
  out.resize(start);
  offsets.resize(first_offset);
  return impl_->shape_by_harfbuzz(face, text, out, &offsets);
}

bool Shaper::shape_plain(FaceId face, std::string_view text, std::vector<PlainGlyph>& out) {
  const std::size_t start = out.size();
  out.resize(start + text.size());  // no more code points than bytes
  PlainGlyph* next = out.data() + start;
  const auto take = [&](const KnownGlyph& known, std::int16_t kern, char32_t code_point,
                        const char* at, const char* end) {
    if (kern != 0) next[-1].adjust = kern;
    next->offset = static_cast<std::uint32_t>(at - text.data());
    next->code_point = code_point;
    next->glyph = known.glyph;
    next->adjust = 0;
    next->advance = known.advance;
    next->length = static_cast<std::uint8_t>(end - at);
    next->tells_itself = known.tells_itself;
    ++next;
  };
  const bool plain = impl_->shape_by_pairs<true>(face, text, take);
  out.resize(plain ? static_cast<std::size_t>(next - out.data()) : start);
  return plain;
}

std::int32_t Shaper::measure(FaceId face, std::string_view text) {
  std::int32_t width = 0;
  const auto take = [&](const KnownGlyph& known, std::int16_t kern, char32_t, const char*,
                        const char*) { width += known.advance + kern; };
  if (impl_->shape_by_pairs<false>(face, text, take)) return width;
  impl_->measured.clear();
  return impl_->shape_by_harfbuzz(face, text, impl_->measured, nullptr);
}

std::size_t Shaper::covered(FaceId face, std::string_view text) {
  const Face::Impl& impl = impl_->faces->at(face).impl();
  const char* const end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const char* const start = at;
    if (impl.glyph(decode(at)) == 0) return static_cast<std::size_t>(start - text.data());
  }
  return text.size();
}

}  // namespace grif

#pragma once

#include <compare>
#include <cstdint>

namespace grif {

/// A length in whole English Metric Units, 914,400 to the inch, so that points, twips, tenths of a
/// millimetre and inches are all exact (ECMA-376-1, 20.1.10.16).
class Length {
 public:
  constexpr Length() = default;
  static constexpr Length from_emu(std::int64_t emu) { return Length(emu); }
  static constexpr Length from_points(std::int64_t points) { return Length(points * kEmuPerPoint); }
  static constexpr Length from_half_points(std::int64_t n) { return Length(n * kEmuPerPoint / 2); }
  static constexpr Length from_twips(std::int64_t twips) { return Length(twips * kEmuPerTwip); }
  static constexpr Length from_mm(std::int64_t mm) { return Length(mm * kEmuPerMm); }
  static constexpr Length from_tenths_of_mm(std::int64_t n) { return Length(n * kEmuPerMm / 10); }

  [[nodiscard]] constexpr std::int64_t emu() const { return emu_; }
  /// Nearest twip (1/20 pt), half away from zero: the unit of WordprocessingML.
  [[nodiscard]] constexpr std::int64_t twips() const { return round_div(emu_, kEmuPerTwip); }
  /// Points as a fraction; for PDF operators only.
  [[nodiscard]] constexpr double points() const {
    return static_cast<double>(emu_) / static_cast<double>(kEmuPerPoint);
  }
  [[nodiscard]] constexpr double mm() const {
    return static_cast<double>(emu_) / static_cast<double>(kEmuPerMm);
  }

  constexpr auto operator<=>(const Length&) const = default;
  constexpr Length operator-() const { return Length(-emu_); }
  constexpr Length& operator+=(Length b) {
    emu_ += b.emu_;
    return *this;
  }
  constexpr Length& operator-=(Length b) {
    emu_ -= b.emu_;
    return *this;
  }
  friend constexpr Length operator+(Length a, Length b) { return Length(a.emu_ + b.emu_); }
  friend constexpr Length operator-(Length a, Length b) { return Length(a.emu_ - b.emu_); }
  friend constexpr Length operator*(Length a, std::int64_t n) { return Length(a.emu_ * n); }
  friend constexpr Length operator*(std::int64_t n, Length a) { return Length(a.emu_ * n); }
  /// Whole-number division, towards zero.
  friend constexpr Length operator/(Length a, std::int64_t n) { return Length(a.emu_ / n); }
  /// a × numerator / denominator, towards zero.
  [[nodiscard]] constexpr Length scaled(std::int64_t numerator, std::int64_t denominator) const {
    return Length(emu_ * numerator / denominator);
  }

  static constexpr std::int64_t kEmuPerPoint = 12'700;
  static constexpr std::int64_t kEmuPerTwip = 635;
  static constexpr std::int64_t kEmuPerMm = 36'000;
  static constexpr std::int64_t kEmuPerInch = 914'400;

 private:
  explicit constexpr Length(std::int64_t emu) : emu_(emu) {}
  static constexpr std::int64_t round_div(std::int64_t a, std::int64_t b) {
    return (a >= 0 ? a + b / 2 : a - b / 2) / b;
  }
  std::int64_t emu_ = 0;
};

}  // namespace grif

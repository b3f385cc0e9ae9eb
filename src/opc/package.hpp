#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

/// A part compressed once and written many times (styles, themes …).
struct DeflatedPart {
  std::string bytes;  ///< raw deflate, or stored if that is shorter
  std::uint32_t crc = 0;
  std::uint32_t size = 0;
  bool stored = false;
};

/// A ZIP package of a stranger, guarded (TECH §3, THREATS rows 1–14): limits on entries and
/// inflated bytes, overlaps and doubles refused, CRCs checked, nothing nested opened. Bytes stay
/// owned here.
class PackageReader {
 public:
  /// Reads and checks the directory. Reports (with the file's place) and gives nothing on any
  /// fault.
  static std::optional<PackageReader> open(std::string bytes, Place file, Diagnostics& diagnostics);
  PackageReader(PackageReader&&) noexcept;
  PackageReader& operator=(PackageReader&&) noexcept;
  ~PackageReader();

  /// Part names as stored, in order of the directory.
  [[nodiscard]] const std::vector<std::string>& names() const;
  /// Looks a part up by normalised name (no leading slash, `\` as `/`, any case); nothing if there
  /// is none.
  [[nodiscard]] bool has(std::string_view name) const;
  /// Inflates one part, counting; reports and gives nothing if it is missing, damaged or too large.
  [[nodiscard]] std::optional<std::string> read(std::string_view name, Diagnostics& diagnostics);
  /// One part as it stands in the package, not inflated: to be handed on bit for bit. Reports and
  /// gives nothing if it is missing or packed in a way that PackageWriter does not write.
  [[nodiscard]] std::optional<DeflatedPart> packed(std::string_view name,
                                                   Diagnostics& diagnostics) const;

 private:
  struct Impl;
  explicit PackageReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// Writes a ZIP package into memory: entries in the given order, dated 1980-01-01, UTF-8 names, no
/// extra fields, no data descriptors (APPNOTE 6.3). Same input, same bytes. Keeps its compressor
/// between packages. Below 4 GB and 65,535 parts.
class PackageWriter {
 public:
  explicit PackageWriter(int level = 1);
  PackageWriter(PackageWriter&&) noexcept;
  PackageWriter& operator=(PackageWriter&&) noexcept;
  ~PackageWriter();
  DeflatedPart deflate(std::string_view content);
  /// Starts a package; `finish` does so too.
  void begin();
  void add(std::string_view name, std::string_view content);
  void add(std::string_view name, const DeflatedPart& part);
  std::string finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace grif

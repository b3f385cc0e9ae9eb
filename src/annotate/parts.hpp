#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "opc/package.hpp"

namespace grif::annotate {

/// The parts of a package while some of them change. What does not change is handed on as it is
/// packed.
class Parts {
 public:
  Parts(PackageReader package, Place file) : package_(std::move(package)), file_(file) {}
  [[nodiscard]] PackageReader& package() { return package_; }
  [[nodiscard]] bool has(std::string_view name) const;
  /// An XML part as UTF-8, or any part as it is, as the package has it; nothing, with a message, if
  /// it cannot be read.
  std::optional<std::string> read_xml(std::string_view name, Diagnostics& diagnostics);
  std::optional<std::string> read_bytes(std::string_view name, Diagnostics& diagnostics);
  /// A new content; a part that is new, or was dropped, comes behind all others.
  void set(std::string_view name, std::string_view content);
  void set_xml(std::string_view name, std::string content);
  void drop(std::string_view name);
  /// `wanted`, or with a number before its ending that makes it free.
  [[nodiscard]] std::string free_name(std::string_view wanted) const;
  /// Of all parts as they are now, in their order: names, sums and sizes.
  std::string seal(Diagnostics& diagnostics);
  /// Nothing, with a message, if a part cannot be handed on.
  std::optional<std::string> write(Diagnostics& diagnostics);

 private:
  PackageReader package_;
  Place file_;
  PackageWriter writer_{6};
  std::map<std::string, DeflatedPart> changed_;  ///< by key
  std::set<std::string> dropped_;
  std::vector<std::string> added_;  ///< names
};

/// A line of the seal's text.
std::string seal_line(std::string_view name, std::uint32_t crc, std::uint64_t size);

}  // namespace grif::annotate

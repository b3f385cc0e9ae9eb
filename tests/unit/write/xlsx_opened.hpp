#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "opc/package.hpp"
#include "write/write.hpp"

// What the tests of the Office writers share: a scratch with the real faces, and the parts of what
// was written.
namespace grif::test {

WriteScratch& scratch();

class OpenedPackage {
 public:
  explicit OpenedPackage(PackageReader reader) : reader_(std::move(reader)) {}
  [[nodiscard]] const std::vector<std::string>& names() const { return reader_.names(); }
  [[nodiscard]] bool has(std::string_view name) const { return reader_.has(name); }
  /// The part's content; a missing one fails the test.
  std::string part(std::string_view name);

 private:
  PackageReader reader_;
};
OpenedPackage open_package(const std::string& bytes);

}  // namespace grif::test

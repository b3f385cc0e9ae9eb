#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace grif {

/// The elements and attributes of one document against a schema, event by event. Names end in a
/// zero byte and live until the element's end.
class XsdValidation {
 public:
  struct Attribute {
    const char* name;
    std::string_view value;
  };
  /// What is wrong at an event.
  struct Fault {
    enum class What : std::uint8_t {
      element_unexpected,  ///< not here, by the schema's order; what follows in the parent is not
                           ///< judged
      attribute_unknown,
      attribute_missing,
      attribute_value,
      other
    };
    What what = What::other;
    std::string attribute;  ///< its name, for faults of attributes; for others libxml2's number
    bool operator==(const Fault&) const = default;
  };

  XsdValidation() = default;
  XsdValidation(const XsdValidation&) = delete;
  XsdValidation& operator=(const XsdValidation&) = delete;
  virtual ~XsdValidation() = default;
  virtual void start(const char* name, std::span<const Attribute> attributes) = 0;
  virtual void end(const char* name) = 0;
  /// The faults since the last call.
  [[nodiscard]] std::vector<Fault> take_faults() { return std::exchange(faults_, {}); }
  [[nodiscard]] bool has_faults() const { return !faults_.empty(); }

 protected:
  std::vector<Fault> faults_;
};

/// A compiled XML Schema 1.0. Immutable, shared by threads.
class XsdSchema {
 public:
  XsdSchema() = default;
  XsdSchema(const XsdSchema&) = delete;
  XsdSchema& operator=(const XsdSchema&) = delete;
  virtual ~XsdSchema() = default;
  [[nodiscard]] virtual std::unique_ptr<XsdValidation> begin() const = 0;
};

/// The module that holds libxml2: it is loaded when a schema is first compiled.
inline constexpr const char* kXsdModule = "grif-xsd.so";

/// Compiles our own schema. Null if the module cannot be loaded (`reason` says why) or the schema
/// is none (`reason` is empty).
std::unique_ptr<XsdSchema> compile_xsd(std::string_view xsd, std::string& reason);

/// What the module offers; made in xsd_libxml2.cpp.
extern "C" {
[[gnu::visibility("default")]] XsdSchema* grif_compile_xsd(const char* text, std::size_t size);
}

}  // namespace grif

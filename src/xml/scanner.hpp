#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

/// Limits of a document from outside (TECH §3).
struct XmlLimits {
  std::size_t depth = 64;           ///< 128 for parts of Office packages
  std::size_t text = 1 << 20;       ///< bytes of one text or attribute value
  std::size_t name = 1 << 10;
  std::size_t attributes = 256;     ///< of one element
};

/// A pull scanner of well-formed UTF-8 XML 1.0: no DOM, views into the buffer, decoding only where
/// an entity or a carriage return occurs. Refuses any DOCTYPE, bad UTF-8, characters that XML forbids, doubled
/// attributes, unmatched tags, a second root.
class XmlScanner {
 public:
  enum class Event : std::uint8_t { start, end, text, finished, fault };
  struct Attribute {
    std::string_view name;   ///< as written, with its prefix
    std::string_view value;  ///< raw; see `decode`
    std::size_t offset;
  };
  XmlScanner(std::string_view buffer, XmlLimits limits = {});

  Event next();
  /// Name of the element without its prefix (start, end).
  [[nodiscard]] std::string_view local_name() const;
  [[nodiscard]] const std::vector<Attribute>& attributes() const;
  /// Decoded value of the attribute with this local name, or nothing. Valid until the next call.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view local_name);
  /// Decoded text. Valid until the next call. A CDATA section is a text event of its own.
  [[nodiscard]] std::string_view text();
  /// True for `<a/>`; its end event follows all the same.
  [[nodiscard]] bool is_empty_element() const;
  [[nodiscard]] std::size_t depth() const;
  /// Byte offset of the current event, or of the fault.
  [[nodiscard]] std::size_t offset() const;
  struct Fault {
    Kind kind;
    std::string detail;
    std::size_t offset;
  };
  [[nodiscard]] const Fault& fault() const;

 private:
  struct State;
};

}  // namespace grif

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

/// Limits of a document from outside (TECH §3).
struct XmlLimits {
  std::size_t depth = 64;      ///< 128 for parts of Office packages
  std::size_t text = 1 << 20;  ///< bytes of one text or attribute value
  std::size_t name = 1 << 10;
  std::size_t attributes = 256;  ///< of one element
};

/// A pull scanner of well-formed UTF-8 XML 1.0 (fifth edition): no DOM, views into the buffer,
/// decoding only where an entity or a carriage return occurs. Refuses any DOCTYPE, bad UTF-8,
/// characters that XML forbids, doubled attributes, unmatched tags, a second root. The buffer must
/// outlive the scanner; a byte order mark at its head is skipped.
class XmlScanner {
 public:
  enum class Event : std::uint8_t { start, end, text, finished, fault };
  struct Attribute {
    std::string_view name;   ///< as written, with its prefix
    std::string_view value;  ///< raw; see `attribute`
    std::size_t offset;      ///< of the name's first byte
  };
  explicit XmlScanner(std::string_view buffer, XmlLimits limits = {});

  Event next();
  /// Name of the element without its prefix (start, end).
  [[nodiscard]] std::string_view local_name() const { return local_name_; }
  [[nodiscard]] const std::vector<Attribute>& attributes() const { return attributes_; }
  /// Decoded value of the attribute with this local name, or nothing; one without a prefix comes
  /// first, declarations of namespaces do not count. Valid until the next call of this function.
  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view local_name);
  /// Decoded text. Valid until the next event. A CDATA section is a text event of its own.
  [[nodiscard]] std::string_view text();
  /// True if `text` is a view into the buffer and so lives as long as that.
  [[nodiscard]] bool text_is_in_buffer() const { return !text_has_references_; }
  /// True for `<a/>`; its end event follows all the same.
  [[nodiscard]] bool is_empty_element() const { return is_empty_element_; }
  /// Elements open now: a start counts its own element, an end no longer does.
  [[nodiscard]] std::size_t depth() const { return open_.size(); }
  /// Byte offset of the current event, or of the fault.
  [[nodiscard]] std::size_t offset() const { return offset_; }
  /// After a start: passes over everything up to the element's end. False on a fault.
  bool skip_element();

  struct Fault {
    Kind kind{};
    std::string detail, other;  ///< arguments of the message
    std::size_t offset = 0;
  };
  [[nodiscard]] const Fault& fault() const { return fault_; }

 private:
  Event scan();
  Event scan_text();
  Event scan_markup();
  Event scan_start_tag();
  Event scan_end_tag();
  Event scan_cdata();
  Event finish();
  bool scan_attributes();
  bool scan_attribute();
  bool scan_attribute_value(std::string_view& value);
  bool scan_reference();
  bool scan_name(std::string_view& name, std::string_view& local);
  bool skip_comment();
  bool skip_instruction();
  bool check_declaration(std::string_view content);
  bool check_attributes_differ();
  bool check_name(std::string_view name);
  bool check_outer_text(std::string_view text);
  void check_characters(const char* up_to);
  Event fail(Kind kind, const char* at, std::string detail = {}, std::string other = {});
  bool refuse(Kind kind, const char* at, std::string detail = {}, std::string other = {});
  [[nodiscard]] std::string excerpt(const char* from) const;
  [[nodiscard]] std::size_t offset_of(const char* at) const {
    return static_cast<std::size_t>(at - begin_);
  }
  [[nodiscard]] bool at_end() const { return at_ == end_; }
  [[nodiscard]] std::string_view rest() const {
    return {at_, static_cast<std::size_t>(end_ - at_)};
  }
  bool skip_blanks();

  const char* begin_;
  const char* end_;
  const char* at_;
  const char* checked_;        ///< the bytes before it are good UTF-8 of allowed characters
  const char* bad_ = nullptr;  ///< the first byte that is not
  const char* text_begin_ = nullptr;
  XmlLimits limits_;
  std::size_t offset_ = 0;
  std::string_view local_name_, raw_text_;
  std::vector<Attribute> attributes_;
  std::vector<std::string_view> open_;  ///< names as written
  std::string decoded_text_, decoded_attribute_;
  Fault fault_;
  Event event_ = Event::text;
  bool is_empty_element_ = false, end_is_due_ = false, root_seen_ = false;
  bool text_has_references_ = false, text_is_cdata_ = false;
};

/// Appends `raw` with references replaced and line ends as U+000A; `raw` has been scanned before.
void append_xml_decoded(std::string& out, std::string_view raw);

}  // namespace grif

#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace grif {

/// Reads the PDF files that we write, by their cross-reference stream, and checks them on the way:
/// every entry leads to its object, every reference to an object, every stream inflates to its
/// length. Faults are collected, not thrown. For tests only: it knows no other writer's files.
class PdfReader {
 public:
  explicit PdfReader(std::string_view bytes);

  struct Object {
    std::string text;    ///< without the blank after it; of a stream its dictionary
    std::string stream;  ///< inflated if it is /FlateDecode
    bool has_stream = false;
    bool compressed = false;  ///< stands in an object stream
  };
  std::map<std::uint32_t, Object> objects;
  std::string trailer;  ///< dictionary of the cross-reference stream
  std::vector<std::string> faults;

  [[nodiscard]] std::string text(std::uint32_t number) const;
  /// What follows `/key` in a dictionary: a reference's number, else 0.
  [[nodiscard]] static std::uint32_t reference(std::string_view dictionary, std::string_view key);
  /// The value of `/key` as text, up to the next key of the same level.
  [[nodiscard]] static std::string value(std::string_view dictionary, std::string_view key);
  /// The numbers of all references in a text, in order.
  [[nodiscard]] static std::vector<std::uint32_t> references(std::string_view text);
  /// The object that the catalog names.
  [[nodiscard]] std::uint32_t catalog() const { return reference(trailer, "Root"); }
  /// Page objects in order, from the page tree.
  [[nodiscard]] std::vector<std::uint32_t> pages() const;
  [[nodiscard]] std::string page_content(std::uint32_t page) const;

 private:
  void read_object(std::string_view bytes, std::uint32_t number, std::size_t offset);
  void read_object_stream(std::uint32_t number);
  void check_references();
  void collect_pages(std::uint32_t node, std::vector<std::uint32_t>& out) const;
};

/// Inflates a zlib stream; `expected` is a first guess of the size.
std::string inflate(std::string_view deflated, std::size_t expected = 1 << 16);

}  // namespace grif

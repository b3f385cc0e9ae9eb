#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/diagnostics.hpp"
#include "document/document.hpp"
#include "pages/pages.hpp"
#include "write/pdf_file.hpp"
#include "write/pdf_structure.hpp"

namespace grif::pdf {

/// Writes the link annotations (ISO 32000-1, 12.5.6.5), page after page. Links that lead nowhere
/// and those that documents may not carry are reported and stay text.
class LinkWriter {
 public:
  LinkWriter(const Document& document, const Pages& pages, ObjectNumber first_page);
  /// Annotations of all pages.
  const std::vector<Annotation>& write(FileWriter& file, Diagnostics& diagnostics);
  /// `[12 0 R 13 0 R]`, empty for a page without any.
  [[nodiscard]] std::string annotations_of(std::uint32_t page) const;

 private:
  struct Target {
    std::string action;  ///< entries of the annotation
    std::string contents;
  };
  [[nodiscard]] std::optional<Target> find_target(const std::string& link) const;

  const Document& document_;
  const Pages& pages_;
  ObjectNumber first_page_;
  std::unordered_map<std::string_view, std::uint32_t> bookmarks_;  ///< indices by name
  std::vector<Annotation> annotations_;
};

/// `[12 0 R/XYZ null 700 null]`: a place on a page, the zoom left as it is.
std::string make_destination(const PagePosition& position, const Pages& pages,
                             ObjectNumber first_page);
/// The headings as bookmarks, nested by level (12.3.3). Returns 0 if there are none.
ObjectNumber write_outline(const Pages& pages, ObjectNumber first_page,
                           const StructureTree& structure, FileWriter& file);
/// Page labels (12.4.2): numbers as printed. `<</Nums[0<</S/D>>]>>`
std::string make_page_labels(const Pages& pages);

}  // namespace grif::pdf

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/diagnostics.hpp"
#include "data/form.hpp"
#include "document/document.hpp"
#include "font/face.hpp"
#include "font/shaper.hpp"
#include "pages/pages.hpp"

namespace grif {

/// What the writers keep between documents of one thread (compressors, subsets, constant parts).
/// Output never depends on what it saw before.
class WriteScratch {
 public:
  explicit WriteScratch(const FaceSet& faces);
  WriteScratch(WriteScratch&&) noexcept;
  ~WriteScratch();
  struct Impl;
  [[nodiscard]] Impl& impl() { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

/// The document as Office Open XML text (ECMA-376, transitional), whole file in memory. Page
/// numbers of contents and references, soft hyphens and no-break blanks come from `pages`.
std::optional<std::string> write_docx(const Document& document, const Pages& pages,
                                      WriteScratch& scratch, Diagnostics& diagnostics);

/// The document as a workbook: its text above, its data tables as live cells, print setup.
std::optional<std::string> write_xlsx(const Document& document, WriteScratch& scratch,
                                      Diagnostics& diagnostics);

/// A workbook to be filled (Office Open XML, transitional): drop-down lists, notes, protected
/// titles. The same form gives the same bytes. Nothing, with a message, where it cannot be written.
std::optional<std::string> write_form(const InputForm& form, Diagnostics& diagnostics);

/// What a PDF claims of itself in its metadata. What is written is the same for both.
enum class PdfConformance : std::uint8_t {
  none,
  archive_and_access,  ///< PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)
};

/// The pages as tagged PDF 1.7 (ISO 32000-1), whole file in memory. Nothing, with a message, if an
/// image cannot be read.
std::optional<std::string> write_pdf(const Document& document, const Pages& pages,
                                     const FaceSet& faces, WriteScratch& scratch,
                                     Diagnostics& diagnostics,
                                     PdfConformance conformance = PdfConformance::none);

}  // namespace grif

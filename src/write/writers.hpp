#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/diagnostics.hpp"
#include "data/form.hpp"
#include "document/document.hpp"
#include "font/face.hpp"
#include "pages/pages.hpp"
#include "write/write.hpp"

// The writers that rest on large libraries. In the installed program each of them is a module of
// its own, loaded when a document of its format is first written: the libraries behind PDF and XLSX
// take longer to load than a DOCX takes to make. Where a writer is linked in (tests), it is used as
// it stands.

namespace grif {

/// Writes workbooks, one after the other, for one thread.
class XlsxWriter {
 public:
  virtual ~XlsxWriter() = default;
  /// As write_xlsx.
  virtual std::optional<std::string> write(const Document& document, Diagnostics& diagnostics) = 0;
};

/// Writes PDF files, one after the other, for one thread.
class PdfWriter {
 public:
  virtual ~PdfWriter() = default;
  /// As write_pdf.
  virtual std::optional<std::string> write(const Document& document, const Pages& pages,
                                           const FaceSet& faces, Diagnostics& diagnostics,
                                           PdfConformance conformance) = 0;
};

// What a module exports; the caller owns the result. Null without memory.
extern "C" {
[[gnu::visibility("default")]] XlsxWriter* grif_make_xlsx_writer(const FaceSet* faces);
[[gnu::visibility("default")]] PdfWriter* grif_make_pdf_writer(const FaceSet* faces);
/// As write_form; false where it gives nothing.
[[gnu::visibility("default")]] bool grif_write_form(const InputForm* form, std::string* bytes,
                                                    Diagnostics* diagnostics);
}

/// The writer linked in, else that of the module; null, with a message, where there is neither.
std::unique_ptr<XlsxWriter> load_xlsx_writer(const FaceSet& faces, Diagnostics& diagnostics);
std::unique_ptr<PdfWriter> load_pdf_writer(const FaceSet& faces, Diagnostics& diagnostics);

}  // namespace grif

#include "write/writers.hpp"

#include <string>

#include "core/modules.hpp"
#include "write/scratch.hpp"

namespace grif {

// Not linked in: null. The linker decides, so the same object serves the program and the tests.
extern "C" {
[[gnu::weak]] decltype(grif_make_xlsx_writer) grif_make_xlsx_writer;  // NOLINT(*-redundant-*)
[[gnu::weak]] decltype(grif_make_pdf_writer) grif_make_pdf_writer;    // NOLINT(*-redundant-*)
[[gnu::weak]] decltype(grif_write_form) grif_write_form;              // NOLINT(*-redundant-*)
}

namespace {

/// The function that makes a writer.
template <typename Make>
Make* find_maker(Make* linked_in, const char* module, const char* name, Diagnostics& diagnostics) {
  if (linked_in != nullptr) return linked_in;
  std::string reason;
  void* const symbol = find_in_module(module, name, reason);
  if (symbol == nullptr)
    diagnostics.report(Kind::writer_missing, Place::nowhere(), {module, reason});
  return reinterpret_cast<Make*>(symbol);
}

}  // namespace

std::unique_ptr<XlsxWriter> load_xlsx_writer(const FaceSet& faces, Diagnostics& diagnostics) {
  const auto make =
      find_maker(&grif_make_xlsx_writer, "grif-xlsx.so", "grif_make_xlsx_writer", diagnostics);
  return std::unique_ptr<XlsxWriter>(make == nullptr ? nullptr : make(&faces));
}

std::unique_ptr<PdfWriter> load_pdf_writer(const FaceSet& faces, Diagnostics& diagnostics) {
  const auto make =
      find_maker(&grif_make_pdf_writer, "grif-pdf.so", "grif_make_pdf_writer", diagnostics);
  return std::unique_ptr<PdfWriter>(make == nullptr ? nullptr : make(&faces));
}

std::optional<std::string> write_form(const InputForm& form, Diagnostics& diagnostics) {
  const auto write = find_maker(&grif_write_form, "grif-xlsx.so", "grif_write_form", diagnostics);
  std::string bytes;
  if (write == nullptr || !write(&form, &bytes, &diagnostics)) return std::nullopt;
  return bytes;
}

std::optional<std::string> write_xlsx(const Document& document, WriteScratch& scratch,
                                      Diagnostics& diagnostics) {
  WriteScratch::Impl& own = scratch.impl();
  if (own.xlsx == nullptr) own.xlsx = load_xlsx_writer(own.faces, diagnostics);
  return own.xlsx == nullptr ? std::nullopt : own.xlsx->write(document, diagnostics);
}

std::optional<std::string> write_pdf(const Document& document, const Pages& pages,
                                     const FaceSet& faces, WriteScratch& scratch,
                                     Diagnostics& diagnostics, PdfConformance conformance) {
  WriteScratch::Impl& own = scratch.impl();
  if (own.pdf == nullptr) own.pdf = load_pdf_writer(own.faces, diagnostics);
  if (own.pdf == nullptr) return std::nullopt;
  return own.pdf->write(document, pages, faces, diagnostics, conformance);
}

}  // namespace grif

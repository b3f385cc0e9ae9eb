#include "write/writers.hpp"

#include <string>

#include <dlfcn.h>

#include "core/process.hpp"
#include "write/scratch.hpp"

namespace grif {

// Not linked in: null. The linker decides, so the same object serves the program and the tests.
extern "C" {
[[gnu::weak]] decltype(grif_make_xlsx_writer) grif_make_xlsx_writer;  // NOLINT(*-redundant-*)
[[gnu::weak]] decltype(grif_make_pdf_writer) grif_make_pdf_writer;    // NOLINT(*-redundant-*)
}

namespace {

/// A module's names are looked for in its own libraries first, which halves the time; sanitizers,
/// which stand before all libraries, do not bear that.
#if defined(__SANITIZE_ADDRESS__)
constexpr int kHow = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE;
#else
constexpr int kHow = RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE | RTLD_DEEPBIND;
#endif

/// A module stands beside the program, or in the folder of its own that an installation has; no
/// other place is searched. It is loaded once for all threads and stays loaded.
void* load_module(const char* module) {
  const std::string beside = program_folder() + '/';
  if (void* const loaded = dlopen((beside + module).c_str(), kHow)) return loaded;
  if (void* const loaded = dlopen((beside + GRIF_MODULE_FOLDER "/" + module).c_str(), kHow))
    return loaded;
  return nullptr;
}

/// The function that makes a writer.
template <typename Make>
Make* find_maker(Make* linked_in, const char* module, const char* name, Diagnostics& diagnostics) {
  if (linked_in != nullptr) return linked_in;
  void* const loaded = load_module(module);
  void* const symbol = loaded == nullptr ? nullptr : dlsym(loaded, name);
  if (symbol == nullptr) {
    const char* const reason = dlerror();
    diagnostics.report(Kind::writer_missing, Place::nowhere(),
                       {module, reason == nullptr ? "" : reason});
  }
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

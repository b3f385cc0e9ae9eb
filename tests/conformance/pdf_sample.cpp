#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>
#include <string_view>

#include "unit/write/pdf_pages.hpp"
#include "write/write.hpp"

// Writes a PDF of pages put together by hand, for the outside judges:
//   pdf_sample FILE sample|ROWS
int main(int argc, char** argv) {
  if (argc != 3) return 2;
  grif::PageBuilder builder;
  if (std::string_view(argv[2]) == "sample") {
    grif::fill_sample(builder);
  } else {
    std::size_t rows = 0;
    std::from_chars(argv[2], argv[2] + std::strlen(argv[2]), rows);
    grif::fill_long_table(builder, rows);
  }
  grif::WriteScratch scratch(grif::real_faces());
  grif::Diagnostics diagnostics;
  const auto pdf = grif::write_pdf(builder.document, builder.pages, grif::real_faces(), scratch,
                                   diagnostics, grif::PdfConformance::archive_and_access);
  if (!pdf) return 1;
  std::FILE* file = std::fopen(argv[1], "wb");
  if (file == nullptr) return 3;
  const bool written = std::fwrite(pdf->data(), 1, pdf->size(), file) == pdf->size();
  return std::fclose(file) == 0 && written ? 0 : 3;
}

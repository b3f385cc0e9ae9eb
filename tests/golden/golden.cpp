// Runs one golden case and compares what it makes with what is expected:
//   golden CASE_FOLDER [--workbook FILE] [--pdf FILE] [--rewrite]
// --workbook  what input.sheets of the case was made into
// --pdf       writes the PDF and compares nothing
// --rewrite   (or GRIF_REWRITE_GOLDEN=1) makes what the case makes the expectation; look at the
//             difference before you commit it
// Status 0: all as expected; 1: not; 2: wrong usage.

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "golden/case.hpp"
#include "golden/compare.hpp"

int main(int count, char** words) {
  using namespace grif::golden;
  std::string folder, workbook, pdf;
  const char* asked = std::getenv("GRIF_REWRITE_GOLDEN");
  bool rewriting = asked != nullptr && std::string_view(asked) == "1";
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--rewrite") {
      rewriting = true;
    } else if (word == "--workbook" && i + 1 < count) {
      workbook = words[++i];
    } else if (word == "--pdf" && i + 1 < count) {
      pdf = words[++i];
    } else if (folder.empty() && !word.starts_with("-")) {
      folder = word;
    } else {
      folder.clear();
      break;
    }
  }
  if (folder.empty()) {
    std::fputs("usage: golden CASE_FOLDER [--workbook FILE] [--pdf FILE] [--rewrite]\n", stderr);
    return 2;
  }
  const Made made = make(read_case(folder, GRIF_SOURCE_DIR, workbook));
  if (!pdf.empty()) {
    std::FILE* file = std::fopen(pdf.c_str(), "wb");
    const bool whole = file != nullptr && !made.pdf.empty() &&
                       std::fwrite(made.pdf.data(), 1, made.pdf.size(), file) == made.pdf.size();
    if (file != nullptr && std::fclose(file) == 0 && whole) return 0;
    for (const auto& [name, text] : made.files) fmt::print(stderr, "{}: {}", name, text);
    return 1;
  }
  for (const auto& [name, text] : made.files) {
    if (!name.starts_with("FAULT") && text.find("FAULT") == std::string::npos) continue;
    fmt::print("{}: something is at fault, and no expectation makes that right\n{}", name, text);
    return 1;
  }
  const std::filesystem::path expect = std::filesystem::path(folder) / "expect";
  if (rewriting) {
    for (const std::string& change : rewrite(expect, made.files)) fmt::print("{}\n", change);
  }
  const std::vector<std::string> differences = compare(read_files(expect), made.files);
  for (const std::string& difference : differences) fmt::print("{}", difference);
  return differences.empty() ? 0 : 1;
}

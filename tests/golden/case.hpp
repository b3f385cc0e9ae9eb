#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "golden/compare.hpp"

namespace grif::golden {

/// What case.txt says. A line is `word: value`; lines that begin with `;` say what the case is for.
///
///   workbook: FILE     an input, from the root of the tree; `input.sheets` beside case.txt needs
///                      no such line
///   document: NAME     of the mentoring pack. Without it the case has a template.xml of its own,
///                      which the pack of tests/golden/pack makes a document of
///   date: 2026-09-01   the document's date
///   language: en       of the messages; Russian unless said
///   show: WORD …       what is expected beside the messages: document, formats (what its styles
///                      come to), pages, docx, docx-parts, xlsx, xlsx-parts, pdf
struct Case {
  std::filesystem::path folder, root;
  std::string workbook;  ///< path of the input; empty: none
  std::string document;
  std::optional<Date> date;
  std::string language = "ru";
  std::vector<std::string> show;
  std::string fault;  ///< what is wrong with case.txt itself
};

/// `made_workbook` is the workbook that input.sheets was made into.
Case read_case(const std::filesystem::path& folder, const std::filesystem::path& root,
               const std::string& made_workbook);

struct Made {
  Files files;      ///< what the case shows
  std::string pdf;  ///< the PDF itself; empty if it was not made
};

/// Takes the case's input through every stage. Beside the texts it checks that the pipeline's own
/// function gives the same files as the stages one by one.
Made make(const Case& of);

}  // namespace grif::golden

#include <algorithm>

#include <fmt/format.h>

#include "opc/directory.hpp"
#include "read/docx_parts.hpp"
#include "read/package_readers.hpp"

namespace grif {
namespace {

/// The parts of a WordprocessingML package that matter for its tables.
class DocxReader {
 public:
  DocxReader(PackageReader package, Workbook& workbook, Sources& sources, Diagnostics& diagnostics)
      : package_(std::move(package)),
        workbook_(workbook),
        file_(Place::whole(workbook.source)),
        sources_(sources),
        diagnostics_(diagnostics) {}

  bool read() {
    const auto main = find_main_part(package_, file_, diagnostics_);
    if (!main) return false;
    const auto relationships = read_relationships(package_, *main, file_, diagnostics_);
    if (!relationships || !read_styles(*relationships) || !read_numbering(*relationships))
      return false;
    const auto part = load_xml_part(package_, *main, file_, diagnostics_);
    if (!part) return false;
    const WordContext context{file_, styles_, numbering_, bordered_styles_};
    auto body = read_word_body(*part, context, diagnostics_);
    if (!body) return false;
    report_body(*body);
    report_macros();
    return build_document_sheets(std::move(*body), workbook_, sources_, diagnostics_);
  }

 private:
  /// The part of a type that the document names, if it has one.
  [[nodiscard]] std::string_view find_part(const std::vector<Relationship>& relationships,
                                           std::string_view type) const {
    const auto found = std::ranges::find(relationships, type, &Relationship::type);
    const bool there =
        found != relationships.end() && !found->target.empty() && package_.has(found->target);
    return there ? std::string_view(found->target) : std::string_view();
  }

  bool read_styles(const std::vector<Relationship>& relationships) {
    const std::string_view name = find_part(relationships, "styles");
    if (name.empty()) return true;
    const auto part = load_xml_part(package_, name, file_, diagnostics_);
    if (!part) return false;
    auto styles = read_word_styles(*part, file_, diagnostics_);
    if (!styles) return false;
    styles_ = std::move(*styles);
    bordered_styles_ = read_bordered_styles(*part);
    return true;
  }

  bool read_numbering(const std::vector<Relationship>& relationships) {
    const std::string_view name = find_part(relationships, "numbering");
    if (name.empty()) return true;
    const auto part = load_xml_part(package_, name, file_, diagnostics_);
    if (!part) return false;
    auto numbering = read_word_numbering(*part, file_, diagnostics_);
    if (!numbering) return false;
    numbering_ = std::move(*numbering);
    return true;
  }

  void report_count(Kind kind, std::size_t count) {
    if (count != 0) diagnostics_.report(kind, file_, {fmt::format("{}", count)});
  }

  void report_body(const WordBody& body) {
    if (body.inserted + body.deleted != 0)
      diagnostics_.report(Kind::document_revisions, file_,
                          {fmt::format("{}", body.inserted), fmt::format("{}", body.deleted)});
    report_count(Kind::document_footnotes, body.footnotes);
    report_count(Kind::document_comments, body.comments);
    report_count(Kind::document_foreign_parts, body.foreign);
    if (!body.text_boxes.empty())
      diagnostics_.report(Kind::document_text_boxes, file_,
                          {body.text_boxes.front(), fmt::format("{}", body.text_boxes.size())});
  }

  void report_macros() {
    const bool has_macros = std::ranges::any_of(package_.names(), [](const std::string& name) {
      return part_key(name).find("vbaproject.bin") != std::string::npos;
    });
    if (has_macros) diagnostics_.report(Kind::document_macros, file_);
  }

  PackageReader package_;
  Workbook& workbook_;
  Place file_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  WordStyles styles_;
  WordNumbering numbering_;
  std::map<std::string, bool, std::less<>> bordered_styles_;
};

}  // namespace

bool read_docx_package(PackageReader package, Workbook& workbook, Sources& sources,
                       Diagnostics& diagnostics) {
  return DocxReader(std::move(package), workbook, sources, diagnostics).read();
}

}  // namespace grif

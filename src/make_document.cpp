#include <algorithm>

#include "aggregate/aggregate.hpp"
#include "core/text.hpp"
#include "pipeline.hpp"

namespace grif {
namespace {

std::optional<std::string> write_format(Format format, const Kit& kit, const Document& document,
                                        const Pages& pages, Scratch& scratch,
                                        Diagnostics& diagnostics) {
  switch (format) {
    case Format::docx:
      return write_docx(document, pages, scratch.write, diagnostics);
    case Format::pdf:
      return write_pdf(document, pages, kit.faces, scratch.write, diagnostics);
    case Format::xlsx:
      return write_xlsx(document, scratch.write, diagnostics);
    case Format::html:
    case Format::docx_xml:
      break;
  }
  diagnostics.report(Kind::format_not_offered, Place::nowhere(),
                     {format_name(format), join(written_formats(), ", ")});
  return std::nullopt;
}

void count_step(Scratch& scratch) {
  if (scratch.progress != nullptr) ++scratch.progress->done;
}

}  // namespace

void report_withheld(const Kit& kit, std::size_t document, const Programme& programme, Place first,
                     Diagnostics& diagnostics) {
  std::size_t faulty = 0;
  for (const SheetId sheet : kit.templates.reads(document).sheets) {
    faulty += static_cast<std::size_t>(std::ranges::count_if(
        programme.tables[sheet].cells, [](const Cell& cell) { return cell.value.is_faulty(); }));
  }
  diagnostics.report(Kind::document_withheld, first,
                     {kit.pack.documents[document].title, std::to_string(faulty)});
}

std::uint32_t count_steps(const DocumentSpec& spec, const std::vector<Format>& formats) {
  constexpr std::size_t kExpandAndLayOut = 2;
  return static_cast<std::uint32_t>(kExpandAndLayOut +
                                    (formats.empty() ? spec.formats : formats).size());
}

OutputDocument make_document(const Kit& kit, std::size_t document,
                             const std::vector<Format>& formats, const std::optional<Date>& date,
                             const Programme& programme, Scratch& scratch,
                             Diagnostics& diagnostics) {
  const DocumentSpec& spec = kit.pack.documents[document];
  OutputDocument output{.name = spec.name,
                        .title = spec.title,
                        .kind = spec.kind,
                        .personal_data = spec.personal_data};
  Arena arena;
  Evaluation evaluation;
  evaluation.arena = &arena;
  evaluation.diagnostics = &diagnostics;
  Aggregates aggregates(kit.pack, programme);
  aggregates.attach(evaluation);
  std::optional<Document> expanded = expand(kit.templates, document, kit.styles, evaluation);
  if (!expanded) {
    if (evaluation.touched_faulty)
      report_withheld(kit, document, programme, evaluation.faulty_place, diagnostics);
    return output;
  }
  count_step(scratch);
  expanded->properties.name = spec.name;
  if (date) {
    expanded->properties.has_date = true;
    expanded->properties.date = *date;
  }
  compute_grids(*expanded, kit.faces, scratch.layout);
  const std::vector<Format>& wanted = formats.empty() ? spec.formats : formats;
  // A workbook alone has no pages of ours.
  const bool paged =
      std::ranges::any_of(wanted, [](Format format) { return format != Format::xlsx; });
  Pages pages;
  if (paged) {
    const bool painted = std::ranges::find(wanted, Format::pdf) != wanted.end();
    pages = lay_out(*expanded, kit.faces, kit.hyphenation, scratch.layout, diagnostics,
                    painted ? Drawing::painted : Drawing::counted);
  }
  count_step(scratch);
  output.pages = static_cast<std::uint32_t>(pages.pages.size());
  for (const Format format : wanted) {
    auto bytes = write_format(format, kit, *expanded, pages, scratch, diagnostics);
    count_step(scratch);
    if (!bytes) return output;
    output.files.push_back({std::string(format_name(format)), std::string(format_extension(format)),
                            std::move(*bytes)});
  }
  output.made = true;
  return output;
}

}  // namespace grif

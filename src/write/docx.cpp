#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "write/core_properties.hpp"
#include "write/docx_body.hpp"
#include "write/docx_parts.hpp"
#include "write/faults.hpp"
#include "write/scratch.hpp"
#include "write/write.hpp"

namespace grif {
namespace {

using docx::BodyContext;
using docx::BodyWriter;
using docx::FurnitureIds;
using docx::Relationships;

constexpr std::string_view kNamespaces =
    " xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
    " xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">";

/// A header or footer part, ready.
struct FurniturePart {
  std::string name;  ///< `header1`
  std::string content;
  Relationships relationships;
  std::uint32_t id = 0;  ///< of the document's relationship to it
};

/// What a section's four ranges need; the document's first blank one is a part too.
class FurnitureParts {
 public:
  FurnitureParts(BodyContext& context, Relationships& document)
      : context_(context), document_(document) {}

  FurnitureIds add(const Section& section) {
    FurnitureIds ids;
    const Length width = section.page.width - section.page.left - section.page.right;
    ids.header = add("header", section.header, width, header_seen_, "2");
    ids.footer = add("footer", section.footer, width, footer_seen_, "2");
    if (section.different_first) {
      ids.first_header = add("header", section.first_header, width, first_header_seen_, "1");
      ids.first_footer = add("footer", section.first_footer, width, first_footer_seen_, "1");
    }
    return ids;
  }
  [[nodiscard]] const std::vector<FurniturePart>& parts() const { return parts_; }
  [[nodiscard]] std::size_t headers() const { return headers_; }
  [[nodiscard]] std::size_t footers() const { return footers_; }

 private:
  /// A section that says nothing takes over the last one's, so once there was one an empty one
  /// is written. Returns the relationship's id, 0 for none.
  std::uint32_t add(std::string_view kind, Range blocks, Length width, bool& seen,
                    std::string_view page_result) {
    if (blocks.count == 0 && !seen) return 0;
    seen = true;
    std::size_t& count = kind == "header" ? headers_ : footers_;
    FurniturePart part;
    part.name = std::string(kind) + std::to_string(++count);
    const std::string_view element = kind == "header" ? "w:hdr" : "w:ftr";
    part.content.append(docx::kDeclaration).append("<").append(element).append(kNamespaces);
    BodyWriter writer(context_, part.relationships, part.content);
    writer.set_page_result(page_result);
    writer.append_blocks(blocks, width);
    part.content.append("</").append(element).append(">");
    for (const FurniturePart& made : parts_) {
      if (made.relationships.empty() && part.relationships.empty() &&
          made.content == part.content) {
        --count;
        return made.id;
      }
    }
    part.id = document_.add(kind, part.name + ".xml");
    parts_.push_back(std::move(part));
    return parts_.back().id;
  }

  BodyContext& context_;
  Relationships& document_;
  std::vector<FurniturePart> parts_;
  std::size_t headers_ = 0, footers_ = 0;
  bool header_seen_ = false, footer_seen_ = false;
  bool first_header_seen_ = false, first_footer_seen_ = false;
};

/// Whether all of the document can be said in a DOCX; reports the first thing that cannot.
bool check_content(const Document& document, Diagnostics& diagnostics) {
  const bool russian = diagnostics.language() == Language::russian;
  if (const std::optional<std::size_t> bad = find_invalid_utf8(document.text)) {
    report_broken_text(document, *bad, "DOCX", diagnostics);
    return false;
  }
  for (const Inline& piece : document.inlines) {
    if (piece.type != Inline::Type::footnote) continue;
    diagnostics.report(Kind::content_unsupported, Place::nowhere(),
                       {document.properties.name, "DOCX", russian ? "сноска" : "footnote"});
    return false;
  }
  for (const Block& block : document.blocks) {
    if (block.type != Block::Type::chart) continue;
    diagnostics.report(Kind::content_unsupported, Place::nowhere(),
                       {document.properties.name, "DOCX", russian ? "диаграмма" : "chart"});
    return false;
  }
  return true;
}

void write_document_part(BodyContext& context, Relationships& relationships,
                         FurnitureParts& furniture, std::string& out) {
  const Document& document = context.document;
  out.clear();
  out.reserve(document.text.size() + 128 * document.cells.size() + 256 * document.blocks.size() +
              4096);
  out.append(docx::kDeclaration).append("<w:document").append(kNamespaces).append("<w:body>");
  BodyWriter writer(context, relationships, out);
  std::string properties;
  for (std::size_t i = 0; i < document.sections.size(); ++i) {
    properties.clear();
    docx::append_section_properties(properties, document.sections[i],
                                    furniture.add(document.sections[i]));
    writer.append_section(document.sections[i], properties, i + 1 == document.sections.size());
  }
  out += "</w:body></w:document>";
}

void add_pictures(const BodyContext& context, PackageWriter& package) {
  for (std::uint32_t i = 0; i < context.used_images.size(); ++i) {
    if (!context.used_images[i]) continue;
    package.add("word/" + docx::image_target(context.document, i),
                context.document.images[i].bytes);
  }
}

}  // namespace

std::optional<std::string> write_docx(const Document& document, const Pages& pages,
                                      WriteScratch& scratch, Diagnostics& diagnostics) {
  if (!check_content(document, diagnostics)) return std::nullopt;
  WriteScratch::Impl& own = scratch.impl();
  BodyContext context(document, pages);
  Relationships relationships;
  relationships.add("styles", "styles.xml");
  relationships.add("settings", "settings.xml");
  relationships.add("fontTable", "fontTable.xml");
  const bool numbering = !context.numbering.lists.empty();
  if (numbering) relationships.add("numbering", "numbering.xml");
  FurnitureParts furniture(context, relationships);
  write_document_part(context, relationships, furniture, own.document_part);

  PackageWriter& package = own.package;
  package.begin();
  const auto add = [&](std::string_view name, std::string content) {
    package.add(name, own.parts.deflate(package, name, std::move(content)));
  };
  const bool pictures = std::find(context.used_images.begin(), context.used_images.end(), true) !=
                        context.used_images.end();
  add("[Content_Types].xml",
      docx::make_content_types(numbering, furniture.headers(), furniture.footers(), pictures));
  add("_rels/.rels", std::string(docx::package_relationships()));
  package.add("word/document.xml", own.document_part);
  add("word/_rels/document.xml.rels", relationships.make_part());
  add("word/styles.xml", docx::make_styles(*document.styles));
  add("word/settings.xml", std::string(docx::settings()));
  add("word/fontTable.xml", docx::make_font_table(document));
  if (numbering) add("word/numbering.xml", docx::make_numbering(context.numbering));
  for (const FurniturePart& part : furniture.parts()) {
    add("word/" + part.name + ".xml", part.content);
    if (!part.relationships.empty()) {
      add("word/_rels/" + part.name + ".xml.rels", part.relationships.make_part());
    }
  }
  add_pictures(context, package);
  add("docProps/core.xml", make_core_properties(document.properties));
  add("docProps/app.xml", docx::make_app_properties(document.properties, pages.pages.size()));
  return package.finish();
}

}  // namespace grif

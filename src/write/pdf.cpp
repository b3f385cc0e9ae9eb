#include <algorithm>
#include <mutex>
#include <new>

#include <podofo/podofo.h>

#include "write/pdf_content.hpp"
#include "write/pdf_fonts.hpp"
#include "write/pdf_images.hpp"
#include "write/pdf_metadata.hpp"
#include "write/pdf_navigation.hpp"
#include "write/pdf_objects.hpp"
#include "write/pdf_scratch.hpp"
#include "write/pdf_structure.hpp"
#include "write/writers.hpp"

namespace grif {
namespace pdf {
namespace {

/// Kids of a node of the page tree.
constexpr std::uint32_t kMostKids = 64;

/// Writes one document: the pages first, then what can only be known after them.
class DocumentWriter {
 public:
  DocumentWriter(const Document& document, const Pages& pages, const FaceSet& faces,
                 PdfScratch& scratch, PdfConformance conformance)
      : document_(document),
        pages_(pages),
        faces_(faces),
        scratch_(scratch),
        conformance_(conformance),
        file_(scratch.deflater) {}

  std::optional<std::string> write(Diagnostics& diagnostics) {
    const std::optional<std::string> images =
        write_images(document_, pages_, scratch_.deflater, file_, diagnostics);
    if (!images) return std::nullopt;
    const auto page_count = static_cast<std::uint32_t>(pages_.pages.size());
    catalog_ = file_.allocate();
    structure_root_ = file_.allocate();
    resources_ = file_.allocate();
    page_tree_ = file_.allocate(1 + (page_count - 1) / kMostKids + 1);
    first_page_ = file_.allocate(page_count);

    LinkWriter links(document_, pages_, first_page_);
    const std::vector<Annotation>& annotations = links.write(file_, diagnostics);
    ContentWriter content(pages_, faces_.size());
    for (std::uint32_t page = 0; page < page_count; ++page) {
      const ObjectNumber stream = file_.allocate();
      file_.add_deflated(stream, content.write_next_page());
      write_page(page, stream, links.annotations_of(page), content);
    }
    write_page_tree();
    write_resources(content, *images);
    StructureTree structure(document_, pages_, content, annotations);
    structure.write(structure_root_, first_page_, faces_, file_);
    const ObjectNumber outline = write_outline(pages_, first_page_, structure, file_);
    write_catalog(outline);
    return file_.finish(catalog_, write_information(document_.properties, file_));
  }

 private:
  [[nodiscard]] ObjectNumber page_tree_leaf(std::uint32_t page) const {
    return page_tree_ + 1 + page / kMostKids;
  }

  /// Page objects: ISO 32000-1, 7.7.3.3.
  void write_page(std::uint32_t index, ObjectNumber stream, const std::string& annotations,
                  const ContentWriter& content) {
    const Page& page = pages_.pages[index];
    PoDoFo::PdfDictionary dictionary;
    dictionary.AddKey("Type", PoDoFo::PdfName("Page"));
    dictionary.AddKey("Parent", reference(page_tree_leaf(index)));
    std::string box = "[0 0 ";
    append_points(box, page.width);
    box += ' ';
    append_points(box, page.height);
    dictionary.AddKey("MediaBox", raw(box + "]"));
    dictionary.AddKey("Resources", reference(resources_));
    dictionary.AddKey("Contents", reference(stream));
    dictionary.AddKey("Tabs", PoDoFo::PdfName("S"));
    if (!annotations.empty()) dictionary.AddKey("Annots", raw(annotations));
    if (content.page_marks()[index] != content.page_marks()[index + 1])
      dictionary.AddKey("StructParents", number(index));
    file_.add(first_page_ + index, dictionary);
  }

  /// A root and one level of nodes.
  void write_page_tree() {
    const auto page_count = static_cast<std::uint32_t>(pages_.pages.size());
    std::string leaves = "[";
    for (std::uint32_t first = 0; first < page_count; first += kMostKids) {
      const std::uint32_t end = std::min(first + kMostKids, page_count);
      std::string kids = "[";
      for (std::uint32_t page = first; page < end; ++page) {
        append_reference(kids, first_page_ + page);
        kids += page + 1 < end ? ' ' : ']';
      }
      write_page_tree_node(page_tree_leaf(first), page_tree_, end - first, kids);
      append_reference(leaves, page_tree_leaf(first));
      leaves += end < page_count ? ' ' : ']';
    }
    write_page_tree_node(page_tree_, 0, page_count, leaves);
  }

  void write_page_tree_node(ObjectNumber node, ObjectNumber parent, std::uint32_t count,
                            const std::string& kids) {
    PoDoFo::PdfDictionary dictionary;
    dictionary.AddKey("Type", PoDoFo::PdfName("Pages"));
    if (parent != 0) dictionary.AddKey("Parent", reference(parent));
    dictionary.AddKey("Kids", raw(kids));
    dictionary.AddKey("Count", number(count));
    file_.add(node, dictionary);
  }

  /// One set of resources for all pages.
  void write_resources(const ContentWriter& content, const std::string& images) {
    const std::string fonts = write_fonts(content.used_glyphs(), faces_, scratch_.subsetter, file_);
    PoDoFo::PdfDictionary resources;
    if (!fonts.empty()) resources.AddKey("Font", raw("<<" + fonts + ">>"));
    if (!images.empty()) resources.AddKey("XObject", raw("<<" + images + ">>"));
    file_.add(resources_, resources);
  }

  /// The document catalog: 7.7.2.
  void write_catalog(ObjectNumber outline) {
    PoDoFo::PdfDictionary catalog;
    catalog.AddKey("Type", PoDoFo::PdfName("Catalog"));
    catalog.AddKey("Pages", reference(page_tree_));
    catalog.AddKey("PageLabels", raw(make_page_labels(pages_)));
    catalog.AddKey("Lang", text_value(document_.properties.language));
    catalog.AddKey("MarkInfo", raw("<</Marked true>>"));
    catalog.AddKey("StructTreeRoot", reference(structure_root_));
    catalog.AddKey("ViewerPreferences", raw("<</DisplayDocTitle true>>"));
    if (outline != 0) {
      catalog.AddKey("Outlines", reference(outline));
      catalog.AddKey("PageMode", PoDoFo::PdfName("UseOutlines"));
    }
    catalog.AddKey("Metadata", reference(write_xmp(document_.properties, conformance_, file_)));
    std::string intent =
        "[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)"
        "/Info(sRGB IEC61966-2.1)/DestOutputProfile ";
    append_reference(intent,
                     write_srgb_profile(scratch_.deflated_profile, scratch_.deflater, file_));
    catalog.AddKey("OutputIntents", raw(intent + ">>]"));
    file_.add(catalog_, catalog);
  }

  const Document& document_;
  const Pages& pages_;
  const FaceSet& faces_;
  PdfScratch& scratch_;
  PdfConformance conformance_;
  FileWriter file_;
  ObjectNumber catalog_ = 0, structure_root_ = 0, resources_ = 0, page_tree_ = 0, first_page_ = 0;
};

/// PoDoFo prints its errors to standard error unless told not to, once, in plain globals.
void silence_library() {
  static std::once_flag done;
  std::call_once(done, [] {
    PoDoFo::PdfError::EnableDebug(false);
    PoDoFo::PdfError::EnableLogging(false);
  });
}

class PdfFileWriter final : public PdfWriter {
 public:
  explicit PdfFileWriter(const FaceSet& faces) : scratch_(faces) { silence_library(); }

  std::optional<std::string> write(const Document& document, const Pages& pages,
                                   const FaceSet& faces, Diagnostics& diagnostics,
                                   PdfConformance conformance) override {
    if (pages.pages.empty()) {
      diagnostics.report(Kind::pdf_without_pages, Place::nowhere(), {document.properties.name});
      return std::nullopt;
    }
    try {
      DocumentWriter writer(document, pages, faces, scratch_, conformance);
      return writer.write(diagnostics);
    } catch (const PoDoFo::PdfError& error) {
      diagnostics.report(Kind::pdf_refused, Place::nowhere(),
                         {document.properties.name, PoDoFo::PdfError::ErrorName(error.GetError())});
      return std::nullopt;
    }
  }

 private:
  PdfScratch scratch_;
};

}  // namespace
}  // namespace pdf

extern "C" PdfWriter* grif_make_pdf_writer(const FaceSet* faces) {
  return new (std::nothrow) pdf::PdfFileWriter(*faces);
}

}  // namespace grif

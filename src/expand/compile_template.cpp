#include <algorithm>
#include <utility>

#include "core/text.hpp"
#include "expand/compiler.hpp"

namespace grif {
namespace {

/// Whether sections stand in the template, also within control elements; parts count as sections'
/// content unless the template names a section itself.
bool holds_sections(XmlNode node) {
  for (const XmlNode child : node.elements()) {
    const std::string_view name = child.name();
    if (name == "section") return true;
    if ((name == "if" || name == "else-if" || name == "else" || name == "for") &&
        holds_sections(child)) {
      return true;
    }
  }
  return false;
}

/// Page and orientation of the template, for a section to change.
SectionNode page_of(const SectionNode& section) {
  SectionNode copy;
  copy.page = section.page;
  copy.auto_orientation = section.auto_orientation;
  return copy;
}

}  // namespace

CompiledTemplate TemplateCompiler::compile(const DocumentSpec& document) {
  CompiledTemplate out{.name = document.name, .title = document.title};
  scope_ = pack_.scope();
  frame_size_ = elements_ = 0;
  open_files_.clear();
  reads_ = {};
  figures_read_.assign(pack_.aggregates.size(), false);
  template_page_ = SectionNode{};
  if (document.permanent) template_page_.page.left = Length::from_mm(30);
  const std::string& file = document.template_file;
  if (!enter_file(file, document.place)) return out;
  if (const XmlTree* tree = files_.open(file, document.place)) compile_root(tree->root(), out);
  open_files_.pop_back();
  out.frame_size = frame_size_;
  std::ranges::sort(reads_.sheets);
  reads_.sheets.erase(std::unique(reads_.sheets.begin(), reads_.sheets.end()), reads_.sheets.end());
  out.reads = std::move(reads_);
  return out;
}

void TemplateCompiler::compile_root(XmlNode root, CompiledTemplate& out) {
  if (root.name() != "template") {
    diagnostics_.report(Kind::template_element, root.place(), {root.name(), "template"});
    return;
  }
  Attributes attributes(*this, root);
  out.own_title = attributes.pattern("title");
  out.subject = attributes.pattern("subject");
  out.organisation = attributes.pattern("organisation");
  out.date = attributes.expression("date");
  check_type(out.date, {StaticType::Base::date}, "date");
  read_page(attributes, template_page_);
  attributes.finish();
  if (!holds_sections(root)) {
    SectionNode section = page_of(template_page_);
    fill_section(root, section);
    out.sections.push_back({root.place(), std::move(section)});
    return;
  }
  section_ = &template_page_;
  compile_children(root, Context::sections, out.sections);
  section_ = nullptr;
  out.furnishings = std::move(template_page_.furnishings);
}

void TemplateCompiler::read_page(Attributes& attributes, SectionNode& section) {
  PageSetup& page = section.page;
  if (const std::optional<std::string_view> size = attributes.text("page")) {
    const bool landscape = page.landscape;
    if (*size == "a4" || *size == "a3" || *size == "a5") {
      const std::int64_t wide = *size == "a4" ? 210 : *size == "a3" ? 297 : 148;
      const std::int64_t high = *size == "a4" ? 297 : *size == "a3" ? 420 : 210;
      page.width = Length::from_mm(landscape ? high : wide);
      page.height = Length::from_mm(landscape ? wide : high);
    } else {
      attributes.refuse("page", "a4, a3, a5");
    }
  }
  if (const std::optional<std::string_view> turn = attributes.text("orientation")) {
    section.auto_orientation = *turn == "auto";
    if (*turn != "portrait" && *turn != "landscape" && *turn != "auto") {
      attributes.refuse("orientation", "portrait, landscape, auto");
    }
    if (page.landscape != (*turn == "landscape")) {
      std::swap(page.width, page.height);
      page.landscape = !page.landscape;
    }
  }
  const auto take = [&](std::string_view name, Length& to) {
    if (const std::optional<Length> length = attributes.length(name)) to = *length;
  };
  take("margin-left", page.left);
  take("margin-right", page.right);
  take("margin-top", page.top);
  take("margin-bottom", page.bottom);
  take("header-distance", page.header);
  take("footer-distance", page.footer);
  if (page.left + page.right >= page.width || page.top + page.bottom >= page.height) {
    attributes.refuse(page.left + page.right >= page.width ? "margin-left" : "margin-top", "20mm");
  }
}

void TemplateCompiler::compile_section(XmlNode node, Context, Nodes& out) {
  Attributes attributes(*this, node);
  SectionNode section = page_of(template_page_);
  read_page(attributes, section);
  section.restart_numbering = attributes.flag("restart-numbering").value_or(false);
  attributes.finish();
  fill_section(node, section);
  out.push_back({node.place(), std::move(section)});
}

void TemplateCompiler::fill_section(XmlNode node, SectionNode& section) {
  SectionNode* const outer = std::exchange(section_, &section);
  compile_children(node, Context::blocks, section.blocks);
  section_ = outer;
}

void TemplateCompiler::compile_furnishing(XmlNode node, Context context, Nodes&) {
  Attributes(*this, node).finish();
  // Directly within a section (or a template without sections): what is conditional stands inside.
  if (section_ == nullptr ||
      (node.parent().name() != "section" && node.parent().name() != "template")) {
    report_misplaced(node, context);
    return;
  }
  Furnishings& f = section_->furnishings;
  SectionNode* const outer = std::exchange(section_, nullptr);
  const auto fill = [&](bool& has, Nodes& blocks) {
    if (has) report_misplaced(node, context);
    has = true;
    compile_children(node, Context::blocks, blocks);
  };
  if (node.name() == "header") fill(f.has_header, f.header);
  if (node.name() == "footer") fill(f.has_footer, f.footer);
  if (node.name() == "first-header") fill(f.has_first_header, f.first_header);
  if (node.name() == "first-footer") fill(f.has_first_footer, f.first_footer);
  section_ = outer;
}

}  // namespace grif

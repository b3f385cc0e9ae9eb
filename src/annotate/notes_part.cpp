#include "annotate/notes_part.hpp"

#include <algorithm>
#include <charconv>
#include <map>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/annotation.hpp"
#include "data/cell_reference.hpp"

namespace grif::annotate {
namespace {

using annotation::kAuthor;

/// comments, commentList, comment, text, r, t.
constexpr std::size_t kDepth = 6;
/// Authors of discussions are called by the number of theirs.
constexpr std::string_view kThreadAuthor = "tc=";

/// The text of an element, by the scanner: it may hold CDATA.
std::string content_of(std::string_view part, const XmlElement& element) {
  XmlScanner scanner(element.whole.of(part));
  std::string text;
  for (;;) {
    const XmlScanner::Event event = scanner.next();
    if (event == XmlScanner::Event::finished || event == XmlScanner::Event::fault) return text;
    if (event == XmlScanner::Event::text) text += scanner.text();
  }
}

/// One comments part.
class NotesPart {
 public:
  explicit NotesPart(std::string_view part)
      : text(part), root(read_elements(part, kDepth)), prefix(prefix_at(part, root.tag.begin)) {
    if (const XmlElement* const list = root.child("authors"))
      for (const XmlElement& author : list->children) authors.push_back(content_of(part, author));
  }
  [[nodiscard]] const XmlElement* notes() const { return root.child("commentList"); }
  [[nodiscard]] std::optional<CellReference> cell_of(const XmlElement& note) const {
    return parse_cell_reference(attribute_of(text, note.tag, "ref"));
  }
  [[nodiscard]] std::size_t author_of(const XmlElement& note) const {
    const std::string number = attribute_of(text, note.tag, "authorId");
    std::size_t author = 0;
    std::from_chars(number.data(), number.data() + number.size(), author);
    return author;
  }
  [[nodiscard]] bool is_by(const XmlElement& note, std::string_view name) const {
    const std::size_t author = author_of(note);
    return author < authors.size() && authors[author].starts_with(name);
  }

  std::string_view text;
  XmlElement root;
  std::string prefix;
  std::vector<std::string> authors;
};

/// A piece of a note's text: a run, or text that stands without one.
struct Piece {
  const XmlElement* element;     ///< `r` or `t`
  const XmlElement* characters;  ///< `t`
  std::string text;
};

std::vector<Piece> pieces_of(std::string_view part, const XmlElement& body) {
  std::vector<Piece> pieces;
  for (const XmlElement& child : body.children) {
    const XmlElement* const characters = child.name == "t"   ? &child
                                         : child.name == "r" ? child.child("t")
                                                             : nullptr;
    if (characters != nullptr)
      pieces.push_back({&child, characters, content_of(part, *characters)});
  }
  return pieces;
}

/// Takes the bytes of the blocks out of the pieces that they run through.
void cut_blocks(std::string_view text, std::vector<Piece>& pieces) {
  std::size_t from = 0;
  while (const auto block = annotation::find_block(text, from)) {
    std::size_t begin = 0;
    for (Piece& piece : pieces) {
      // Pieces keep their length until the end, so that places stay true.
      const std::size_t end = begin + piece.text.size();
      for (std::size_t at = std::max(begin, block->begin); at < std::min(end, block->end); ++at)
        piece.text[at - begin] = '\0';
      begin = end;
    }
    from = block->end;
  }
  for (Piece& piece : pieces) std::erase(piece.text, '\0');
}

class NotesCleaner {
 public:
  explicit NotesCleaner(std::string_view part) : part_(part) {}

  std::optional<CleanNotes> clean() {
    if (part_.root.name.empty()) return std::nullopt;
    if (const XmlElement* const notes = part_.notes())
      for (const XmlElement& note : notes->children) clean_note(note);
    drop_author();
    result_.changed = !edits_.empty();
    result_.text = apply_edits(part_.text, std::move(edits_));
    return std::move(result_);
  }

 private:
  void clean_note(const XmlElement& note) {
    const XmlElement* const body = note.child("text");
    const std::vector<Piece> pieces =
        body == nullptr ? std::vector<Piece>{} : pieces_of(part_.text, *body);
    std::string whole;
    for (const Piece& piece : pieces) whole += piece.text;
    if (!annotation::find_block(whole)) return keep(note);
    std::vector<Piece> cut = pieces;
    cut_blocks(whole, cut);
    std::string left;
    for (const Piece& piece : cut) left += piece.text;
    if (trimmed(left).empty() && part_.is_by(note, kAuthor)) {
      if (const auto cell = part_.cell_of(note)) result_.removed.insert({cell->row, cell->column});
      edits_.push_back({note.whole, {}});
      return;
    }
    rewrite(pieces, cut);
    keep(note);
  }

  void keep(const XmlElement& note) {
    ++result_.left;
    authors_used_.insert(part_.author_of(note));
  }

  void rewrite(const std::vector<Piece>& before, const std::vector<Piece>& after) {
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < after.size(); ++i)
      if (!after[i].text.empty() || before[i].text.empty()) left.push_back(i);
    for (std::size_t i = 0; i < after.size(); ++i) {
      if (before[i].text == after[i].text) continue;
      const XmlElement& characters = *after[i].characters;
      if (after[i].text.empty())
        edits_.push_back({after[i].element->whole, {}});
      else
        edits_.push_back({characters.whole, fmt::format("<{0}t xml:space=\"preserve\">{1}</{0}t>",
                                                        part_.prefix, escaped(after[i].text))});
    }
    // A run that looks like nothing in particular was made of plain text.
    if (left.size() != 1 || before.size() == 1) return;
    const Piece& only = after[left.front()];
    if (only.element->name == "r" && only.element->children.size() == 1 &&
        before[left.front()].text == only.text)
      edits_.push_back({only.element->whole, std::string(only.characters->whole.of(part_.text))});
  }

  /// Our name is the last of the authors where we added it.
  void drop_author() {
    const XmlElement* const list = part_.root.child("authors");
    if (list == nullptr || part_.authors.empty() || part_.authors.back() != kAuthor ||
        authors_used_.contains(part_.authors.size() - 1) || result_.removed.empty())
      return;
    edits_.push_back({list->children.back().whole, {}});
  }

  NotesPart part_;
  CleanNotes result_;
  std::set<std::size_t> authors_used_;
  std::vector<Edit> edits_;
};

// ---- Adding

/// The block as runs: its first words bold, in the face that notes have.
std::string runs_of(std::string_view block, std::string_view prefix) {
  constexpr std::string_view kFace =
      "<sz val=\"9\"/><color indexed=\"81\"/><rFont val=\"Tahoma\"/><family val=\"2\"/>";
  const std::size_t colon = std::min(block.find(':'), block.size());
  const auto run = [&](std::string_view text, std::string_view before) {
    return prefixed(fmt::format("<r><rPr>{}{}</rPr><t xml:space=\"preserve\">", before, kFace),
                    prefix) +
           escaped(text) + prefixed("</t></r>", prefix);
  };
  return run(block.substr(0, colon), "<b/>") + run(block.substr(colon), "");
}

class NotesMarker {
 public:
  explicit NotesMarker(std::string_view part) : part_(part) {}

  MarkedNotes mark(const std::vector<MarkedCell>& cells) {
    MarkedNotes marked;
    const XmlElement* const list = part_.notes();
    if (list == nullptr) return {std::string(part_.text), {}};
    std::map<std::pair<std::uint32_t, std::uint32_t>, const XmlElement*> there;
    for (const XmlElement& note : list->children)
      if (const auto cell = part_.cell_of(note))
        there.emplace(std::pair(cell->row, cell->column), &note);
    std::string added;
    for (const MarkedCell& cell : cells) {
      if (cell.note.empty()) continue;
      const auto found = there.find({cell.row, cell.column});
      if (found != there.end()) {
        extend(*found->second, cell.note);
        continue;
      }
      added += prefixed(fmt::format("<comment ref=\"{}\" authorId=\"{}\"><text>",
                                    cell_name(cell.row, cell.column), own_author()),
                        part_.prefix) +
               runs_of(cell.note, part_.prefix) + prefixed("</text></comment>", part_.prefix);
      marked.added.insert({cell.row, cell.column});
    }
    if (!added.empty()) edits_.push_back(append_to(part_.text, *list, added));
    marked.text = apply_edits(part_.text, std::move(edits_));
    return marked;
  }

 private:
  void extend(const XmlElement& note, const std::string& block) {
    const XmlElement* const body = note.child("text");
    if (body == nullptr || part_.is_by(note, kThreadAuthor)) return;
    const bool plain = body->children.size() == 1 && body->children.front().name == "t";
    const bool blank = pieces_of(part_.text, *body).empty();
    std::string runs = runs_of((blank ? "" : "\n") + block, part_.prefix);
    if (!plain) return edits_.push_back(append_to(part_.text, *body, runs));
    // Text beside runs stands in a run of its own.
    const Span text = body->children.front().whole;
    edits_.push_back({text, prefixed("<r>", part_.prefix) + std::string(text.of(part_.text)) +
                                prefixed("</r>", part_.prefix) + runs});
  }

  std::size_t own_author() {
    const auto found = std::ranges::find(part_.authors, kAuthor);
    const auto number = static_cast<std::size_t>(found - part_.authors.begin());
    if (found != part_.authors.end()) return number;
    const std::string author = prefixed("<author>", part_.prefix) + std::string(kAuthor) +
                               prefixed("</author>", part_.prefix);
    if (const XmlElement* const list = part_.root.child("authors")) {
      edits_.push_back(append_to(part_.text, *list, author));
    } else {
      const std::size_t at = part_.root.tag.end;
      edits_.push_back(
          {{at, at},
           prefixed("<authors>", part_.prefix) + author + prefixed("</authors>", part_.prefix)});
    }
    part_.authors.emplace_back(kAuthor);
    return number;
  }

  NotesPart part_;
  std::vector<Edit> edits_;
};

}  // namespace

std::optional<CleanNotes> clean_notes(std::string_view part) { return NotesCleaner(part).clean(); }

MarkedNotes mark_notes(std::string_view part, const std::vector<MarkedCell>& cells) {
  return NotesMarker(part).mark(cells);
}

std::string empty_notes(std::string_view main_namespace) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments "
      "xmlns=\"{}\"><authors></authors><commentList></commentList></comments>",
      main_namespace);
}

}  // namespace grif::annotate

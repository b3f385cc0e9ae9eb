#include "golden/show_package.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "opc/package.hpp"
#include "read/read.hpp"

namespace grif::golden {
namespace {

constexpr std::size_t kLine = 100;

/// A piece of XML as it stands: a tag, a text, or a declaration.
struct Piece {
  std::string_view text;
  enum class Type : std::uint8_t { open, close, whole, text } type = Type::text;
  std::size_t partner = 0;  ///< of `open`: the piece that closes it
};

/// Tags do not hold `>` outside of quotes in anything that is read here but may in values.
std::size_t tag_end(std::string_view xml, std::size_t at) {
  char quote = 0;
  for (; at < xml.size(); ++at) {
    if (quote != 0) {
      if (xml[at] == quote) quote = 0;
    } else if (xml[at] == '"' || xml[at] == '\'') {
      quote = xml[at];
    } else if (xml[at] == '>') {
      return at + 1;
    }
  }
  return at;
}

std::vector<Piece> cut(std::string_view xml) {
  std::vector<Piece> pieces;
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < xml.size();) {
    std::size_t end = xml.size();
    Piece piece;
    if (xml[at] == '<') {
      end = tag_end(xml, at);
      piece.text = xml.substr(at, end - at);
      piece.type = piece.text.starts_with("</") ? Piece::Type::close
                   : piece.text.ends_with("/>") || piece.text.starts_with("<?") ||
                           piece.text.starts_with("<!")
                       ? Piece::Type::whole
                       : Piece::Type::open;
    } else {
      end = std::min(xml.find('<', at), xml.size());
      piece.text = xml.substr(at, end - at);
    }
    if (piece.type == Piece::Type::open) open.push_back(pieces.size());
    if (piece.type == Piece::Type::close && !open.empty()) {
      pieces[open.back()].partner = pieces.size();
      open.pop_back();
    }
    pieces.push_back(piece);
    at = end;
  }
  return pieces;
}

void show(const std::vector<Piece>& pieces, std::size_t first, std::size_t last, std::size_t depth,
          std::string& out) {
  for (std::size_t i = first; i < last; ++i) {
    const Piece& piece = pieces[i];
    if (piece.text != "\n") out.append(2 * depth, ' ');
    if (piece.type != Piece::Type::open) {
      out += piece.text;
      if (!piece.text.ends_with('\n')) out += '\n';
      continue;
    }
    const Piece& partner = pieces[piece.partner];
    const auto size =
        static_cast<std::size_t>(partner.text.data() + partner.text.size() - piece.text.data());
    const bool holds_text = pieces[i + 1].type == Piece::Type::text;
    if (holds_text || 2 * depth + size <= kLine) {
      out += std::string_view(piece.text.data(), size);
      out += '\n';
    } else {
      out += piece.text;
      out += '\n';
      show(pieces, i + 1, piece.partner, depth + 1, out);
      out.append(2 * depth, ' ');
      out += partner.text;
      out += '\n';
    }
    i = piece.partner;
  }
}

std::uint32_t checksum(std::string_view bytes) {  // FNV-1a
  std::uint32_t sum = 2166136261U;
  for (const char c : bytes) sum = (sum ^ static_cast<unsigned char>(c)) * 16777619U;
  return sum;
}

}  // namespace

std::string show_xml(std::string_view xml) {
  const std::vector<Piece> pieces = cut(xml);
  std::string out;
  show(pieces, 0, pieces.size(), 0, out);
  return out;
}

Files show_package(const std::string& bytes, const std::vector<std::string>& wanted) {
  Files files;
  Diagnostics diagnostics(Language::english);
  auto package = PackageReader::open(bytes, Place::nowhere(), diagnostics);
  std::string names;
  for (std::size_t i = 0; package && i < package->names().size(); ++i) {
    const std::string name = package->names()[i];
    names += name + '\n';
    if (!wanted.empty() && std::ranges::find(wanted, name) == wanted.end()) continue;
    const auto part = package->read(name, diagnostics);
    if (!part) continue;
    const bool is_xml = name.ends_with(".xml") || name.ends_with(".rels");
    files[name] =
        is_xml ? show_xml(*part) : fmt::format("{} bytes, {:08x}\n", part->size(), checksum(*part));
  }
  for (const Diagnostic& diagnostic : diagnostics.all())
    names += fmt::format("FAULT {}\n", diagnostic.text);
  files["parts.txt"] = names;
  return files;
}

std::string show_cells(const std::string& bytes) {
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_package(bytes, "made.xlsx", sources, diagnostics);
  std::string out;
  if (workbook) out = list_cells(*workbook, sources);
  for (std::size_t i = 0; workbook && i < workbook->sheets.size(); ++i) {
    for (const Merge& merge : workbook->sheets[i].merges)
      out += fmt::format("merged {}:{}\n", cell_name(merge.first_row, merge.first_column),
                         cell_name(merge.last_row, merge.last_column));
  }
  for (const Diagnostic& diagnostic : diagnostics.all())  // a note tells what is there
    if (diagnostic.severity != Severity::note) out += fmt::format("FAULT {}\n", diagnostic.text);
  return out;
}

}  // namespace grif::golden

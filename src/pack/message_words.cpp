#include "pack/message_words.hpp"

#include "core/text.hpp"

namespace grif {
namespace {

/// The only text of an element with its place; an empty one, and elements in it, are reported.
struct PlacedText {
  std::string text;
  Place place;
};
PlacedText only_text(XmlNode node, PackElements& elements) {
  if (elements.text(node).empty()) return {};
  for (XmlNode child = node.first_child(); child; child = child.next_sibling())
    if (child.is_text()) return {node.whole_text(), child.place()};
  return {};
}

/// Where a byte of the text stands.
Place place_in(const PlacedText& text, std::size_t offset) {
  std::uint32_t line = text.place.line(), column = text.place.column();
  for (std::size_t at = 0; at < offset;) {
    if (next_code_point(text.text, at) == '\n') {
      ++line;
      column = 1;
    } else {
      ++column;
    }
  }
  return Place::position(text.place.source(), line, column);
}

/// White space of a message's literal: each run one blank; none at the ends of the message.
std::string tidied(std::string_view literal, bool first, bool last) {
  std::string text;
  bool blank = false;
  for (std::size_t at = 0; at < literal.size();) {
    const char32_t c = next_code_point(literal, at);
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_space) {
      blank = true;
      continue;
    }
    if (blank && !(first && text.empty())) text += ' ';
    blank = false;
    append_utf8(text, c);
  }
  if (blank && !last && !(first && text.empty())) text += ' ';
  return text;
}

}  // namespace

std::optional<Expression> compile_text(XmlNode node, NameScope& scope, PackElements& elements) {
  const PlacedText text = only_text(node, elements);
  if (text.text.empty()) return std::nullopt;
  return compile_expression(text.text, text.place, scope, elements.diagnostics());
}

Rule::Words compile_words(XmlNode node, NameScope& scope, PackElements& elements) {
  Rule::Words words;
  const PlacedText text = only_text(node, elements);
  const std::string_view all = text.text;
  std::string literal;
  const auto finish = [&](bool last) {
    words.literals.push_back(tidied(literal, words.literals.empty(), last));
    literal.clear();
  };
  for (std::size_t at = 0; at < all.size(); ++at) {
    const char c = all[at];
    const bool doubled = at + 1 < all.size() && all[at + 1] == c;
    if ((c == '{' || c == '}') && doubled) {
      literal += c;
      ++at;
    } else if (c == '{') {
      const std::size_t end = all.find('}', at);
      if (end == std::string_view::npos) {
        elements.diagnostics().report(Kind::pack_brace, place_in(text, at), {"{"});
        break;
      }
      const std::string_view inner = all.substr(at + 1, end - at - 1);
      if (auto expression =
              compile_expression(inner, place_in(text, at + 1), scope, elements.diagnostics())) {
        finish(false);
        words.expressions.push_back(std::move(*expression));
      }
      at = end;
    } else if (c == '}') {
      elements.diagnostics().report(Kind::pack_brace, place_in(text, at), {"}"});
    } else {
      literal += c;
    }
  }
  finish(true);
  return words;
}

}  // namespace grif

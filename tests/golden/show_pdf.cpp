#include "golden/show_pdf.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <map>
#include <ranges>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/text.hpp"
#include "unit/write/pdf_reader.hpp"

namespace grif::golden {
namespace {

using Number = std::uint32_t;
using CodeTexts = std::map<std::uint32_t, std::string>;

std::uint32_t parse_number(std::string_view text, int base = 10) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value, base);
  return value;
}

std::string from_utf16(std::string_view bytes) {
  std::string out;
  std::uint32_t high = 0;
  for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const std::uint32_t unit =
        static_cast<unsigned char>(bytes[i]) * 256U + static_cast<unsigned char>(bytes[i + 1]);
    if (unit >= 0xD800 && unit < 0xDC00) {
      high = unit;
      continue;
    }
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    append_utf8(out, static_cast<char32_t>(low ? 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00)
                                               : unit));
  }
  return out;
}

/// A token of PDF's syntax (ISO 32000-1, 7.2 and 7.3): strings come decoded, to bytes.
struct Token {
  enum class Type : std::uint8_t { end, word, name, string, sign } type = Type::end;
  std::string text;
};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  Token next() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
    if (at_ == text_.size()) return {};
    const char c = text_[at_];
    const std::string_view two = text_.substr(at_, 2);
    if (two == "<<" || two == ">>") return sign(2);
    if (c == '[' || c == ']') return sign(1);
    if (c == '<') return hexadecimal();
    if (c == '(') return literal();
    const std::size_t begin = at_++;
    while (at_ < text_.size() && !is_blank(text_[at_]) &&
           std::string_view("/[]<>()").find(text_[at_]) == std::string_view::npos)
      ++at_;
    const std::string word(text_.substr(begin, at_ - begin));
    return c == '/' ? Token{Token::Type::name, word.substr(1)} : Token{Token::Type::word, word};
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
  Token sign(std::size_t size) {
    at_ += size;
    return {Token::Type::sign, std::string(text_.substr(at_ - size, size))};
  }
  Token hexadecimal() {
    const std::size_t end = text_.find('>', at_);
    const std::string_view digits = text_.substr(at_ + 1, end - at_ - 1);
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2)
      bytes += static_cast<char>(parse_number(digits.substr(i, 2), 16));
    at_ = end + 1;
    return {Token::Type::string, bytes};
  }
  Token literal() {
    std::string bytes;
    int depth = 0;
    for (; at_ < text_.size(); ++at_) {
      char c = text_[at_];
      if (c == '(' && depth++ == 0) continue;
      if (c == ')' && --depth == 0) break;
      if (c == '\\') {
        c = text_[++at_];
        if (c == 'r') c = '\r';
        if (c == 'n') c = '\n';
      }
      bytes += c;
    }
    ++at_;
    return {Token::Type::string, bytes};
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

/// The code → text pairs of a /ToUnicode map: `bfchar` and `bfrange` with one text.
CodeTexts read_to_unicode(std::string_view map) {
  CodeTexts texts;
  Lexer lexer(map);
  std::vector<std::string> strings;
  const auto code = [](const std::string& bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
    return value;
  };
  for (Token token = lexer.next(); token.type != Token::Type::end; token = lexer.next()) {
    if (token.type == Token::Type::string) strings.push_back(token.text);
    if (token.type != Token::Type::word) continue;
    if (token.text == "endbfchar") {
      for (std::size_t i = 0; i + 1 < strings.size(); i += 2)
        texts[code(strings[i])] = from_utf16(strings[i + 1]);
    } else if (token.text == "endbfrange") {
      for (std::size_t i = 0; i + 2 < strings.size(); i += 3) {
        std::string text = strings[i + 2];
        for (std::uint32_t c = code(strings[i]); c <= code(strings[i + 1]); ++c) {
          texts[c] = from_utf16(text);
          ++text.back();
        }
      }
    }
    strings.clear();
  }
  return texts;
}

class PdfView {
 public:
  explicit PdfView(std::string_view bytes) : reader_(bytes) {}

  std::string show() {
    for (const std::string& fault : reader_.faults) add("FAULT {}\n", fault);
    const std::string catalog = reader_.text(reader_.catalog());
    const std::string information = reader_.text(PdfReader::reference(reader_.trailer, "Info"));
    for (const char* key : {"Lang", "MarkInfo", "PageLabels", "ViewerPreferences", "PageMode"}) {
      const std::string value = PdfReader::value(catalog, key);
      if (!value.empty()) add("catalog {} {}\n", key, value);
    }
    for (const char* key : {"Title", "Author", "Subject", "CreationDate", "Producer"}) {
      const std::string value = PdfReader::value(information, key);
      if (!value.empty()) add("information {} {}\n", key, quoted(string_of(value)));
    }
    const std::vector<Number> pages = reader_.pages();
    for (std::size_t i = 0; i < pages.size(); ++i) {
      page_indices_[pages[i]] = i;
      read_page(i, pages[i]);
    }
    show_fonts();
    for (std::size_t i = 0; i < pages.size(); ++i) show_page(i, pages[i]);
    show_outline(
        PdfReader::reference(reader_.text(PdfReader::reference(catalog, "Outlines")), "First"), 1);
    const std::string root = reader_.text(PdfReader::reference(catalog, "StructTreeRoot"));
    add("structure\n");
    for (const Number kid : PdfReader::references(PdfReader::value(root, "K")))
      show_element(kid, 1);
    for (const auto& [key, text] : texts_)
      add("FAULT page {} MCID {} belongs to nothing: {}\n", key.first + 1, key.second,
          quoted(text));
    return std::move(out_);
  }

 private:
  template <typename... Arguments>
  void add(fmt::format_string<Arguments...> format, Arguments&&... arguments) {
    fmt::format_to(std::back_inserter(out_), format, std::forward<Arguments>(arguments)...);
  }
  static std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (c == U'\u00AD') {
        out += "[-]";
      } else if (c == U'\n') {
        out += "\\n";
      } else if (c == U'\u00A0') {
        out += "⍽";
      } else if (c == U'\uFEFF') {  // the mark of a UTF-16 string
      } else {
        append_utf8(out, c);
      }
    }
    return out + '"';
  }
  /// A string object of a dictionary as text: UTF-16 or as it stands (7.9.2.2).
  static std::string string_of(std::string_view value) {
    const std::string bytes = Lexer(value).next().text;
    return bytes.starts_with("\xFE\xFF") ? from_utf16(bytes) : bytes;
  }
  /// The texts of a font's codes; it is read once.
  const CodeTexts& font(std::string_view resources, const std::string& name) {
    const Number number = PdfReader::reference(PdfReader::value(resources, "Font"), name);
    const auto found = fonts_.find(number);
    if (found != fonts_.end()) return found->second;
    const Number map = PdfReader::reference(reader_.text(number), "ToUnicode");
    const auto stream = reader_.objects.find(map);
    return fonts_[number] = stream == reader_.objects.end()
                                ? CodeTexts{}
                                : read_to_unicode(stream->second.stream);
  }

  /// One marked-content sequence that is open.
  struct Mark {
    std::int64_t mcid = -1;
    std::string artifact;  ///< its /Type
    bool replaced = false;
  };
  struct PageContent {
    std::vector<std::pair<std::string, std::string>> artifacts;  ///< type and text
    std::size_t rectangles = 0, images = 0;
  };

  /// The operands of BDC: a name and a dictionary as a flat list of tokens.
  Mark open_mark(std::size_t page, const std::vector<Mark>& open,
                 const std::vector<Token>& operands) {
    Mark mark;
    if (!operands.empty() && operands[0].text == "Artifact") mark.artifact = "Artifact";
    for (std::size_t i = 1; i + 1 < operands.size(); ++i) {
      if (operands[i].type != Token::Type::name) continue;
      if (operands[i].text == "MCID") mark.mcid = parse_number(operands[i + 1].text);
      if (operands[i].text == "Type" && !mark.artifact.empty())
        mark.artifact = operands[i + 1].text;
    }
    for (std::size_t i = 1; i + 1 < operands.size(); ++i) {
      if (operands[i].type != Token::Type::name || operands[i].text != "ActualText") continue;
      std::vector<Mark> all = open;
      all.push_back(mark);
      const std::string& bytes = operands[i + 1].text;
      put(page, all, bytes.starts_with("\xFE\xFF") ? from_utf16(bytes).substr(3) : bytes);
      mark.replaced = true;
    }
    if (!mark.artifact.empty()) contents_[page].artifacts.emplace_back(mark.artifact, "");
    if (mark.mcid >= 0) texts_[{page, mark.mcid}];
    return mark;
  }
  void put(std::size_t page, const std::vector<Mark>& open, const std::string& text) {
    if (std::ranges::any_of(open, &Mark::replaced)) return;
    for (const Mark& mark : std::views::reverse(open)) {
      if (mark.mcid >= 0) {
        texts_[{page, mark.mcid}] += text;
        return;
      }
      if (!mark.artifact.empty()) {
        if (!contents_[page].artifacts.empty()) contents_[page].artifacts.back().second += text;
        return;
      }
    }
    add("FAULT page {}: unmarked text {}\n", page + 1, quoted(text));
  }

  void read_page(std::size_t page, Number number) {
    contents_.emplace_back();
    const std::string resources = PdfReader::value(reader_.text(number), "Resources");
    const Number indirect = parse_number(resources);
    const std::string& dictionary =
        resources.starts_with("<<") ? resources : (resources_ = reader_.text(indirect));
    const std::string content = reader_.page_content(number);
    Lexer lexer(content);
    std::vector<Mark> open;
    std::vector<Token> operands;
    const CodeTexts* codes = nullptr;
    for (Token token = lexer.next(); token.type != Token::Type::end; token = lexer.next()) {
      const bool is_number = token.type == Token::Type::word &&
                             token.text.find_first_not_of("+-.0123456789") == std::string::npos;
      if (token.type != Token::Type::word || is_number) {
        operands.push_back(std::move(token));
        continue;
      }
      if (token.text == "BDC") {
        open.push_back(open_mark(page, open, operands));
      } else if (token.text == "EMC") {
        if (open.empty()) {
          add("FAULT page {}: EMC without BDC\n", page + 1);
        } else {
          open.pop_back();
        }
      } else if (token.text == "Tf" && operands.size() == 2) {
        codes = &font(dictionary, operands[0].text);
      } else if (token.text == "Tj" || token.text == "TJ") {
        put(page, open, decode(operands, codes));
      } else if (token.text == "re") {
        ++contents_[page].rectangles;
      } else if (token.text == "Do") {
        ++contents_[page].images;
      }
      operands.clear();
    }
    if (!open.empty()) add("FAULT page {}: {} marks are not closed\n", page + 1, open.size());
  }
  static std::string decode(const std::vector<Token>& operands, const CodeTexts* codes) {
    std::string text;
    for (const Token& token : operands) {
      if (token.type != Token::Type::string) continue;
      for (std::size_t i = 0; i + 1 < token.text.size(); i += 2) {
        const std::uint32_t code = static_cast<unsigned char>(token.text[i]) * 256U +
                                   static_cast<unsigned char>(token.text[i + 1]);
        const bool known = codes != nullptr && codes->contains(code);
        text += known ? codes->at(code) : "\uFFFD";
      }
    }
    return text;
  }

  void show_fonts() {
    std::vector<std::string> lines;
    for (const auto& [number, codes] : fonts_) {
      const std::string text = reader_.text(number);
      const std::string name = PdfReader::value(text, "BaseFont");
      const Number descendant =
          PdfReader::references(PdfReader::value(text, "DescendantFonts")).at(0);
      const std::string descriptor =
          reader_.text(PdfReader::reference(reader_.text(descendant), "FontDescriptor"));
      const bool embedded = PdfReader::reference(descriptor, "FontFile2") != 0;
      const bool subset = name.size() > 8 && name[7] == '+';
      lines.push_back(fmt::format("font {}{}{}, {} characters\n",
                                  subset ? name.substr(8) : name.substr(1), subset ? " subset" : "",
                                  embedded ? " embedded" : "", codes.size()));
    }
    std::ranges::sort(lines);
    for (const std::string& line : lines) out_ += line;
  }

  void show_page(std::size_t page, Number number) {
    const std::string text = reader_.text(number);
    add("page {} {} tabs {}, rectangles {}, images {}\n", page + 1,
        PdfReader::value(text, "MediaBox"), PdfReader::value(text, "Tabs"),
        contents_[page].rectangles, contents_[page].images);
    for (const auto& [type, shown] : contents_[page].artifacts) {
      if (!shown.empty()) add("  artifact {} {}\n", type, quoted(shown));
    }
    for (const Number annotation : PdfReader::references(PdfReader::value(text, "Annots"))) {
      const std::string dictionary = reader_.text(annotation);
      add("  annotation {} {} {}\n", PdfReader::value(dictionary, "Subtype"),
          PdfReader::value(dictionary, "Rect"), PdfReader::value(dictionary, "A"));
    }
  }

  void show_outline(Number item, std::size_t depth) {
    while (item != 0) {
      const std::string text = reader_.text(item);
      const std::vector<Number> target = PdfReader::references(PdfReader::value(text, "Dest"));
      const auto page = target.empty() ? page_indices_.end() : page_indices_.find(target[0]);
      add("{:{}}bookmark {} page {}\n", "", 2 * (depth - 1),
          quoted(string_of(PdfReader::value(text, "Title"))),
          page == page_indices_.end() ? 0 : page->second + 1);
      show_outline(PdfReader::reference(text, "First"), depth + 1);
      item = PdfReader::reference(text, "Next");
    }
  }

  void show_element(Number element, std::size_t depth) {
    const std::string text = reader_.text(element);
    const auto page = page_indices_.find(PdfReader::reference(text, "Pg"));
    add("{:{}}{}", "", 2 * depth, PdfReader::value(text, "S").substr(1));
    for (const char* key : {"A", "Alt", "T", "Lang"}) {
      const std::string value = PdfReader::value(text, key);
      if (!value.empty()) add(" {}", value[0] == '<' && key[0] != 'A' ? string_of(value) : value);
    }
    const std::size_t head = out_.size();
    std::vector<Number> children;
    show_kids(PdfReader::value(text, "K"), page == page_indices_.end() ? 0 : page->second,
              children);
    if (out_.size() == head && children.empty()) out_ += " (empty)";
    out_ += '\n';
    for (const Number child : children) show_element(child, depth + 1);
  }

  /// Texts follow the element on its line, elements below it.
  void show_kids(const std::string& kids, std::size_t page, std::vector<Number>& children) {
    Lexer lexer(kids);
    std::vector<std::string> words;
    std::size_t depth = 0, own_page = page;
    std::string key;
    bool by_reference = false;
    const auto flush = [&] {  // numbers that were no part of a reference are MCIDs
      for (const std::string& word : words) show_marked(page, parse_number(word));
      words.clear();
    };
    for (Token token = lexer.next(); token.type != Token::Type::end; token = lexer.next()) {
      if (token.type == Token::Type::sign && token.text == "<<") {
        flush();
        ++depth;
        own_page = page;
        by_reference = false;
      } else if (token.type == Token::Type::sign && token.text == ">>") {
        if (by_reference) out_ += " <annotation>";
        words.clear();
        --depth;
      } else if (token.type == Token::Type::name) {
        if (token.text == "OBJR") by_reference = true;
        key = token.text;
        words.clear();
      } else if (token.text == "R" && words.size() >= 2) {
        const Number target = parse_number(words[words.size() - 2]);
        words.resize(words.size() - 2);
        flush();
        if (depth == 0) children.push_back(target);
        if (depth != 0 && key == "Pg") own_page = page_indices_.at(target);
      } else if (token.type == Token::Type::word) {
        words.push_back(token.text);
        if (depth != 0 && key == "MCID") {
          show_marked(own_page, parse_number(token.text));
          words.clear();
        }
      }
    }
    if (depth == 0) flush();
  }
  void show_marked(std::size_t page, std::uint32_t mcid) {
    const auto text = texts_.find({page, mcid});
    if (text == texts_.end()) {
      add(" FAULT: no MCID {} on page {}", mcid, page + 1);
      return;
    }
    add(" {}:{}", page + 1, quoted(text->second));
    texts_.erase(text);
  }

  PdfReader reader_;
  std::string out_, resources_;
  std::map<Number, std::size_t> page_indices_;
  std::map<Number, CodeTexts> fonts_;
  std::map<std::pair<std::size_t, std::int64_t>, std::string> texts_;
  std::vector<PageContent> contents_;
};

}  // namespace

std::string show_pdf(std::string_view bytes) { return PdfView(bytes).show(); }

}  // namespace grif::golden

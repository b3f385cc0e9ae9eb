#include "xml/scanner.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "core/text.hpp"
#include "xml/characters.hpp"

namespace grif {
namespace {

/// How far ahead characters are checked at once: the bytes are then still in the cache.
constexpr std::ptrdiff_t kCheckedAhead = 16 * 1024;
constexpr std::size_t kShownCharacters = 24;

bool is_blank_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return is_xml_byte(c, kXmlBlank); });
}

/// Text as it is after the standard's line ends (2.11): CR LF and CR become LF.
void append_with_line_ends(std::string& out, std::string_view raw) {
  while (!raw.empty()) {
    const std::size_t at = std::min(raw.find('\r'), raw.size());
    out += raw.substr(0, at);
    if (at == raw.size()) return;
    out += '\n';
    raw.remove_prefix(at + (raw.substr(at).starts_with("\r\n") ? 2 : 1));
  }
}

}  // namespace

void append_xml_decoded(std::string& out, std::string_view raw) {
  while (!raw.empty()) {
    const std::size_t at = std::min(raw.find('&'), raw.size());
    append_with_line_ends(out, raw.substr(0, at));
    if (at == raw.size()) return;
    const std::size_t end = raw.find(';', at);
    append_utf8(out, decode_xml_reference(raw.substr(at + 1, end - at - 1)));
    raw.remove_prefix(end + 1);
  }
}

XmlScanner::XmlScanner(std::string_view buffer, XmlLimits limits)
    : begin_(buffer.data()),
      end_(buffer.data() + buffer.size()),
      at_(begin_ + (buffer.starts_with("\xEF\xBB\xBF") ? 3 : 0)),
      checked_(at_),
      limits_(limits) {}

XmlScanner::Event XmlScanner::next() {
  if (event_ == Event::fault || event_ == Event::finished) return event_;
  event_ = scan();
  // A bad character goes before another fault at the same place or before it.
  const char* reached = at_;
  if (event_ == Event::fault)
    reached = std::max(reached, std::min(begin_ + fault_.offset + 1, end_));
  if (reached > checked_) check_characters(reached);
  if (bad_ != nullptr && bad_ < reached) {
    const std::string_view bytes(bad_,
                                 std::min<std::size_t>(4, static_cast<std::size_t>(end_ - bad_)));
    const std::string character = name_forbidden_character(bytes);
    if (character.empty()) {
      event_ = fail(Kind::xml_bad_bytes, bad_,
                    fmt::format("0x{:02X}", static_cast<unsigned char>(*bad_)));
    } else {
      event_ = fail(Kind::xml_character, bad_, character);
    }
  }
  return event_;
}

XmlScanner::Event XmlScanner::scan() {
  if (end_is_due_) {
    end_is_due_ = false;
    open_.pop_back();
    return Event::end;
  }
  is_empty_element_ = false;
  for (;;) {
    if (at_end()) return finish();
    offset_ = offset_of(at_);
    if (*at_ != '<') {
      const Event event = scan_text();
      if (event != Event::finished) return event;
      continue;  // blanks outside the root
    }
    if (end_ - at_ > 1 && at_[1] == '/') return scan_end_tag();
    if (end_ - at_ > 1 && (at_[1] == '!' || at_[1] == '?')) {
      const Event event = scan_markup();
      if (event != Event::finished) return event;
      continue;  // a comment or an instruction
    }
    return scan_start_tag();
  }
}

XmlScanner::Event XmlScanner::finish() {
  if (!open_.empty()) return fail(Kind::xml_unclosed, end_, std::string(open_.back()));
  if (!root_seen_) return fail(Kind::xml_empty, end_);
  offset_ = offset_of(end_);
  return Event::finished;
}

/// Gives `finished` for blanks outside the root.
XmlScanner::Event XmlScanner::scan_text() {
  text_begin_ = at_;
  text_has_references_ = text_is_cdata_ = false;
  for (;; ++at_) {
    while (at_ != end_ && !is_xml_byte(*at_, kXmlTextStop)) ++at_;
    if (at_end() || *at_ == '<') break;
    if (*at_ == ']') {
      if (rest().starts_with("]]>")) return fail(Kind::xml_syntax, at_, "]]>");
    } else {
      text_has_references_ = true;
      if (*at_ == '&' && !scan_reference()) return Event::fault;
    }
  }
  raw_text_ = {text_begin_, static_cast<std::size_t>(at_ - text_begin_)};
  if (open_.empty()) return check_outer_text(raw_text_) ? Event::finished : Event::fault;
  if (raw_text_.size() > limits_.text)
    return fail(Kind::xml_too_long, text_begin_, fmt::format("{}", limits_.text));
  return Event::text;
}

bool XmlScanner::check_outer_text(std::string_view text) {
  if (is_blank_text(text)) return true;
  const char* at = text.data() + text.find_first_not_of(" \t\r\n");
  return refuse(Kind::xml_root, at, excerpt(at));
}

/// Stands on &, leaves on the semicolon.
bool XmlScanner::scan_reference() {
  constexpr std::size_t kLongest = 64;
  const std::string_view window = rest().substr(1, kLongest);
  const std::size_t size = window.find(';');
  if (size == std::string_view::npos ||
      decode_xml_reference(window.substr(0, size)) == kNoCodePoint) {
    const std::string seen = excerpt(at_);
    return refuse(
        Kind::xml_reference, at_,
        seen.substr(0, seen.find(';')) + (seen.find(';') == std::string::npos ? "" : ";"));
  }
  at_ += size + 1;
  return true;
}

/// Comments, instructions, CDATA, DOCTYPE. Gives `finished` for what is passed over.
XmlScanner::Event XmlScanner::scan_markup() {
  if (rest().starts_with("<!--")) return skip_comment() ? Event::finished : Event::fault;
  if (rest().starts_with("<?")) return skip_instruction() ? Event::finished : Event::fault;
  if (rest().starts_with("<![CDATA[")) return scan_cdata();
  if (rest().starts_with("<!DOCTYPE") || rest().starts_with("<!doctype"))
    return fail(Kind::xml_doctype, at_);
  return fail(Kind::xml_syntax, at_, excerpt(at_));
}

XmlScanner::Event XmlScanner::scan_cdata() {
  constexpr std::size_t kOpening = 9;
  if (open_.empty()) return fail(Kind::xml_root, at_, excerpt(at_));
  text_begin_ = at_ + kOpening;
  const std::size_t close = rest().find("]]>", kOpening);
  if (close == std::string_view::npos) return fail(Kind::xml_syntax, at_, excerpt(at_));
  raw_text_ = rest().substr(kOpening, close - kOpening);
  at_ += close + 3;
  text_is_cdata_ = true;
  text_has_references_ = raw_text_.find('\r') != std::string_view::npos;
  if (raw_text_.size() > limits_.text)
    return fail(Kind::xml_too_long, text_begin_, fmt::format("{}", limits_.text));
  return Event::text;
}

bool XmlScanner::skip_comment() {
  const std::size_t dashes = rest().find("--", 4);
  if (dashes == std::string_view::npos) return refuse(Kind::xml_syntax, at_, excerpt(at_));
  if (!rest().substr(dashes).starts_with("-->"))
    return refuse(Kind::xml_syntax, at_ + dashes, excerpt(at_ + dashes));
  at_ += dashes + 3;
  return true;
}

bool XmlScanner::skip_instruction() {
  const char* start = at_;
  const std::size_t close = rest().find("?>", 2);
  if (close == std::string_view::npos) return refuse(Kind::xml_syntax, at_, excerpt(at_));
  at_ += 2;
  std::string_view target, local;
  if (!scan_name(target, local)) return false;
  const char* const content_end = start + close;
  if (at_ > content_end || (at_ < content_end && !is_xml_byte(*at_, kXmlBlank)))
    return refuse(Kind::xml_syntax, start, excerpt(start));
  const std::string_view content(at_, static_cast<std::size_t>(content_end - at_));
  at_ = content_end + 2;
  if (target.size() != 3 || lower(target) != "xml") return true;
  const bool is_first = start == begin_ || (start == begin_ + 3 && *begin_ == '\xEF');
  return (is_first && target == "xml" && check_declaration(content)) ||
         refuse(Kind::xml_syntax, start, excerpt(start));
}

/// `version="1.x" encoding="…" standalone="yes|no"`, in this order (productions 23 to 32).
bool XmlScanner::check_declaration(std::string_view content) {
  constexpr std::string_view kNames[] = {"version", "encoding", "standalone"};
  std::size_t expected = 0;
  for (;;) {
    const std::size_t start = content.find_first_not_of(" \t\r\n");
    if (start == std::string_view::npos) return expected > 0;
    if (start == 0) return false;
    content.remove_prefix(start);
    while (expected < 3 && !content.starts_with(kNames[expected])) {
      if (expected == 0) return false;
      ++expected;
    }
    if (expected == 3) return false;
    content.remove_prefix(kNames[expected].size());
    content.remove_prefix(std::min(content.find_first_not_of(" \t\r\n"), content.size()));
    if (!content.starts_with('=')) return false;
    content.remove_prefix(1);
    content.remove_prefix(std::min(content.find_first_not_of(" \t\r\n"), content.size()));
    if (content.empty() || (content[0] != '"' && content[0] != '\'')) return false;
    const std::size_t close = content.find(content[0], 1);
    if (close == std::string_view::npos) return false;
    const std::string_view value = content.substr(1, close - 1);
    if (expected == 0 && !value.starts_with("1.")) return false;
    if (expected == 2 && value != "yes" && value != "no") return false;
    content.remove_prefix(close + 1);
    ++expected;
  }
}

bool XmlScanner::skip_blanks() {
  const char* start = at_;
  while (at_ != end_ && is_xml_byte(*at_, kXmlBlank)) ++at_;
  return at_ != start;
}

bool XmlScanner::scan_name(std::string_view& name, std::string_view& local) {
  const char* start = at_;
  const char* colon = nullptr;
  bool is_ascii = true;
  if (at_end() || !is_xml_byte(*at_, kXmlNameStart))
    return refuse(Kind::xml_name, at_, excerpt(at_));
  for (; at_ != end_ && is_xml_byte(*at_, kXmlName); ++at_) {
    if (*at_ == ':') {
      if (colon != nullptr) return refuse(Kind::xml_name, start, excerpt(start));
      colon = at_;
    }
    is_ascii = is_ascii && static_cast<unsigned char>(*at_) < 0x80;
  }
  name = {start, static_cast<std::size_t>(at_ - start)};
  local = name;
  if (colon != nullptr) {
    local.remove_prefix(static_cast<std::size_t>(colon - start) + 1);
    if (colon == start || local.empty()) return refuse(Kind::xml_name, start, excerpt(start));
  }
  if (name.size() > limits_.name)
    return refuse(Kind::xml_too_long, start, fmt::format("{}", limits_.name));
  return is_ascii || check_name(name);
}

/// Names beyond ASCII: their code points against the productions.
bool XmlScanner::check_name(std::string_view name) {
  if (at_ > checked_) check_characters(at_);
  if (bad_ != nullptr && bad_ < at_) return true;  // reported as a bad character
  for (std::size_t at = 0; at < name.size();) {
    const bool is_first = at == 0 || name[at - 1] == ':';
    const char32_t code_point = next_code_point(name, at);
    if (code_point >= 0x80 &&
        !(is_first ? is_xml_name_start(code_point) : is_xml_name_char(code_point)))
      return refuse(Kind::xml_name, name.data(), std::string(name));
  }
  return true;
}

XmlScanner::Event XmlScanner::scan_start_tag() {
  const char* start = at_++;
  std::string_view name;
  if (!scan_name(name, local_name_)) return Event::fault;
  if (open_.empty()) {
    if (root_seen_) return fail(Kind::xml_root, start, excerpt(start));
    root_seen_ = true;
  }
  if (open_.size() >= limits_.depth)
    return fail(Kind::xml_too_deep, start, fmt::format("{}", limits_.depth));
  attributes_.clear();
  if (!at_end() && *at_ == '>') {  // most have no attributes
    ++at_;
  } else if (!scan_attributes()) {
    return Event::fault;
  }
  open_.push_back(name);
  return Event::start;
}

bool XmlScanner::scan_attributes() {
  for (;;) {
    const bool blanks = skip_blanks();
    if (at_end()) return refuse(Kind::xml_syntax, begin_ + offset_, excerpt(begin_ + offset_));
    if (*at_ == '>') {
      ++at_;
      break;
    }
    if (*at_ == '/') {
      if (end_ - at_ < 2 || at_[1] != '>') return refuse(Kind::xml_syntax, at_, excerpt(at_));
      at_ += 2;
      is_empty_element_ = end_is_due_ = true;
      break;
    }
    if (!blanks) return refuse(Kind::xml_syntax, at_, excerpt(at_));
    if (!scan_attribute()) return false;
  }
  return attributes_.size() < 2 || check_attributes_differ();
}

bool XmlScanner::scan_attribute() {
  const char* start = at_;
  Attribute attribute{{}, {}, offset_of(at_)};
  std::string_view local;
  if (!scan_name(attribute.name, local)) return false;
  skip_blanks();
  if (at_end() || *at_ != '=') return refuse(Kind::xml_syntax, start, excerpt(start));
  ++at_;
  skip_blanks();
  if (at_end() || (*at_ != '"' && *at_ != '\''))
    return refuse(Kind::xml_syntax, start, excerpt(start));
  if (!scan_attribute_value(attribute.value)) return false;
  if (attributes_.size() >= limits_.attributes)
    return refuse(Kind::xml_too_many_attributes, start, fmt::format("{}", limits_.attributes));
  attributes_.push_back(attribute);
  return true;
}

bool XmlScanner::scan_attribute_value(std::string_view& value) {
  const char quote = *at_++;
  const char* start = at_;
  for (;; ++at_) {
    while (at_ != end_ && !is_xml_byte(*at_, kXmlValueStop)) ++at_;
    if (at_end() || *at_ == '<') return refuse(Kind::xml_syntax, start - 1, excerpt(start - 1));
    if (*at_ == quote) break;
    if (*at_ == '&' && !scan_reference()) return false;
  }
  value = {start, static_cast<std::size_t>(at_ - start)};
  ++at_;
  return value.size() <= limits_.text ||
         refuse(Kind::xml_too_long, start, fmt::format("{}", limits_.text));
}

bool XmlScanner::check_attributes_differ() {
  constexpr std::size_t kFew = 12;
  const auto refuse_twin = [this](const Attribute& twin) {
    return refuse(Kind::xml_attribute_twice, begin_ + twin.offset, std::string(twin.name));
  };
  if (attributes_.size() <= kFew) {
    for (std::size_t i = 1; i < attributes_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        if (attributes_[i].name == attributes_[j].name) return refuse_twin(attributes_[i]);
      }
    }
    return true;
  }
  std::vector<Attribute> sorted = attributes_;
  std::ranges::stable_sort(sorted, {}, &Attribute::name);
  const auto twin = std::ranges::adjacent_find(sorted, {}, &Attribute::name);
  return twin == sorted.end() || refuse_twin(twin[1]);
}

XmlScanner::Event XmlScanner::scan_end_tag() {
  const char* start = at_;
  at_ += 2;
  // Nearly always the name of the open element and `>` follow.
  if (!open_.empty()) {
    const std::string_view expected = open_.back();
    if (rest().size() > expected.size() && at_[expected.size()] == '>' &&
        std::memcmp(at_, expected.data(), expected.size()) == 0) {
      at_ += expected.size() + 1;
      const std::size_t colon = expected.find(':');
      local_name_ = colon == std::string_view::npos ? expected : expected.substr(colon + 1);
      open_.pop_back();
      return Event::end;
    }
  }
  std::string_view name;
  if (!scan_name(name, local_name_)) return Event::fault;
  skip_blanks();
  if (at_end() || *at_ != '>') return fail(Kind::xml_syntax, start, excerpt(start));
  ++at_;
  if (open_.empty()) return fail(Kind::xml_root, start, excerpt(start));
  if (open_.back() != name)
    return fail(Kind::xml_end_tag, start, std::string(name), std::string(open_.back()));
  open_.pop_back();
  return Event::end;
}

std::optional<std::string_view> XmlScanner::attribute(std::string_view local_name) {
  const Attribute* found = nullptr;
  for (const Attribute& candidate : attributes_) {
    const std::string_view name = candidate.name;
    if (name == local_name) {
      found = &candidate;
      break;
    }
    if (found == nullptr && name.size() > local_name.size() && name.ends_with(local_name) &&
        name[name.size() - local_name.size() - 1] == ':' && !name.starts_with("xmlns:"))
      found = &candidate;
  }
  if (found == nullptr) return std::nullopt;
  if (found->value.find_first_of("&\t\r\n") == std::string_view::npos) return found->value;
  // Blanks are normalised before references are replaced (3.3.3): &#10; stays a line feed.
  std::string blanks(found->value);
  for (std::size_t at = blanks.find("\r\n"); at != std::string::npos; at = blanks.find("\r\n", at))
    blanks.erase(at, 1);
  for (char& c : blanks) {
    if (c == '\t' || c == '\r' || c == '\n') c = ' ';
  }
  decoded_attribute_.clear();
  append_xml_decoded(decoded_attribute_, blanks);
  return decoded_attribute_;
}

std::string_view XmlScanner::text() {
  if (!text_has_references_) return raw_text_;
  decoded_text_.clear();
  if (text_is_cdata_) {
    append_with_line_ends(decoded_text_, raw_text_);
  } else {
    append_xml_decoded(decoded_text_, raw_text_);
  }
  return decoded_text_;
}

bool XmlScanner::skip_element() {
  const std::size_t outside = depth() - 1;
  for (;;) {
    const Event event = next();
    if (event == Event::fault || event == Event::finished) return false;
    if (event == Event::end && depth() == outside) return true;
  }
}

void XmlScanner::check_characters(const char* up_to) {
  if (bad_ != nullptr) return;
  if (end_ - up_to > kCheckedAhead) {
    up_to += kCheckedAhead;
  } else {
    up_to = end_;
  }
  checked_ = skip_xml_characters(checked_, up_to, end_);
  if (checked_ < up_to) bad_ = checked_;
}

XmlScanner::Event XmlScanner::fail(Kind kind, const char* at, std::string detail,
                                   std::string other) {
  // Names are not checked yet where they are quoted from further on.
  for (std::string* quoted : {&detail, &other})
    quoted->resize(find_invalid_utf8(*quoted).value_or(quoted->size()));
  fault_ = {kind, std::move(detail), std::move(other), offset_of(at)};
  offset_ = fault_.offset;
  event_ = Event::fault;
  return Event::fault;
}

bool XmlScanner::refuse(Kind kind, const char* at, std::string detail, std::string other) {
  fail(kind, at, std::move(detail), std::move(other));
  return false;
}

/// The first characters from here, up to a bad byte or a line's end.
std::string XmlScanner::excerpt(const char* from) const {
  const char* at = from;
  for (std::size_t i = 0; i < kShownCharacters && at != end_ && *at != '\n' && *at != '\r'; ++i) {
    const bool is_ascii = static_cast<unsigned char>(*at) < 0x80;
    if (is_ascii && static_cast<unsigned char>(*at) < 0x20) break;
    const char* after = is_ascii ? at + 1 : skip_xml_characters(at, at + 1, end_);
    if (after == at) break;
    at = after;
  }
  return {from, at};
}

}  // namespace grif

#include "unit/write/pdf_reader.hpp"

#include <charconv>

#include <libdeflate.h>

namespace grif {
namespace {

std::uint32_t read_number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The end of the value that begins at `at`: a dictionary, an array, a string, or a word.
std::size_t skip_value(std::string_view text, std::size_t at) {
  int depth = 0;
  for (std::size_t i = at; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '(') {
      int parentheses = 1;
      for (++i; i < text.size() && parentheses != 0; ++i) {
        if (text[i] == '\\') {
          ++i;
        } else if (text[i] == '(') {
          ++parentheses;
        } else if (text[i] == ')') {
          --parentheses;
        }
      }
      --i;
    } else if (c == '<' || c == '[') {
      ++depth;
    } else if (c == '>' || c == ']') {
      if (--depth < 0) return i;
    } else if (c == '/' && depth == 0 && i != at) {
      return i;
    }
  }
  return text.size();
}

}  // namespace

std::string inflate(std::string_view deflated, std::size_t expected) {
  libdeflate_decompressor* decompressor = libdeflate_alloc_decompressor();
  std::string out(expected, '\0');
  std::size_t size = 0;
  libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
  while (result == LIBDEFLATE_INSUFFICIENT_SPACE) {
    result = libdeflate_zlib_decompress(decompressor, deflated.data(), deflated.size(), out.data(),
                                        out.size(), &size);
    if (result == LIBDEFLATE_INSUFFICIENT_SPACE) out.resize(out.size() * 4);
  }
  libdeflate_free_decompressor(decompressor);
  out.resize(result == LIBDEFLATE_SUCCESS ? size : 0);
  return out;
}

PdfReader::PdfReader(std::string_view bytes) {
  if (!bytes.starts_with("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")) faults.emplace_back("head");
  constexpr std::string_view kStart = "\nstartxref\n";
  const std::size_t tail = bytes.rfind(kStart);
  if (tail == std::string_view::npos || !bytes.ends_with("\n%%EOF\n")) {
    faults.emplace_back("tail");
    return;
  }
  const std::size_t start = read_number(bytes.substr(tail + kStart.size()));
  const std::uint32_t table = read_number(bytes.substr(start));
  read_object(bytes, table, start);
  trailer = objects[table].text;
  const std::string rows = objects[table].stream;
  const std::string widths = value(trailer, "W");  // [1 n 2]
  const std::size_t offset_bytes = read_number(std::string_view(widths).substr(3));
  const std::size_t row_bytes = offset_bytes + 4;  // with the predictor's byte
  const std::size_t size = read_number(value(trailer, "Size"));
  if (rows.size() != size * row_bytes) faults.emplace_back("rows of the cross-reference stream");
  std::string row(row_bytes - 1, '\0');
  std::vector<std::uint32_t> object_streams;
  std::map<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>> held;
  for (std::uint32_t number = 0; number < size; ++number) {
    for (std::size_t i = 0; i + 1 < row_bytes; ++i)
      row[i] = static_cast<char>(row[i] + rows[number * row_bytes + 1 + i]);
    std::uint32_t first = 0;
    for (std::size_t i = 1; i <= offset_bytes; ++i)
      first = first << 8U | static_cast<unsigned char>(row[i]);
    const std::uint32_t second = static_cast<unsigned char>(row[offset_bytes + 1]) * 256U +
                                 static_cast<unsigned char>(row[offset_bytes + 2]);
    if (row[0] == 1) {
      if (number != table) read_object(bytes, number, first);
      if (value(objects[number].text, "Type") == "/ObjStm") object_streams.push_back(number);
    } else if (row[0] == 2) {
      held[number] = {first, second};
    } else if (number != 0) {
      faults.push_back("free object " + std::to_string(number));
    }
  }
  for (const std::uint32_t stream : object_streams) read_object_stream(stream);
  for (const auto& [number, place] : held) {
    if (!objects.contains(number)) faults.push_back("no object " + std::to_string(number));
    const auto& heads = objects[place.first];
    if (heads.text.empty()) faults.push_back("no stream of object " + std::to_string(number));
  }
  check_references();
}

void PdfReader::read_object(std::string_view bytes, std::uint32_t number, std::size_t offset) {
  const std::string head = std::to_string(number) + " 0 obj\n";
  if (bytes.substr(offset, head.size()) != head) {
    faults.push_back("object " + std::to_string(number) + " is not at its offset");
    return;
  }
  const std::size_t body = offset + head.size();
  const std::size_t stream = bytes.find("\nstream\n", body);
  Object object;
  object.text = bytes.substr(body, stream - body);
  object.has_stream = true;
  const std::size_t length = read_number(value(object.text, "Length"));
  const std::string_view data = bytes.substr(stream + 8, length);
  if (bytes.substr(stream + 8 + length, 18) != "\nendstream\nendobj\n")
    faults.push_back("length of object " + std::to_string(number));
  const bool deflated = value(object.text, "Filter") == "/FlateDecode";
  object.stream = deflated ? inflate(data) : std::string(data);
  if (deflated && object.stream.empty() && length > 16)
    faults.push_back("object " + std::to_string(number) + " does not inflate");
  objects[number] = std::move(object);
}

void PdfReader::read_object_stream(std::uint32_t number) {
  const Object& stream = objects[number];
  const std::size_t count = read_number(value(stream.text, "N"));
  const std::size_t first = read_number(value(stream.text, "First"));
  std::string_view heads = std::string_view(stream.stream).substr(0, first);
  const std::string_view bodies = std::string_view(stream.stream).substr(first);
  std::vector<std::pair<std::uint32_t, std::size_t>> places;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t object = read_number(heads);
    heads.remove_prefix(heads.find(' ') + 1);
    places.emplace_back(object, read_number(heads));
    heads.remove_prefix(heads.find(' ') + 1);
  }
  if (!heads.empty()) faults.push_back("heads of object stream " + std::to_string(number));
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t end = i + 1 < count ? places[i + 1].second : bodies.size();
    Object object;
    object.text = bodies.substr(places[i].second, end - places[i].second - 1);
    object.compressed = true;
    if (objects.contains(places[i].first))
      faults.push_back("two objects " + std::to_string(places[i].first));
    objects[places[i].first] = std::move(object);
  }
}

std::vector<std::uint32_t> PdfReader::references(std::string_view text) {
  std::vector<std::uint32_t> numbers;
  for (std::size_t at = text.find(" 0 R"); at != std::string_view::npos;
       at = text.find(" 0 R", at + 1)) {
    std::size_t begin = at;
    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9') --begin;
    if (begin != at) numbers.push_back(read_number(text.substr(begin)));
  }
  return numbers;
}

void PdfReader::check_references() {
  for (const auto& [number, object] : objects) {
    for (const std::uint32_t target : references(object.text)) {
      if (!objects.contains(target))
        faults.push_back(std::to_string(number) + " refers to " + std::to_string(target));
    }
  }
}

std::string PdfReader::text(std::uint32_t number) const {
  const auto object = objects.find(number);
  return object == objects.end() ? "(none)" : object->second.text;
}

std::string PdfReader::value(std::string_view dictionary, std::string_view key) {
  if (!dictionary.starts_with("<<")) return {};
  for (std::size_t at = 2; at < dictionary.size() && dictionary[at] == '/';) {
    std::size_t name_end = at + 1;
    while (name_end < dictionary.size() &&
           std::string_view(" /[(<").find(dictionary[name_end]) == std::string_view::npos)
      ++name_end;
    const std::string_view name = dictionary.substr(at + 1, name_end - at - 1);
    while (name_end < dictionary.size() && dictionary[name_end] == ' ') ++name_end;
    const std::size_t end = skip_value(dictionary, name_end);
    if (name == key) return std::string(dictionary.substr(name_end, end - name_end));
    at = end;
  }
  return {};
}

std::uint32_t PdfReader::reference(std::string_view dictionary, std::string_view key) {
  const std::string found = value(dictionary, key);
  return found.ends_with(" 0 R") ? read_number(found) : 0;
}

void PdfReader::collect_pages(std::uint32_t node, std::vector<std::uint32_t>& out) const {
  if (value(text(node), "Type") == "/Page") {
    out.push_back(node);
    return;
  }
  for (const std::uint32_t kid : references(value(text(node), "Kids"))) collect_pages(kid, out);
}

std::vector<std::uint32_t> PdfReader::pages() const {
  std::vector<std::uint32_t> out;
  collect_pages(reference(text(catalog()), "Pages"), out);
  return out;
}

std::string PdfReader::page_content(std::uint32_t page) const {
  const auto object = objects.find(reference(text(page), "Contents"));
  return object == objects.end() ? std::string() : object->second.stream;
}

}  // namespace grif

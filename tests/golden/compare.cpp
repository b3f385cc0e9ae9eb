#include "golden/compare.hpp"

#include <algorithm>
#include <cstdio>
#include <memory>
#include <span>
#include <utility>

#include <fmt/format.h>

namespace grif::golden {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kShownLines = 8, kShownPlaces = 4;

/// Lines with their line feeds, so that a missing last one is seen.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

void append_lines(std::string& out, std::string_view mark,
                  std::span<const std::string_view> lines) {
  for (const std::string_view line : lines.first(std::min(lines.size(), kShownLines)))
    out += fmt::format("  {} {}\n", mark, show_line(line));
  if (lines.size() > kShownLines)
    out += fmt::format("  {} … and {} more lines\n", mark, lines.size() - kShownLines);
}

/// The shortest way, in lines of both sides together, to where two texts agree again.
std::pair<std::size_t, std::size_t> find_agreement(std::span<const std::string_view> was,
                                                   std::span<const std::string_view> is) {
  constexpr std::size_t kFarthest = 400;
  for (std::size_t far = 1; far <= std::min(was.size() + is.size(), kFarthest); ++far) {
    for (std::size_t i = 0; i <= std::min(far, was.size()); ++i) {
      const std::size_t j = far - i;
      if (i < was.size() && j < is.size() && was[i] == is[j]) return {i, j};
      if (i == was.size() && j == is.size()) return {i, j};
    }
  }
  return {was.size(), is.size()};
}

/// The places where two texts differ, each with the lines of both sides.
std::string describe(const std::string& name, std::string_view expected, std::string_view made) {
  const std::vector<std::string_view> all_was = lines_of(expected), all_is = lines_of(made);
  std::span<const std::string_view> was = all_was, is = all_is;
  std::string out;
  for (std::size_t place = 0; !was.empty() || !is.empty();) {
    if (!was.empty() && !is.empty() && was[0] == is[0]) {
      was = was.subspan(1);
      is = is.subspan(1);
      continue;
    }
    if (place++ == kShownPlaces) {
      out += fmt::format("{}: and differs further on\n", name);
      break;
    }
    const auto [i, j] = find_agreement(was, is);
    out += fmt::format("{}:{}: differs\n", name, all_was.size() - was.size() + 1);
    append_lines(out, "-", was.first(i));
    append_lines(out, "+", is.first(j));
    was = was.subspan(i);
    is = is.subspan(j);
  }
  return out;
}

std::string read_file(const fs::path& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"),
                                                             &std::fclose);
  std::string text;
  char buffer[1 << 14];
  while (file) {
    const std::size_t size = std::fread(buffer, 1, sizeof buffer, file.get());
    if (size == 0) break;
    text.append(buffer, size);
  }
  return text;
}

bool write_file(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  const bool whole = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return (std::fclose(file) == 0) && whole;
}

}  // namespace

std::string show_line(std::string_view line) {
  std::string out;
  const bool ended = line.ends_with('\n');
  if (ended) line.remove_suffix(1);
  std::size_t blanks = line.size();
  while (blanks > 0 && line[blanks - 1] == ' ') --blanks;
  const auto replace_all = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = out.find(from, at)) != std::string::npos; at += to.size()) {
      out.replace(at, from.size(), to);
    }
  };
  out = line.substr(0, blanks);
  replace_all("\t", "→");
  replace_all("\r", "␍");
  replace_all("\u00A0", "⍽");
  replace_all("\u00AD", "<U+00AD>");
  replace_all("\u200B", "<U+200B>");
  replace_all("\u2011", "<U+2011>");
  replace_all("\uFEFF", "<U+FEFF>");
  for (std::size_t i = blanks; i < line.size(); ++i) out += "·";
  if (!ended) out += " <no line feed>";
  return out;
}

std::vector<std::string> compare(const Files& expected, const Files& made) {
  std::vector<std::string> differences;
  if (expected.empty()) differences.emplace_back("nothing is expected\n");
  for (const auto& [name, text] : expected) {
    if (text.empty()) differences.push_back(fmt::format("{}: the expectation is empty\n", name));
    const auto found = made.find(name);
    if (found == made.end()) {
      differences.push_back(fmt::format("{}: expected, but nothing makes it\n", name));
    } else if (found->second != text) {
      differences.push_back(describe(name, text, found->second));
    }
  }
  for (const auto& [name, text] : made) {
    if (!expected.contains(name))
      differences.push_back(fmt::format("{}: made, but not expected\n", name));
  }
  return differences;
}

Files read_files(const fs::path& folder) {
  Files files;
  if (!fs::exists(folder)) return files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    if (entry.is_symlink()) {
      files[name] = "(a symbolic link)";
    } else if (entry.is_regular_file()) {
      files[name] = read_file(entry.path());
    } else if (!entry.is_directory()) {
      files[name] = "(neither a file nor a folder)";
    } else if (fs::is_empty(entry.path())) {
      files[name] = "(an empty folder)";
    }
  }
  return files;
}

std::vector<std::string> rewrite(const fs::path& folder, const Files& made) {
  std::vector<std::string> changes;
  const Files old = read_files(folder);
  for (const auto& [name, text] : old) {
    if (made.contains(name)) continue;
    fs::remove(folder / name);
    changes.push_back(fmt::format("removed {}", name));
    for (fs::path up = (folder / name).parent_path(); up != folder && fs::is_empty(up);
         up = up.parent_path()) {
      fs::remove(up);
    }
  }
  for (const auto& [name, text] : made) {
    const auto found = old.find(name);
    if (found != old.end() && found->second == text) continue;
    if (found != old.end()) fs::remove(folder / name);  // it may be a link
    const bool written = write_file(folder / name, text);
    changes.push_back(fmt::format("{} {}", written ? "wrote" : "COULD NOT WRITE", name));
  }
  return changes;
}

}  // namespace grif::golden

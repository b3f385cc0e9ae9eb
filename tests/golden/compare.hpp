#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

// The judge of the golden tests. It knows nothing of formats: texts are the same byte for byte, or
// they differ; a file that only one side has is a difference, and so is a file that says nothing.

namespace grif::golden {

/// Texts by name, relative to the folder, with `/` between its parts.
using Files = std::map<std::string, std::string>;

/// What differs, a text each, with the first lines of both sides; nothing if all is as expected.
/// Nothing expected at all is a difference.
std::vector<std::string> compare(const Files& expected, const Files& made);

/// Everything below a folder. What is neither a file nor a folder gets a text that nothing makes.
/// A folder that is not there holds nothing.
Files read_files(const std::filesystem::path& folder);

/// Makes the folder hold exactly these files; returns a line for each that changed.
std::vector<std::string> rewrite(const std::filesystem::path& folder, const Files& made);

/// A line with what is not seen made visible: blanks at its end, tabs, no-break blanks, soft
/// hyphens, carriage returns, zero-width signs.
std::string show_line(std::string_view line);

}  // namespace grif::golden

#pragma once

#include <fstream>
#include <string>
#include <vector>

#include "core/text.hpp"
#include "font/harfbuzz_objects.hpp"

namespace grif {

/// The font files that fonts/faces.txt names and that are installed.
inline std::vector<std::string> installed_fonts() {
  std::ifstream file(GRIF_SOURCE_DIR "/fonts/faces.txt");
  std::vector<std::string> fonts;
  for (std::string line; std::getline(file, line);) {
    for (const std::string_view field : split(line, '\t')) {
      const std::string path(field);
      if (field.starts_with('/') && std::ifstream(path).good()) fonts.push_back(path);
    }
  }
  return fonts;
}

}  // namespace grif

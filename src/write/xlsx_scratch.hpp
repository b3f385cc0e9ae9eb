#pragma once

#include <string>

namespace grif {

/// What write_xlsx keeps between documents of one thread, for its memory only.
struct XlsxScratch {
  std::string text;
};

}  // namespace grif

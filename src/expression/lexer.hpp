#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"

namespace grif {

struct Token {
  enum class Type : std::uint8_t { end, number, text, name, symbol };
  Type type = Type::end;
  std::uint32_t offset = 0;  ///< in bytes
  std::string_view written;  ///< as it stands, quotes too
  std::string content;       ///< of a text, without quotes and escapes

  [[nodiscard]] bool is_symbol(std::string_view symbol) const {
    // Symbols have one or two signs.
    return type == Type::symbol && written.size() == symbol.size() &&
           written.front() == symbol.front() && written.back() == symbol.back();
  }
  [[nodiscard]] bool is_name(std::string_view name) const {
    return type == Type::name && written.size() == name.size() && written.front() == name.front() &&
           written == name;
  }
};

/// Cuts an expression into tokens; the last one is of type end. Faults are reported at their place
/// and `faults` is set; the tokens then go on behind them.
std::vector<Token> cut_tokens(std::string_view text, Place start, Diagnostics& diagnostics,
                              bool& faults);

/// Words of the language, which cannot be names.
bool is_keyword(std::string_view name);

}  // namespace grif

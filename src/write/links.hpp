#pragma once

#include <string_view>

namespace grif {

/// The links that documents may carry: https, mailto and tel, at most 2,079 bytes, printable ASCII
/// or UTF-8 without blanks and controls. Everything else stays plain text.
bool is_allowed_link(std::string_view url);

}  // namespace grif

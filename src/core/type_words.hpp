#pragma once

#include <string>
#include <string_view>

namespace grif {

/// The name of a type of values in Russian: «список записей листа pairs» for `list of record of
/// pairs`, «число, текст, дата» for `number, text, date`. What is no such name stays as it is. The
/// texts of messages ask for it as `{0:T}`.
std::string translate_type(std::string_view english);

}  // namespace grif

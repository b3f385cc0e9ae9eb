#include "data/form.hpp"

#include "core/text.hpp"

namespace grif {

bool is_sheet_for_people(std::string_view name) {
  const std::string key = title_key(name);
  return key == title_key(kGuideSheet) || key == title_key(kListsSheet);
}

}  // namespace grif

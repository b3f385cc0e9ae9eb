#include "core/modules.hpp"
#include "font/harfbuzz.hpp"

namespace grif {

// Not linked in: null. The linker decides, so the same object serves the program and the tests.
extern "C" {
[[gnu::weak]] decltype(grif_make_harfbuzz) grif_make_harfbuzz;          // NOLINT(*-redundant-*)
[[gnu::weak]] decltype(grif_ask_character_map) grif_ask_character_map;  // NOLINT(*-redundant-*)
}

std::unique_ptr<HarfBuzz> load_harfbuzz(std::string& reason) {
  auto* make = &grif_make_harfbuzz;
  if (make == nullptr)
    make = reinterpret_cast<decltype(make)>(
        find_in_module(kHarfBuzzModule, "grif_make_harfbuzz", reason));
  return std::unique_ptr<HarfBuzz>(make == nullptr ? nullptr : make());
}

std::vector<CharacterRange> ask_character_map(std::string_view font) {
  auto* ask = &grif_ask_character_map;
  std::string ignored;
  if (ask == nullptr)
    ask = reinterpret_cast<decltype(ask)>(
        find_in_module(kHarfBuzzModule, "grif_ask_character_map", ignored));
  std::vector<CharacterRange> map;
  if (ask != nullptr) ask(font, &map);
  return map;
}

}  // namespace grif

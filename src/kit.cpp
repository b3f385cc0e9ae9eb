#include "kit.hpp"

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

bool is_pack(const std::string& folder, World& world) {
  const auto type = world.entry_type(folder + "/pack.xml");
  return type && *type == World::EntryType::file;
}

/// The packs that are installed.
std::vector<std::string> list_packs(const std::string& templates, World& world) {
  std::vector<std::string> packs;
  if (const auto names = world.list_directory(templates)) {
    for (const std::string& name : *names)
      if (is_pack(fmt::format("{}/{}", templates, name), world)) packs.push_back(name);
  }
  return packs;
}

}  // namespace

std::optional<Pack> load_named_pack(const Home& home, const std::string& name, World& world,
                                    Sources& sources, Diagnostics& diagnostics,
                                    RuleLoading loading) {
  const std::string templates = home.folder + "/templates";
  const std::string default_file = templates + "/default.txt";
  std::string chosen = name;
  if (chosen.empty()) {
    constexpr std::uint64_t kLongestName = 4096;
    if (const auto text = world.read_file(default_file, kLongestName)) chosen = trimmed(*text);
  }
  const std::string folder = templates + "/" + chosen;
  if (!chosen.empty() && is_pack(folder, world))
    return load_pack(folder, world, sources, diagnostics, loading);
  if (const auto packs = list_packs(templates, world); !name.empty() && !packs.empty()) {
    diagnostics.report(Kind::unknown_pack, Place::nowhere(),
                       {name, suggest(name, packs, diagnostics.language())});
  } else {
    diagnostics.report(Kind::pack_not_found, Place::nowhere(),
                       {chosen.empty() ? default_file : folder + "/pack.xml"});
  }
  return std::nullopt;
}

std::optional<Kit> load_kit(const Home& home, Pack pack, const std::vector<std::size_t>& documents,
                            World& world, Sources& sources, Diagnostics& diagnostics) {
  auto styles = load_styles(pack.folder + "/" + pack.styles_file, world, sources, diagnostics);
  auto faces = FaceSet::load(home.folder + "/fonts/faces.txt", world, sources, diagnostics);
  if (!styles || !faces) return std::nullopt;
  auto templates = TemplateSet::load(pack, documents, *styles, world, sources, diagnostics);
  if (!templates) return std::nullopt;
  Hyphenation hyphenation =
      Hyphenation::load({"/usr/share/hyphen/hyph_ru_RU.dic"}, world, sources, diagnostics);
  return Kit{std::move(pack), std::move(*styles), std::move(*templates), std::move(*faces),
             std::move(hyphenation)};
}

}  // namespace grif

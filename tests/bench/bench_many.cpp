// Makes the roadmap-like document of many programmes in one process on one thread, for the
// benchmarks:
//   bench_many LIST FOLDER FORMAT [DOCUMENT]
// LIST holds a workbook's path a line; FOLDER gets 000.EXT, 001.EXT …; DOCUMENT is the pack's first
// one unless named.

#include <cstdio>
#include <string>

#include <unistd.h>

#include "core/process.hpp"
#include "core/text.hpp"
#include "pipeline.hpp"

namespace {

int fail(const grif::Diagnostics& diagnostics, const grif::Sources& sources) {
  for (const grif::Diagnostic& diagnostic : diagnostics.all()) {
    std::fputs(grif::format_plain(diagnostic, sources).c_str(), stderr);
  }
  return 1;
}

std::string home_folder() {
  std::string path(4096, '\0');
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size());
  path.resize(length > 0 ? static_cast<std::size_t>(length) : 0);
  return path.substr(0, path.rfind('/'));
}

}  // namespace

int main(int count, char** words) {
  if (count < 4) return 2;
  grif::keep_memory();
  grif::DiskWorld world;
  grif::Sources sources;
  grif::Diagnostics diagnostics(grif::Language::english);
  const auto format = grif::parse_format(words[3]);
  const auto list = world.read_file(words[1], 1 << 30);
  if (!format || !list) return 2;
  const grif::Home home{home_folder()};
  auto pack =
      grif::load_named_pack(home, "", world, sources, diagnostics, grif::RuleLoading::when_needed);
  if (!pack) return fail(diagnostics, sources);
  std::size_t document = 0;
  if (count > 4) {
    const grif::DocumentSpec* spec = pack->find_document(words[4]);
    if (spec == nullptr) return 2;
    document = static_cast<std::size_t>(spec - pack->documents.data());
  }
  auto kit = grif::load_kit(home, std::move(*pack), {document}, world, sources, diagnostics);
  if (!kit) return fail(diagnostics, sources);
  const grif::SchemaTitles titles(kit->pack.schema);
  grif::Scratch scratch(*kit);
  std::size_t number = 0;
  for (const std::string_view path : grif::split(grif::trimmed(*list), '\n')) {
    grif::Sources own_sources;
    grif::Diagnostics own(grif::Language::english);
    const auto programme =
        grif::read_programme({std::string(path)}, kit->pack, titles, world, own_sources, own);
    if (!programme) return fail(own, own_sources);
    const grif::OutputDocument made =
        grif::make_document(*kit, document, {*format}, std::nullopt, *programme, scratch, own);
    if (!made.made) return fail(own, own_sources);
    std::string name = std::to_string(number++);
    name.insert(0, name.size() < 3 ? 3 - name.size() : 0, '0');
    const grif::OutputFile& file = made.files.front();
    if (!world.write_new_file(std::string(words[2]) + "/" + name + "." + file.extension,
                              file.bytes))
      return 3;
  }
  return 0;
}

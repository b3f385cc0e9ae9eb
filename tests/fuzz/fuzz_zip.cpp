// Any bytes as a package: nothing crashes, what is refused is said, and what was read survives
// being written.
#include "fuzz.hpp"
#include "opc/package.hpp"

namespace {

void read_package(std::string_view bytes) {
  grif::Sources sources;
  grif::Diagnostics diagnostics;
  const grif::Place file = grif::Place::whole(sources.add("book"));
  auto package = grif::PackageReader::open(std::string(bytes), file, diagnostics);
  demand(package.has_value() != diagnostics.has_errors(), "a package or a message");
  if (!package) return;
  grif::PackageWriter writer(1);
  std::vector<std::pair<std::string, std::string>> parts;
  for (const std::string& name : package->names()) {
    demand(package->has(name), "a part that is listed is there");
    const std::size_t before = diagnostics.all().size();
    const auto part = package->read(name, diagnostics);
    demand(part.has_value() == (diagnostics.all().size() == before), "a part or a message");
    if (!part || part->size() > 1'000'000) continue;
    parts.emplace_back(name, *part);
    writer.add(name, *part);
  }
  grif::Diagnostics none;
  auto again = grif::PackageReader::open(writer.finish(), file, none);
  demand(again.has_value(), "what we write is read");
  for (const auto& [name, content] : parts)
    demand(again->read(name, none) == content, "and gives the same bytes");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_package(as_text(data, size));
  return 0;
}

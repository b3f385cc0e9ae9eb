#include "write/scratch.hpp"

#include <utility>

namespace grif {
namespace {

constexpr std::size_t kMost = 32;

}  // namespace

WriteScratch::WriteScratch(const FaceSet& faces) : impl_(std::make_unique<Impl>(faces)) {}
WriteScratch::WriteScratch(WriteScratch&&) noexcept = default;
WriteScratch::~WriteScratch() = default;

const DeflatedPart& PartCache::deflate(PackageWriter& writer, std::string_view name,
                                       std::string content) {
  for (Kept& kept : kept_) {
    if (kept.name != name) continue;
    if (kept.content != content) {
      kept.part = writer.deflate(content);
      kept.content = std::move(content);
    }
    return kept.part;
  }
  // A document of very many sections: the last place serves all further parts.
  if (kept_.size() == kMost) kept_.pop_back();
  DeflatedPart part = writer.deflate(content);
  return kept_.emplace_back(Kept{std::string(name), std::move(content), std::move(part)}).part;
}

}  // namespace grif

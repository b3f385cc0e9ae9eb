#include "expand/template_files.hpp"

#include <cerrno>
#include <utility>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kLargestFile = 8 << 20;

}  // namespace

const XmlTree* TemplateFiles::open(std::string_view file, Place asked_at) {
  for (const File& known : files_) {
    if (known.name == file) return known.tree.get();
  }
  if (!check_path(file, asked_at)) return nullptr;
  bool readable = true;
  std::unique_ptr<XmlTree> tree = read(std::string(file), asked_at, readable);
  if (!readable) return nullptr;
  files_.push_back({std::string(file), std::move(tree)});
  return files_.back().tree.get();
}

bool TemplateFiles::check_path(std::string_view file, Place asked_at) {
  const bool odd = file.empty() || file.front() == '/' ||
                   file.find_first_of(std::string_view("\\:\0", 3)) != std::string_view::npos;
  std::string path = folder_;
  const std::vector<std::string_view> steps = split(file, '/');
  for (const std::string_view step : steps) {
    if (odd || step.empty() || step == "." || step == "..") {
      diagnostics_.report(Kind::template_outside, asked_at, {file});
      return false;
    }
  }
  for (std::size_t i = 0; i < steps.size(); ++i) {
    path += '/';
    path += steps[i];
    const Outcome<World::EntryType> type = world_.entry_type(path);
    if (!type || *type == World::EntryType::none) {
      const SystemFault fault =
          type ? SystemFault{ENOENT, path, "No such file or directory"} : type.fault;
      diagnostics_.report(Kind::template_missing, asked_at,
                          {file, describe(fault, diagnostics_.language())});
      return false;
    }
    const bool last = i + 1 == steps.size();
    if (*type != (last ? World::EntryType::file : World::EntryType::directory)) {
      diagnostics_.report(Kind::template_link, asked_at, {file});
      return false;
    }
  }
  return true;
}

std::unique_ptr<XmlTree> TemplateFiles::read(const std::string& file, Place asked_at,
                                             bool& readable) {
  Outcome<std::string> bytes = world_.read_file(folder_ + '/' + file, kLargestFile);
  if (!bytes) {
    readable = false;
    diagnostics_.report(Kind::template_missing, asked_at,
                        {file, describe(bytes.fault, diagnostics_.language())});
    return nullptr;
  }
  const SourceId source = sources_.add(pack_name_ + '/' + file);
  std::optional<XmlTree> tree = XmlTree::parse(std::move(*bytes), source, diagnostics_);
  if (!tree) return nullptr;
  return std::make_unique<XmlTree>(std::move(*tree));
}

}  // namespace grif

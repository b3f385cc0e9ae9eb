#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "xml/tree.hpp"

namespace grif {

/// The template files of a pack, each read and parsed once. Only regular files below the pack's
/// folder are opened: no `..`, no absolute path, no link on the way.
class TemplateFiles {
 public:
  TemplateFiles(std::string folder, std::string pack_name, World& world, Sources& sources,
                Diagnostics& diagnostics)
      : folder_(std::move(folder)),
        pack_name_(std::move(pack_name)),
        world_(world),
        sources_(sources),
        diagnostics_(diagnostics) {}

  /// The tree of `file` (a path within the pack's folder), or null after a message at `asked_at`;
  /// a file that could not be read is reported once for each place that asks for it.
  const XmlTree* open(std::string_view file, Place asked_at);

 private:
  struct File {
    std::string name;
    std::unique_ptr<XmlTree> tree;  ///< null: it is not well-formed
  };
  bool check_path(std::string_view file, Place asked_at);
  std::unique_ptr<XmlTree> read(const std::string& file, Place asked_at, bool& readable);

  std::string folder_, pack_name_;
  World& world_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::vector<File> files_;
};

}  // namespace grif

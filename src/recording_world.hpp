#pragma once

#include <algorithm>
#include <string_view>

#include "core/world.hpp"
#include "save/save.hpp"

namespace grif {

/// A world that remembers the hash of each input and of each XML file (of the pack) as they are
/// read, so that nothing is read twice.
class RecordingWorld final : public World {
 public:
  RecordingWorld(World& world, const std::vector<std::string>& inputs)
      : world_(world), inputs_(inputs) {}
  [[nodiscard]] const std::vector<Edition::Input>& recorded() const { return recorded_; }
  /// The hash of an XML file that was read, or empty.
  [[nodiscard]] std::string_view xml_sha256(std::string_view path) const {
    const auto found = std::ranges::find(xml_, path, &Edition::Input::path);
    return found == xml_.end() ? std::string_view() : found->sha256;
  }

  Outcome<std::string> read_file(const std::string& path, std::uint64_t limit) override {
    Outcome<std::string> bytes = world_.read_file(path, limit);
    if (bytes && std::ranges::find(inputs_, path) != inputs_.end())
      recorded_.push_back({path, sha256_hex(*bytes)});
    if (bytes && path.ends_with(".xml")) xml_.push_back({path, sha256_hex(*bytes)});
    return bytes;
  }
  Outcome<FileBytes> map_file(const std::string& path, std::uint64_t limit) override {
    return world_.map_file(path, limit);
  }
  Outcome<EntryType> entry_type(const std::string& path) override {
    return world_.entry_type(path);
  }
  Outcome<std::vector<std::string>> list_directory(const std::string& path) override {
    return world_.list_directory(path);
  }
  Outcome<Done> make_directory(const std::string& path) override {
    return world_.make_directory(path);
  }
  Outcome<Done> write_new_file(const std::string& path, std::string_view bytes) override {
    return world_.write_new_file(path, bytes);
  }
  Outcome<Done> rename(const std::string& from, const std::string& to) override {
    return world_.rename(from, to);
  }
  Outcome<Done> remove_file(const std::string& path) override { return world_.remove_file(path); }
  Outcome<Done> remove_directory(const std::string& path) override {
    return world_.remove_directory(path);
  }
  Outcome<Done> sync(const std::vector<std::string>& paths) override { return world_.sync(paths); }
  Outcome<std::unique_ptr<Lock>> lock(const std::string& path) override {
    return world_.lock(path);
  }
  Outcome<std::string> convert_document(std::string_view bytes, const std::string& from,
                                        const std::string& to) override {
    return world_.convert_document(bytes, from, to);
  }
  Date today() override { return world_.today(); }

 private:
  World& world_;
  const std::vector<std::string>& inputs_;
  std::vector<Edition::Input> recorded_, xml_;
};

}  // namespace grif

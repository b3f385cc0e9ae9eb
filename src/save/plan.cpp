#include "save/plan.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace grif {
namespace {

constexpr std::uint64_t kReadLimit = std::uint64_t{4} << 30;

/// What lies under a name of the folder, as far as saving cares.
enum class Lying : std::uint8_t { nothing, ours, same, edited, foreign, unreadable };

class Planner {
 public:
  Planner(const std::string& folder, const Manifest& before, World& world, Sources& sources,
          Diagnostics& diagnostics)
      : folder_(folder),
        before_(before),
        world_(world),
        sources_(sources),
        diagnostics_(diagnostics) {}

  std::optional<SavePlan> plan(const Edition& edition) {
    plan_.manifest.programme = edition.programme;
    plan_.manifest.date = edition.date;
    for (const OutputDocument& document : edition.documents) {
      if (!plan_document(document)) return std::nullopt;
    }
    keep_others(edition);
    return std::move(plan_);
  }

 private:
  Lying look(const std::string& name, const std::string& sha256) {
    const std::string path = folder_ + "/" + name;
    const auto type = world_.entry_type(path);
    if (!type) return refuse(type.fault);
    if (*type == World::EntryType::none) return Lying::nothing;
    if (*type != World::EntryType::file) return Lying::foreign;
    const Manifest::File* known = before_.find_file(name);
    const auto bytes = world_.read_file(path, kReadLimit);
    if (!bytes) return refuse(bytes.fault);
    const std::string now = sha256_hex(*bytes);
    if (now == sha256) return Lying::same;
    if (known == nullptr) {
      return std::ranges::find(before_.edited_by_hand, name) == before_.edited_by_hand.end()
                 ? Lying::foreign
                 : Lying::edited;
    }
    return now == known->sha256 ? Lying::ours : Lying::edited;
  }

  Lying refuse(const SystemFault& fault) {
    diagnostics_.report(Kind::cannot_write, Place::nowhere(),
                        {fault.path, describe(fault, diagnostics_.language())});
    return Lying::unreadable;
  }

  bool is_taken(const std::string& name) const {
    for (const SavePlan::Write& write : plan_.writes) {
      if (write.name == name) return true;
    }
    return false;
  }

  /// Finds the name for a file: its own, or the first free «… (новая редакция N)» beside it.
  bool place_file(const std::string& stem, const OutputFile& file, Manifest::File& entry) {
    Lying first = Lying::nothing;
    std::string wanted;
    for (int attempt = 0;; ++attempt) {
      const std::string suffix = attempt == 0   ? ""
                                 : attempt == 1 ? " (новая редакция)"
                                                : fmt::format(" (новая редакция {})", attempt);
      entry.path = stem + suffix + "." + file.extension;
      if (is_taken(entry.path)) continue;
      const Lying lying = look(entry.path, entry.sha256);
      if (lying == Lying::unreadable) return false;
      if (attempt == 0) {
        first = lying;
        wanted = entry.path;
      }
      if (lying == Lying::edited || lying == Lying::foreign) continue;
      if (lying != Lying::same) plan_.writes.push_back({entry.path, file.bytes});
      break;
    }
    if (first == Lying::edited) plan_.manifest.edited_by_hand.push_back(wanted);
    if (first == Lying::edited || first == Lying::foreign) {
      const SourceId source = sources_.add(folder_ + "/" + wanted);
      diagnostics_.report(first == Lying::edited ? Kind::edited_by_hand : Kind::foreign_file,
                          Place::whole(source), {wanted, entry.path});
    }
    plan_.names.push_back(entry.path);
    return true;
  }

  bool plan_document(const OutputDocument& document) {
    const Manifest::Document* old = before_.find_document(document.name);
    if (!document.made) {
      if (old != nullptr) {
        plan_.manifest.documents.push_back(*old);
        plan_.manifest.documents.back().status = "stale";
      }
      return true;
    }
    Manifest::Document entry{document.name,
                             document.title,
                             document.kind,
                             "made",
                             document.personal_data,
                             document.pages,
                             {}};
    for (const OutputFile& file : document.files) {
      Manifest::File made{"", file.format, sha256_hex(file.bytes), file.bytes.size()};
      if (!place_file(document.name, file, made)) return false;
      entry.files.push_back(std::move(made));
    }
    plan_.manifest.documents.push_back(std::move(entry));
    return true;
  }

  /// Documents that this build was not asked for stay as they were.
  void keep_others(const Edition& edition) {
    for (const Manifest::Document& old : before_.documents) {
      bool asked = false;
      for (const OutputDocument& document : edition.documents)
        asked = asked || document.name == old.name;
      if (!asked) plan_.manifest.documents.push_back(old);
    }
    keep_other_formats();
  }

  /// A format that this build did not write keeps its older file, which is then out of date.
  void keep_other_formats() {
    for (Manifest::Document& entry : plan_.manifest.documents) {
      const Manifest::Document* old = before_.find_document(entry.name);
      if (old == nullptr || entry.status != "made") continue;
      for (const Manifest::File& file : old->files) {
        bool again = false;
        for (const Manifest::File& made : entry.files)
          again = again || made.path == file.path || made.format == file.format;
        if (again || std::ranges::find(plan_.manifest.edited_by_hand, file.path) !=
                         plan_.manifest.edited_by_hand.end())
          continue;
        entry.files.push_back(file);
        entry.files.back().stale = true;
      }
    }
  }

  const std::string& folder_;
  const Manifest& before_;
  World& world_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  SavePlan plan_;
};

}  // namespace

std::optional<SavePlan> plan_save(const std::string& folder, const Edition& edition,
                                  const Manifest& before, World& world, Sources& sources,
                                  Diagnostics& diagnostics) {
  return Planner(folder, before, world, sources, diagnostics).plan(edition);
}

}  // namespace grif

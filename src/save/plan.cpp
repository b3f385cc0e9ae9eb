#include "save/plan.hpp"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kReadLimit = std::uint64_t{4} << 30;

/// What lies under a name of the folder, as far as saving cares.
enum class Lying : std::uint8_t { nothing, ours, same, edited, foreign, unreadable };

/// The files that office programs lay beside a file while it is open: LibreOffice, Excel, and Word,
/// which takes one letter off the name where seven stand before the dot, two where there are more.
std::vector<std::string> lock_names_of(const std::string& name) {
  constexpr std::size_t kWhole = 6;
  const std::string_view stem = std::string_view(name).substr(0, name.rfind('.'));
  std::size_t letters = 0, first = 0, second = 0;
  for (std::size_t at = 0; at < stem.size(); ++letters) {
    next_code_point(stem, at);
    if (letters == 0) first = at;
    if (letters == 1) second = at;
  }
  std::vector<std::string> names = {".~lock." + name + "#", "~$" + name};
  if (letters > kWhole) names.push_back("~$" + name.substr(letters > kWhole + 1 ? second : first));
  return names;
}

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
    // Where nothing was made, the folder still holds what it held.
    const bool anything = std::ranges::any_of(edition.documents, &OutputDocument::made);
    plan_.manifest.programme = anything ? edition.programme : before_.programme;
    plan_.manifest.date = anything ? edition.date : before_.date;
    for (const OutputDocument& document : edition.documents) {
      if (!plan_document(document, edition.fingerprint)) return std::nullopt;
    }
    if (!keep_others(edition)) return std::nullopt;
    keep_edited();
    report_older();
    return std::move(plan_);
  }

 private:
  Lying look(const std::string& name, const std::string& sha256) {
    now_.clear();
    const std::string path = folder_ + "/" + name;
    const auto type = world_.entry_type(path);
    if (!type) return refuse(type.fault);
    if (*type == World::EntryType::none) return Lying::nothing;
    if (*type != World::EntryType::file) return Lying::foreign;
    const Manifest::File* known = before_.find_file(name);
    const auto bytes = world_.read_file(path, kReadLimit);
    if (!bytes) return refuse(bytes.fault);
    now_ = sha256_hex(*bytes);
    if (now_ == sha256) return Lying::same;
    if (known == nullptr) {
      return std::ranges::find(before_.edited_by_hand, name) == before_.edited_by_hand.end()
                 ? Lying::foreign
                 : Lying::edited;
    }
    return now_ == known->sha256 ? Lying::ours : Lying::edited;
  }

  Lying refuse(const SystemFault& fault) {
    diagnostics_.report(Kind::cannot_write, Place::nowhere(),
                        {fault.path, describe(fault, diagnostics_.language()),
                         advise(fault, diagnostics_.language())});
    return Lying::unreadable;
  }

  /// Who has the old file open goes on seeing it, and would save it over the new one.
  void report_use(const std::string& name) {
    for (const std::string& lock : lock_names_of(name)) {
      const auto type = world_.entry_type(folder_ + "/" + lock);
      if (!type || *type != World::EntryType::file) continue;
      diagnostics_.report(Kind::file_in_use, Place::whole(sources_.add(folder_ + "/" + name)),
                          {name, lock});
      return;
    }
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
    std::string wanted, kept;
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
      if (lying == Lying::edited || lying == Lying::foreign) {
        kept += (kept.empty() ? "" : ", ") + entry.path;
        continue;
      }
      if (lying == Lying::ours) report_use(entry.path);
      if (lying != Lying::same) plan_.writes.push_back({entry.path, file.bytes, now_});
      break;
    }
    if (first == Lying::edited) plan_.manifest.edited_by_hand.push_back(wanted);
    if (first == Lying::edited || first == Lying::foreign) {
      const SourceId source = sources_.add(folder_ + "/" + wanted);
      diagnostics_.report(first == Lying::edited ? Kind::edited_by_hand : Kind::foreign_file,
                          Place::whole(source), {kept, entry.path});
    }
    plan_.names.push_back(entry.path);
    return true;
  }

  bool plan_document(const OutputDocument& document, const std::string& fingerprint) {
    const Manifest::Document* old = before_.find_document(document.name);
    if (!document.made) {
      withheld_.push_back(document.name);
      return old == nullptr || keep_document(*old, true);
    }
    Manifest::Document entry{.name = document.name,
                             .title = document.title,
                             .kind = document.kind,
                             .status = "made",
                             .edition = fingerprint,
                             .templates = document.fingerprint,
                             .personal_data = document.personal_data,
                             .pages = document.pages};
    for (const OutputFile& file : document.files) {
      Manifest::File made{"", file.format, sha256_hex(file.bytes), file.bytes.size()};
      if (!place_file(document.name, file, made)) return false;
      entry.files.push_back(std::move(made));
    }
    if (old != nullptr && !keep_other_formats(*old, entry)) return false;
    plan_.manifest.documents.push_back(std::move(entry));
    return true;
  }

  /// Takes over a file of an earlier manifest if it lies there as Grif left it. One that a person
  /// has edited since is his from now on; one that he has deleted is forgotten.
  bool keep_file(const Manifest::File& file, bool stale, std::vector<Manifest::File>& files) {
    const Lying lying = look(file.path, file.sha256);
    if (lying == Lying::unreadable) return false;
    if (lying == Lying::edited) plan_.manifest.edited_by_hand.push_back(file.path);
    if (lying != Lying::same) return true;
    files.push_back(file);
    files.back().stale = stale;
    return true;
  }

  /// A document that this build did not make stays as it is. Out of date it is `stale`.
  bool keep_document(const Manifest::Document& old, bool stale) {
    Manifest::Document entry = old;
    entry.files.clear();
    for (const Manifest::File& file : old.files) {
      if (!keep_file(file, file.stale, entry.files)) return false;
    }
    if (entry.files.empty()) return true;
    if (stale) entry.status = "stale";
    plan_.manifest.documents.push_back(std::move(entry));
    return true;
  }

  /// Whether a file is one that another of the same document and format has replaced.
  static bool is_left_over(const Manifest::File& file, const Manifest::Document& document) {
    return file.stale && std::ranges::any_of(document.files, [&](const Manifest::File& other) {
             return other.format == file.format && !other.stale;
           });
  }

  /// A format that this build did not write keeps its file, which is out of date unless it was made
  /// from the same and the formats that were written came out as they were.
  bool keep_other_formats(const Manifest::Document& old, Manifest::Document& entry) {
    const std::size_t made = entry.files.size();
    const auto made_files = [&] { return std::span(entry.files).first(made); };
    bool same =
        old.edition == entry.edition && old.templates == entry.templates && old.status == "made";
    for (const Manifest::File& file : old.files) {
      const auto again = std::ranges::find(made_files(), file.format, &Manifest::File::format);
      if (again != made_files().end() && !is_left_over(file, old))
        same = same && !file.stale && again->sha256 == file.sha256;
    }
    for (const Manifest::File& file : old.files) {
      const auto is_it = [&](const Manifest::File& f) { return f.path == file.path; };
      if (std::ranges::any_of(made_files(), is_it)) continue;
      // What a file of the same format has taken the place of is out of date.
      const bool replaced = std::ranges::find(made_files(), file.format, &Manifest::File::format) !=
                            made_files().end();
      if (!keep_file(file, file.stale || replaced || !same, entry.files)) return false;
    }
    return true;
  }

  /// Documents that this build was not asked for, or had no data for.
  bool keep_others(const Edition& edition) {
    for (const Manifest::Document& old : before_.documents) {
      if (std::ranges::find(edition.documents, old.name, &OutputDocument::name) !=
          edition.documents.end())
        continue;
      if (!keep_document(old, old.edition != edition.fingerprint)) return false;
    }
    return true;
  }

  /// What was edited once and still lies there is no stranger's file.
  void keep_edited() {
    std::vector<std::string>& edited = plan_.manifest.edited_by_hand;
    for (const std::string& name : before_.edited_by_hand) {
      const bool known = std::ranges::find(edited, name) != edited.end() ||
                         plan_.manifest.find_file(name) != nullptr;
      const auto type = world_.entry_type(folder_ + "/" + name);
      if (!known && type && *type == World::EntryType::file) edited.push_back(name);
    }
  }

  /// Says once which files stay behind; of a document withheld in this run that is said already.
  void report_older() {
    std::string names;
    for (const Manifest::Document& document : plan_.manifest.documents) {
      for (const Manifest::File& file : document.files) {
        if (document.status == "stale"
                ? std::ranges::find(withheld_, document.name) != withheld_.end()
                : !file.stale)
          continue;
        names += (names.empty() ? "" : ", ") + file.path;
      }
    }
    if (!names.empty())
      diagnostics_.report(Kind::older_editions, Place::nowhere(), {folder_, names});
  }

  const std::string& folder_;
  const Manifest& before_;
  World& world_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  SavePlan plan_;
  std::string now_;  ///< SHA-256 of the file that was looked at last
  std::vector<std::string> withheld_;
};

}  // namespace

std::optional<SavePlan> plan_save(const std::string& folder, const Edition& edition,
                                  const Manifest& before, World& world, Sources& sources,
                                  Diagnostics& diagnostics) {
  return Planner(folder, before, world, sources, diagnostics).plan(edition);
}

}  // namespace grif

#include "save/save.hpp"

#include <algorithm>
#include <cerrno>
#include <memory>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "core/text.hpp"
#include "save/journal.hpp"
#include "save/manifest.hpp"
#include "save/plan.hpp"

namespace grif {
namespace {

constexpr std::uint64_t kManifestLimit = 64 << 20;
constexpr std::uint64_t kFileLimit = std::uint64_t{4} << 30;
constexpr std::string_view kState = ".grif";
constexpr std::string_view kStageSuffix = ".grif-new";

using Json = nlohmann::ordered_json;

/// What DIR/.grif/inputs.json keeps: from what, and how, the edition was made.
std::string describe_inputs(const Edition& edition) {
  Json inputs = Json::array();
  for (const Edition::Input& input : edition.inputs)
    inputs.push_back({{"path", input.path}, {"sha256", input.sha256}});
  return Json{{"inputs", std::move(inputs)}, {"options", edition.options}}.dump(1) + "\n";
}

std::string file_name_of(const std::string& path) { return path.substr(path.rfind('/') + 1); }

/// One save: every step either succeeds or leaves a fault behind and the old files as they were.
class Saver {
 public:
  Saver(const std::string& folder, const Edition& edition, World& world, Sources& sources,
        Diagnostics& diagnostics)
      : folder_(folder),
        edition_(edition),
        world_(world),
        sources_(sources),
        diagnostics_(diagnostics) {}

  SavedFiles run() {
    SavedFiles result;
    if (!anything_made() && !holds_manifest()) return {.saved = true};
    const auto type = world_.entry_type(folder_);
    bool ok = false;
    if (!type) {
      ok = refuse(type.fault);
    } else if (*type == World::EntryType::symlink) {
      diagnostics_.report(Kind::output_is_link, Place::nowhere(), {folder_});
    } else if (*type == World::EntryType::none) {
      ok = save_first();
    } else if (*type == World::EntryType::directory) {
      ok = save_again();
    } else {
      diagnostics_.report(Kind::output_not_folder, Place::nowhere(), {folder_});
    }
    result.saved = ok;
    result.names = std::move(names_);
    return result;
  }

 private:
  [[nodiscard]] bool anything_made() const {
    return std::ranges::any_of(edition_.documents, &OutputDocument::made);
  }
  bool holds_manifest() {
    const auto type = world_.entry_type(folder_ + "/manifest.json");
    return type && *type == World::EntryType::file;
  }

  bool refuse(const SystemFault& fault) {
    if (fault.code == EWOULDBLOCK) {
      diagnostics_.report(Kind::folder_is_locked, Place::nowhere(), {folder_});
    } else {
      // Nobody knows the folder in which a first build is staged.
      const bool staged = fault.path.find(kStageSuffix) != std::string::npos;
      diagnostics_.report(Kind::cannot_write, Place::nowhere(),
                          {staged ? folder_ : fault.path, describe(fault, diagnostics_.language()),
                           advise(fault, diagnostics_.language())});
    }
    return false;
  }
  template <typename T>
  bool check(const Outcome<T>& outcome) {
    return outcome ? true : refuse(outcome.fault);
  }

  bool lock(const std::string& state) {
    auto lock = world_.lock(state + "/lock");
    if (!check(lock)) return false;
    lock_ = std::move(*lock);
    return true;
  }

  bool ensure_directory(const std::string& path) {
    const auto made = world_.make_directory(path);
    return made || made.fault.code == EEXIST ? true : refuse(made.fault);
  }

  /// Removes the files of a directory of ours; sub-directories only one level (.grif within a
  /// staged folder).
  void clear(const std::string& path) {
    const auto names = world_.list_directory(path);
    if (!names) return;
    for (const std::string& name : *names) {
      const std::string entry = fmt::format("{}/{}", path, name);
      const auto type = world_.entry_type(entry);
      if (type && *type == World::EntryType::directory) {
        clear(entry);
        world_.remove_directory(entry);
      } else {
        world_.remove_file(entry);
      }
    }
  }

  // ---- First build: a sibling folder and one rename ------------------------------------------

  bool make_parents(const std::string& path) {
    const std::size_t slash =
        path.find_last_not_of('/') == std::string::npos ? std::string::npos : path.rfind('/');
    if (slash == std::string::npos || slash == 0) return true;
    const std::string parent = path.substr(0, slash);
    const auto type = world_.entry_type(parent);
    if (!type) return refuse(type.fault);
    if (*type != World::EntryType::none) return true;
    return make_parents(parent) && ensure_directory(parent);
  }

  bool save_first() {
    if (!make_parents(folder_)) return false;
    const std::size_t slash = folder_.rfind('/');
    const std::string parent = slash == std::string::npos ? "."
                               : slash == 0               ? "/"
                                                          : folder_.substr(0, slash);
    const std::string name = slash == std::string::npos ? folder_ : folder_.substr(slash + 1);
    const std::string stage = (slash == std::string::npos ? "" : folder_.substr(0, slash + 1)) +
                              "." + name + std::string(kStageSuffix);
    const std::string state = stage + "/" + std::string(kState);
    if (!ensure_directory(stage) || !ensure_directory(state)) return false;
    if (!lock(state)) return false;
    if (fill_first(stage, state) && check(world_.rename(stage, folder_)))
      return check(world_.sync({parent}));
    clear(stage);
    lock_.reset();
    world_.remove_directory(stage);
    return false;
  }

  bool fill_first(const std::string& stage, const std::string& state) {
    // What an interrupted first build may have left; the lock is ours, so nobody works on it.
    for (const std::string& name :
         world_.list_directory(stage).value.value_or(std::vector<std::string>{})) {
      if (name != kState && !check(world_.remove_file(fmt::format("{}/{}", stage, name))))
        return false;
    }
    const auto plan = plan_save(stage, edition_, Manifest{}, world_, sources_, diagnostics_);
    if (!plan) return false;
    std::vector<std::string> paths;
    const auto write = [&](const std::string& path, std::string_view bytes) {
      paths.push_back(path);
      return check(world_.write_new_file(path, bytes));
    };
    for (const SavePlan::Write& file : plan->writes) {
      if (!write(stage + "/" + file.name, file.bytes)) return false;
    }
    const auto leftover = world_.entry_type(state + "/inputs.json");
    if (leftover && *leftover != World::EntryType::none &&
        !check(world_.remove_file(state + "/inputs.json")))
      return false;
    if (!write(state + "/inputs.json", describe_inputs(edition_))) return false;
    if (!write(stage + "/manifest.json", to_json(plan->manifest))) return false;
    paths.push_back(state);
    paths.push_back(stage);
    names_ = plan->names;
    return check(world_.sync(paths));
  }

  // ---- Rebuild: staged, journalled, renamed file by file, manifest last -----------------------

  bool save_again() {
    const std::string state = folder_ + "/" + std::string(kState);
    if (!ensure_directory(state) || !lock(state)) return false;
    bool kept = false;
    if (!roll_forward(state, kept)) return false;
    Manifest before;
    if (!read_manifest(before) || !is_same_programme(before, state)) return false;
    // A file that a person saves between two steps is kept, too; the folder is then looked at anew.
    constexpr int kMostAttempts = 3;
    for (int attempt = 1;; ++attempt) {
      Diagnostics found(diagnostics_.language());
      kept = false;
      const bool saved = renew(state, before, kept, found);
      if (saved && kept && attempt < kMostAttempts) {
        if (!read_manifest(before)) return false;
        continue;
      }
      diagnostics_.merge(std::move(found));
      return saved;
    }
  }

  /// Brings the folder from what it holds to the edition. `kept`: a file changed meanwhile, so that
  /// it was left and the manifest speaks of another one.
  bool renew(const std::string& state, const Manifest& before, bool& kept, Diagnostics& found) {
    const auto plan = plan_save(folder_, edition_, before, world_, sources_, found);
    if (!plan) return false;
    names_ = plan->names;
    if (plan->writes.empty() && plan->manifest == before) return refresh_inputs(state);
    if (!ensure_directory(state + "/new")) return false;
    clear(state + "/new");
    if (stage_files(state, *plan)) return roll_forward(state, kept);
    clear(state + "/new");
    world_.remove_directory(state + "/new");
    names_.clear();
    return false;
  }

  /// Nothing changed but perhaps what the edition was made from.
  bool refresh_inputs(const std::string& state) {
    if (!anything_made()) return true;
    const auto old = world_.read_file(state + "/inputs.json", kManifestLimit);
    const std::string now = describe_inputs(edition_);
    if (old && *old == now) return true;
    if (!ensure_directory(state + "/new")) return false;
    clear(state + "/new");
    return check(world_.write_new_file(state + "/new/inputs", now)) &&
           check(world_.sync({state + "/new/inputs"})) &&
           check(world_.rename(state + "/new/inputs", state + "/inputs.json"));
  }

  bool stage_files(const std::string& state, const SavePlan& plan) {
    const std::string stage = state + "/new/";
    std::vector<std::string> paths;
    std::vector<Rename> renames;
    const auto write = [&](const std::string& from, const std::string& to, std::string_view bytes,
                           const std::string& replaces = {}) {
      renames.push_back({from, to, {}});
      if (!replaces.empty()) renames.back().was = replaces;
      paths.push_back(stage + from);
      return check(world_.write_new_file(stage + from, bytes));
    };
    std::size_t number = 0;
    for (const SavePlan::Write& file : plan.writes) {
      if (!write(std::to_string(number++), file.name, file.bytes, file.replaces)) return false;
    }
    if (anything_made() && !write("inputs", std::string(kInputsName), describe_inputs(edition_)))
      return false;
    if (!write("manifest", std::string(kManifestName), to_json(plan.manifest))) return false;
    if (!check(world_.write_new_file(stage + "journal", to_json(renames)))) return false;
    paths.push_back(stage + "journal");
    paths.push_back(state + "/new");
    return check(world_.sync(paths)) &&
           check(world_.rename(stage + "journal", state + "/journal")) &&
           check(world_.sync({state}));
  }

  /// Carries a journal out, whoever wrote it: ours, or that of a run that was interrupted. `kept`:
  /// a file that a person had changed since was left, and the new one dropped; the manifest then
  /// tells that it was edited.
  bool roll_forward(const std::string& state, bool& kept) {
    const auto journal = world_.read_file(state + "/journal", kManifestLimit);
    if (!journal) {
      if (journal.fault.code != ENOENT) return refuse(journal.fault);
      return true;
    }
    ListFault fault;
    const auto renames = parse_journal(*journal, fault);
    if (!renames) {
      report_list(Kind::journal_unreadable, state + "/journal", fault);
      return false;
    }
    for (const Rename& rename : *renames) {
      if (!carry_out(state, rename, kept)) return false;
    }
    clear(state + "/new");
    world_.remove_directory(state + "/new");
    if (!check(world_.sync({folder_})) || !check(world_.remove_file(state + "/journal")))
      return false;
    return check(world_.sync({state}));
  }

  bool carry_out(const std::string& state, const Rename& rename, bool& kept) {
    const std::string staged = state + "/new/" + rename.from;
    const auto type = world_.entry_type(staged);
    if (!type) return refuse(type.fault);
    if (*type != World::EntryType::file) return true;  // carried out before the interruption
    bool replaceable = is_own_record(rename.to);
    if (!replaceable && !is_replaceable(rename, replaceable)) return false;
    if (replaceable) return check(world_.rename(staged, folder_ + "/" + rename.to));
    kept = true;
    return true;
  }

  /// Whether nothing lies there, or what lay there when the journal was written.
  bool is_replaceable(const Rename& rename, bool& replaceable) {
    const std::string path = folder_ + "/" + rename.to;
    const auto type = world_.entry_type(path);
    if (!type) return refuse(type.fault);
    replaceable = *type == World::EntryType::none;
    if (*type != World::EntryType::file) return true;
    const auto bytes = world_.read_file(path, kFileLimit);
    if (!bytes) return refuse(bytes.fault);
    replaceable = rename.was && sha256_hex(*bytes) == *rename.was;
    return true;
  }

  /// The names of the files that the folder's edition was made from.
  std::vector<std::string> read_input_names(const std::string& state) {
    std::vector<std::string> names;
    const auto text = world_.read_file(state + "/inputs.json", kManifestLimit);
    const Json before = text ? Json::parse(*text, nullptr, false) : Json();
    if (!before.is_object() || !before.contains("inputs") || !before["inputs"].is_array())
      return names;
    for (const Json& entry : before["inputs"]) {
      if (entry.is_object() && entry.contains("path") && entry["path"].is_string())
        names.push_back(file_name_of(entry["path"].get<std::string>()));
    }
    return names;
  }

  /// «Ступени», or by its inputs where it has no title: «(a.xlsx, b.xlsx)».
  static std::string name_programme(const std::string& title,
                                    const std::vector<std::string>& inputs) {
    return title.empty() ? "(" + join(inputs, ", ") + ")" : title;
  }

  /// Two programmes in one folder would mix. They are told apart by their titles; one may get a new
  /// title while its workbook keeps its name. Without titles nobody knows.
  bool is_same_programme(const Manifest& before, const std::string& state) {
    const std::string old_key = title_key(before.programme);
    const std::string new_key = title_key(edition_.programme);
    const bool untitled = old_key.empty() && new_key.empty();
    if (before.documents.empty() || (!untitled && old_key == new_key)) return true;
    const std::vector<std::string> old_names = read_input_names(state);
    std::vector<std::string> new_names;
    for (const Edition::Input& input : edition_.inputs)
      new_names.push_back(file_name_of(input.path));
    const bool same_names = std::ranges::any_of(new_names, [&](const std::string& name) {
      return std::ranges::find(old_names, name) != old_names.end();
    });
    if (same_names && (old_key.empty() || new_key.empty())) return true;
    const bool maybe_same = same_names || untitled;
    diagnostics_.report(maybe_same ? Kind::programme_renamed : Kind::other_programme,
                        Place::nowhere(),
                        {folder_, name_programme(before.programme, old_names),
                         name_programme(edition_.programme, new_names)});
    return maybe_same;
  }

  bool read_manifest(Manifest& manifest) {
    const std::string path = folder_ + "/manifest.json";
    const auto text = world_.read_file(path, kManifestLimit);
    if (!text) {
      if (text.fault.code == ENOENT) return true;
      return refuse(text.fault);
    }
    ListFault fault;
    if (auto parsed = parse_manifest(*text, fault)) {
      manifest = std::move(*parsed);
      return true;
    }
    report_list(Kind::manifest_unreadable, path, fault);
    return false;
  }

  void report_list(Kind kind, const std::string& path, const ListFault& fault) {
    const bool russian = diagnostics_.language() == Language::russian;
    const SourceId source = sources_.add(path);
    switch (fault.what) {
      case ListFault::What::not_json:
        diagnostics_.report(kind, Place::position(source, fault.line, fault.column),
                            {russian ? "он испорчен или обрезан" : "it is broken or cut"});
        break;
      case ListFault::What::not_ours:
        diagnostics_.report(
            kind, Place::whole(source),
            {russian ? "в нём нет того, что пишет Grif" : "it lacks what Grif writes"});
        break;
      case ListFault::What::leads_out:
        diagnostics_.report(kind, Place::whole(source),
                            {russian ? "имя файла в нём ведёт за пределы папки"
                                     : "the name of a file in it leads out of the folder"});
        break;
    }
  }

  const std::string folder_;
  const Edition& edition_;
  World& world_;
  Sources& sources_;
  Diagnostics& diagnostics_;
  std::unique_ptr<World::Lock> lock_;
  std::vector<std::string> names_;
};

std::string without_closing_slashes(std::string folder) {
  while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
  return folder.empty() ? "." : folder;
}

}  // namespace

SavedFiles save_edition(const std::string& folder, const Edition& edition, World& world,
                        Sources& sources, Diagnostics& diagnostics) {
  return Saver(without_closing_slashes(folder), edition, world, sources, diagnostics).run();
}

}  // namespace grif

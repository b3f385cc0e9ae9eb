#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/programme.hpp"
#include "document/style.hpp"
#include "expand/expand.hpp"
#include "font/face.hpp"
#include "language/hyphenation.hpp"
#include "layout/layout.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "save/save.hpp"
#include "write/write.hpp"

namespace grif {

/// What the program ends with (CONTRACT, exit status).
enum class ExitStatus : std::uint8_t {
  done = 0,
  bad_content = 1,
  wrong_usage = 2,
  refused_by_system = 3,
  internal_fault = 4
};

/// Where templates and fonts stand.
struct Home {
  std::string folder;  ///< holds templates/ and fonts/
};

struct BuildOptions {
  std::vector<std::string> inputs;
  std::string folder;             ///< -o
  std::string pack;               ///< empty: the installation's own (templates/default.txt)
  std::vector<std::string> only;  ///< names or printed titles; empty: all that the data allow
  std::vector<Format> formats;    ///< empty: each document's own
  std::optional<Date> date;       ///< --date or SOURCE_DATE_EPOCH
  bool strict = false;
  unsigned jobs = 1;
};

/// Everything that is loaded once and never changes: shared by all threads and programmes.
struct Kit {
  Pack pack;
  StyleSheet styles;
  TemplateSet templates;
  FaceSet faces;
  Hyphenation hyphenation;
};

/// What one thread keeps between documents; output never depends on it.
struct Scratch {
  explicit Scratch(const Kit& kit) : layout(kit.faces), write(kit.faces) {}
  LayoutScratch layout;
  WriteScratch write;
};

/// What became of a document that was asked for or could have been made.
struct DocumentReport {
  std::size_t document = 0;  ///< of Pack::documents
  enum class Outcome : std::uint8_t { made, withheld, lacks_data } outcome = Outcome::made;
  std::vector<SheetId> lacking;
  std::vector<std::string> files;  ///< as saved
  std::uint32_t pages = 0;
};

struct BuildReport {
  ExitStatus status = ExitStatus::done;
  std::optional<Pack> pack;  ///< none if it could not be loaded
  std::vector<DocumentReport> documents;
};

/// Loads a pack by name; an empty name is the one that templates/default.txt names.
std::optional<Pack> load_named_pack(const Home& home, const std::string& name, World& world,
                                    Sources& sources, Diagnostics& diagnostics);

/// Everything for some documents of a pack. Nothing if any of it has a fault.
std::optional<Kit> load_kit(const Home& home, Pack pack, const std::vector<std::size_t>& documents,
                            World& world, Sources& sources, Diagnostics& diagnostics);

/// Reads and checks the inputs of one programme; a fault in one cell does not stop it. `titles` are
/// those of the pack's schema.
std::optional<Programme> read_programme(const std::vector<std::string>& inputs, const Pack& pack,
                                        const SchemaTitles& titles, World& world, Sources& sources,
                                        Diagnostics& diagnostics);

/// Expands, lays out and writes one document. Withheld (not made) if its data or template have a
/// fault.
OutputDocument make_document(const Kit& kit, std::size_t document,
                             const std::vector<Format>& formats, const std::optional<Date>& date,
                             const Programme& programme, Scratch& scratch,
                             Diagnostics& diagnostics);

/// `grif build`: from the inputs to the saved edition.
BuildReport build(const BuildOptions& options, const Home& home, World& world, Sources& sources,
                  Diagnostics& diagnostics);

/// The status that the messages so far stand for.
ExitStatus exit_status(const Diagnostics& diagnostics);

}  // namespace grif

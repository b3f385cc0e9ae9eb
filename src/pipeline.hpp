#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "choose_documents.hpp"
#include "core/date.hpp"
#include "core/diagnostics.hpp"
#include "core/world.hpp"
#include "data/programme.hpp"
#include "kit.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "save/save.hpp"

namespace grif {

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

/// What became of a document that was asked for or could have been made.
struct DocumentReport {
  std::size_t document = 0;  ///< of Pack::documents
  enum class Outcome : std::uint8_t { made, withheld, lacks_data } outcome = Outcome::made;
  LackingSheets lacking;
  std::vector<std::string> files;  ///< as saved
  std::uint32_t pages = 0;
};

struct BuildReport {
  std::optional<Pack> pack;  ///< none if it could not be loaded
  std::vector<DocumentReport> documents;
};

/// Reads and checks the inputs of one programme; a fault in one cell does not stop it. Nothing if
/// an input cannot be read at all, but what is wrong in the others is said. `titles` are those of
/// the pack's schema. Rules of the pack that the programme needs are compiled.
std::optional<Programme> read_programme(const std::vector<std::string>& inputs, Pack& pack,
                                        const SchemaTitles& titles, World& world, Sources& sources,
                                        Diagnostics& diagnostics);

/// Expands, lays out and writes one document. Withheld (not made) if its data or template have a
/// fault.
OutputDocument make_document(const Kit& kit, std::size_t document,
                             const std::vector<Format>& formats, const std::optional<Date>& date,
                             const Programme& programme, Scratch& scratch,
                             Diagnostics& diagnostics);

/// Says at the `first` cell with an error that a document used that it is withheld, and how many
/// such cells are on the sheets that it reads.
void report_withheld(const Kit& kit, std::size_t document, const Programme& programme, Place first,
                     Diagnostics& diagnostics);

/// How many steps make_document takes.
std::uint32_t count_steps(const DocumentSpec& spec, const std::vector<Format>& formats);

/// `grif build`: from the inputs to the saved edition.
BuildReport build(const BuildOptions& options, const Home& home, World& world, Sources& sources,
                  Progress& progress, Diagnostics& diagnostics);

}  // namespace grif

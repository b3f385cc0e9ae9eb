#pragma once

#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "aggregate/aggregate.hpp"
#include "core/world.hpp"
#include "pack/pack.hpp"
#include "read/read.hpp"
#include "validate/validate.hpp"

namespace grif {

inline const std::string kSamples = std::string(GRIF_SOURCE_DIR) + "/samples/";

inline std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

/// A sample read from its XLSX file, recognised and checked.
struct Sample {
  DiskWorld world;
  Sources sources;
  Diagnostics diagnostics{Language::english};
  std::optional<Pack> pack;
  Programme programme;

  explicit Sample(const std::string& name) {
    pack = load_pack(std::string(GRIF_SOURCE_DIR) + "/templates/mentoring", world, sources,
                     diagnostics);
    if (!pack) return;
    std::vector<Workbook> inputs;
    auto book = read_workbook(kSamples + name + ".xlsx", world, sources, diagnostics);
    if (book) inputs.push_back(std::move(*book));
    programme =
        recognise_tables(std::move(inputs), SchemaTitles(pack->schema), sources, diagnostics);
    validate_types(programme, pack->schema, diagnostics);
    Arena arena;
    Evaluation evaluation;
    evaluation.schema = &pack->schema;
    evaluation.programme = &programme;
    evaluation.arena = &arena;
    evaluation.diagnostics = &diagnostics;
    Aggregates aggregates(*pack, programme);
    aggregates.attach(evaluation);
    check_rules(programme, *pack, evaluation, diagnostics);
    diagnostics.sort();
  }
  /// `Лист1!A7 severity kind` of each message.
  [[nodiscard]] std::vector<std::string> kinds() const {
    std::vector<std::string> all;
    for (const Diagnostic& d : diagnostics.all()) {
      const std::string place = sources.describe(d.place);
      all.push_back(place.substr(place.rfind(':') + 1) + " " +
                    std::string(severity_name(d.severity)) + " " + std::string(d.id()));
    }
    return all;
  }
  [[nodiscard]] const Table& table(std::string_view id) const {
    return programme.tables[pack->schema.find_sheet(id)];
  }
};

}  // namespace grif

#include "save/journal.hpp"

#include <nlohmann/json.hpp>

namespace grif {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

bool is_own_record(std::string_view to) { return to == kManifestName || to == kInputsName; }

std::string to_json(const std::vector<Rename>& renames) {
  Json json = Json::array();
  for (const Rename& rename : renames) {
    Json step = {{"from", rename.from}, {"to", rename.to}};
    if (rename.was) step["was"] = *rename.was;
    json.push_back(std::move(step));
  }
  return json.dump();
}

std::optional<std::vector<Rename>> parse_journal(std::string_view text, ListFault& fault) {
  try {
    std::vector<Rename> renames;
    const Json json = Json::parse(text);
    if (!json.is_array()) {
      fault.what = ListFault::What::not_ours;
      return std::nullopt;
    }
    for (const Json& step : json) {
      Rename rename{step.at("from").get<std::string>(), step.at("to").get<std::string>(), {}};
      if (step.contains("was")) rename.was = step.at("was").get<std::string>();
      if (!is_plain_file_name(rename.from) ||
          (!is_plain_file_name(rename.to) && !is_own_record(rename.to))) {
        fault.what = ListFault::What::leads_out;
        return std::nullopt;
      }
      renames.push_back(std::move(rename));
    }
    return renames;
  } catch (const Json::parse_error& error) {
    fault = find_fault(text, error.byte);
    return std::nullopt;
  } catch (const Json::exception&) {
    fault.what = ListFault::What::not_ours;
    return std::nullopt;
  }
}

}  // namespace grif

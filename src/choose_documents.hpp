#pragma once

#include <string>
#include <vector>

#include "core/diagnostics.hpp"
#include "data/programme.hpp"
#include "pack/pack.hpp"

namespace grif {

/// The documents of the pack that the user named (`only`: names or printed titles), or all of them;
/// in the pack's order, each once.
std::vector<std::size_t> choose_documents(const Pack& pack, const std::vector<std::string>& only,
                                          Diagnostics& diagnostics);

/// The sheets that a document needs and the programme does not have, or has without a row.
struct LackingSheets {
  std::vector<SheetId> missing, empty;
  [[nodiscard]] bool none() const { return missing.empty() && empty.empty(); }
};
LackingSheets find_lacking_sheets(const DocumentSpec& spec, const Programme& programme);

/// «нет: «Организация»; нет ни одной строки: «Дорожная карта»».
std::string describe_lacking(const Pack& pack, const LackingSheets& lacking, Language language);

/// «Организация», «Дорожная карта»: each sheet once, in the schema's order.
std::string join_titles(const Pack& pack, std::vector<SheetId> sheets);

/// Whether a programme has sheets but not one value on them, as a new workbook has: then it is said
/// where to begin.
bool report_not_filled(const Pack& pack, const Programme& programme, Diagnostics& diagnostics);

/// Drops the messages about sheets that are not among those that are `read`: with --only, what is
/// wrong elsewhere in the inputs does not count.
void drop_unrelated(const std::vector<SheetId>& read, const Programme& programme,
                    Diagnostics& diagnostics);

}  // namespace grif

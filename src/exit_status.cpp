#include "exit_status.hpp"

#include <algorithm>
#include <array>

namespace grif {
namespace {

/// Kinds that mean that the system refused, not that the content is bad.
constexpr std::array kRefusals = {Kind::cannot_write,        Kind::folder_is_locked,
                                  Kind::output_is_link,      Kind::output_not_folder,
                                  Kind::manifest_unreadable, Kind::input_missing,
                                  Kind::input_unreadable,    Kind::input_directory,
                                  Kind::input_not_regular,   Kind::spreadsheet_incomplete,
                                  Kind::pack_not_found,      Kind::out_of_memory,
                                  Kind::writer_missing,      Kind::reader_missing,
                                  Kind::form_exists,         Kind::copy_exists};

/// Kinds that mean that the words of the command are wrong.
constexpr std::array kWrongUsage = {
    Kind::command_missing,    Kind::unknown_command,       Kind::input_as_command,
    Kind::unknown_option,     Kind::option_value_missing,  Kind::option_value_unwanted,
    Kind::option_value_wrong, Kind::option_twice,          Kind::input_not_named,
    Kind::input_named_twice,  Kind::folder_not_named,      Kind::listing_not_named,
    Kind::unknown_listing,    Kind::listing_reads_nothing, Kind::unknown_format,
    Kind::format_not_offered, Kind::unknown_pack,          Kind::unknown_document,
    Kind::other_programme,    Kind::term_not_given,        Kind::input_is_standard,
    Kind::form_not_named,     Kind::form_named_twice,      Kind::form_name_wrong,
    Kind::unknown_task,       Kind::sample_missing,        Kind::copy_name_wrong,
    Kind::copy_of_several,    Kind::copy_is_input,         Kind::copy_needs_macros,
    Kind::copy_of_xml};

ExitStatus status_of(const Diagnostic& diagnostic) {
  if (diagnostic.severity != Severity::error) return ExitStatus::done;
  if (!diagnostic.rule.empty()) return ExitStatus::bad_content;
  if (diagnostic.kind == Kind::internal_fault) return ExitStatus::internal_fault;
  if (std::ranges::find(kRefusals, diagnostic.kind) != kRefusals.end())
    return ExitStatus::refused_by_system;
  if (std::ranges::find(kWrongUsage, diagnostic.kind) != kWrongUsage.end())
    return ExitStatus::wrong_usage;
  return ExitStatus::bad_content;
}

}  // namespace

ExitStatus exit_status(const Diagnostics& diagnostics) {
  ExitStatus status = ExitStatus::done;
  for (const Diagnostic& diagnostic : diagnostics.all())
    status = std::max(status, status_of(diagnostic));
  return status;
}

}  // namespace grif

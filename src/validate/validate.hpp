#pragma once

#include "core/diagnostics.hpp"
#include "data/programme.hpp"
#include "expression/expression.hpp"
#include "pack/pack.hpp"

namespace grif {

/// Gives every cell its column's type, resolves references to records, checks what is required,
/// unique and allowed. Cells that cannot be read become faulty. All faults are reported, with
/// suggestions; in tables typed for print only what cannot be read is above a warning.
void validate_types(Programme& programme, const Schema& schema, Diagnostics& diagnostics);

/// Runs the pack's rules over the records. `evaluation` is set up for this programme (aggregates
/// included); its frame and data place are overwritten.
void check_rules(const Programme& programme, const Pack& pack, Evaluation& evaluation,
                 Diagnostics& diagnostics);

/// Does what the input's own sheet of settings wants (Pack::rule_settings): checks that are
/// switched off vanish, others get another severity. Each is told of; errors that are not a rule's
/// stay.
void apply_settings(const Programme& programme, const Pack& pack, Diagnostics& diagnostics);

/// Makes every cell that an error was reported at `faulty`, so that documents that read it are
/// withheld.
void mark_faulty(Programme& programme, const Diagnostics& diagnostics);

}  // namespace grif

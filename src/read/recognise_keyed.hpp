#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/arena.hpp"
#include "read/programme_xml.hpp"
#include "read/recognise_header.hpp"

namespace grif::recognition {

/// One line of a keyed sheet: «ИНН | 7701234567».
struct KeyedEntry {
  ColumnId column = kNoColumn;  ///< kNoColumn: a key that the schema does not know
  std::string title;            ///< the key as written, without a colon at its end
  Place key_place;
  const RawCell* value = nullptr;      ///< null: nothing stands beside the key
  std::vector<const RawCell*> beside;  ///< what else stands in the row, with no title over it
};

/// A keyed sheet as read.
struct KeyedSheet {
  std::vector<KeyedEntry> entries;
  std::vector<const RawCell*> unused;  ///< cells that belong to no key, but for headings
};

/// Reads a keyed sheet. Nothing if too few of its keys are known: one is enough where the sheet is
/// named, else four and half of the column.
std::optional<KeyedSheet> read_keyed(const Grid& grid, SheetId sheet, bool named,
                                     const TitleIndex& index, const Schema& schema);

/// Records that were typed as cards, a column's title a row («Название | Олимпиада»), one card
/// below the other: those of the sheet that most titles belong to. A card begins where a title
/// stands again. Nothing where no sheet, or more than one, fits best, or where the columns that it
/// requires are missing.
std::optional<RecordSheet> read_cards(const Grid& grid, const TitleIndex& index,
                                      const Schema& schema, Arena& arena);

}  // namespace grif::recognition

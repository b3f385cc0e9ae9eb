#pragma once

#include <cstdint>
#include <string_view>

#include "read/docx_parts.hpp"

namespace grif {

/// Counts the columns of a table as people see them: borders that no cell has vanish, borders that
/// lie nearly on each other become one. Gives the cells these columns and returns how many there
/// are.
std::uint32_t settle_columns(WordTable& table);

/// A table that only arranges text on the page: approval marks side by side, a letterhead, lines to
/// sign. `columns`: as `settle_columns` counts them.
bool is_layout(const WordTable& table, std::uint32_t columns);

/// «УТВЕРЖДАЮ», «Согласовано», «П Р И Н Я Т О», «Приложение № 1»: how approval marks begin.
bool begins_with_mark(std::string_view text);

/// True where `next` goes on with `table`, which a page's end or a hand has cut: as many columns,
/// and its first row is the header again or no header.
bool is_continued(const WordTable& table, std::uint32_t columns, const WordTable& next,
                  std::uint32_t next_columns);

}  // namespace grif

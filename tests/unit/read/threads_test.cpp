#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

/// Nothing is shared between readers: sixteen of them at once, from a cold start, read what one
/// reads.
TEST(Threads, ReadWorkbooksSideBySide) {
  test::XlsxBook book;
  book.strings = "<si><t>текст &amp; текст</t></si>";
  book.styles = "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>";
  std::string rows;
  for (int i = 0; i < 200; ++i)
    rows +=
        fmt::format("<row><c><v>{}.5</v></c><c t=\"s\"><v>0</v></c><c s=\"1\"><v>{}</v></c></row>",
                    i, 46000 + i);
  const std::string bytes = book.rows(rows).build();
  std::vector<std::string> read(16);
  std::vector<std::thread> threads;
  for (std::string& outcome : read)
    threads.emplace_back([&outcome, &bytes] { outcome = test::read_and_list(bytes); });
  for (std::thread& thread : threads) thread.join();
  const std::string alone = test::read_and_list(bytes);
  EXPECT_EQ(std::count(alone.begin(), alone.end(), '\n'), 600);
  for (const std::string& outcome : read) EXPECT_EQ(outcome, alone);
}

}  // namespace
}  // namespace grif

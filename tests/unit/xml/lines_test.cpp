#include "xml/lines.hpp"

#include <string>

#include <gtest/gtest.h>

namespace grif {
namespace {

TEST(Lines, ACursorCountsAsTheIndexDoes) {
  for (const std::string_view text : {"", "a", "один\nдва\n\nтри", "one\r\nдва\r\n\r\n",
                                      "a\rб\r\rв", "\n\r\n\r", "x\r\ny\rz\nя"}) {
    const LineIndex index(text);
    LineCursor every(text);
    for (std::size_t at = 0; at <= text.size() + 2; ++at) {
      if (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
      EXPECT_EQ(every.locate(at), index.locate(at)) << text << ' ' << at;
      LineCursor once(text);
      EXPECT_EQ(once.locate(at), index.locate(at)) << text << ' ' << at;
    }
  }
}

TEST(Lines, ACursorStaysWhereItIsForAnEarlierOffset) {
  LineCursor cursor("ab\ncd");
  EXPECT_EQ(cursor.locate(4), (LineColumn{2, 2}));
  EXPECT_EQ(cursor.locate(1), (LineColumn{2, 2}));
}

}  // namespace
}  // namespace grif

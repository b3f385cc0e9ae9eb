// Any bytes as a template: it compiles and expands within its steps, or is refused with messages,
// and gives the same again. It may include itself and the part `p.xml`.
#include <string>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "unit/expand/school.hpp"

namespace {

using grif::test::School;

School make_school() {
  using grif::RowKind;
  using grif::Value;
  School school;
  school.steps = 20'000;
  school.with_hints = true;
  school.add_pupil({Value::text("Анна Рябова"),
                    Value::integer(5),
                    Value::decimal(grif::Decimal(47, 1)),
                    Value::date(*grif::Date::from_ymd(2010, 2, 28)),
                    Value::boolean(true),
                    {}});
  school.add_pupil({Value::text("Пётр\nЁлкин"), Value::integer(0)});
  school.add_plan_row(RowKind::group, {"1", "Начало", "сентябрь"});
  school.add_plan_row(RowKind::item, {"1.1", "Собрать\nвсех", "до 5 сентября 2026 г."});
  school.add_plan_row(RowKind::item, {"1.2", "", ""});
  school.add_part(
      "p.xml",
      "<param name='who'/><param name='sign' value=\"'!'\"/><paragraph>{who}{sign}</paragraph>");
  return school;
}

School::Result expand_once(std::string_view text) {
  School school = make_school();
  School::Result result = school.run(text);
  demand(result.made || !result.messages.empty(), "made, or a message");
  demand(!grif::find_invalid_utf8(result.messages), "messages are good UTF-8");
  demand(!grif::find_invalid_utf8(result.dump), "what is made is good UTF-8");
  return result;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const School::Result first = expand_once(as_text(data, size));
  const School::Result again = expand_once(as_text(data, size));
  demand(first.dump == again.dump && first.messages == again.messages, "the same again");
  return 0;
}

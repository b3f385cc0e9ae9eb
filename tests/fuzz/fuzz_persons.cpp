// Any text as cells of names, a line of `====` between two: what is read lies inside the cell, in
// order; every person is in one record; one cell read twice names the same people.
#include <string>
#include <vector>

#include "core/text.hpp"
#include "fuzz.hpp"
#include "language/person_groups.hpp"

namespace {

constexpr std::string_view kDivider = "\n====\n";

void check_mention(const grif::Mention& mention, std::string_view cell) {
  using Kind = grif::Mention::Kind;
  demand(mention.range.begin < mention.range.end, "a mention is no empty text");
  demand(mention.range.end <= cell.size(), "a mention lies inside the cell");
  const bool person = mention.kind == Kind::person;
  demand(person == (mention.name.begin < mention.name.end), "persons have names, others have none");
  demand(!person ||
             (mention.name.begin >= mention.range.begin && mention.name.end <= mention.range.end),
         "a name lies inside its mention");
  demand(!person || !mention.surname.empty() || !mention.first.empty(),
         "a person is called something");
  demand(mention.kind != Kind::other || mention.gender == grif::Gender::unknown,
         "only persons have a gender");
  for (const std::string* text : {&mention.surname, &mention.first, &mention.patronymic,
                                  &mention.post, &mention.organisation, &mention.written})
    demand(!grif::find_invalid_utf8(*text), "texts are good UTF-8");
}

void read_cell(std::string_view cell, std::vector<grif::Mention>& mentions) {
  for (const auto where : {grif::NamesIn::name_cell, grif::NamesIn::mixed_cell}) {
    const auto read = grif::read_persons(cell, where);
    std::uint32_t end = 0;
    for (const grif::Mention& mention : read) {
      check_mention(mention, cell);
      demand(mention.range.begin >= end || mention.kind == grif::Mention::Kind::person,
             "mentions go forward");
      end = mention.kind == grif::Mention::Kind::person ? mention.name.end : mention.range.end;
      demand(mention.kind != grif::Mention::Kind::person || grif::same_person(mention, mention),
             "everybody is the same as himself");
    }
    mentions.insert(mentions.end(), read.begin(), read.end());
  }
}

void check_groups(const std::vector<grif::Mention>& mentions) {
  const grif::PersonGroups groups = grif::group_persons(mentions);
  demand(groups.person_of.size() == mentions.size(), "each mention is looked at");
  std::size_t members = 0;
  for (const grif::PersonRecord& person : groups.persons) {
    demand(!person.mentions.empty(), "a person was met");
    members += person.mentions.size();
    demand(!grif::find_invalid_utf8(person.short_name()), "names are good UTF-8");
  }
  for (std::size_t m = 0; m < mentions.size(); ++m) {
    const bool person = mentions[m].kind == grif::Mention::Kind::person;
    demand(person == (groups.person_of[m] != grif::kNoPerson), "a person has a record");
    if (person) --members;
  }
  demand(members == 0, "a person has one record");
  for (const grif::PersonDoubt& doubt : groups.doubts)
    demand(doubt.person != doubt.meant && doubt.person < groups.persons.size() &&
               doubt.meant < groups.persons.size(),
           "a doubt is between two");
  for (const grif::TwoPosts& two : groups.two_posts)
    demand(groups.person_of[two.usual_mention] == two.person &&
               groups.person_of[two.rare_mention] == two.person,
           "two posts are one person's");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text = as_text(data, size);
  if (grif::find_invalid_utf8(text)) return 0;  // the readers let nothing else through
  std::vector<grif::Mention> mentions;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kDivider), text.size());
    read_cell(text.substr(0, end), mentions);
    text.remove_prefix(std::min(end + kDivider.size(), text.size()));
  }
  check_groups(mentions);
  return 0;
}

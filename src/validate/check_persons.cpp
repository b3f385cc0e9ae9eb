#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/text.hpp"
#include "language/person_groups.hpp"
#include "language/person_posts.hpp"
#include "validate/column_types.hpp"
#include "validate/spellings.hpp"

namespace grif {
namespace {

/// Where a mention stands.
struct Standing {
  const Table* table = nullptr;
  const ColumnSchema* column = nullptr;
  Place place;
};

class PersonChecker {
 public:
  PersonChecker(const Programme& programme, const Schema& schema, Diagnostics& diagnostics)
      : programme_(&programme), schema_(&schema), diagnostics_(&diagnostics) {}

  void check() {
    for (std::size_t s = 0; s < schema_->sheets.size(); ++s) {
      const Table& table = programme_->tables[s];
      if (table.present) read_table(table, schema_->sheets[s]);
    }
    tell_posts_alike();
    if (mentions_.empty()) return;
    groups_ = group_persons(mentions_);
    for (const PersonDoubt& doubt : groups_.doubts) tell_doubt(doubt);
    for (const TwoPosts& two : groups_.two_posts) tell_posts(two);
    for (const AmbiguousPerson& one : groups_.ambiguous) tell_ambiguous(one);
    tell_posts_alone();
    tell_unknown();
  }

 private:
  /// A post or a group that stands without a name.
  struct Role {
    std::string written;
    PostKey key;
    Standing standing;
  };

  void read_table(const Table& table, const SheetSchema& sheet) {
    for (std::size_t c = 0; c < sheet.columns.size(); ++c) {
      const ColumnSchema& column = sheet.columns[c];
      if (column.persons == PersonsIn::no) continue;
      if (column.persons == PersonsIn::everybody && !table.rows.empty()) everybody_ = &sheet;
      const NamesIn where =
          column.persons == PersonsIn::list ? NamesIn::mixed_cell : NamesIn::name_cell;
      for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
        const Cell& cell = table.cell(row, c);
        const bool read = !cell.value.is_missing() && !cell.value.is_faulty();
        if (cell.row_span == 0 || !read || cell.written.empty()) continue;
        const Standing standing{&table, &column, cell.place};
        for (const Mention& mention : persons_of(cell.written, where)) {
          if (mention.kind == Mention::Kind::role) {
            if (where == NamesIn::mixed_cell)
              roles_.push_back({mention.written, read_post(mention.post), standing});
            continue;
          }
          mentions_.push_back(mention);
          standings_.push_back(standing);
        }
      }
    }
  }

  /// The persons of a cell. In a roadmap the same few people answer for most rows, so what was read
  /// is kept by its text. Persons and roles.
  const std::vector<Mention>& persons_of(std::string_view text, NamesIn where) {
    auto& kept = kept_[where == NamesIn::mixed_cell ? 0 : 1];
    const auto [found, is_new] = kept.try_emplace(text);
    if (is_new) {
      found->second = read_persons(text, where);
      std::erase_if(found->second, [](const Mention& m) { return m.kind == Mention::Kind::other; });
    }
    return found->second;
  }

  [[nodiscard]] const Standing& first_standing(std::uint32_t person) const {
    return standings_[groups_.persons[person].mentions.front()];
  }
  void add_note(Diagnostic& diagnostic, std::uint32_t mention) const {
    diagnostic.notes.push_back({standings_[mention].place, mentions_[mention].written});
  }

  /// A table typed for print has namesakes of its own: only what is all but certain is told there.
  void tell_doubt(const PersonDoubt& doubt) {
    const Standing& standing = first_standing(doubt.person);
    const bool quiet = standing.table->printed || doubt.kind == PersonDoubt::Kind::other_initial;
    if (!doubt.likely && quiet) return;
    const std::string name = groups_.persons[doubt.person].short_name();
    const std::string meant = groups_.persons[doubt.meant].short_name();
    add_note(diagnostics_->report(doubt.likely ? Kind::person_looks_like : Kind::person_may_be,
                                  standing.place, {name, meant}),
             groups_.persons[doubt.meant].mentions.front());
  }

  void tell_posts(const TwoPosts& two) {
    const std::string name = groups_.persons[two.person].short_name();
    add_note(diagnostics_->report(
                 Kind::person_two_posts, standings_[two.rare_mention].place,
                 {name, mentions_[two.rare_mention].post, mentions_[two.usual_mention].post}),
             two.usual_mention);
  }

  /// «Руководитель ООО» among «Руководитель ОО»: a letter too many, or too few.
  void tell_posts_alike() {
    std::vector<SpeltName> posts;
    for (const Role& role : roles_)
      note_spelling(posts, collapsed(role.written), role.standing.place);
    for (const SpeltPair& pair : find_slips(posts))
      diagnostics_
          ->report(Kind::post_looks_like, posts[pair.rare].first,
                   {posts[pair.rare].spelling, posts[pair.usual].spelling})
          .notes.push_back({posts[pair.usual].first, posts[pair.usual].spelling});
  }

  /// «зам. директора по УВР» without a name, where several people of that post are named
  /// elsewhere.
  void tell_posts_alone() {
    for (const Role& role : roles_) {
      if (role.key.head.empty() || role.key.rest.empty()) continue;
      std::vector<std::string> names;
      for (std::size_t m = 0; m < mentions_.size(); ++m) {
        if (mentions_[m].post.empty() || groups_.person_of[m] == kNoPerson ||
            read_post_once(mentions_[m].post) != role.key)
          continue;
        std::string name = "«" + groups_.persons[groups_.person_of[m]].short_name() + "»";
        if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
      }
      if (names.size() > 1)
        diagnostics_->report(Kind::person_ambiguous, role.standing.place,
                             {role.written, join(names, ", ")});
    }
  }
  const PostKey& read_post_once(const std::string& post) {
    const auto [found, is_new] = post_keys_.try_emplace(post);
    if (is_new) found->second = read_post(post);
    return found->second;
  }

  void tell_ambiguous(const AmbiguousPerson& one) {
    std::vector<std::string> names;
    for (const std::uint32_t candidate : one.candidates)
      names.push_back("«" + groups_.persons[candidate].short_name() + "»");
    diagnostics_->report(Kind::person_ambiguous, first_standing(one.person).place,
                         {groups_.persons[one.person].short_name(), join(names, ", ")});
  }

  /// Who stands in a list though a sheet is there that names everybody. A doubtful spelling has
  /// been told already.
  void tell_unknown() {
    if (everybody_ == nullptr) return;
    std::vector<bool> told(groups_.persons.size(), false);
    for (const PersonDoubt& doubt : groups_.doubts)
      if (doubt.likely) told[doubt.person] = true;
    for (const AmbiguousPerson& one : groups_.ambiguous) told[one.person] = true;
    for (std::uint32_t p = 0; p < groups_.persons.size(); ++p) {
      if (told[p]) continue;
      const auto& mentions = groups_.persons[p].mentions;
      const auto is_in = [&](PersonsIn persons) {
        return std::ranges::find_if(mentions, [&, persons](std::uint32_t m) {
          return standings_[m].column->persons == persons;
        });
      };
      const auto listed = is_in(PersonsIn::list);
      if (listed == mentions.end() || is_in(PersonsIn::everybody) != mentions.end()) continue;
      diagnostics_->report(
          Kind::person_unknown, standings_[*listed].place,
          {groups_.persons[p].short_name(), standings_[*listed].column->title, everybody_->title});
    }
  }

  const Programme* programme_;
  const Schema* schema_;
  Diagnostics* diagnostics_;
  std::array<std::unordered_map<std::string_view, std::vector<Mention>>, 2> kept_;  ///< by NamesIn
  std::vector<Mention> mentions_;  ///< of persons only
  std::vector<Role> roles_;
  std::unordered_map<std::string, PostKey> post_keys_;
  std::vector<Standing> standings_;
  PersonGroups groups_;
  const SheetSchema* everybody_ = nullptr;
};

}  // namespace

void check_persons(const Programme& programme, const Schema& schema, Diagnostics& diagnostics) {
  PersonChecker(programme, schema, diagnostics).check();
}

}  // namespace grif

#include "language/person_groups.hpp"

#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "core/text.hpp"
#include "language/person_posts.hpp"

namespace grif {
namespace {

struct Programme {
  std::vector<Mention> mentions;
  PersonGroups groups;
};

/// Every cell read, all mentions grouped.
Programme group(std::initializer_list<std::string_view> cells) {
  Programme programme;
  for (const std::string_view cell : cells)
    for (Mention& mention : read_persons(cell)) programme.mentions.push_back(std::move(mention));
  programme.groups = group_persons(programme.mentions);
  return programme;
}

/// «Ветрова А.Г. ×2; Лугов П.К. ×1»
std::string people(std::initializer_list<std::string_view> cells) {
  std::string all;
  for (const PersonRecord& person : group(cells).groups.persons) {
    if (!all.empty()) all += "; ";
    all += person.short_name() + " ×" + std::to_string(person.mentions.size());
  }
  return all;
}

/// «Ветрава А.Г. → Ветрова А.Г. (буквы, скорее всего)»
std::string doubts(std::initializer_list<std::string_view> cells) {
  const PersonGroups groups = group(cells).groups;
  std::string all;
  for (const PersonDoubt& doubt : groups.doubts) {
    if (!all.empty()) all += "; ";
    all += groups.persons[doubt.person].short_name() + " → " +
           groups.persons[doubt.meant].short_name() + " (" +
           (doubt.kind == PersonDoubt::Kind::letters            ? "буквы"
            : doubt.kind == PersonDoubt::Kind::swapped_initials ? "переставлены"
                                                                : "инициал") +
           (doubt.likely ? ", скорее всего)" : ")");
  }
  return all;
}

bool are_one(std::string_view a, std::string_view b) {
  const Mention left = read_persons(a).at(0), right = read_persons(b).at(0);
  EXPECT_EQ(same_person(left, right), same_person(right, left)) << a << " / " << b;
  return same_person(left, right);
}

TEST(SamePerson, IsOneHoweverWritten) {
  for (const char* written :
       {"Ветрова А.Г.", "А.Г. Ветрова", "А.Г.Ветрова", "Ветрова А. Г", "Ветрова АГ",
        "Ветрова, А.Г.", "ВЕТРОВА А.Г.", "Beтpoва A.Г.", "Ветрова Анна Григорьевна",
        "Анна Григорьевна Ветрова", "Ветрова Анна", "Ветрова А.", "Ветровой А.Г.",
        "Ветровой Анне Григорьевне", "зам. директора по ВР Ветрова А.Г.", "Вет-\nрова А.Г."})
    EXPECT_TRUE(are_one("Ветрова А.Г.", written)) << written;
  EXPECT_TRUE(are_one("Семёнов П.К.", "Семенов П.К."));
  EXPECT_TRUE(are_one("директору Лугову П.К.", "Лугов П.К."));
}

TEST(SamePerson, IsAnotherOneWithAnotherName) {
  EXPECT_FALSE(are_one("Ветрова А.Г.", "Ветрова А.Т."));
  EXPECT_FALSE(are_one("Ветрова А.Г.", "Ветрова Г.А."));
  EXPECT_FALSE(are_one("Ветрова А.Г.", "Ветров А.Г."));
  EXPECT_FALSE(are_one("Ветрова А.Г.", "Ветрава А.Г."));
  EXPECT_FALSE(are_one("Ветрова Анна Григорьевна", "Ветрова Алла Григорьевна"));
  EXPECT_FALSE(are_one("директор", "директор"));
}

TEST(Groups, MakeOneRecordOfAPerson) {
  EXPECT_EQ(people({"Ветрова А.Г.", "А.Г. Ветрова, Лугов П.К.", "Ветрова Анна Григорьевна",
                    "зам. директора по ВР ВЕТРОВА АГ", "П.К. Лугов"}),
            "Ветрова Анна Григорьевна ×4; Лугов П.К. ×2");
  EXPECT_EQ(people({"Ветровой А.Г.", "Ветрова А.Г."}), "Ветрова А.Г. ×2");
  EXPECT_EQ(people({"директору Лугову П.К.", "Лугов П.К.", "Лугов"}), "Лугов П.К. ×3");
  EXPECT_EQ(people({"Лугов П.К.", "Лугова П.К."}), "Лугов П.К. ×1; Лугова П.К. ×1");
  EXPECT_EQ(people({"Ветров А.Г.", "Ветровой Анне Григорьевне"}),
            "Ветров А.Г. ×1; Ветрова Анна Григорьевна ×1");
  EXPECT_EQ(people({"Семёнова А.", "Семенова Анна", "Семенова А.Б."}), "Семёнова Анна Б. ×3");
  EXPECT_EQ(people({"директор", "рабочая группа", ""}), "");
  const Programme programme = group({"директор, Лугов П.К. и рабочая группа", "П.К. Лугов"});
  EXPECT_EQ(programme.groups.person_of, (std::vector<std::uint32_t>{0, kNoPerson, 0}));
  EXPECT_EQ(programme.groups.persons[0].mentions, (std::vector<std::uint32_t>{0, 2}));
}

TEST(Groups, KeepTheGender) {
  const auto groups = group({"Ветрова А.Г.", "Ветрова Анна Григорьевна", "Ким О.П."}).groups;
  EXPECT_EQ(groups.persons[0].gender, Gender::female);
  EXPECT_EQ(groups.persons[1].gender, Gender::unknown);
}

TEST(Groups, TellInitialsThatSeveralNamesFit) {
  const auto groups =
      group({"Лугов П.К.", "Лугов Пётр Кузьмич", "Лугов Павел Кириллович", "Лугов"}).groups;
  ASSERT_EQ(groups.ambiguous.size(), 2U);
  EXPECT_EQ(groups.persons[groups.ambiguous[0].person].short_name(), "Лугов П.К.");
  EXPECT_EQ(groups.ambiguous[0].candidates, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(groups.persons[groups.ambiguous[1].person].short_name(), "Лугов");
  EXPECT_EQ(group({"Лугов П.К.", "Лугов Пётр Кузьмич"}).groups.ambiguous.size(), 0U);
}

TEST(Doubts, NameNearSpellings) {
  EXPECT_EQ(doubts({"Ветрова А.Г.", "Ветрова А.Г.", "Ветрава А.Г."}),
            "Ветрава А.Г. → Ветрова А.Г. (буквы, скорее всего)");
  EXPECT_EQ(doubts({"Ветрвоа А.Г.", "Ветрова А.Г.", "А.Г. Ветрова"}),
            "Ветрвоа А.Г. → Ветрова А.Г. (буквы, скорее всего)");
  EXPECT_EQ(doubts({"Веетрова А.Г.", "Ветрова Анна Григорьевна"}),
            "Веетрова А.Г. → Ветрова Анна Григорьевна (буквы, скорее всего)");
  EXPECT_EQ(doubts({"Ветрова А.", "Ветрава А.Г."}), "Ветрова А. → Ветрава А.Г. (буквы)");
  EXPECT_EQ(doubts({"Лугов Пётр Кузьмич", "Лугов Петр Кузмич"}), "");
  EXPECT_EQ(doubts({"Сомова Наталья Игоревна", "Сомова Наталия Игоревна"}),
            "Сомова Наталия Игоревна → Сомова Наталья Игоревна (буквы, скорее всего)");
  EXPECT_EQ(doubts({"Скоробогатая-Ветрова А.Г.", "Скоробагатая-Ветрова А.Г."}),
            "Скоробагатая-Ветрова А.Г. → Скоробогатая-Ветрова А.Г. (буквы, скорее всего)");
}

TEST(Doubts, NameInitialsThatDiffer) {
  EXPECT_EQ(doubts({"Ветрова А.Г.", "Ветрова Г.А."}),
            "Ветрова Г.А. → Ветрова А.Г. (переставлены, скорее всего)");
  EXPECT_EQ(doubts({"Ветрова А.Г.", "Ветрова А.Т."}), "Ветрова А.Т. → Ветрова А.Г. (инициал)");
  EXPECT_EQ(doubts({"завуч Ветрова А.Г.", "завуч Ветрова А.Г.", "завуч Ветрова А.Г.",
                    "завуч Ветрова А.Т."}),
            "Ветрова А.Т. → Ветрова А.Г. (инициал, скорее всего)");
  EXPECT_EQ(doubts({"Ветрова Анна Григорьевна", "Ветрова А.Т."}),
            "Ветрова А.Т. → Ветрова Анна Григорьевна (инициал)");
}

TEST(Doubts, LeaveFamiliesAndNamesakesAlone) {
  EXPECT_EQ(doubts({"Лугов П.К.", "Лугова П.К."}), "");
  EXPECT_EQ(doubts({"Полевской П.К.", "Полевская П.К."}), "");
  EXPECT_EQ(doubts({"Лугов Пётр Кузьмич", "Лугов Павел Кузьмич"}), "");
  EXPECT_EQ(doubts({"Лугова Мария Петровна", "Лугова Дарья Петровна"}), "");
  EXPECT_EQ(doubts({"Лугов П.К.", "Зимин П.К.", "Сомова А.Г.", "Ким А.Г.", "Цой А.Г."}), "");
  EXPECT_EQ(doubts({"Лугов А.К.", "Лугов Б.К.", "Лугов В.К.", "Лугов Г.К."}), "");
  EXPECT_EQ(doubts({"Ветрова А.Г.", "Ветрава П.К."}), "");
}

TEST(Posts, AreReadAlikeHoweverShortened) {
  EXPECT_EQ(read_post("зам. директора по УВР"),
            read_post("Заместителю директора по учебно-воспитательной работе"));
  EXPECT_EQ(read_post("педагог- психолог"), read_post("Педагог-психолог"));
  EXPECT_EQ(read_post("соц. педагог"), read_post("социальному педагогу"));
  EXPECT_EQ(read_post("и.о. директора"), read_post("директор"));
  EXPECT_EQ(read_post("ЗДУВР"), read_post("заместитель директора по УВР"));
  EXPECT_NE(read_post("зам. директора по ВР"), read_post("зам. директора по УВР"));
  EXPECT_EQ(read_post("").head, U"");
}

TEST(Posts, ContradictOnlyWhereOnePersonHardlyHoldsBoth) {
  const auto contradicts = [](std::string_view a, std::string_view b) {
    EXPECT_EQ(contradict(read_post(a), read_post(b)), contradict(read_post(b), read_post(a)));
    return contradict(read_post(a), read_post(b));
  };
  EXPECT_TRUE(contradicts("зам. директора по ВР", "зам. директора по УВР"));
  EXPECT_TRUE(contradicts("заведующий библиотекой", "заведующий отделением"));
  EXPECT_FALSE(contradicts("зам. директора", "зам. директора по УВР"));
  EXPECT_FALSE(contradicts("зам. директора по УВР", "учитель физики"));
  EXPECT_FALSE(contradicts("учитель химии", "учитель физики"));
  EXPECT_FALSE(contradicts("директор", "Директор"));
  EXPECT_FALSE(contradicts("", ""));
}

TEST(TwoPosts, AreToldOncePerPerson) {
  const Programme programme =
      group({"зам. директора по ВР Ветрова А.Г.", "зам. директора по УВР А.Г. Ветрова",
             "зам. директора по УВР Ветрова А.Г.", "координатор Ветрова А.Г."});
  ASSERT_EQ(programme.groups.two_posts.size(), 1U);
  const TwoPosts& two = programme.groups.two_posts[0];
  EXPECT_EQ(programme.mentions[two.rare_mention].post, "зам. директора по ВР")
      << "the post met less often is the doubtful one";
  EXPECT_EQ(programme.mentions[two.usual_mention].post, "зам. директора по УВР");
}

std::string repeated(std::string_view piece, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += piece;
  return text;
}

double seconds_of(const auto& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(HostileTexts, TakeTimeInProportion) {
  constexpr std::size_t kMegabyte = 1 << 20;
  for (const char* piece : {"Лугов П.К., ",
                            "Лугов ",
                            "П.К. ",
                            "П",
                            "де ",
                            "Де ",
                            "«",
                            "«»",
                            "\"",
                            "-",
                            "а-",
                            "Ова-",
                            "\n",
                            " ",
                            ",",
                            "и ",
                            "директор, ",
                            "директор и ",
                            "слово, ",
                            "методисты Лугов П.К. ",
                            "Лугов-\n",
                            "Лугов Пётр Кузьмич ",
                            "оглы ",
                            "1.",
                            "у\u0301",
                            "\u00AD",
                            "старший ",
                            "по ",
                            "И.О. "}) {
    const std::string text = repeated(piece, kMegabyte);
    const double seconds = seconds_of([&] { group_persons(read_persons(text)); });
    EXPECT_LT(seconds, 4.0) << piece;
  }
}

TEST(HostileTexts, OfOneLongWordAndManyNames) {
  constexpr std::size_t kNames = 20'000;
  std::string head = repeated("слово ", 500'000) + "методисты ";
  for (std::size_t i = 0; i < kNames; ++i) head += "Лугов П.К., ";
  EXPECT_LT(seconds_of([&] { read_persons(head); }), 4.0);
}

TEST(ManyNames, AreGroupedInTimeInProportion) {
  constexpr std::u32string_view kLetters = U"абвгдежзиклмнопрстуфхцчшэюя";
  std::vector<Mention> mentions;
  std::uint32_t random = 12345;
  const auto next = [&] { return random = random * 1664525U + 1013904223U; };
  for (std::size_t i = 0; i < 20'000; ++i) {
    Mention& mention = mentions.emplace_back();
    mention.kind = Mention::Kind::person;
    std::u32string surname;
    for (int k = 0; k < 6; ++k) surname += kLetters[next() / 65536 % kLetters.size()];
    mention.surname = encode_utf8(surname + U"ова");
    mention.first = encode_utf8(kLetters.substr(next() / 65536 % kLetters.size(), 1));
    mention.patronymic = encode_utf8(kLetters.substr(next() / 65536 % kLetters.size(), 1));
  }
  PersonGroups groups;
  EXPECT_LT(seconds_of([&] { groups = group_persons(mentions); }), 8.0);
  EXPECT_GT(groups.persons.size(), 19'000U);
  // The same surname and initial in every mention: the worst block.
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    mentions[i].surname = "Лугов";
    mentions[i].first = "Пётр" + std::to_string(i);
  }
  EXPECT_LT(seconds_of([&] { groups = group_persons(mentions); }), 8.0);
}

}  // namespace
}  // namespace grif

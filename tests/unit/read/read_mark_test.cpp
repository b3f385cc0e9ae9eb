#include "read/read_mark.hpp"

#include <gtest/gtest.h>

namespace grif::recognition {
namespace {

/// What a mark says, a fact after the other.
std::string facts(std::string_view text) {
  const MarkFacts mark = read_mark(text);
  std::string out = mark.word;
  const auto add = [&](const char* name, const std::string& said) {
    if (!said.empty()) out += std::string("; ") + name + "=" + said;
  };
  add("post", mark.post);
  add("of", mark.organisation);
  add("name", mark.name);
  add("act", mark.act);
  add("number", mark.number);
  if (mark.date) add("date", mark.date->iso());
  if (mark.surname_first) out += "; surname first";
  if (mark.date_blank) out += "; date blank";
  if (mark.number_blank) out += "; number blank";
  return out;
}

TEST(ReadMark, ByAnOfficial) {
  EXPECT_EQ(
      facts("Утверждаю\nДиректор МБОУ «Лицей № 3»\n________ А.Б. Рощина\n«1» сентября 2026 г."),
      "УТВЕРЖДАЮ; post=Директор; of=МБОУ «Лицей № 3»; name=А.Б. Рощина; date=2026-09-01");
  EXPECT_EQ(facts("УТВЕРЖДАЮ\nДиректор\nРучьёва Н.П.\n01.09.2026"),
            "УТВЕРЖДАЮ; post=Директор; name=Ручьёва Н.П.; date=2026-09-01; surname first");
}

TEST(ReadMark, ByAnAct) {
  EXPECT_EQ(facts("УТВЕРЖДЕНА\nприказом МАОУ «Гимназия №3»\nот 28 августа 2026 г. № 512/б"),
            "УТВЕРЖДЕНА; of=МАОУ «Гимназия №3»; act=приказ; number=512/б; date=2026-08-28");
  EXPECT_EQ(facts("Принято\nпедагогическим советом\n(протокол от 30.08.2026 № 1)"),
            "ПРИНЯТО; act=протокол; number=1; date=2026-08-30");
  EXPECT_EQ(facts("Приложение 1\nк приказу от «03» 09.2026 г. № 94-од"),
            "ПРИЛОЖЕНИЕ; act=приказ; number=94-од; date=2026-09-03");
  EXPECT_EQ(facts("С учетом мнения\nсовета родителей"), "С УЧЁТОМ МНЕНИЯ");
}

TEST(ReadMark, LinesToWriteOn) {
  EXPECT_EQ(facts("СОГЛАСОВАНО\nОт « _____ » 2026 г.\nГлава управления\nС.Л.Боровиков"),
            "СОГЛАСОВАНО; of=управления; name=С.Л.Боровиков; date blank");
  EXPECT_EQ(facts("УТВЕРЖДЕНО\nприказ № ____ от «__» ________ 2026 г."),
            "УТВЕРЖДЕНО; act=приказ; date blank; number blank");
  EXPECT_EQ(facts("УТВЕРЖДЕНО\nприказом от «___» _____ 20__ г. №"),
            "УТВЕРЖДЕНО; act=приказ; date blank; number blank");
  EXPECT_EQ(facts("УТВЕРЖДАЮ\nДиректор ________ И.И. Лесной"),
            "УТВЕРЖДАЮ; post=Директор; name=И.И. Лесной");
}

TEST(ReadMark, NotADate) {
  EXPECT_EQ(facts("УТВЕРЖДЕНО\nприказом от 31.02.2026 № 7"), "УТВЕРЖДЕНО; act=приказ; number=7");
  EXPECT_EQ(facts("ПРИНЯТО\nв 2026 году, 5 человек"), "ПРИНЯТО");
  EXPECT_EQ(facts(""), "");
}

}  // namespace
}  // namespace grif::recognition

#include "core/type_words.hpp"

#include <algorithm>
#include <array>

namespace grif {
namespace {

struct TypeWord {
  std::string_view english;
  std::string_view one;   ///< nominative
  std::string_view many;  ///< genitive, as behind «список»
};
constexpr std::array kWords = {
    TypeWord{"any", "любое значение", "любых значений"},
    TypeWord{"missing", "пусто", "пустых значений"},
    TypeWord{"faulty", "ячейка с ошибкой", "ячеек с ошибками"},
    TypeWord{"text", "текст", "текстов"},
    TypeWord{"label", "номер", "номеров"},
    TypeWord{"number", "число", "чисел"},
    TypeWord{"integer", "целое число", "целых чисел"},
    TypeWord{"decimal", "десятичная дробь", "десятичных дробей"},
    TypeWord{"ratio", "точная дробь", "точных дробей"},
    TypeWord{"real", "приближённое число", "приближённых чисел"},
    TypeWord{"date", "дата", "дат"},
    TypeWord{"term", "срок", "сроков"},
    TypeWord{"boolean", "да или нет", "значений «да или нет»"},
    TypeWord{"record", "запись", "записей"},
    TypeWord{"group", "группа", "групп"},
    TypeWord{"list", "список", "списков"},
    TypeWord{"lists", "списки", "списков"},
    TypeWord{"value", "значение", "значений"},
    TypeWord{"record of a grouped sheet", "запись листа со строками групп",
             "записей листа со строками групп"},
    TypeWord{"record of printed columns", "запись о напечатанном столбце",
             "записей о напечатанных столбцах"},
};

std::string translate(std::string_view english, bool many) {
  if (const auto word = std::ranges::find(kWords, english, &TypeWord::english);
      word != kWords.end())
    return std::string(many ? word->many : word->one);
  constexpr std::string_view kList = "list of ", kGroup = "group of ", kRecord = "record of ";
  if (english.starts_with(kList))
    return (many ? "списков " : "список ") + translate(english.substr(kList.size()), true);
  if (english.starts_with(kGroup))
    return (many ? "групп " : "группа ") + translate(english.substr(kGroup.size()), true);
  if (english.starts_with(kRecord))
    return (many ? "записей листа " : "запись листа ") +
           std::string(english.substr(kRecord.size()));
  return std::string(english);
}

}  // namespace

std::string translate_type(std::string_view english) {
  constexpr std::string_view kComma = ", ";
  std::string out;
  for (;;) {
    const std::size_t end = std::min(english.find(kComma), english.size());
    out += translate(english.substr(0, end), false);
    if (end == english.size()) return out;
    out += kComma;
    english.remove_prefix(end + kComma.size());
  }
}

}  // namespace grif

#include "language/term_words.hpp"

#include <algorithm>
#include <array>
#include <bit>

#include "core/text.hpp"

namespace grif {
namespace {

constexpr std::array<std::string_view, 12> kNumerals = {"I",   "II",   "III", "IV", "V",  "VI",
                                                        "VII", "VIII", "IX",  "X",  "XI", "XII"};

struct Entry {
  std::string_view form;
  TermWord word;
  std::uint8_t value = 0;
};
using W = TermWord;

constexpr std::array kMonthsNominative =
    std::to_array<std::string_view>({"январь", "февраль", "март", "апрель", "май", "июнь", "июль",
                                     "август", "сентябрь", "октябрь", "ноябрь", "декабрь"});
constexpr std::array kMonthsGenitive =
    std::to_array<std::string_view>({"января", "февраля", "марта", "апреля", "мая", "июня", "июля",
                                     "августа", "сентября", "октября", "ноября", "декабря"});

/// Every form, by topic; sorted below.
constexpr auto kListed = std::to_array<Entry>({
    // clang-format off
    {"январь", W::month, 1}, {"января", W::month, 1}, {"январе", W::month, 1}, {"январю", W::month, 1}, {"январем", W::month, 1}, {"янв", W::month, 1},
    {"февраль", W::month, 2}, {"февраля", W::month, 2}, {"феврале", W::month, 2}, {"февралю", W::month, 2}, {"февралем", W::month, 2}, {"фев", W::month, 2}, {"февр", W::month, 2},
    {"март", W::month, 3}, {"марта", W::month, 3}, {"марте", W::month, 3}, {"марту", W::month, 3}, {"мартом", W::month, 3}, {"мар", W::month, 3},
    {"апрель", W::month, 4}, {"апреля", W::month, 4}, {"апреле", W::month, 4}, {"апрелю", W::month, 4}, {"апрелем", W::month, 4}, {"апр", W::month, 4},
    {"май", W::month, 5}, {"мая", W::month, 5}, {"мае", W::month, 5}, {"маю", W::month, 5}, {"маем", W::month, 5},
    {"июнь", W::month, 6}, {"июня", W::month, 6}, {"июне", W::month, 6}, {"июню", W::month, 6}, {"июнем", W::month, 6}, {"июн", W::month, 6},
    {"июль", W::month, 7}, {"июля", W::month, 7}, {"июле", W::month, 7}, {"июлю", W::month, 7}, {"июлем", W::month, 7}, {"июл", W::month, 7},
    {"август", W::month, 8}, {"августа", W::month, 8}, {"августе", W::month, 8}, {"августу", W::month, 8}, {"августом", W::month, 8}, {"авг", W::month, 8},
    {"сентябрь", W::month, 9}, {"сентября", W::month, 9}, {"сентябре", W::month, 9}, {"сентябрю", W::month, 9}, {"сентябрем", W::month, 9}, {"сен", W::month, 9}, {"сент", W::month, 9},
    {"октябрь", W::month, 10}, {"октября", W::month, 10}, {"октябре", W::month, 10}, {"октябрю", W::month, 10}, {"октябрем", W::month, 10}, {"окт", W::month, 10},
    {"ноябрь", W::month, 11}, {"ноября", W::month, 11}, {"ноябре", W::month, 11}, {"ноябрю", W::month, 11}, {"ноябрем", W::month, 11}, {"ноя", W::month, 11}, {"нояб", W::month, 11},
    {"декабрь", W::month, 12}, {"декабря", W::month, 12}, {"декабре", W::month, 12}, {"декабрю", W::month, 12}, {"декабрем", W::month, 12}, {"дек", W::month, 12},

    {"понедельник", W::weekday, 1}, {"понедельника", W::weekday, 1}, {"понедельникам", W::weekday, 1}, {"пн", W::weekday, 1},
    {"вторник", W::weekday, 2}, {"вторника", W::weekday, 2}, {"вторникам", W::weekday, 2}, {"вт", W::weekday, 2},
    {"среда", W::weekday, 3}, {"среду", W::weekday, 3}, {"среды", W::weekday, 3}, {"средам", W::weekday, 3}, {"ср", W::weekday, 3},
    {"четверг", W::weekday, 4}, {"четверга", W::weekday, 4}, {"четвергам", W::weekday, 4}, {"чт", W::weekday, 4},
    {"пятница", W::weekday, 5}, {"пятницу", W::weekday, 5}, {"пятницы", W::weekday, 5}, {"пятницам", W::weekday, 5}, {"пт", W::weekday, 5},
    {"суббота", W::weekday, 6}, {"субботу", W::weekday, 6}, {"субботы", W::weekday, 6}, {"субботам", W::weekday, 6}, {"сб", W::weekday, 6},
    {"воскресенье", W::weekday, 7}, {"воскресенья", W::weekday, 7}, {"воскресеньям", W::weekday, 7}, {"вс", W::weekday, 7},

    {"зима", W::season, 1}, {"зимой", W::season, 1}, {"зимы", W::season, 1}, {"зиму", W::season, 1},
    {"весна", W::season, 2}, {"весной", W::season, 2}, {"весны", W::season, 2}, {"весну", W::season, 2},
    {"лето", W::season, 3}, {"летом", W::season, 3}, {"лета", W::season, 3},
    {"осень", W::season, 4}, {"осенью", W::season, 4}, {"осени", W::season, 4},
    {"зимние", W::season_of, 1}, {"зимних", W::season_of, 1}, {"весенние", W::season_of, 2}, {"весенних", W::season_of, 2},
    {"летние", W::season_of, 3}, {"летних", W::season_of, 3}, {"осенние", W::season_of, 4}, {"осенних", W::season_of, 4},

    {"последний", W::ordinal, 0}, {"последняя", W::ordinal, 0}, {"последнюю", W::ordinal, 0}, {"последней", W::ordinal, 0}, {"последнее", W::ordinal, 0}, {"последнего", W::ordinal, 0}, {"последние", W::ordinal, 0},
    {"первый", W::ordinal, 1}, {"первая", W::ordinal, 1}, {"первую", W::ordinal, 1}, {"первой", W::ordinal, 1}, {"первое", W::ordinal, 1}, {"первого", W::ordinal, 1}, {"первом", W::ordinal, 1},
    {"второй", W::ordinal, 2}, {"вторая", W::ordinal, 2}, {"вторую", W::ordinal, 2}, {"второе", W::ordinal, 2}, {"второго", W::ordinal, 2}, {"втором", W::ordinal, 2},
    {"третий", W::ordinal, 3}, {"третья", W::ordinal, 3}, {"третью", W::ordinal, 3}, {"третьей", W::ordinal, 3}, {"третье", W::ordinal, 3}, {"третьего", W::ordinal, 3}, {"третьем", W::ordinal, 3},
    {"четвертый", W::ordinal, 4}, {"четвертая", W::ordinal, 4}, {"четвертую", W::ordinal, 4}, {"четвертой", W::ordinal, 4}, {"четвертое", W::ordinal, 4}, {"четвертого", W::ordinal, 4}, {"четвертом", W::ordinal, 4},
    {"пятый", W::ordinal, 5}, {"пятое", W::ordinal, 5}, {"пятого", W::ordinal, 5}, {"пятая", W::ordinal, 5}, {"пятую", W::ordinal, 5}, {"пятой", W::ordinal, 5},
    {"й", W::ordinal_end}, {"ый", W::ordinal_end}, {"ий", W::ordinal_end}, {"ой", W::ordinal_end}, {"я", W::ordinal_end}, {"ая", W::ordinal_end}, {"е", W::ordinal_end}, {"ое", W::ordinal_end},
    {"го", W::ordinal_end}, {"ого", W::ordinal_end}, {"ю", W::ordinal_end}, {"ую", W::ordinal_end}, {"му", W::ordinal_end}, {"ому", W::ordinal_end}, {"м", W::ordinal_end},
    {"один", W::cardinal, 1}, {"одного", W::cardinal, 1}, {"одну", W::cardinal, 1}, {"два", W::cardinal, 2}, {"две", W::cardinal, 2}, {"двух", W::cardinal, 2}, {"три", W::cardinal, 3}, {"трех", W::cardinal, 3},
    {"четыре", W::cardinal, 4}, {"пять", W::cardinal, 5}, {"пяти", W::cardinal, 5}, {"шесть", W::cardinal, 6}, {"семь", W::cardinal, 7}, {"десять", W::cardinal, 10}, {"десяти", W::cardinal, 10},

    {"г", W::year}, {"гг", W::year}, {"год", W::year}, {"года", W::year}, {"году", W::year}, {"годе", W::year}, {"годом", W::year}, {"годы", W::year}, {"годов", W::year}, {"годах", W::year}, {"лет", W::year},
    {"уч", W::study}, {"учебн", W::study}, {"учебный", W::study}, {"учебного", W::study}, {"учебном", W::study}, {"учебному", W::study}, {"учебные", W::study}, {"учебных", W::study},
    {"квартал", W::quarter}, {"квартала", W::quarter}, {"квартале", W::quarter}, {"кварталы", W::quarter}, {"кварталов", W::quarter}, {"кварталу", W::quarter}, {"кварталах", W::quarter}, {"кв", W::quarter},
    {"четверть", W::school_quarter}, {"четверти", W::school_quarter}, {"четвертей", W::school_quarter}, {"четв", W::school_quarter}, {"четвертях", W::school_quarter},
    {"полугодие", W::half_year}, {"полугодия", W::half_year}, {"полугодии", W::half_year}, {"полугодий", W::half_year}, {"полугодию", W::half_year}, {"полугод", W::half_year}, {"полгода", W::half_year},
    {"триместр", W::trimester}, {"триместра", W::trimester}, {"триместре", W::trimester}, {"триместры", W::trimester}, {"триместров", W::trimester},
    {"неделя", W::week}, {"неделю", W::week}, {"недели", W::week}, {"неделе", W::week}, {"недель", W::week}, {"нед", W::week},
    {"декада", W::ten_days}, {"декаду", W::ten_days}, {"декады", W::ten_days}, {"декаде", W::ten_days}, {"декад", W::ten_days},
    {"месяц", W::month_word}, {"месяца", W::month_word}, {"месяце", W::month_word}, {"месяцев", W::month_word}, {"мес", W::month_word},
    {"день", W::day_word}, {"дня", W::day_word}, {"дню", W::day_word}, {"дней", W::day_word}, {"дн", W::day_word}, {"дни", W::day_word},
    {"число", W::day_of_month}, {"числа", W::day_of_month}, {"числу", W::day_of_month},
    {"половина", W::half}, {"половину", W::half}, {"половины", W::half}, {"половине", W::half},
    {"рабочих", W::working}, {"рабочий", W::working}, {"рабочего", W::working}, {"рабочем", W::working},
    {"период", W::period}, {"периода", W::period}, {"периоде", W::period},
    {"реализации", W::period_tail}, {"действия", W::period_tail}, {"программы", W::period_tail}, {"плана", W::period_tail}, {"проекта", W::period_tail}, {"обучения", W::period_tail}, {"работы", W::period_tail}, {"дорожной", W::period_tail}, {"карты", W::period_tail},
    {"каникулы", W::holidays}, {"каникул", W::holidays}, {"каникулах", W::holidays}, {"каникулам", W::holidays},
    {"начало", W::beginning}, {"начале", W::beginning}, {"начала", W::beginning}, {"началу", W::beginning},
    {"середина", W::middle}, {"середине", W::middle}, {"середины", W::middle}, {"середину", W::middle},
    {"конец", W::end}, {"конце", W::end}, {"конца", W::end}, {"концу", W::end}, {"концом", W::end}, {"окончания", W::end}, {"окончанию", W::end},

    {"в", W::in}, {"во", W::in}, {"на", W::on}, {"за", W::on}, {"с", W::from}, {"со", W::from}, {"по", W::by}, {"до", W::until}, {"к", W::toward}, {"ко", W::toward}, {"от", W::of},
    {"не", W::no}, {"позднее", W::later}, {"позже", W::later}, {"реже", W::rarer}, {"чем", W::rarer}, {"менее", W::rarer}, {"меньше", W::rarer},
    {"течение", W::course}, {"теч", W::course}, {"протяжении", W::course},
    {"весь", W::whole}, {"всего", W::whole}, {"всей", W::whole}, {"всех", W::whole}, {"круглый", W::whole}, {"целый", W::whole},
    {"срок", W::deadline_word}, {"сроки", W::deadline_word}, {"сроком", W::deadline_word}, {"срока", W::deadline_word},
    {"начиная", W::starting}, {"ранее", W::starting}, {"раньше", W::starting}, {"включительно", W::inclusive},
    {"постоянно", W::constantly, 0}, {"регулярно", W::constantly, 1}, {"систематически", W::constantly, 2}, {"непрерывно", W::constantly, 3}, {"бессрочно", W::constantly, 4}, {"круглогодично", W::constantly, 5},
    {"ежедневно", W::daily}, {"еженедельно", W::weekly}, {"еженед", W::weekly}, {"ежемесячно", W::monthly}, {"ежемес", W::monthly}, {"ежеквартально", W::quarterly}, {"ежекварт", W::quarterly}, {"ежегодно", W::yearly},
    {"каждый", W::each}, {"каждая", W::each}, {"каждую", W::each}, {"каждое", W::each}, {"каждого", W::each}, {"каждой", W::each}, {"каждые", W::each}, {"каждом", W::each},
    {"раз", W::time}, {"раза", W::time}, {"и", W::conjunction}, {"но", W::conjunction}, {"также", W::conjunction},
    {"необходимости", W::need}, {"надобности", W::need}, {"потребности", W::need}, {"мере", W::measure}, {"при", W::at}, {"случае", W::happening},
    {"согласно", W::according}, {"см", W::according}, {"соответствии", W::accordance},
    {"план", W::plan}, {"плану", W::plan}, {"планом", W::plan}, {"планам", W::plan}, {"планами", W::plan}, {"график", W::plan}, {"графику", W::plan}, {"графиком", W::plan}, {"расписанию", W::plan}, {"расписанием", W::plan}, {"календарю", W::plan},
    {"запросу", W::request}, {"запросам", W::request}, {"заявке", W::request}, {"заявкам", W::request}, {"требованию", W::request}, {"согласованию", W::request}, {"договоренности", W::request}, {"обращению", W::request}, {"факту", W::request},
    {"после", W::after}, {"перед", W::after}, {"окончании", W::completion}, {"завершении", W::completion}, {"итогам", W::completion}, {"результатам", W::completion}, {"момента", W::moment},
    {"ходе", W::occasion}, {"время", W::occasion}, {"рамках", W::occasion}, {"порядке", W::occasion}, {"накануне", W::occasion}, {"этап", W::occasion}, {"этапа", W::occasion}, {"этапе", W::occasion}, {"через", W::occasion}, {"уточняется", W::occasion},
    // clang-format on
});

constexpr auto kSorted = [] {
  auto entries = kListed;
  std::ranges::sort(entries, {}, &Entry::form);
  return entries;
}();

/// Wrong, but so common that a distance would not tell what was meant.
struct WrongForm {
  std::string_view wrong, right;
};
constexpr std::array kWrongForms = std::to_array<WrongForm>({{"течении", "течение"},
                                                             {"протяжение", "протяжении"},
                                                             {"позжее", "позже"},
                                                             {"ежигодно", "ежегодно"}});

const Entry* find_entry(std::string_view form) {
  const auto found = std::ranges::lower_bound(kSorted, form, {}, &Entry::form);
  return found != kSorted.end() && found->form == form ? &*found : nullptr;
}

/// Words in which a fault of the pen is worth looking for: long enough to be told from others.
bool may_be_misspelt(const Entry& entry, std::size_t letters) {
  if (letters < 4) return false;
  if (entry.word == W::month) return true;
  return letters >= 7 && entry.word != W::ordinal && entry.word != W::period_tail &&
         entry.word != W::request && entry.word != W::completion;
}

/// Which small Russian letters a word has, a bit each: the second bytes of their UTF-8 differ.
std::uint32_t letters_in(std::string_view word) {
  std::uint32_t letters = 0;
  for (const char byte : word) {
    const auto code = static_cast<unsigned char>(byte);
    if ((code & 0xC0U) == 0x80U) letters |= 1U << (code % 32U);
  }
  return letters;
}

}  // namespace

FoundWord find_term_word(std::string_view folded) {
  if (const Entry* entry = find_entry(folded)) return {entry->word, entry->value, {}, {}};
  for (const WrongForm& form : kWrongForms) {
    if (form.wrong != folded) continue;
    const Entry* entry = find_entry(form.right);
    return {entry->word, entry->value, Spelling::misspelt, form.right};
  }
  std::string russian;
  for (std::size_t at = 0; at < folded.size();)
    append_utf8(russian, lower_look_alike(next_code_point(folded, at)));
  if (russian == folded) return {};
  const Entry* entry = find_entry(russian);
  if (entry == nullptr) return {};
  return {entry->word, entry->value, Spelling::mixed_letters, entry->form};
}

FoundWord find_similar_term_word(std::string_view folded) {
  const std::u32string wanted = decode_utf8(folded);
  const std::uint32_t letters_wanted = letters_in(folded);
  const std::size_t most = wanted.size() >= 7 ? 2 : 1;
  std::size_t best = most + 1;
  const Entry* nearest = nullptr;
  for (const Entry& entry : kListed) {
    const std::size_t letters = entry.form.size() / 2;  // all are Russian
    if (!may_be_misspelt(entry, letters)) continue;
    if (letters + most < wanted.size() || wanted.size() + most < letters) continue;
    // An edit takes one letter away at most, and adds one.
    const std::uint32_t letters_here = letters_in(entry.form);
    const int lost = std::popcount(letters_wanted & ~letters_here);
    const int added = std::popcount(letters_here & ~letters_wanted);
    if (static_cast<std::size_t>(std::max(lost, added)) > most) continue;
    const std::size_t distance = edit_distance(wanted, decode_utf8(entry.form));
    if (distance >= best || (letters < 6 && distance > 1)) continue;
    best = distance;
    nearest = &entry;
  }
  if (nearest == nullptr) return {};
  return {nearest->word, nearest->value, Spelling::misspelt, nearest->form};
}

int read_roman(std::string_view written, bool& mixed) {
  constexpr std::size_t kLongest = 16;  // bytes
  if (written.empty() || written.size() > kLongest) return 0;
  std::string latin;
  bool has_russian = false;
  for (std::size_t at = 0; at < written.size();) {
    const char32_t c = next_code_point(written, at);
    std::string_view digit;
    if (c == 'I' || c == 'i' || c == 'V' || c == 'v' || c == 'X' || c == 'x') {
      latin += static_cast<char>(c & ~0x20U);
      continue;
    }
    if (c >= 0x2160 && c <= 0x216B) {  // ROMAN NUMERAL ONE to TWELVE
      digit = kNumerals[c - 0x2160];
    } else if (c == U'І' || c == U'Ӏ') {
      digit = "I";
    } else if (c == U'У') {
      digit = "V";
    } else if (c == U'Х') {
      digit = "X";
    } else if (c == U'П') {
      digit = "II";
    } else if (c == U'Ш') {
      digit = "III";
    } else {
      return 0;
    }
    has_russian = has_russian || c < 0x2000;
    latin += digit;
  }
  const auto found = std::ranges::find(kNumerals, std::string_view(latin));
  if (found == kNumerals.end()) return 0;
  mixed = has_russian;
  return static_cast<int>(found - kNumerals.begin()) + 1;
}

std::string_view roman_number(int number) {
  return kNumerals[static_cast<std::size_t>(number - 1)];
}

std::string_view month_nominative(int month) {
  return kMonthsNominative[static_cast<std::size_t>(month - 1)];
}
std::string_view month_genitive(int month) {
  return kMonthsGenitive[static_cast<std::size_t>(month - 1)];
}

std::string_view weekday_nominative(int weekday) {
  constexpr std::array<std::string_view, 7> kNames = {
      "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"};
  return kNames[static_cast<std::size_t>(weekday - 1)];
}

}  // namespace grif

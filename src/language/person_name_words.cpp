#include "language/person_words.hpp"
#include "language/word_tables.hpp"

namespace grif {
namespace {

using View = std::u32string_view;

constexpr auto kNameParticles = sorted(std::to_array<View>(
    {U"фон", U"де", U"ван", U"дер", U"ди", U"дель", U"делла", U"ла", U"ле", U"дю", U"да", U"дос",
     U"аль", U"эль", U"бен", U"ибн", U"тер", U"ден", U"цу"}));
constexpr auto kSonWords =
    sorted(std::to_array<View>({U"оглы", U"оглу", U"улы", U"уулу", U"угли", U"огли"}));
constexpr auto kDaughterWords =
    sorted(std::to_array<View>({U"кызы", U"гызы", U"кизи", U"кзы", U"кизы"}));

struct Name {
  View name;
  Gender gender;
};
constexpr Gender kMale = Gender::male, kFemale = Gender::female;
// Names of people that schools have; names of both genders are left out.
constexpr auto kFirstNames = [] {
  auto names = std::to_array<Name>(
      {{U"александр", kMale},   {U"алексей", kMale},     {U"анатолий", kMale},
       {U"андрей", kMale},      {U"антон", kMale},       {U"артем", kMale},
       {U"артур", kMale},       {U"богдан", kMale},      {U"борис", kMale},
       {U"вадим", kMale},       {U"валентин", kMale},    {U"валерий", kMale},
       {U"василий", kMale},     {U"виктор", kMale},      {U"виталий", kMale},
       {U"владимир", kMale},    {U"владислав", kMale},   {U"вячеслав", kMale},
       {U"геннадий", kMale},    {U"георгий", kMale},     {U"герман", kMale},
       {U"глеб", kMale},        {U"григорий", kMale},    {U"давид", kMale},
       {U"даниил", kMale},      {U"данил", kMale},       {U"данила", kMale},
       {U"денис", kMale},       {U"дмитрий", kMale},     {U"евгений", kMale},
       {U"егор", kMale},        {U"захар", kMale},       {U"иван", kMale},
       {U"игнат", kMale},       {U"игорь", kMale},       {U"илья", kMale},
       {U"кирилл", kMale},      {U"константин", kMale},  {U"лев", kMale},
       {U"леонид", kMale},      {U"макар", kMale},       {U"максим", kMale},
       {U"марат", kMale},       {U"марк", kMale},        {U"матвей", kMale},
       {U"михаил", kMale},      {U"никита", kMale},      {U"николай", kMale},
       {U"олег", kMale},        {U"павел", kMale},       {U"петр", kMale},
       {U"прохор", kMale},      {U"платон", kMale},      {U"ренат", kMale},
       {U"ринат", kMale},       {U"родион", kMale},      {U"роман", kMale},
       {U"руслан", kMale},      {U"рустам", kMale},      {U"савелий", kMale},
       {U"семен", kMale},       {U"сергей", kMale},      {U"станислав", kMale},
       {U"степан", kMale},      {U"тимофей", kMale},     {U"тимур", kMale},
       {U"тарас", kMale},       {U"федор", kMale},       {U"филипп", kMale},
       {U"эдуард", kMale},      {U"эльдар", kMale},      {U"юрий", kMale},
       {U"яков", kMale},        {U"ярослав", kMale},     {U"азамат", kMale},
       {U"ахмед", kMale},       {U"магомед", kMale},     {U"ибрагим", kMale},
       {U"ислам", kMale},       {U"ильдар", kMale},      {U"рашид", kMale},
       {U"фарид", kMale},       {U"гасан", kMale},       {U"али", kMale},
       {U"арсений", kMale},     {U"аркадий", kMale},     {U"всеволод", kMale},
       {U"мирон", kMale},       {U"арсен", kMale},       {U"ашот", kMale},
       {U"армен", kMale},       {U"карен", kMale},       {U"аксинья", kFemale},
       {U"алевтина", kFemale},  {U"алена", kFemale},     {U"алина", kFemale},
       {U"алиса", kFemale},     {U"алла", kFemale},      {U"альбина", kFemale},
       {U"анастасия", kFemale}, {U"ангелина", kFemale},  {U"анжела", kFemale},
       {U"анна", kFemale},      {U"антонина", kFemale},  {U"арина", kFemale},
       {U"ася", kFemale},       {U"белла", kFemale},     {U"валентина", kFemale},
       {U"валерия", kFemale},   {U"варвара", kFemale},   {U"василиса", kFemale},
       {U"вера", kFemale},      {U"вероника", kFemale},  {U"виктория", kFemale},
       {U"виолетта", kFemale},  {U"галина", kFemale},    {U"дарья", kFemale},
       {U"диана", kFemale},     {U"дина", kFemale},      {U"ева", kFemale},
       {U"евгения", kFemale},   {U"екатерина", kFemale}, {U"елена", kFemale},
       {U"елизавета", kFemale}, {U"жанна", kFemale},     {U"зарина", kFemale},
       {U"зинаида", kFemale},   {U"злата", kFemale},     {U"зоя", kFemale},
       {U"инга", kFemale},      {U"инна", kFemale},      {U"ирина", kFemale},
       {U"карина", kFemale},    {U"кира", kFemale},      {U"клавдия", kFemale},
       {U"кристина", kFemale},  {U"ксения", kFemale},    {U"лада", kFemale},
       {U"лариса", kFemale},    {U"лидия", kFemale},     {U"лилия", kFemale},
       {U"любовь", kFemale},    {U"людмила", kFemale},   {U"майя", kFemale},
       {U"маргарита", kFemale}, {U"марина", kFemale},    {U"мария", kFemale},
       {U"марта", kFemale},     {U"милана", kFemale},    {U"надежда", kFemale},
       {U"наталья", kFemale},   {U"наталия", kFemale},   {U"нелли", kFemale},
       {U"ника", kFemale},      {U"нина", kFemale},      {U"оксана", kFemale},
       {U"олеся", kFemale},     {U"ольга", kFemale},     {U"полина", kFemale},
       {U"раиса", kFemale},     {U"регина", kFemale},    {U"римма", kFemale},
       {U"роза", kFemale},      {U"светлана", kFemale},  {U"серафима", kFemale},
       {U"снежана", kFemale},   {U"софия", kFemale},     {U"софья", kFemale},
       {U"таисия", kFemale},    {U"тамара", kFemale},    {U"татьяна", kFemale},
       {U"ульяна", kFemale},    {U"фатима", kFemale},    {U"эвелина", kFemale},
       {U"элина", kFemale},     {U"эльвира", kFemale},   {U"эмма", kFemale},
       {U"юлия", kFemale},      {U"яна", kFemale},       {U"ярослава", kFemale},
       {U"гульнара", kFemale},  {U"лейла", kFemale},     {U"айгуль", kFemale},
       {U"динара", kFemale},    {U"эльмира", kFemale},   {U"патимат", kFemale},
       {U"мадина", kFemale},    {U"залина", kFemale}});
  std::ranges::sort(names, {}, &Name::name);
  return names;
}();

const Name* find_name(View name) {
  const auto found = std::ranges::lower_bound(kFirstNames, name, {}, &Name::name);
  return found != kFirstNames.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

bool is_name_particle(View key) { return contains(kNameParticles, key); }

Gender patronymic_particle(View key) {
  if (contains(kSonWords, key)) return Gender::male;
  return contains(kDaughterWords, key) ? Gender::female : Gender::unknown;
}

std::optional<GivenName> read_patronymic(View key) {
  constexpr std::size_t kShortest = 5;
  if (const std::size_t hyphen = key.rfind(U'-'); hyphen != View::npos) {
    const Gender gender = patronymic_particle(key.substr(hyphen + 1));
    if (gender == Gender::unknown) return std::nullopt;
    return GivenName{std::u32string(key), gender, false};
  }
  if (key.size() < kShortest) return std::nullopt;
  struct Ending {
    View oblique, nominative;
    Gender gender;
  };
  constexpr auto kEndings = std::to_array<Ending>({{U"вна", U"вна", kFemale},
                                                   {U"ична", U"ична", kFemale},
                                                   {U"вны", U"вна", kFemale},
                                                   {U"вне", U"вна", kFemale},
                                                   {U"вну", U"вна", kFemale},
                                                   {U"вной", U"вна", kFemale},
                                                   {U"вною", U"вна", kFemale},
                                                   {U"ичны", U"ична", kFemale},
                                                   {U"ичне", U"ична", kFemale},
                                                   {U"ичну", U"ична", kFemale},
                                                   {U"ичной", U"ична", kFemale},
                                                   {U"вич", U"вич", kMale},
                                                   {U"вича", U"вич", kMale},
                                                   {U"вичу", U"вич", kMale},
                                                   {U"вичем", U"вич", kMale},
                                                   {U"виче", U"вич", kMale}});
  for (const Ending& ending : kEndings) {
    if (!key.ends_with(ending.oblique) || key.size() < ending.oblique.size() + 2) continue;
    std::u32string nominative(key.substr(0, key.size() - ending.oblique.size()));
    nominative += ending.nominative;
    return GivenName{nominative, ending.gender, ending.oblique != ending.nominative};
  }
  // Fathers whose names end in a vowel: Ильич, Лукич, Кузьмич.
  constexpr auto kShort = std::to_array<View>(
      {U"ильич", U"лукич", U"кузьмич", U"фомич", U"никитич", U"саввич", U"фокич", U"силич"});
  for (const View name : kShort) {
    const View ending = key.starts_with(name) ? key.substr(name.size()) : U"?";
    if (ending.empty() || is_any(ending, {U"а", U"у", U"ом", U"ем", U"е"}))
      return GivenName{std::u32string(name), kMale, !ending.empty()};
  }
  return std::nullopt;
}

std::optional<GivenName> read_first_name(View key) {
  if (const Name* name = find_name(key)) return GivenName{std::u32string(key), name->gender, false};
  struct Ending {
    View oblique, nominative;
  };
  constexpr auto kEndings = std::to_array<Ending>(
      {{U"у", U""},     {U"а", U""},     {U"ом", U""},    {U"е", U""},    {U"ю", U"й"},
       {U"я", U"й"},    {U"ем", U"й"},   {U"е", U"й"},    {U"ии", U"ий"}, {U"ю", U"ь"},
       {U"я", U"ь"},    {U"ем", U"ь"},   {U"е", U"а"},    {U"ы", U"а"},   {U"и", U"а"},
       {U"у", U"а"},    {U"ой", U"а"},   {U"е", U"я"},    {U"и", U"я"},   {U"ю", U"я"},
       {U"ей", U"я"},   {U"ьву", U"ев"}, {U"ьва", U"ев"}, {U"лу", U"ел"}, {U"ла", U"ел"},
       {U"лом", U"ел"}, {U"и", U"ь"},    {U"ью", U"ь"}});
  for (const Ending& ending : kEndings) {
    if (!key.ends_with(ending.oblique) || key.size() < ending.oblique.size() + 2) continue;
    std::u32string nominative(key.substr(0, key.size() - ending.oblique.size()));
    nominative += ending.nominative;
    if (const Name* name = find_name(nominative)) return GivenName{nominative, name->gender, true};
  }
  return std::nullopt;
}

bool ends_like_surname(View key) {
  constexpr std::size_t kShortest = 4;
  if (key.size() < kShortest) return false;
  return ends_with_any(
      key,
      {U"ов",   U"ев",   U"ин",    U"ын",   U"ова",   U"ева",   U"ина", U"ына",   U"ский", U"ская",
       U"цкий", U"цкая", U"енко",  U"ко",   U"ых",    U"их",    U"ян",  U"швили", U"дзе",  U"чук",
       U"юк",   U"ук",   U"як",    U"ич",   U"ец",    U"вой",   U"ому", U"ову",   U"еву",  U"ину",
       U"овой", U"евой", U"иной",  U"ской", U"скому", U"ского", U"ну",  U"овым",  U"евым", U"иным",
       U"дт",   U"берг", U"штейн", U"ман",  U"ая",    U"ой"});
}

Gender gender_of_surname(View key) {
  if (is_any(key, {U"сова", U"корова", U"подкова", U"основа", U"обнова", U"дева"}))
    return Gender::unknown;
  if (ends_with_any(key, {U"ова", U"ева", U"ская", U"цкая"})) return kFemale;
  if (ends_with_any(key, {U"ов", U"ев", U"ский", U"цкий"})) return kMale;
  return Gender::unknown;
}

std::u32string nominative_of_surname(View key, Gender gender) {
  if (const std::size_t hyphen = key.rfind(U'-'); hyphen != View::npos) {  // each part by itself
    const View before = key.substr(0, hyphen);
    const std::u32string last = nominative_of_surname(key.substr(hyphen + 1), gender);
    if (last.empty()) return {};
    std::u32string first;
    if (before.find(U'-') == View::npos) first = nominative_of_surname(before, gender);
    return (first.empty() ? std::u32string(before) : first) + U'-' + last;
  }
  struct Ending {
    View oblique, nominative;
    Gender gender;
  };
  constexpr auto kEndings = std::to_array<Ending>(
      {{U"ской", U"ская", kFemale}, {U"скую", U"ская", kFemale}, {U"цкой", U"цкая", kFemale},
       {U"цкую", U"цкая", kFemale}, {U"овой", U"ова", kFemale},  {U"евой", U"ева", kFemale},
       {U"иной", U"ина", kFemale},  {U"ыной", U"ына", kFemale},  {U"ову", U"ова", kFemale},
       {U"еву", U"ева", kFemale},   {U"ину", U"ина", kFemale},   {U"ыну", U"ына", kFemale},
       {U"скому", U"ский", kMale},  {U"ского", U"ский", kMale},  {U"ским", U"ский", kMale},
       {U"ском", U"ский", kMale},   {U"цкому", U"цкий", kMale},  {U"цкого", U"цкий", kMale},
       {U"цким", U"цкий", kMale},   {U"овым", U"ов", kMale},     {U"евым", U"ев", kMale},
       {U"иным", U"ин", kMale},     {U"ову", U"ов", kMale},      {U"еву", U"ев", kMale},
       {U"ину", U"ин", kMale},      {U"ова", U"ов", kMale},      {U"ева", U"ев", kMale},
       {U"ина", U"ин", kMale},      {U"ове", U"ов", kMale},      {U"еве", U"ев", kMale},
       {U"ине", U"ин", kMale}});
  for (const Ending& ending : kEndings) {
    if (ending.gender != gender || !key.ends_with(ending.oblique)) continue;
    if (key.size() < ending.oblique.size() + 1) continue;
    std::u32string nominative(key.substr(0, key.size() - ending.oblique.size()));
    nominative += ending.nominative;
    return nominative;
  }
  return {};
}

}  // namespace grif

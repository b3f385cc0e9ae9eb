#include "form_words.hpp"

#include <fmt/format.h>

namespace grif {
namespace {

/// How a value is written, by the type of its column.
std::string describe_notation(const ColumnSchema& column, const Schema& schema) {
  const bool told = !column.note.empty();
  if (!column.one_of.empty()) return "Выберите из списка.";
  if (!column.known.empty()) return "Выберите из списка или впишите своё.";
  switch (column.type) {
    case ColumnType::text:
      if (told) return {};
      if (column.persons == PersonsIn::list)
        return "Должности и фамилии с инициалами через запятую: «куратор Г.П. Сомов, методист».";
      if (column.persons != PersonsIn::no) return "Фамилия, имя и отчество полностью.";
      return {};
    case ColumnType::label:
      if (told) return {};
      return "Номер или код, как его пишут: «1.10», «214-од». Останется, как введён.";
    case ColumnType::integer:
      return "Целое число.";
    case ColumnType::decimal:
      return "Число; дробная часть после запятой: 12,5.";
    case ColumnType::date:
      return "Дата: 01.09.2026 или «1 сентября 2026 г.».";
    case ColumnType::term:
      return "Срок словами или датами: «сентябрь 2026 г.», «октябрь – ноябрь 2026 г.», «до "
             "25.05.2027», «ежемесячно».";
    case ColumnType::boolean:
      return "Да или нет.";
    case ColumnType::reference: {
      const SheetSchema& sheet = schema.sheets[column.reference];
      return fmt::format("Выберите из списка: это столбец «{}» листа «{}», его заполняют раньше.",
                         sheet.columns[column.reference_column].title, sheet.title);
    }
  }
  return {};
}

}  // namespace

std::string describe_column(const ColumnSchema& column, const Schema& schema) {
  std::string text = column.note;
  if (!text.empty() && std::string_view(".!?…").find(text.back()) == std::string_view::npos)
    text += '.';
  const auto add = [&](std::string_view more) {
    if (more.empty()) return;
    if (!text.empty()) text += ' ';
    text += more;
  };
  add(describe_notation(column, schema));
  if (column.list) add("Несколько — каждое с новой строки ячейки (Alt+Enter).");
  if (column.unique) add("Повторяться не должно.");
  return text;
}

std::string_view describe_misfit(const ColumnSchema& column) {
  if (column.list || !column.known.empty()) return {};
  if (!column.one_of.empty()) return "Такого значения нет в списке. Grif сочтёт его ошибкой.";
  switch (column.type) {
    case ColumnType::text:
    case ColumnType::label:
    case ColumnType::term:
      return {};
    case ColumnType::integer:
      return "Здесь нужно целое число.";
    case ColumnType::decimal:
      return "Здесь нужно число.";
    case ColumnType::date:
      return "Это не похоже на дату. Дата словами («1 сентября 2026 г.») подойдёт, другое — нет.";
    case ColumnType::boolean:
      return "Здесь нужно «да» или «нет».";
    case ColumnType::reference:
      return "Такого значения нет на листе, откуда берётся список. Сначала впишите его там.";
  }
  return {};
}

std::string_view show_example(const ColumnSchema& column) {
  if (!column.one_of.empty()) return column.one_of.front();
  if (!column.known.empty()) return column.known.front();
  switch (column.type) {
    case ColumnType::text:
    case ColumnType::reference:
      return {};
    case ColumnType::label:
      return "1";
    case ColumnType::integer:
      return "12";
    case ColumnType::decimal:
      return "12,5";
    case ColumnType::date:
      return "01.09.2026";
    case ColumnType::term:
      return "сентябрь 2026 г.";
    case ColumnType::boolean:
      return "да";
  }
  return {};
}

}  // namespace grif

#include "plan_form.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "core/decimal.hpp"
#include "core/text.hpp"
#include "form_words.hpp"

namespace grif {
namespace {

constexpr std::string_view kEveryTask = "all";

/// The sheets marked and those that they refer to, and those that these refer to.
void mark_referred(const Schema& schema, std::vector<bool>& marked) {
  bool grows = true;
  while (grows) {
    grows = false;
    for (std::size_t s = 0; s < schema.sheets.size(); ++s) {
      if (!marked[s]) continue;
      for (const ColumnSchema& column : schema.sheets[s].columns) {
        if (column.reference == kNoSheet || marked[column.reference]) continue;
        marked[column.reference] = true;
        grows = true;
      }
    }
  }
}

std::vector<std::string> list_tasks(const Pack& pack, const Starter& starter) {
  std::vector<std::string> names;
  for (const Starter::Task& task : starter.tasks) names.push_back(task.name);
  for (const DocumentSpec& document : pack.documents)
    if (std::ranges::find(names, document.name) == names.end()) names.push_back(document.name);
  names.emplace_back(kEveryTask);
  return names;
}

/// Width of a column in characters: the schema's, or what its title and usual values take.
double choose_width(const ColumnSchema& column, std::string_view title, const Schema& schema) {
  if (column.width > 0) return column.width;
  if (column.reference != kNoSheet)
    return std::max(schema.sheets[column.reference].columns[column.reference_column].width, 12.0);
  constexpr std::size_t kButton = 4, kNarrowest = 9, kWidest = 34;
  std::size_t width = kNarrowest;
  for (const std::string_view word : split(title, ' '))
    width = std::max(width, count_code_points(word) + kButton);
  for (const auto* values : {&column.one_of, &column.known})
    for (const std::string& value : *values)
      width = std::max(width, std::min(count_code_points(value) + kButton, kWidest));
  if (column.type == ColumnType::date) width = std::max<std::size_t>(width, 13);
  if (column.type == ColumnType::term || column.type == ColumnType::text)
    width = std::max<std::size_t>(width, 22);
  return static_cast<double>(std::min(width, kWidest));
}

FormColumn::Look choose_look(ColumnType type) {
  switch (type) {
    case ColumnType::text:
    case ColumnType::label:
    case ColumnType::term:
    case ColumnType::reference:
    case ColumnType::boolean:
      return FormColumn::Look::text;
    case ColumnType::integer:
    case ColumnType::decimal:
      return FormColumn::Look::number;
    case ColumnType::date:
      return FormColumn::Look::date;
  }
  return FormColumn::Look::text;
}

class FormPlanner {
 public:
  FormPlanner(const Pack& pack, const Starter& starter, const std::vector<SheetId>& sheets,
              bool sample)
      : pack_(pack), schema_(pack.schema), starter_(starter), chosen_(sheets), sample_(sample) {}

  InputForm plan() {
    form_.title = pack_.title;
    for (const SheetId sheet : chosen_) columns_.push_back(choose_columns(sheet));
    for (std::size_t i = 0; i < chosen_.size(); ++i) form_.sheets.push_back(plan_sheet(i));
    write_guide();
    return std::move(form_);
  }

 private:
  [[nodiscard]] std::vector<ColumnId> choose_columns(SheetId sheet) const {
    const Starter::SheetPart* part = starter_.find(sheet);
    if (part != nullptr && !part->columns.empty()) return part->columns;
    std::vector<ColumnId> all(schema_.sheets[sheet].columns.size());
    for (std::size_t c = 0; c < all.size(); ++c) all[c] = static_cast<ColumnId>(c);
    return all;
  }

  FormSheet plan_sheet(std::size_t index) {
    const SheetSchema& schema = schema_.sheets[chosen_[index]];
    const Starter::SheetPart* part = starter_.find(chosen_[index]);
    FormSheet sheet;
    sheet.title = schema.title;
    sheet.shape = schema.shape;
    if (schema.shape == SheetShape::keyed && !schema.value_titles.empty())
      sheet.key_titles = {"Показатель", schema.value_titles.front(), "Что писать"};
    for (const ColumnId id : columns_[index])
      sheet.columns.push_back(plan_column(id, schema, part));
    if (!sample_ || part == nullptr) return sheet;
    for (const FormRow& row : part->sample) {
      FormRow chosen{.kind = row.kind, .cells = {}};
      for (const ColumnId id : columns_[index]) chosen.cells.push_back(row.cells[id]);
      sheet.rows.push_back(std::move(chosen));
    }
    return sheet;
  }

  FormColumn plan_column(ColumnId id, const SheetSchema& sheet, const Starter::SheetPart* part) {
    const ColumnSchema& schema = sheet.columns[id];
    FormColumn column;
    column.title = part != nullptr && !part->titles[id].empty() ? part->titles[id] : schema.title;
    column.width = choose_width(schema, column.title, schema_);
    column.required = schema.required;
    column.look = choose_look(schema.type);
    column.check.note = describe_column(schema, schema_);
    column.check.alert = describe_misfit(schema);
    choose_check(schema, column.check);
    return column;
  }

  void choose_check(const ColumnSchema& schema, FormCheck& check) const {
    using Type = FormCheck::Type;
    if (!schema.one_of.empty() || !schema.known.empty()) {
      check.type = Type::list;
      check.values = schema.one_of.empty() ? schema.known : schema.one_of;
      return;
    }
    switch (schema.type) {
      case ColumnType::text:
      case ColumnType::label:
      case ColumnType::term:
        return;
      case ColumnType::integer:
        check.type = Type::integer;
        return;
      case ColumnType::decimal:
        check.type = Type::decimal;
        return;
      case ColumnType::date:
        check.type = Type::date;
        return;
      case ColumnType::boolean:
        check.type = Type::list;
        check.values = {"да", "нет"};
        return;
      case ColumnType::reference:
        refer(schema, check);
        return;
    }
  }

  /// The list is the other sheet's column, where that stands in the workbook as a column.
  void refer(const ColumnSchema& schema, FormCheck& check) const {
    const auto sheet = std::ranges::find(chosen_, schema.reference);
    if (sheet == chosen_.end() || schema_.sheets[*sheet].shape == SheetShape::keyed) return;
    const auto index = static_cast<std::size_t>(sheet - chosen_.begin());
    const std::vector<ColumnId>& columns = columns_[index];
    const auto column = std::ranges::find(columns, schema.reference_column);
    if (column == columns.end()) return;
    check.type = FormCheck::Type::listed;
    check.sheet = index;
    check.column = static_cast<std::size_t>(column - columns.begin());
  }

  // ---- The guide -----------------------------------------------------------------------------

  void add(GuideLine::Style style, std::vector<std::string> cells, std::size_t sheet = 0) {
    form_.guide.push_back({style, std::move(cells), sheet});
  }

  void write_guide() {
    using Style = GuideLine::Style;
    add(Style::title, {"Как заполнять эту книгу"});
    for (const std::string& paragraph : starter_.about) add(Style::text, {paragraph});
    add(Style::text,
        {"Каждый лист — таблица: одна строка — одна запись, заголовки менять не нужно. Столбцы со "
         "звёздочкой (*) обязательны в каждой заполненной строке. Лист, который вам не нужен, "
         "оставьте пустым или удалите."});
    add(Style::text,
        {"Строки можно вставлять (не сразу под шапкой, а ниже), удалять, сортировать и отбирать. Шапка "
         "защищена от случайной правки, пароля нет: Рецензирование → Снять защиту листа. Свои столбцы "
         "добавляйте справа."});
    add(Style::text,
        {"Этот лист — для людей: Grif его не читает. Проверить заполненное: grif check; собрать "
         "документы: grif build."});
    for (std::size_t i = 0; i < chosen_.size(); ++i) describe_sheet(i);
  }

  void describe_sheet(std::size_t index) {
    using Style = GuideLine::Style;
    const SheetSchema& schema = schema_.sheets[chosen_[index]];
    const Starter::SheetPart* part = starter_.find(chosen_[index]);
    add(Style::sheet, {schema.title}, index);
    std::string about = part == nullptr ? std::string() : part->about;
    if (const std::string documents = name_documents(chosen_[index]); !documents.empty())
      about +=
          fmt::format("{}Без этого листа не собрать: {}.", about.empty() ? "" : " ", documents);
    if (!about.empty()) add(Style::text, {about});
    const bool keyed = schema.shape == SheetShape::keyed;
    add(Style::header, {keyed ? "Показатель" : "Столбец", "Что писать", "Обязательно", "Пример"});
    for (std::size_t c = 0; c < columns_[index].size(); ++c) {
      const FormColumn& column = form_.sheets[index].columns[c];
      add(Style::column, {column.title, column.check.note, column.required ? "да" : "",
                          find_example(columns_[index][c], schema, part)});
    }
  }

  [[nodiscard]] std::string name_documents(SheetId sheet) const {
    std::string names;
    for (const DocumentSpec& document : pack_.documents)
      if (std::ranges::find(document.needs, sheet) != document.needs.end())
        names += fmt::format("{}«{}»", names.empty() ? "" : ", ", document.title);
    return names;
  }

  /// The first value of the sample, else one that its type suggests.
  static std::string find_example(ColumnId id, const SheetSchema& sheet,
                                  const Starter::SheetPart* part) {
    if (part != nullptr) {
      for (const FormRow& row : part->sample) {
        const FormCell& cell = row.cells[id];
        if (row.kind != RowKind::item || cell.type == FormCell::Type::blank) continue;
        switch (cell.type) {
          case FormCell::Type::blank:
            break;
          case FormCell::Type::text:
            return cell.text;
          case FormCell::Type::number:
            return Decimal::from_double(cell.number).value_or(Decimal(0)).to_string(',');
          case FormCell::Type::date:
            return cell.date.digits();
        }
      }
    }
    return std::string(show_example(sheet.columns[id]));
  }

  const Pack& pack_;
  const Schema& schema_;
  const Starter& starter_;
  const std::vector<SheetId>& chosen_;
  bool sample_;
  std::vector<std::vector<ColumnId>> columns_;  ///< of each chosen sheet
  InputForm form_;
};

}  // namespace

std::vector<SheetId> choose_form_sheets(const Pack& pack, const Starter& starter,
                                        std::string_view task, Diagnostics& diagnostics) {
  const Schema& schema = pack.schema;
  std::vector<bool> marked(schema.sheets.size(), task.empty() || task == kEveryTask);
  const auto mark = [&](const std::vector<SheetId>& sheets) {
    for (const SheetId sheet : sheets) marked[sheet] = true;
  };
  if (!task.empty() && task != kEveryTask) {
    const std::string key = title_key(task);
    const auto known = std::ranges::find_if(starter.tasks, [&](const Starter::Task& each) {
      return title_key(each.name) == key || title_key(each.title) == key;
    });
    const DocumentSpec* document = pack.find_document(task);
    if (known == starter.tasks.end() && document == nullptr) {
      diagnostics.report(
          Kind::unknown_task, Place::nowhere(),
          {task, pack.name, suggest(task, list_tasks(pack, starter), diagnostics.language())});
      return {};
    }
    if (known != starter.tasks.end()) mark(known->sheets);
    if (document != nullptr) mark(document->needs);
    for (std::size_t s = 0; s < schema.sheets.size(); ++s)
      if (schema.sheets[s].shape == SheetShape::keyed) marked[s] = true;
    mark_referred(schema, marked);
  }
  std::vector<SheetId> chosen;
  for (std::size_t s = 0; s < schema.sheets.size(); ++s)
    if (marked[s] && !schema.sheets[s].derived) chosen.push_back(static_cast<SheetId>(s));
  return chosen;
}

InputForm plan_form(const Pack& pack, const Starter& starter, const std::vector<SheetId>& sheets,
                    bool sample) {
  return FormPlanner(pack, starter, sheets, sample).plan();
}

}  // namespace grif

#include "pack/xsd.hpp"

#include <string_view>

#include <fmt/format.h>

#include "core/text.hpp"
#include "data/xml_names.hpp"
#include "xml/tree.hpp"

namespace grif {
namespace {

using namespace xml_names;

/// A blank value is an empty cell; these say the same of each type.
constexpr std::string_view kTypes = R"xsd(
  <xs:simpleType name="filled">
    <xs:annotation><xs:documentation xml:lang="ru">Непустой текст</xs:documentation></xs:annotation>
    <xs:restriction base="xs:string"><xs:pattern value="\s*\S(\s|\S)*"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="blank">
    <xs:restriction base="xs:token"><xs:maxLength value="0"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="whole">
    <xs:annotation><xs:documentation xml:lang="ru">Целое число: 25, 1 284</xs:documentation></xs:annotation>
    <xs:restriction base="xs:token"><xs:pattern value="[+\-−]?([0-9]{1,15}|[0-9]{1,3}([ &#xA0;][0-9]{3}){1,4})"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="number">
    <xs:annotation><xs:documentation xml:lang="ru">Число: 25, 12,5, 12.5, 1 284, 85%</xs:documentation></xs:annotation>
    <xs:restriction base="xs:token"><xs:pattern value="[+\-−]?([0-9]{1,9}|[0-9]{1,3}([ &#xA0;][0-9]{3}){1,2})([.,][0-9]{1,9})?( ?%)?"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="date">
    <xs:annotation><xs:documentation xml:lang="ru">Дата: 2026-08-31, 31.08.2026, 31 августа 2026 г.</xs:documentation></xs:annotation>
    <xs:restriction base="xs:token">
      <xs:pattern value="[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"/>
      <xs:pattern value="(0?[1-9]|[12][0-9]|3[01])\.(0?[1-9]|1[0-2])\.[0-9]{4}( ?г\.| ?года)?"/>
      <xs:pattern value="(0?[1-9]|[12][0-9]|3[01]) (января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря) [0-9]{4}( ?г\.| года)?"/>
    </xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="yes-or-no">
    <xs:annotation><xs:documentation xml:lang="ru">да или нет</xs:documentation></xs:annotation>
    <xs:restriction base="xs:token"><xs:enumeration value="да"/><xs:enumeration value="нет"/><xs:enumeration value="ИСТИНА"/><xs:enumeration value="ЛОЖЬ"/><xs:enumeration value="true"/><xs:enumeration value="false"/><xs:enumeration value="1"/><xs:enumeration value="0"/></xs:restriction>
  </xs:simpleType>
)xsd";

/// What is both: the name of an own column, and whether a row stands outside the groups.
constexpr std::string_view kAttributeTypes = R"xsd(
  <xs:simpleType name="own-title">
    <xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>
  </xs:simpleType>
  <xs:simpleType name="outside">
    <xs:restriction base="xs:token"><xs:enumeration value="yes"/><xs:enumeration value="no"/></xs:restriction>
  </xs:simpleType>
)xsd";

std::string_view strict_type(ColumnType type) {
  switch (type) {
    case ColumnType::integer:
      return "whole";
    case ColumnType::decimal:
      return "number";
    case ColumnType::date:
      return "date";
    case ColumnType::boolean:
      return "yes-or-no";
    case ColumnType::text:
    case ColumnType::label:
    case ColumnType::term:
    case ColumnType::reference:
      return {};
  }
  return {};
}

class XsdWriter {
 public:
  XsdWriter(const Schema& schema, XsdFor use, const std::vector<bool>& sheets)
      : schema_(&schema), for_people_(use == XsdFor::people) {
    for (std::size_t s = 0; s < schema.sheets.size(); ++s)
      if (sheets[s] && !schema.sheets[s].derived) sheets_.push_back(&schema.sheets[s]);
  }

  std::string write() {
    out_ =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\">\n";
    if (for_people_) out_ += kTypes;
    out_ += kAttributeTypes;
    out_ +=
        "  <xs:complexType name=\"own-value\"><xs:simpleContent><xs:extension base=\"xs:string\">";
    write_attribute(kTitle, "own-title", "required");
    out_ += "</xs:extension></xs:simpleContent></xs:complexType>\n";
    for (const SheetSchema* sheet : sheets_) write_sheet(*sheet);
    write_root();
    out_ += "</xs:schema>\n";
    return std::move(out_);
  }

 private:
  void write_attribute(std::string_view name, std::string_view type, std::string_view use) {
    out_ += fmt::format("<xs:attribute name=\"{}\" type=\"{}\" use=\"{}\"/>", name, type, use);
  }

  void document(std::string_view text) {
    if (!for_people_) return;
    out_ += "<xs:annotation><xs:documentation xml:lang=\"ru\">";
    append_xml_escaped(out_, text);
    out_ += "</xs:documentation></xs:annotation>";
  }

  static std::string describe(const ColumnSchema& column, const Schema& schema) {
    std::string text = column.title;
    const auto add = [&text](std::string_view more) { text += fmt::format(". {}", more); };
    if (!column.note.empty()) add(column.note);
    if (column.list) add("Список: по значению на строке");
    if (column.type == ColumnType::term) add("Срок словами: «сентябрь 2026 г.», «в течение года»");
    if (!column.known.empty()) add("Обычно: " + join(column.known, ", "));
    if (column.type == ColumnType::reference && column.reference != kNoSheet) {
      const SheetSchema& target = schema.sheets[column.reference];
      add(fmt::format("Из листа «{}», столбец «{}»", target.title,
                      target.columns[column.reference_column].title));
    }
    return text;
  }

  /// The type of a column's value: its name, or nothing for one that has to be spelled out.
  void write_column(const ColumnSchema& column, bool required) {
    out_ += fmt::format("      <xs:element name=\"{}\" minOccurs=\"{}\"", column.id,
                        for_people_ && required ? 1 : 0);
    if (!for_people_) {
      out_ += " type=\"xs:string\"/>\n";
      return;
    }
    const bool enumerated = !column.one_of.empty() && !column.list;
    std::string_view type = column.list ? std::string_view() : strict_type(column.type);
    if (type.empty()) type = required ? "filled" : "xs:string";
    const bool maybe_blank = !required && type != "xs:string";
    if (!enumerated && !maybe_blank) out_ += fmt::format(" type=\"{}\"", type);
    out_ += '>';
    document(describe(column, *schema_));
    if (enumerated) {
      write_values(column, required);
    } else if (maybe_blank) {
      out_ +=
          fmt::format("<xs:simpleType><xs:union memberTypes=\"{} blank\"/></xs:simpleType>", type);
    }
    out_ += "</xs:element>\n";
  }

  void write_values(const ColumnSchema& column, bool required) {
    out_ += "<xs:simpleType><xs:restriction base=\"xs:token\">";
    const auto value = [this](std::string_view text) {
      out_ += "<xs:enumeration value=\"";
      append_xml_escaped(out_, text);
      out_ += "\"/>";
    };
    if (!required) value({});
    for (const std::string& text : column.one_of) value(collapsed(text));
    out_ += "</xs:restriction></xs:simpleType>";
  }

  /// The columns of a row in their order, then those that the school has besides.
  void write_columns(const SheetSchema& sheet, bool with_required) {
    out_ += "    <xs:sequence>\n";
    for (const ColumnSchema& column : sheet.columns)
      write_column(column, with_required && column.required);
    out_ += fmt::format(
        "      <xs:element name=\"{}\" type=\"own-value\" minOccurs=\"0\" maxOccurs=\"unbounded\">",
        kOwnColumn);
    document("Столбец, которого нет в схеме: школа добавила его сама");
    out_ += "</xs:element>\n    </xs:sequence>\n";
  }

  void write_sheet(const SheetSchema& sheet) {
    const bool keyed = sheet.shape == SheetShape::keyed;
    if (!keyed) {
      write_row_type(sheet, "row", true);
      if (sheet.shape == SheetShape::grouped) write_row_type(sheet, "other-row", false);
      write_column_list(sheet);
    }
    out_ += fmt::format("  <xs:complexType name=\"{}-sheet\">\n", sheet.id);
    if (keyed) {
      write_columns(sheet, true);
    } else {
      write_rows(sheet);
    }
    out_ += "  </xs:complexType>\n";
  }

  void write_row_type(const SheetSchema& sheet, std::string_view name, bool with_required) {
    out_ += fmt::format("  <xs:complexType name=\"{}-{}\">\n", sheet.id, name);
    write_columns(sheet, with_required);
    if (sheet.shape == SheetShape::grouped) {
      out_ += "    ";
      write_attribute(kOutside, "outside", "optional");
      out_ += '\n';
    }
    out_ += "  </xs:complexType>\n";
  }

  /// `columns`: which ones are printed, in which order, under which titles.
  void write_column_list(const SheetSchema& sheet) {
    out_ += fmt::format(
        "  <xs:complexType name=\"{}-columns\"><xs:sequence><xs:element name=\"{}\" "
        "minOccurs=\"0\" maxOccurs=\"unbounded\"><xs:complexType><xs:simpleContent>"
        "<xs:extension base=\"xs:string\"><xs:attribute name=\"{}\"><xs:simpleType>"
        "<xs:restriction base=\"xs:token\">",
        sheet.id, kColumn, kName);
    for (const ColumnSchema& column : sheet.columns)
      out_ += fmt::format("<xs:enumeration value=\"{}\"/>", column.id);
    out_ +=
        "</xs:restriction></xs:simpleType></xs:attribute></xs:extension></xs:simpleContent>"
        "</xs:complexType></xs:element></xs:sequence></xs:complexType>\n";
  }

  void write_rows(const SheetSchema& sheet) {
    out_ += fmt::format(
        "    <xs:sequence>\n      <xs:element name=\"{}\" type=\"{}-columns\" minOccurs=\"0\">",
        kColumns, sheet.id);
    document("Какие столбцы печатать, в каком порядке и под какими названиями");
    out_ += "</xs:element>\n      <xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n";
    for (std::size_t kind = 0; kind < kRows.size(); ++kind) {
      const bool item = kind == static_cast<std::size_t>(RowKind::item);
      if (!item && sheet.shape != SheetShape::grouped) continue;
      constexpr std::array kMeanings = {"Строка", "Этап или раздел", "Задача этапа",
                                        "Результат этапа"};
      out_ += fmt::format("        <xs:element name=\"{}\" type=\"{}-{}\">", kRows[kind], sheet.id,
                          item ? "row" : "other-row");
      document(kMeanings[kind]);
      out_ += "</xs:element>\n";
    }
    out_ += "      </xs:choice>\n    </xs:sequence>\n";
  }

  void write_root() {
    out_ += fmt::format("  <xs:element name=\"{}\">\n", kProgramme);
    document(
        "Данные программы. Листы идут в любом порядке; столбцы внутри строки — в порядке схемы");
    out_ += "    <xs:complexType><xs:choice minOccurs=\"0\" maxOccurs=\"unbounded\">\n";
    for (const SheetSchema* sheet : sheets_) {
      out_ += fmt::format("      <xs:element name=\"{0}\" type=\"{0}-sheet\">", sheet->id);
      document(sheet->title);
      out_ += "</xs:element>\n";
    }
    out_ += "    </xs:choice></xs:complexType>\n";
    if (for_people_) write_unique();
    out_ += "  </xs:element>\n";
  }

  void write_unique() {
    for (const SheetSchema* sheet : sheets_) {
      if (sheet->shape == SheetShape::keyed) continue;
      for (const ColumnSchema& column : sheet->columns) {
        if (!column.unique) continue;
        out_ += fmt::format(
            "    <xs:unique name=\"{0}-{1}\"><xs:selector xpath=\"{0}/*\"/>"
            "<xs:field xpath=\"{1}\"/></xs:unique>\n",
            sheet->id, column.id);
      }
    }
  }

  const Schema* schema_;
  bool for_people_;
  std::vector<const SheetSchema*> sheets_;
  std::string out_;
};

}  // namespace

std::string write_xsd(const Schema& schema, XsdFor use) {
  return write_xsd(schema, use, std::vector<bool>(schema.sheets.size(), true));
}

std::string write_xsd(const Schema& schema, XsdFor use, const std::vector<bool>& sheets) {
  return XsdWriter(schema, use, sheets).write();
}

}  // namespace grif

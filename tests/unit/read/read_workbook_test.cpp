#include <cerrno>

#include <gtest/gtest.h>

#include "memory_world.hpp"
#include "unit/read/xlsx_builder.hpp"

namespace grif {
namespace {

using namespace std::string_view_literals;
using test::XlsxBook;

/// The message that a file gets, with its hint, in Russian.
std::string read_path(const std::string& path, World& world) {
  Sources sources;
  Diagnostics diagnostics;
  const auto workbook = read_workbook(path, world, sources, diagnostics);
  EXPECT_EQ(workbook.has_value(), diagnostics.all().empty());
  if (workbook) return list_cells(*workbook, sources);
  EXPECT_EQ(diagnostics.all().size(), 1U);
  EXPECT_EQ(sources.size(), 1U);
  const Diagnostic& d = diagnostics.all()[0];
  return fmt::format("{}: {}: {}; {}", sources.describe(d.place), d.id(), d.text, d.hint);
}
std::string read_bytes(std::string_view bytes) {
  MemoryWorld world;
  world.entries["b.xlsx"] = bytes;
  return read_path("b.xlsx", world);
}

TEST(ReadWorkbook, ReadsAWorkbookWhateverItsName) {
  MemoryWorld world;
  world.entries["dir/данные.zip"] = XlsxBook().rows("<row><c><v>1</v></c></row>").build();
  EXPECT_EQ(read_path("dir/данные.zip", world), "Лист1\tA1\tnumber\t1\n");
}

TEST(ReadWorkbook, SaysWhyAFileCannotBeRead) {
  MemoryWorld world;
  world.entries["folder"] = World::EntryType::directory;
  world.entries["fifo"] = World::EntryType::other;
  EXPECT_EQ(read_path("none.xlsx", world),
            "none.xlsx: input-missing: файла нет; проверьте имя файла и папку");
  EXPECT_EQ(
      read_path("folder", world),
      "folder: input-directory: это папка, а нужен файл; укажите файл с таблицами (.xlsx, .ods, .docx, .csv)");
  EXPECT_EQ(
      read_path("fifo", world),
      "fifo: input-not-regular: это не обычный файл; укажите файл с таблицами (.xlsx, .ods, .docx, .csv)");
  world.entries["b.xlsx"] = "";
  EXPECT_EQ(
      read_path("b.xlsx", world),
      "b.xlsx: input-empty: файл пуст (0 байт); возьмите другую копию: эта не скачалась или не сохранилась");
  world.unreadable = "b.xlsx";
  world.unreadable_with = EIO;
  EXPECT_EQ(
      read_path("b.xlsx", world),
      "b.xlsx: input-unreadable: файл не читается: ошибка чтения или записи на диске; проверьте права на файл и диск, на котором он лежит");
  world.unreadable_with = EFBIG;
  EXPECT_EQ(
      read_path("b.xlsx", world),
      "b.xlsx: input-too-large: файл больше 512 МБ; разделите данные на несколько книг или уберите из книги рисунки");
  world.unreadable_with = ENOENT;
  EXPECT_EQ(read_path("b.xlsx", world),
            "b.xlsx: input-missing: файла нет; проверьте имя файла и папку");
}

TEST(ReadWorkbook, NamesTheWorkbooksThatMayBeMeant) {
  MemoryWorld world;
  for (const char* path :
       {"data/lyceum.xlsx", "data/school.XLSX", "data/~$lyceum.xlsx", "data/a.txt"})
    world.entries[path] = "x";
  world.entries["data"] = World::EntryType::directory;
  EXPECT_EQ(read_path("data/lyceum.xls", world),
            "data/lyceum.xls: input-missing: файла нет; проверьте имя файла и папку; похоже на: "
            "lyceum.xlsx");
  EXPECT_EQ(read_path("data/z.xlsx", world),
            "data/z.xlsx: input-missing: файла нет; проверьте имя файла и папку; есть: "
            "lyceum.xlsx, school.XLSX");
  EXPECT_EQ(
      read_path("data", world),
      "data: input-directory: это папка, а нужен файл; укажите файл с таблицами (.xlsx, .ods, .docx, .csv); в "
      "этой папке есть: lyceum.xlsx, school.XLSX");
}

TEST(ReadWorkbook, KnowsLockFiles) {
  MemoryWorld world;
  EXPECT_EQ(
      read_path("dir/~$план.xlsx", world),
      "dir/~$план.xlsx: input-lock-file: это служебный файл, который Excel или LibreOffice держит, пока книга "
      "открыта; укажите саму книгу: план.xlsx");
  EXPECT_EQ(
      read_path(".~lock.план.xlsx#", world),
      ".~lock.план.xlsx#: input-lock-file: это служебный файл, который Excel или LibreOffice держит, пока книга "
      "открыта; укажите саму книгу: план.xlsx");
}

TEST(ReadWorkbook, KnowsOldAndEncryptedWorkbooks) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(100, '\0');
  EXPECT_EQ(
      read_bytes(ole),
      "b.xlsx: input-old-xls: это книга старого формата (Excel 97–2003, .xls); откройте её и сохраните как "
      "«Книга Excel (.xlsx)» или установите LibreOffice: с ним Грифу хватит и этой");
  std::string document = ole;
  for (const char c : "WordDocument"sv) document.append({c, '\0'});
  EXPECT_EQ(
      read_bytes(document),
      "b.xlsx: input-old-doc: это документ старого формата (Word 97–2003, .doc); откройте его "
      "и сохраните как «Документ Word (.docx)» или установите LibreOffice: с ним Грифу хватит и "
      "этого");
  std::string encrypted = ole;
  for (const char c : "EncryptedPackage"sv) encrypted.append({c, '\0'});
  EXPECT_EQ(
      read_bytes(encrypted),
      "b.xlsx: input-password: файл зашифрован: он открывается только по паролю; откройте его в Word, Excel или "
      "LibreOffice и сохраните без пароля");
}

TEST(ReadWorkbook, KnowsPagesTextsAndOthers) {
  const std::string page =
      "b.xlsx: input-web-page: это веб-страница (HTML), а не книга; откройте её в Excel и сохраните как «Книга "
      "Excel (.xlsx)» или установите LibreOffice: с ним Грифу хватит и этой";
  EXPECT_EQ(read_bytes("<html><body>"), page);
  EXPECT_EQ(read_bytes("\xEF\xBB\xBF \n<!DOCTYPE HTML>"), page);
  EXPECT_EQ(read_bytes("<meta charset=x>\n<TABLE>"), page);
  const std::string text =
      "b.xlsx: input-text: это текст, а не таблица: в строках не видно столбцов; разделите столбцы "
      "точкой с запятой (CSV) или перенесите данные в книгу (.xlsx)";
  EXPECT_EQ(read_bytes("\xCC\xE5\xF0;1\r\n"), text);
  EXPECT_EQ(read_bytes("\xFF\xFE"
                       "a\0;\0"sv),
            text);
  EXPECT_EQ(
      read_bytes("<?xml version='1.0'?><Workbook/>"),
      "b.xlsx:1:22: input-xml: это файл XML другого вида: корневой элемент — <Workbook>, а у данных "
      "программы он <programme>; сохраните данные как книгу Excel (.xlsx) или запишите их по "
      "схеме, которую даёт grif init --xsd ФАЙЛ.xsd");
  for (const auto& [bytes, name] :
       std::vector<std::pair<std::string, std::string>>{{"%PDF-1.7", "PDF"},
                                                        {"\x89PNG\r\n", "PNG"},
                                                        {"\xFF\xD8\xFF\xE0", "JPEG"},
                                                        {"GIF89a", "GIF"},
                                                        {"Rar!\x1A", "RAR"},
                                                        {"7z\xBC\xAF\x27\x1C", "7z"},
                                                        {"\x1F\x8B\x08", "gzip"},
                                                        {"\x01\x02\x03", "?"}})
    EXPECT_EQ(read_bytes(bytes), "b.xlsx: input-not-workbook: это не файл с таблицами, а " + name +
                                     "; укажите файл с таблицами (.xlsx, .ods, .docx, .csv)");
}

TEST(ReadWorkbook, KnowsACutWorkbook) {
  const std::string good = XlsxBook().rows("<row><c><v>1</v></c></row>").build();
  EXPECT_EQ(
      read_bytes(good.substr(0, good.size() / 2)),
      "b.xlsx: zip-cut: файл обрезан: нет оглавления архива, которое стоит в конце книги; скачайте или скопируйте "
      "файл ещё раз");
}

/// A file read in a world where LibreOffice gives `office`: what it was asked for, the cells, the
/// messages.
std::string read_by_office(std::string bytes, Outcome<std::string> office) {
  MemoryWorld world;
  world.entries["b.xls"] = std::move(bytes);
  world.office = std::move(office);
  Sources sources;
  Diagnostics diagnostics(Language::english);
  const auto workbook = read_workbook("b.xls", world, sources, diagnostics);
  std::string out = world.asked + '\n' + (workbook ? list_cells(*workbook, sources) : "");
  for (const Diagnostic& d : diagnostics.all()) out += format_plain(d, sources);
  return out;
}

TEST(ReadWorkbook, ReadsOtherFormatsByWayOfLibreOffice) {
  const Outcome<std::string> book{XlsxBook().rows("<row><c><v>1</v></c></row>").build(), {}};
  const auto made_of = [](const char* from, const char* better) {
    return "Лист1\tA1\tnumber\t1\nb.xls: note[input-converted]: the file is ." + std::string(from) +
           " and was read by way of LibreOffice: the values are those that it shows\n    save the "
           "file as ." +
           better + " to do without it\n";
  };
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(100, '\0');
  std::string document = ole;
  for (const char c : "WordDocument"sv) document.append({c, '\0'});
  EXPECT_EQ(read_by_office(ole, book), "xls to xlsx\n" + made_of("xls", "xlsx"));
  EXPECT_EQ(read_by_office(document, book), "doc to docx\n" + made_of("doc", "docx"));
  EXPECT_EQ(read_by_office("{\\rtf1", book), "rtf to docx\n" + made_of("rtf", "docx"));
  EXPECT_EQ(read_by_office("<html><table>", book), "html to xlsx\n" + made_of("html", "xlsx"));
  const std::string text =
      test::ZipBuilder()
          .add(test::ZipItem{.name = "mimetype",
                             .content = "application/vnd.oasis.opendocument.text",
                             .method = 0})
          .add("content.xml", "<a/>")
          .build();
  EXPECT_EQ(read_by_office(text, book), "odt to docx\n" + made_of("odt", "docx"));
  const std::string binary = test::ZipBuilder().add("xl/workbook.bin", "x").build();
  EXPECT_EQ(read_by_office(binary, book), "xlsb to xlsx\n" + made_of("xlsb", "xlsx"));
}

TEST(ReadWorkbook, TellsWhatLibreOfficeCouldNotDo) {
  const std::string ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(100, '\0');
  const std::string refused =
      "xls to xlsx\nb.xls: error[input-not-converted]: LibreOffice made nothing of the .xls file";
  const std::string cure = "\n    open the file yourself and save it as .xlsx\n";
  EXPECT_EQ(read_by_office(ole, {std::nullopt, {ENODATA, {}, "No data"}}), refused + cure);
  EXPECT_EQ(read_by_office(ole, {std::nullopt, {ETIMEDOUT, {}, "Timed out"}}),
            refused + ": Timed out" + cure);
  EXPECT_EQ(read_by_office(ole, {XlsxBook().rows("").build(), {}}), refused + cure)
      << "an empty result is none";
  EXPECT_EQ(read_by_office(ole, {"PK\3\4", {}}).substr(0, 11), "xls to xlsx");
  EXPECT_NE(read_by_office(ole, {"PK\3\4", {}}).find("error[zip-cut]"), std::string::npos)
      << "what comes out is not trusted";
  const std::string picture = read_by_office("\x89PNG\r\n", {"x", {}});
  EXPECT_EQ(picture.substr(0, 1), "\n") << "it is not asked for what has no tables";
}

}  // namespace
}  // namespace grif

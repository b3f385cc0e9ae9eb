/* xlsx_peer DATA.json OUTDIR: the roadmaps of DATA, one a line, by libxlsxwriter from C, in its
 * constant-memory mode. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { kNumber, kActivity, kTerms, kPersons };
enum { kTextSize = 1 << 16, kPathSize = 4096, kHeaderRow = 2 };

struct formats {
  lxw_format *title, *header, *stage, *body;
};

static void fail(const char* what) {
  fprintf(stderr, "xlsx_peer: %s\n", what);
  exit(3);
}

static char* read_file(const char* path) {
  FILE* file = fopen(path, "rb");
  if (!file || fseek(file, 0, SEEK_END)) fail(path);
  long size = ftell(file);
  rewind(file);
  char* bytes = malloc((size_t)size + 1);
  if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size) fail(path);
  bytes[size] = '\0';
  fclose(file);
  return bytes;
}

static const char* text_of(const cJSON* object, const char* key) {
  return cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, key));
}

static const char* join(const cJSON* list, const char* separator, char* buffer) {
  size_t length = 0;
  const cJSON* item;
  buffer[0] = '\0';
  cJSON_ArrayForEach(item, list) {
    length += (size_t)snprintf(buffer + length, kTextSize - length, "%s%s", length ? separator : "",
                               item->valuestring);
    if (length >= kTextSize) fail("a text is too long");
  }
  return buffer;
}

static lxw_format* add_format(lxw_workbook* workbook, double size, int bold, int centred) {
  lxw_format* format = workbook_add_format(workbook);
  format_set_font_name(format, "Times New Roman");
  format_set_font_size(format, size);
  format_set_text_wrap(format);
  format_set_align(format, centred ? LXW_ALIGN_VERTICAL_CENTER : LXW_ALIGN_VERTICAL_TOP);
  if (bold) format_set_bold(format);
  if (centred) format_set_align(format, LXW_ALIGN_CENTER);
  return format;
}

static struct formats add_formats(lxw_workbook* workbook) {
  struct formats formats = {add_format(workbook, 14, 1, 1), add_format(workbook, 12, 1, 1),
                            add_format(workbook, 12, 1, 0), add_format(workbook, 12, 0, 0)};
  format_set_border(formats.header, LXW_BORDER_THIN);
  format_set_border(formats.stage, LXW_BORDER_THIN);
  format_set_border(formats.body, LXW_BORDER_THIN);
  format_set_bg_color(formats.header, 0xE7E6E6);
  return formats;
}

static void set_up_page(lxw_worksheet* sheet) {
  static const double widths[] = {7, 50, 20, 36};
  for (lxw_col_t column = kNumber; column <= kPersons; ++column)
    worksheet_set_column(sheet, column, column, widths[column], NULL);
  worksheet_set_paper(sheet, 9);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_repeat_rows(sheet, kHeaderRow, kHeaderRow);
  worksheet_freeze_panes(sheet, kHeaderRow + 1, 0);
}

static lxw_row_t write_stage(lxw_worksheet* sheet, lxw_row_t row, const cJSON* stage,
                             const struct formats* formats) {
  static char buffer[kTextSize];
  worksheet_write_string(sheet, row, kNumber, text_of(stage, "n"), formats->stage);
  snprintf(buffer, sizeof buffer, "%s\nЗадача этапа: %s", text_of(stage, "name"),
           text_of(stage, "task"));
  worksheet_merge_range(sheet, row, kActivity, row, kPersons, buffer, formats->stage);
  ++row;
  const cJSON* activity;
  cJSON_ArrayForEach(activity, cJSON_GetObjectItemCaseSensitive(stage, "activities")) {
    worksheet_write_string(sheet, row, kNumber, text_of(activity, "n"), formats->body);
    worksheet_write_string(sheet, row, kActivity, text_of(activity, "text"), formats->body);
    worksheet_write_string(sheet, row, kTerms, text_of(activity, "terms"), formats->body);
    join(cJSON_GetObjectItemCaseSensitive(activity, "responsibles"), ", ", buffer);
    worksheet_write_string(sheet, row, kPersons, buffer, formats->body);
    ++row;
  }
  snprintf(buffer, sizeof buffer, "Результат: %s", text_of(stage, "result"));
  worksheet_merge_range(sheet, row, kNumber, row, kPersons, buffer, formats->body);
  return row + 1;
}

static void write_roadmap(const cJSON* document, const char* path) {
  static char buffer[kTextSize];
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook* workbook = workbook_new_opt(path, &options);
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, "Дорожная карта");
  struct formats formats = add_formats(workbook);
  set_up_page(sheet);
  worksheet_set_row(sheet, 0, 96, NULL);
  join(cJSON_GetObjectItemCaseSensitive(document, "title"), "\n", buffer);
  worksheet_merge_range(sheet, 0, kNumber, 0, kPersons, buffer, formats.title);
  lxw_col_t column = kNumber;
  const cJSON* item;
  cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(document, "columns"))
      worksheet_write_string(sheet, kHeaderRow, column++, item->valuestring, formats.header);
  lxw_row_t row = kHeaderRow + 1;
  cJSON_ArrayForEach(item, cJSON_GetObjectItemCaseSensitive(document, "stages")) row =
      write_stage(sheet, row, item, &formats);
  if (workbook_close(workbook) != LXW_NO_ERROR) fail(path);
}

int main(int count, char** arguments) {
  if (count != 3) fail("usage: xlsx_peer DATA.json OUTDIR");
  char* data = read_file(arguments[1]);
  char path[kPathSize];
  int index = 0;
  for (char* line = strtok(data, "\n"); line; line = strtok(NULL, "\n")) {
    cJSON* document = cJSON_Parse(line);
    if (!document) fail("the data are not JSON");
    snprintf(path, sizeof path, "%s/%03d.xlsx", arguments[2], index++);
    write_roadmap(document, path);
    cJSON_Delete(document);
  }
  free(data);
  return 0;
}

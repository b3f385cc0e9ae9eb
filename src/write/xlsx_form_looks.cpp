#include "write/xlsx_form_looks.hpp"

namespace grif::xlsx {
namespace {

constexpr const char* kFamily = "Arial";
constexpr double kSize = 10;
constexpr lxw_color_t kTitleGround = 0xDCE6F1, kGroupGround = 0xF2F2F2, kFrame = 0xA6A6A6,
                      kQuiet = 0x595959, kLink = 0x1F4E79;

void set_ground(lxw_format* format, lxw_color_t colour) {
  format_set_pattern(format, LXW_PATTERN_SOLID);
  format_set_bg_color(format, colour);
}

void set_frame(lxw_format* format) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kFrame);
}

void set_title(lxw_format* format) {
  format_set_bold(format);
  format_set_align(format, LXW_ALIGN_CENTER);
  format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
  set_ground(format, kTitleGround);
  set_frame(format);
}

void set_key(lxw_format* format) {
  format_set_bold(format);
  set_ground(format, kTitleGround);
  set_frame(format);
}

/// Text as typed: «1.10» stays «1.10».
void set_typed(lxw_format* format) {
  format_set_unlocked(format);
  format_set_num_format(format, "@");
}

void set_look(lxw_format* format, FormLook look) {
  constexpr const char* kStarred = "@\"\u00A0*\"";
  switch (look) {
    case FormLook::title:
      return set_title(format);
    case FormLook::required_title:
      format_set_num_format(format, kStarred);
      return set_title(format);
    case FormLook::key:
      return set_key(format);
    case FormLook::required_key:
      format_set_num_format(format, kStarred);
      return set_key(format);
    case FormLook::remark:
      format_set_font_color(format, kQuiet);
      return;
    case FormLook::text:
      return set_typed(format);
    case FormLook::number:
      format_set_unlocked(format);
      format_set_align(format, LXW_ALIGN_CENTER);
      return;
    case FormLook::blank:
      format_set_unlocked(format);
      return;
    case FormLook::date:
      format_set_unlocked(format);
      format_set_num_format(format, "dd.mm.yyyy");
      format_set_align(format, LXW_ALIGN_CENTER);
      return;
    case FormLook::group:
      set_typed(format);
      format_set_bold(format);
      set_ground(format, kGroupGround);
      return;
    case FormLook::result:
      set_typed(format);
      format_set_italic(format);
      return;
    case FormLook::guide_title:
      format_set_bold(format);
      format_set_font_size(format, 16);
      return;
    case FormLook::guide_sheet:
      format_set_bold(format);
      format_set_font_size(format, 12);
      format_set_font_color(format, kLink);
      format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
      return;
    case FormLook::guide_header:
      return set_title(format);
    case FormLook::guide_cell:
      return set_frame(format);
    case FormLook::guide_text:
      return;
  }
}

}  // namespace

FormLooks::FormLooks(lxw_workbook* workbook) {
  lxw_format* const normal = STAILQ_FIRST(workbook->formats);  // the library has made it already
  format_set_font_name(normal, kFamily);
  format_set_font_size(normal, kSize);
  for (std::size_t i = 0; i < kFormLooks; ++i) {
    lxw_format* const format = workbook_add_format(workbook);
    formats_[i] = format;
    if (format == nullptr) continue;
    format_set_font_name(format, kFamily);
    format_set_font_size(format, kSize);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    set_look(format, static_cast<FormLook>(i));
  }
}

lxw_format* FormLooks::find(FormColumn::Look look) const {
  switch (look) {
    case FormColumn::Look::text:
      return find(FormLook::text);
    case FormColumn::Look::number:
      return find(FormLook::number);
    case FormColumn::Look::date:
      return find(FormLook::date);
  }
  return nullptr;
}

}  // namespace grif::xlsx

#!/bin/sh
# pdfinfo walks the tagged structure and finds every text at its element.
. "${0%/*}/pdf_judge.sh"
need pdfinfo poppler-utils
cat >"$work/expected" <<'TEXT'
Document
  Sect
    H1 (block)
      "Дорожная карта"
    P (block)
      "Подробнее — на "
      Link (inline)
        "сайте"
        Object
      " (\лицея\), адми"
      "-"
      "нистрация, ТАВАУ"
    TOC
      TOCI
        Link (inline)
          "Перечень мероприятий"
          "2"
          Object
    L (block):
       /ListNumbering /Decimal
      LI (block)
        Lbl (block)
          "1."
        LBody (block)
          P (block)
            "Изучение запросов родителей"
      LI (block)
        Lbl (block)
          "2."
        LBody (block)
          P (block)
            "Изучение запросов педагогов"
    Table (block)
      THead
        TR
          TH:
             /Scope /Column
            P (block)
              "№"
          TH:
             /Scope /Column
             /ColSpan 2
            P (block)
              "Мероприятие и срок"
      TBody
        TR
          TH:
             /Scope /Row
             /RowSpan 2
            P (block)
              "1"
          TD
            P (block)
              "Создание рабочей"
              "группы наставников"
          TD
            P (block)
              "сентябрь"
        TR
          TD
          TD
            P (block)
              "октябрь"
    Figure:
       /Placement /Block
       /BBox [500 335 560 395]
      ""
    H2 (block)
      "Перечень мероприятий"
TEXT
pdfinfo -struct-text "$work/sample.pdf" 2>"$work/said" |
  sed "s/\(Object\) .*/\1/; s/$(printf '\302\255')/-/g" >"$work/got"
[ ! -s "$work/said" ] || fail "pdfinfo: $(cat "$work/said")"
diff -u "$work/expected" "$work/got" || fail "pdfinfo reads another structure"
pdfinfo "$work/sample.pdf" | grep -q '^Tagged: *yes$' || fail "not tagged"
pdfinfo "$work/sample.pdf" | grep -q '^Title: *Дорожная карта$' || fail "no title"
[ "$(pdfinfo -struct "$work/long.pdf" 2>&1 | grep -c ' TD')" = 10800 ] || fail "cells of the long table"
echo "pdfinfo: equal"

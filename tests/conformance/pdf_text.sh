#!/bin/sh
# pdftotext gives the text as it was set, in reading order.
. "${0%/*}/pdf_judge.sh"
need pdftotext poppler-utils
cat >"$work/expected" <<'TEXT'
Дорожная карта
Подробнее — на сайте (\лицея\), адми -
нистрация, ТАВАУ
Перечень мероприятий ........ 2
1. Изучение запросов родителей
2. Изучение запросов педагогов
№ Мероприятие и срок
1 Создание рабочей сентябрь
1
№
группы наставников
октябрь
Перечень мероприятий
2
TEXT
# The hyphen is ours: a reader that copies text gets a soft one and drops it.
pdftotext -layout "$work/sample.pdf" - | sed "s/$(printf '\302\255')/-/g; s/\f//g; s/  */ /g; s/^ //; s/ \$//" |
  grep -v '^$' >"$work/got"
diff -u "$work/expected" "$work/got" || fail "pdftotext reads something else"
[ "$(pdftotext -layout "$work/long.pdf" - | grep -c 'Изучение запросов')" -ge 100 ] || fail "text of the long document"
echo "pdftotext: equal"

#!/bin/sh
# Every font is embedded, a subset, and has a map to Unicode.
. "${0%/*}/pdf_judge.sh"
need pdffonts poppler-utils
for file in sample long; do
  pdffonts "$work/$file.pdf" >"$work/fonts" 2>&1
  [ "$(sed 1,2d "$work/fonts" | wc -l)" -ge 1 ] || fail "no fonts in $file"
  bad=$(sed 1,2d "$work/fonts" | grep -v 'CID TrueType *Identity-H *yes yes yes' || true)
  [ -z "$bad" ] || fail "pdffonts on $file: $bad"
done
[ "$(pdffonts "$work/sample.pdf" | sed 1,2d | wc -l)" = 2 ] || fail "the sample has two faces"
echo "pdffonts: embedded, subset, unicode"

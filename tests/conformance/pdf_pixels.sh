#!/bin/sh
# Pages are painted without a complaint, and the picture has its four colours.
. "${0%/*}/pdf_judge.sh"
need pdftoppm poppler-utils
pdftoppm -r 72 "$work/sample.pdf" "$work/page" 2>"$work/said"
[ ! -s "$work/said" ] || fail "pdftoppm: $(cat "$work/said")"
for page in 1 2; do
  [ -s "$work/page-$page.ppm" ] || fail "page $page is not there"
done
# The picture stands at (500, 200), 60 points wide: the middles of its quarters on page 2, 842 points wide.
head=$(head -c 15 "$work/page-2.ppm" | head -n 3 | wc -c)
pixel() { tail -c +$((head + 1 + ($2 * 842 + $1) * 3)) "$work/page-2.ppm" | head -c 3 | od -An -tu1 | tr -s ' ' | sed 's/^ //'; }
[ "$(pixel 515 215)" = "255 0 0" ] || fail "red is $(pixel 515 215)"
[ "$(pixel 545 215)" = "0 255 0" ] || fail "green is $(pixel 545 215)"
[ "$(pixel 515 245)" = "0 0 255" ] || fail "blue is $(pixel 515 245)"
[ "$(pixel 545 245)" = "255 255 255" ] || fail "white is $(pixel 545 245)"
echo "pdftoppm: painted"

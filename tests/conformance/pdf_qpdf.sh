#!/bin/sh
# qpdf reads every object, stream and cross-reference and has nothing to say.
. "${0%/*}/pdf_judge.sh"
need qpdf qpdf
for file in sample long; do
  said=$(qpdf --check "$work/$file.pdf" 2>&1) || fail "qpdf on $file: $said"
  case $said in
    *WARNING* | *rror:*) fail "qpdf on $file: $said" ;;
    *"No syntax or stream encoding errors found"*) ;;
    *) fail "qpdf on $file says something new: $said" ;;
  esac
  # Written anew by qpdf, with every stream recompressed, the file still holds together.
  qpdf --object-streams=disable --recompress-flate "$work/$file.pdf" "$work/again.pdf" || fail "qpdf rewrites $file"
  qpdf --check "$work/again.pdf" >/dev/null || fail "what qpdf made of $file"
done
[ "$(qpdf --show-npages "$work/long.pdf")" = 135 ] || fail "pages of the long document"
echo "qpdf: clean"

#!/bin/sh
# The reference validator of PDF/A-2a and PDF/UA-1 finds no failed check. Its library is not in Debian: GRIF_VERAPDF
# names a folder with the *.jar files of org.verapdf:validation-model and what that depends on.
. "${0%/*}/pdf_judge.sh"
need java default-jdk-headless
jars=${GRIF_VERAPDF:-}
if [ -z "$jars" ] || [ ! -d "$jars" ]; then
  echo "SKIPPED: GRIF_VERAPDF names no folder with the validator; PDF/A and PDF/UA have not been judged"
  exit 77
fi
"$sample" "$work/rows.pdf" 100
java -cp "$jars/*" "${0%/*}/PdfJudge.java" "$work/sample.pdf" "$work/rows.pdf" 2>"$work/said" || {
  cat "$work/said"
  fail "not conforming"
}

# Common beginning of the PDF judges: `. pdf_judge.sh`, then `need TOOL PACKAGE`. $1 is the program that writes the
# samples; they lie in $work, which is removed at the end.
set -eu
sample=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need() {
  command -v "$1" >/dev/null 2>&1 && return
  echo "SKIPPED: $1 is not installed (Debian: $2); this judge has not been asked"
  exit 77
}
fail() {
  echo "FAILED: $*"
  exit 1
}
"$sample" "$work/sample.pdf" sample
"$sample" "$work/long.pdf" 2700

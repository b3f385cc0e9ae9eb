#!/usr/bin/env python3
"""Checks src against tests/architecture.txt: who includes whom, which library stands where.

Also: no two files define a type of one name (the namespace is one, so the linker would merge them silently),
a verb has one door (one header that other parts include), and the engine holds no word of the
trade of a pack. Files over 500 lines that give no `// reason:` are named, but do not fail the check.

usage: check_includes.py [ROOT]      exit status 0: nothing found, 1: faults, 2: the table itself is wrong
"""

import re
import sys
from pathlib import Path

SOURCE_SUFFIXES = {".cpp", ".hpp", ".h", ".def", ".inc"}
TRADE_WORDS = re.compile(r"наставн|mentor|mentee|curator", re.IGNORECASE)
INCLUDE = re.compile(r"^\s*#\s*include\b\s*(.*)$")
INCLUDE_NAME = re.compile(r'^(?:<([^>]+)>|"([^"]+)")')
TYPE = re.compile(r"^(?:struct|class|enum class|enum|union) +([A-Z]\w*)(?![\w:]*::)[^;()]*\{")
LONG_FILE = 500


class TableError(Exception):
    pass


class Table:
    """The rows of architecture.txt."""

    def __init__(self, text):
        self.kind = {}  # part -> noun, verb or top
        self.may_include = {}  # part -> set of parts
        self.library_parts = {}  # library -> set of parts, or None for any
        self.library_headers = {}  # library -> list of names
        rows = {}
        for number, line in enumerate(text.splitlines(), 1):
            line = line.split("#")[0].strip()
            if not line:
                continue
            fields = [field.split() for field in line.split(":")]
            keyword = fields[0][0] if fields[0] else ""
            if keyword in ("noun", "verb", "top") and len(fields) == 2 and len(fields[0]) == 2:
                self.kind[fields[0][1]] = keyword
                rows[fields[0][1]] = fields[1]
            elif keyword in ("library", "system") and len(fields) == 3 and len(fields[0]) == 2:
                name = fields[0][1]
                self.library_parts[name] = None if fields[1] == ["any"] else set(fields[1])
                self.library_headers[name] = fields[2]
            else:
                raise TableError(f"architecture.txt:{number}: not understood: {line}")
        groups = {"nouns": "noun", "verbs": "verb"}
        for part, words in rows.items():
            allowed = {part}
            for word in words:
                if word in groups:
                    allowed |= {name for name, kind in self.kind.items() if kind == groups[word]}
                elif word in self.kind:
                    allowed.add(word)
                else:
                    raise TableError(f"architecture.txt: {part} names the unknown part {word}")
            self.may_include[part] = allowed
        self.check_itself()

    def check_itself(self):
        for name, parts in self.library_parts.items():
            for part in sorted((parts or set()) - set(self.kind)):
                raise TableError(f"architecture.txt: {name} names the unknown part {part}")
        rank = {"noun": 0, "verb": 1, "top": 2}
        for part, allowed in self.may_include.items():
            for other in sorted(allowed - {part}):
                mine, theirs = self.kind[part], self.kind[other]
                if mine == theirs == "verb":
                    raise TableError(f"architecture.txt: the verb {part} may not include the verb {other}")
                if rank[mine] < rank[theirs]:
                    raise TableError(f"architecture.txt: the {mine} {part} may not include the {theirs} {other}")
        finished = set()

        def visit(part, way):
            if part in way:
                circle = " → ".join(way[way.index(part) :] + [part])
                raise TableError(f"architecture.txt: a circle: {circle}")
            if part not in finished:
                for other in sorted(self.may_include[part] - {part}):
                    visit(other, way + [part])
                finished.add(part)

        for part in self.kind:
            visit(part, [])

    def library_of(self, header):
        for name, patterns in self.library_headers.items():
            for pattern in patterns:
                if header == pattern or (pattern.endswith("/") and header.startswith(pattern)):
                    return name
        return None

    def library_allowed(self, library, part):
        parts = self.library_parts[library]
        return parts is None or part in parts


class File:
    def __init__(self, path, part, text):
        self.path = path  # relative to src
        self.part = part
        self.text = text
        self.quoted = []  # (line, name)
        self.angled = []  # (line, name)


def part_of(path):
    parts = path.split("/")
    if len(parts) > 1:
        return parts[0]
    return "main" if path == "main.cpp" else "pipeline"


class Check:
    def __init__(self, root):
        root = Path(root)
        self.table = Table((root / "tests/architecture.txt").read_text(encoding="utf-8"))
        self.faults = []
        self.remarks = []
        self.files = {}
        for path in sorted((root / "src").rglob("*")):
            if path.is_file():
                name = path.relative_to(root / "src").as_posix()
                text = path.read_text(encoding="utf-8", errors="replace")
                self.files[name] = File(name, part_of(name), text)

    def fault(self, file, line, text):
        self.faults.append(f"src/{file.path}:{line}: {text}")

    def run(self):
        for file in self.files.values():
            self.check_words(file)
            if Path(file.path).suffix not in SOURCE_SUFFIXES:
                continue
            if file.part not in self.table.kind:
                self.fault(file, 1, f"the folder {file.part} is not in tests/architecture.txt")
                continue
            self.check_length(file)
            self.read_includes(file)
            self.check_parts(file)
            self.check_libraries(file)
        self.check_types()
        self.check_hidden_libraries()
        self.check_doors()
        return self

    def check_words(self, file):
        found = TRADE_WORDS.search(file.path)
        if found:
            self.fault(file, 1, f"a pack's word in the name of a file: {found.group()}")
        for number, line in enumerate(file.text.splitlines(), 1):
            found = TRADE_WORDS.search(line)
            if found:
                self.fault(file, number, f"a pack's word in the engine: {found.group()}")

    def check_types(self):
        """Types of namespace grif; what stands in an unnamed namespace is its file's own."""
        known = {}
        for file in self.files.values():
            unnamed = False
            for number, line in enumerate(file.text.splitlines(), 1):
                if line.startswith("namespace {"):
                    unnamed = True
                elif re.match(r"\}\s*// namespace\s*$", line):
                    unnamed = False
                found = TYPE.match(line)
                if not found or unnamed:
                    continue
                other = known.setdefault(found.group(1), file)
                if other is not file:
                    self.fault(file, number, f"src/{other.path} defines a type {found.group(1)} too")

    def check_length(self, file):
        count = file.text.count("\n")
        if count > LONG_FILE and "// reason:" not in file.text:
            self.remarks.append(f"src/{file.path}: {count} lines and no `// reason:`")

    def read_includes(self, file):
        for number, line in enumerate(file.text.splitlines(), 1):
            directive = INCLUDE.match(line)
            if not directive:
                continue
            name = INCLUDE_NAME.match(directive.group(1))
            if not name:
                self.fault(file, number, f"an include that this check cannot follow: {line.strip()}")
            elif name.group(1):
                file.angled.append((number, name.group(1)))
            else:
                file.quoted.append((number, name.group(2)))

    def check_parts(self, file):
        kind, allowed = self.table.kind, self.table.may_include[file.part]
        for number, name in file.quoted:
            if name not in self.files:
                self.fault(file, number, f'there is no src/{name}; quoted names begin at src, libraries stand in < >')
                continue
            other = part_of(name)
            if other in allowed or other not in kind:
                continue
            if kind[file.part] == kind[other] == "verb":
                self.fault(file, number, f"the verb {file.part} includes the verb {other} ({name})")
            else:
                self.fault(file, number, f"{file.part} may not include {other} ({name})")

    def check_libraries(self, file):
        for number, name in file.angled:
            library = self.table.library_of(name)
            if library is None:
                if "." in name or "/" in name:
                    self.fault(file, number, f"<{name}> is of no library in tests/architecture.txt")
            elif not self.table.library_allowed(library, file.part):
                self.fault(file, number, f"{file.part} may not include {library} (<{name}>)")

    def check_hidden_libraries(self):
        """A library that comes along with a header of another part counts like one's own include."""
        for file in self.files.values():
            for number, name in file.quoted:
                for library, way in self.reached(name).items():
                    if not self.table.library_allowed(library, file.part):
                        self.fault(file, number, f"{file.part} gets {library} by way of {' → '.join(way)}")

    def reached(self, name):
        found, seen, queue = {}, set(), [[name]]
        while queue:
            way = queue.pop(0)
            file = self.files.get(way[-1])
            if file is None or file.path in seen:
                continue
            seen.add(file.path)
            for _, header in file.angled:
                library = self.table.library_of(header)
                if library is not None:
                    found.setdefault(library, way)
            queue += [way + [other] for _, other in file.quoted]
        return found

    def check_doors(self):
        doors = {}
        for file in self.files.values():
            for number, name in file.quoted:
                part = part_of(name)
                if part != file.part and self.table.kind.get(part) == "verb":
                    doors.setdefault(part, {}).setdefault(name, (file, number))
        for part, headers in sorted(doors.items()):
            if len(headers) > 1:
                for name, (file, number) in sorted(headers.items()):
                    self.fault(file, number, f"the verb {part} has more than one door: {', '.join(sorted(headers))}")


def main(arguments):
    root = arguments[0] if arguments else Path(__file__).resolve().parent.parent
    try:
        check = Check(root).run()
    except TableError as error:
        print(error)
        return 2
    for remark in check.remarks:
        print(f"remark: {remark}")
    for fault in check.faults:
        print(fault)
    if not check.faults:
        print(f"{len(check.files)} files of src: includes and words are in order")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

#!/usr/bin/env python3
"""One programme in every format: formats_reading.py GRIF FOLDER SAMPLES

LibreOffice saves the samples as ODS and CSV; Word documents are made of their cells here and saved once more by
LibreOffice. What grif lists of each must be what it lists of the XLSX. Where a format cannot say what another says
(CSV has no types, a document has only text), `agrees` says what is taken for equal.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
import zipfile
from xml.sax.saxutils import escape

W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def convert(program, folder, target, paths, name):
    out = os.path.join(folder, name)
    os.makedirs(out, exist_ok=True)
    profile = "-env:UserInstallation=file://" + os.path.join(os.path.abspath(folder), "profile")
    subprocess.run([program, profile, "--headless", "--convert-to", target, "--outdir", out] + paths, check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)
    return out


def unescape(text):
    return re.sub(r"\\([tnr\\])", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m.group(1)], text)


def read_by_grif(grif, path):
    """{(sheet, cell): (type, value)}"""
    done = subprocess.run([grif, "list", "cells", path], capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit("grif list cells %s: exit status %d\n%s" % (path, done.returncode, done.stderr))
    cells = {}
    for line in done.stdout.split("\n")[:-1]:
        sheet, cell, kind, value = line.split("\t")
        if (sheet, cell) in cells:
            sys.exit("%s: %s %s is listed twice" % (path, sheet, cell))
        cells[unescape(sheet), cell] = kind, unescape(value)
    return cells


def number(text):
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def iso(text):
    return re.sub(r"^(\d\d)\.(\d\d)\.(\d{4})", r"\3-\2-\1", text)


def agrees(stored, other, typed):
    """Whether another format says the same; `typed`: it has types."""
    if stored == other:
        return True
    if stored[0] == other[0] == "number":
        return number(stored[1]) == number(other[1])
    if typed:
        return False
    # A text that looks like a number, a share or a day is one in a CSV, and the other way round. A number of the
    # sheet may be printed by its format: as a month, with a unit.
    if stored[0] == "text" or other[0] == "text":
        if iso(stored[1]) == iso(other[1]) or stored[1].strip() == other[1].strip():
            return True
        if stored[0] == "text" and stored[1].endswith("%") and other[0] == "number":
            return abs(number(stored[1][:-1].strip()) / 100 - number(other[1])) < 1e-12
        if None not in (number(stored[1]), number(other[1])):
            return number(stored[1]) == number(other[1])
        return stored[0] in ("date", "date-time", "time", "duration", "number", "boolean")
    return False


def compare(name, expected, got, typed):
    faults = []
    for key in sorted(set(expected) | set(got), key=str):
        a, b = expected.get(key), got.get(key)
        if a is None or b is None or not agrees(a, b, typed):
            faults.append("%s %s: XLSX %r, here %r" % (*key, a, b))
    for fault in faults[:20]:
        print("%s: %s" % (name, fault))
    print("%s: %d cells, %d differ" % (name, len(expected), len(faults)))
    return not faults and bool(expected)


def check_ods(grif, soffice, folder, samples):
    out = convert(soffice, folder, "ods", samples, "ods")
    good = True
    for sample in samples:
        made = os.path.join(out, os.path.basename(sample)[:-5] + ".ods")
        # An asterisk that a cell's format puts behind a required title is part of what an ODS shows.
        got = {key: (kind, value.removesuffix("\u00a0*")) for key, (kind, value) in read_by_grif(grif, made).items()}
        good &= compare(os.path.basename(made), read_by_grif(grif, sample), got, True)
    return good


def check_csv(grif, soffice, folder, samples):
    """Every sheet a file, in UTF-8 and in windows-1251, with semicolons and tabs."""
    good = True
    for name, separator, encoding in (("csv", 59, 76), ("csv-1251", 9, 34)):
        target = "csv:Text - txt - csv (StarCalc):%d,34,%d,1,,0,false,true,false,false,false,-1" % (separator, encoding)
        out = convert(soffice, folder, target, samples, name)
        for sample in samples:
            expected = read_by_grif(grif, sample)
            stem = os.path.basename(sample)[:-5]
            for sheet in sorted({sheet for sheet, _ in expected}):
                made = os.path.join(out, "%s-%s.csv" % (stem, sheet))
                of_sheet = {("", cell): value for (s, cell), value in expected.items() if s == sheet}
                if encoding == 34:  # it has no arrows
                    of_sheet = {key: (kind, value.encode("cp1251", "replace").decode("cp1251"))
                                for key, (kind, value) in of_sheet.items()}
                got = {("", cell): value for (_, cell), value in read_by_grif(grif, made).items()}
                good &= compare(os.path.basename(made), of_sheet, got, False)
    return good


def column_number(letters):
    count = 0
    for letter in letters:
        count = count * 26 + ord(letter) - 64
    return count


def paragraph(line):
    return '<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>' % escape(line)


def table(cells):
    """A table of {(row, column): text}, both from 1, without merges."""
    rows, columns = max(r for r, _ in cells), max(c for _, c in cells)
    body = ""
    for row in range(1, rows + 1):
        body += "<w:tr>"
        for column in range(1, columns + 1):
            lines = cells.get((row, column), "").split("\n")
            body += '<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>%s</w:tc>' % "".join(map(paragraph, lines))
        body += "</w:tr>"
    edges = "".join('<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>' % edge
                    for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return '<w:tbl><w:tblPr><w:tblBorders>%s</w:tblBorders></w:tblPr><w:tblGrid>%s</w:tblGrid>%s</w:tbl>' % (
        edges, '<w:gridCol w:w="1500"/>' * columns, body)


def make_document(path, tables):
    body = "".join('<w:p><w:pPr><w:pageBreakBefore/><w:jc w:val="center"/></w:pPr><w:r><w:t>Заголовок</w:t></w:r></w:p>' + t
                   for t in tables)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
                         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                         '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
                         'wordprocessingml.document.main+xml"/></Types>')
        package.writestr("_rels/.rels", '<Relationships xmlns="%s"><Relationship Id="r" Type="%s/officeDocument" '
                         'Target="word/document.xml"/></Relationships>' % (RELATIONSHIPS, OFFICE))
        package.writestr("word/document.xml", '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="%s"><w:body>%s'
                         '<w:p/></w:body></w:document>' % (W, body))


def place_of(key):
    """`таблица 2, строка 3, столбец 1` as numbers; None for text outside tables."""
    found = re.fullmatch(r"таблица (\d+), строка (\d+), столбец (\d+)", key)
    return tuple(map(int, found.groups())) if found else None


def check_docx(grif, soffice, folder, samples):
    """Cells of the samples as tables of Word, one document a sample."""
    own = os.path.join(folder, "docx-own")
    os.makedirs(own)
    expected = {}
    for sample in samples:
        path = os.path.join(own, os.path.basename(sample)[:-5] + ".docx")
        sheets = {}
        for (sheet, cell), (_, value) in read_by_grif(grif, sample).items():
            letters, row = re.fullmatch(r"([A-Z]+)(\d+)", cell).groups()
            text = "\n".join(line.strip() for line in value.strip().split("\n"))
            if text:
                sheets.setdefault(sheet, {})[int(row), column_number(letters)] = re.sub(r"[ \t]+", " ", text)
        cells = {}
        kept = [sheet for sheet in sheets if len({c for _, c in sheets[sheet]}) > 1]
        for index, sheet in enumerate(kept, 1):
            for (row, column), value in sheets[sheet].items():
                cells[index, row, column] = value
        make_document(path, [table(sheets[sheet]) for sheet in kept])
        expected[path] = cells
    out = convert(soffice, folder, "docx:Office Open XML Text", sorted(expected), "docx")
    good = True
    for path, cells in sorted(expected.items()):
        for made in (path, os.path.join(out, os.path.basename(path))):
            got = {place_of(cell): value for (_, cell), (_, value) in read_by_grif(grif, made).items()}
            got.pop(None, None)
            name = os.path.relpath(made, folder)
            good &= compare(name, {("", k): ("text", v) for k, v in cells.items()},
                            {("", k): ("text", v) for k, v in got.items()}, True)
    return good


def check_foreign(grif, soffice, folder, samples):
    """Formats that grif reads by way of LibreOffice: what it lists is what the file they were made of says."""
    good = True
    sample = samples[0]
    for target in ("xls", "html"):
        made = os.path.join(convert(soffice, folder, target, [sample], "foreign"), os.path.basename(sample)[:-5] + "." + target)
        expected, got = read_by_grif(grif, sample), read_by_grif(grif, made)
        if target == "html":  # a page has one sheet, and only what cells show
            expected = {("", cell): ("text", value[1]) for (_, cell), value in expected.items() if value[0] == "text"}
            got = {("", cell): ("text", value[1]) for (_, cell), value in got.items() if ("", cell) in expected}
            words = lambda cells: {key: ("text", " ".join(value[1].split()).rstrip(".")) for key, value in cells.items()}
            expected, got = words(expected), words(got)  # LibreOffice takes «1.» of a page for a number
        good &= compare(os.path.basename(made), expected, got, True)
    document = os.path.join(folder, "docx-own", os.path.basename(sample)[:-5] + ".docx")
    expected = {place_of(cell): value for (_, cell), value in read_by_grif(grif, document).items()}
    for target in ("doc", "rtf", "odt"):
        out = convert(soffice, folder, target, [document], "foreign")
        made = os.path.join(out, os.path.basename(document)[:-5] + "." + target)
        got = {place_of(cell): value for (_, cell), value in read_by_grif(grif, made).items()}
        expected.pop(None, None), got.pop(None, None)
        good &= compare(os.path.basename(made), {("", k): v for k, v in expected.items()},
                        {("", k): v for k, v in got.items()}, True)
    return good


def main():
    grif, folder, samples = sys.argv[1:4]
    soffice = shutil.which("soffice") or shutil.which("libreoffice")
    if not soffice:
        print("skipped: LibreOffice is missing")
        sys.exit(77)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    paths = sorted(glob.glob(os.path.join(samples, "*.xlsx")) + glob.glob(os.path.join(samples, "as-printed", "*.xlsx")))
    results = [check(grif, soffice, folder, paths) for check in (check_ods, check_csv, check_docx, check_foreign)]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()

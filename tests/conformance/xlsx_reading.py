#!/usr/bin/env python3
"""What grif reads of a workbook against what openpyxl reads of it.

    xlsx_reading.py GRIF FOLDER [WORKBOOK...]

Workbooks are made in FOLDER by openpyxl and, where there is one, by LibreOffice from these; others may be named.
`grif list cells` and openpyxl must then agree on every cell: place, type and value. Ends with 77 where openpyxl is
missing. Where the two differ by design, `expected` below says why.
"""

import datetime
import os
import re
import shutil
import subprocess
import sys

try:
    import openpyxl
except ImportError:
    print("skipped: python3-openpyxl is missing")
    sys.exit(77)


def make_workbooks(folder):
    """A workbook of many traits, and one of plain rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Дорожная карта"
    sheet.append(["№", "Мероприятие", "Срок", "Ответственный"])
    sheet.append([1, "Круглый стол «Наш год»\nвторая строка", datetime.date(2026, 11, 22), "Иванова М. П."])
    sheet.append([1.5, " пробелы по краям ", datetime.datetime(2026, 9, 1, 10, 30), True])
    sheet.append([-7, "_x41 & <тег> \"кавычки\" 😀", datetime.time(14, 5, 30), False])
    sheet.append([1e-7, "таб\tи\\обратная", datetime.timedelta(hours=30, minutes=15), "#N/A"])
    sheet.append([12345678901234, "=1+1", datetime.date(1900, 1, 1), "=SUM(A2:A3)"])
    sheet["C2"].number_format = "dd.mm.yyyy"
    sheet["F2"] = 0.1 + 0.2
    sheet["AA10"] = "далеко"
    sheet.merge_cells("A12:D13")
    sheet["A12"] = "объединено"
    sheet.row_dimensions[2].hidden = True
    for value, code in ((46348, "[$-419]d\\ mmmm\\ yyyy\\ \"г.\""), (0.75, "[<1]h:mm;dd.mm.yy"), (46348, "[<1]h:mm;dd.mm.yy"),
                        (3.5, "0.0\" дней\""), (1.25, "[h]:mm:ss"), (46348.25, "dd.mm.yyyy hh:mm"), (5, "mmm\\-yy")):
        sheet.append([value])
        sheet.cell(sheet.max_row, 1).number_format = code
    other = book.create_sheet("Скрытый лист")
    other.sheet_state = "hidden"
    other["B2"] = "здесь"
    book.save(os.path.join(folder, "traits.xlsx"))

    rows = openpyxl.Workbook(write_only=True)
    sheet = rows.create_sheet("Данные")
    for row in range(2000):
        sheet.append([row, row * 0.37, "Иванова %d" % (row % 100), datetime.date(2000, 1, 1) + datetime.timedelta(row)])
    rows.save(os.path.join(folder, "rows.xlsx"))
    return [os.path.join(folder, name) for name in ("traits.xlsx", "rows.xlsx")]


def convert_by_libreoffice(paths, folder):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if not program:
        print("note: LibreOffice is missing, its files are not compared")
        return []
    out = os.path.join(folder, "libreoffice")
    os.makedirs(out, exist_ok=True)
    profile = "-env:UserInstallation=file://" + os.path.join(os.path.abspath(folder), "profile")
    subprocess.run([program, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out] + paths,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
    made = [os.path.join(out, os.path.basename(path)) for path in paths]
    for path in made:
        if not os.path.exists(path):  # it ends with 0 even when nothing came out
            sys.exit("LibreOffice made no " + path)
    return made


def unescape(text):
    return re.sub(r"\\([tnr\\])", lambda m: {"t": "\t", "n": "\n", "r": "\r", "\\": "\\"}[m.group(1)], text)


def read_by_grif(program, path):
    """{(sheet, cell): (type, value)}, messages."""
    done = subprocess.run([program, "list", "cells", path], capture_output=True, encoding="utf-8")
    if done.returncode != 0:
        sys.exit("grif list cells %s: exit status %d\n%s" % (path, done.returncode, done.stderr))
    cells = {}
    for line in done.stdout.split("\n")[:-1]:
        sheet, cell, kind, value = line.split("\t")
        key = (unescape(sheet), cell)
        if key in cells:
            sys.exit("%s: %s is listed twice" % (path, key))
        cells[key] = (kind, unescape(value))
    return cells


def time_text(value):
    text = value.strftime("%H:%M:%S")
    return text + ".%03d" % (value.microsecond // 1000) if value.microsecond >= 1000 else text


def duration_text(value):
    total = round(value.total_seconds())
    return "%d:%02d:%02d" % (total // 3600, total // 60 % 60, total % 60)


def expected(cell, formula):
    """What grif must list for a cell of openpyxl, or None for a blank one."""
    value = cell.value
    if value is None or value == "":
        return ("uncomputed", "") if formula else None
    if isinstance(value, bool):
        return "boolean", "true" if value else "false"
    if cell.data_type == "e":
        return "error", value
    if isinstance(value, datetime.datetime):
        moment = value + datetime.timedelta(microseconds=500 - (value.microsecond + 500) % 1000)
        if (moment.hour, moment.minute, moment.second, moment.microsecond // 1000) == (0, 0, 0, 0):
            return "date", moment.strftime("%Y-%m-%d")  # a day without a time of day is a day
        return "date-time", moment.strftime("%Y-%m-%d") + "T" + time_text(moment)
    if isinstance(value, datetime.time):
        return "time", time_text(value)
    if isinstance(value, datetime.timedelta):
        return "duration", duration_text(value)
    if isinstance(value, (int, float)):
        return "number", float(value)
    return "text", re.sub("\r\n?", "\n", str(value))


def compare(program, path):
    ours = read_by_grif(program, path)
    values = openpyxl.load_workbook(path, data_only=True)
    formulas = openpyxl.load_workbook(path)
    faults = []
    count = 0
    for sheet in values.worksheets:
        with_formulas = formulas[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                want = expected(cell, with_formulas[cell.coordinate].data_type == "f")
                got = ours.pop((sheet.title, cell.coordinate), None)
                if got and got[0] == "number":
                    got = "number", float(got[1])
                count += want is not None
                if got != want:
                    faults.append("%s!%s: grif %r, openpyxl %r" % (sheet.title, cell.coordinate, got, want))
    faults += ["%s!%s: only grif has %r" % (sheet, cell, value) for (sheet, cell), value in ours.items()]
    if count == 0:
        faults.append("no cell at all")
    for fault in faults[:20]:
        print("%s: %s" % (path, fault))
    print("%s: %d cells, %d differ" % (os.path.basename(path), count, len(faults)))
    return not faults


def main():
    program, folder = sys.argv[1], sys.argv[2]
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    made = make_workbooks(folder)
    paths = made + convert_by_libreoffice(made, folder) + sys.argv[3:]
    results = [compare(program, path) for path in paths]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()

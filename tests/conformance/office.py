#!/usr/bin/env python3
"""Asks outside judges of the DOCX and XLSX of all samples.

office.py make FOLDER PROGRAM INPUT...   builds the documents, one folder an input
office.py xml FOLDER ...                 xmllint: every part is well-formed
office.py text FOLDER ...                DOCX, XLSX and PDF hold the same words in the same order
office.py openxml FOLDER JUDGES          the Open XML SDK's validator has nothing to say
office.py libreoffice FOLDER ...         LibreOffice converts all; its pages of the DOCX are as many as ours

Ends with 77 and a word where a judge is missing.
"""
import html
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile

SKIPPED = 77


class Failure(Exception):
    pass


def skip(tool, package):
    print(f"SKIPPED: {tool} is missing ({package}); this judge has not been asked")
    sys.exit(SKIPPED)


def need(tool, package):
    found = shutil.which(tool)
    if not found:
        skip(tool, package)
    return found


def documents(folder, *suffixes):
    """All documents made, sorted; none at all is a failure of the test itself."""
    found = []
    for root, _, names in sorted(os.walk(folder)):
        found += [os.path.join(root, name) for name in sorted(names) if name.endswith(suffixes)]
    if not found:
        raise Failure(f"no document in {folder}: conformance_office_documents has to run first")
    return found


# ---- make -----------------------------------------------------------------------------------------


def make(folder, program, *inputs):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for path in inputs:
        name = os.path.splitext(os.path.basename(path))[0]
        done = subprocess.run([program, "build", path, "-o", os.path.join(folder, name),
                               "--formats", "docx,xlsx,pdf"], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"{path}: exit status {done.returncode}\n{done.stderr}")
        marked = os.path.join(folder, name + "-remarks.xlsx")
        done = subprocess.run([program, "check", path, "--annotate", marked], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"check {path} --annotate: exit status {done.returncode}\n{done.stderr}")
    for name, words in (("empty.xlsx", []), ("sample.xlsx", ["--sample"])):
        done = subprocess.run([program, "init", os.path.join(folder, name), *words], capture_output=True, text=True)
        if done.returncode != 0:
            raise Failure(f"init {name}: exit status {done.returncode}\n{done.stderr}")
    for suffix in (".docx", ".xlsx", ".pdf"):
        if len(documents(folder, suffix)) < len(inputs):
            raise Failure(f"fewer {suffix} than inputs")


# ---- xml ------------------------------------------------------------------------------------------


def xml(folder, *_):
    xmllint = need("xmllint", "Debian: libxml2-utils")
    parts = 0
    for path in documents(folder, ".docx", ".xlsx"):
        with zipfile.ZipFile(path) as package:
            if package.testzip() is not None:
                raise Failure(f"{path}: {package.testzip()} is damaged")
            for name in package.namelist():
                if not name.endswith((".xml", ".rels")):
                    continue
                done = subprocess.run([xmllint, "--noout", "--nonet", "-"], input=package.read(name), capture_output=True)
                if done.returncode != 0:
                    raise Failure(f"{path}!{name}: {done.stderr.decode()}")
                parts += 1
    print(f"{parts} parts are well-formed")


# ---- text -----------------------------------------------------------------------------------------


def flat(text):
    """White space of all kinds one blank, hyphens that may not break a line as plain ones, soft hyphens gone."""
    text = text.replace("\u00ad", "").replace("\u2011", "-")
    return re.sub(r"[\s\u00a0]+", " ", text).strip()


def docx_text(path):
    """Texts of the paragraphs and of the cells of data tables, in order. A cell's paragraphs are one text."""
    with zipfile.ZipFile(path) as package:
        body = package.read("word/document.xml").decode()
    cells, words = [], []
    for token in re.finditer(r"<w:(?:t|t xml:space=\"preserve\")>([^<]*)</w:t>|<w:(tab|br|softHyphen|noBreakHyphen)/>|(</w:p>)|(</w:tc>)|<w:vMerge/>", body):
        if token.group(1) is not None:
            words.append(html.unescape(token.group(1)))
        elif token.group(2):
            words.append({"noBreakHyphen": "-", "softHyphen": ""}.get(token.group(2), " "))
        elif token.group(3):
            words.append("\n")
        elif token.group(4):
            cells.append("".join(words))
            words = []
    cells.append("".join(words))
    # What stands before a table is one text with its first cell: take all apart at the paragraphs.
    return [flat(line) for cell in cells for line in cell.split("\n") if flat(line)]


def xlsx_text(path):
    """The same of a workbook: lines of cells, sheet by sheet. Numbers are as stored."""
    lines = []
    with zipfile.ZipFile(path) as package:
        sheets = [name for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
        for name in sheets:
            sheet = package.read(name).decode()
            for cell in re.finditer(r"<c [^>]*[^/]>(.*?)</c>", sheet, re.S):
                pieces = re.findall(r"<t[^>]*>([^<]*)</t>|<v>([^<]*)</v>", cell.group(1))
                text = html.unescape("".join(text or value for text, value in pieces))
                lines += [flat(line) for line in text.split("\n") if flat(line)]
    return lines


def words_of(lines):
    return " ".join(lines).split()


def missing_in_order(wanted, text):
    """The first word of `wanted` that `text` lacks after the ones before it, with what was found so far."""
    at = 0
    for i, word in enumerate(wanted):
        found = text.find(word, at)
        if found < 0:
            return " ".join(wanted[max(0, i - 5):i + 1])
        at = found + len(word)
    return None


def pdf_text(path, pdftotext):
    """Text in the order of the content, without blanks and the hyphens of divided words."""
    done = subprocess.run([pdftotext, "-raw", "-enc", "UTF-8", path, "-"], capture_output=True, check=True)
    text = re.sub(r"[\u00ad]\s*", "", done.stdout.decode())
    return re.sub(r"[\s\u00a0]+", "", text.replace("\u2011", "-"))


def text(folder, *_):
    pdftotext = need("pdftotext", "Debian: poppler-utils")
    for docx in documents(folder, ".docx"):
        base = docx[:-len(".docx")]
        lines, sheet = docx_text(docx), xlsx_text(base + ".xlsx")
        if not lines:
            raise Failure(f"{docx}: no text at all")
        # Marks and titles may stand in other cells of the sheet, so words are compared, not cells.
        a, b = words_of(lines), words_of(sheet)
        if a != b:
            at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            raise Failure(f"{base}: DOCX «{' '.join(a[at - 3:at + 5])}», XLSX «{' '.join(b[at - 3:at + 5])}»")
        lost = missing_in_order(a, pdf_text(base + ".pdf", pdftotext))
        if lost:
            raise Failure(f"{base}.pdf lacks, in order, the end of «{lost}»")
        print(f"{os.path.relpath(base, folder)}: {len(a)} words")


# ---- openxml --------------------------------------------------------------------------------------


def openxml(folder, judges):
    place = os.environ.get("GRIF_JUDGES", judges)
    validator = os.path.join(place, "node_modules", ".bin", "ooxml-validator")
    if not os.access(validator, os.X_OK):
        skip("the Open XML validator", "tests/conformance/setup.sh installs it")
    checked = documents(folder, ".docx", ".xlsx")
    for path in checked:
        done = subprocess.run([validator, path], capture_output=True, text=True)
        try:
            said = json.loads(done.stdout)
        except ValueError:
            raise Failure(f"{path}: the validator says {done.stdout[:300]} {done.stderr[:300]}") from None
        if said.get("ok") is not True or said.get("errors") != []:
            raise Failure(f"{path}: {json.dumps(said.get('errors'), ensure_ascii=False, indent=1)[:3000]}")
    print(f"{len(checked)} packages, nothing to say")


# ---- libreoffice ----------------------------------------------------------------------------------


def page_count(pdfinfo, path):
    done = subprocess.run([pdfinfo, path], capture_output=True, text=True, check=True)
    return int(re.search(r"^Pages:\s+(\d+)", done.stdout, re.M).group(1))


def convert(soffice, paths, place):
    """One start for all, in a process group of its own: a child that hangs is ended with it."""
    command = [soffice, "--headless", f"-env:UserInstallation=file://{place}/profile",
               "--convert-to", "pdf", "--outdir", f"{place}/out", *paths]
    office = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        said = office.communicate(timeout=500)[0]
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        raise Failure("LibreOffice did not end") from None
    return said.decode(errors="replace")


def libreoffice(folder, *_):
    soffice = need("soffice", "Debian: libreoffice-writer-nogui libreoffice-calc-nogui")
    pdfinfo = need("pdfinfo", "Debian: poppler-utils")
    with tempfile.TemporaryDirectory() as place:
        copies = {}
        for path in documents(folder, ".docx", ".xlsx"):
            name = os.path.relpath(path, folder).replace(os.sep, "-").replace(".", "-")
            copy = os.path.join(place, name + path[-5:])
            shutil.copyfile(path, copy)
            copies[path] = (copy, os.path.join(place, "out", name + ".pdf"))
        said = convert(soffice, [copy for copy, _ in copies.values()], place)
        for path, (_, made) in copies.items():
            if not os.path.exists(made) or page_count(pdfinfo, made) == 0:
                raise Failure(f"{path}: LibreOffice made nothing of it\n{said}")
            if path.endswith(".docx"):
                ours, theirs = page_count(pdfinfo, path[:-5] + ".pdf"), page_count(pdfinfo, made)
                if ours != theirs:
                    raise Failure(f"{path}: {ours} pages here, {theirs} in LibreOffice")
        print(f"{len(copies)} documents converted")


COMMANDS = {"make": make, "xml": xml, "text": text, "openxml": openxml, "libreoffice": libreoffice}

if __name__ == "__main__":
    try:
        COMMANDS[sys.argv[1]](*sys.argv[2:])
    except Failure as failure:
        print(f"FAILED: {failure}")
        sys.exit(1)

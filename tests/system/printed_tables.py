"""Tables typed for print: every cell's text stands in all three formats, in order; oddities are warnings only."""
import glob, io, os, re, shutil, subprocess, zipfile
from xml.etree import ElementTree
from running import *

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
S = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'


def squeezed(text):
    """Without white space and soft hyphens, which formats may set as they need."""
    return re.sub('[\\s\u00ad]+', '', text)


def input_sheets(path):
    """For each sheet with cells: (row, column, text) of every cell, as the program reads it."""
    result = run('list', 'cells', path)
    expect(result.returncode == 0, 'list cells: ' + result.stderr.decode())
    sheets = {}
    for line in result.stdout.decode().splitlines():
        sheet, cell, _, value = line.split('\t')
        letters, row = re.match(r'([A-Z]+)(\d+)', cell).groups()
        value = re.sub(r'\\(.)', lambda m: {'n': '\n', 't': '\t', '\\': '\\'}[m.group(1)], value)
        sheets.setdefault(sheet, []).append((int(row), letters, value))
    return sheets


def docx_text(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read('word/document.xml'))
    return ''.join('-' if node.tag == W + 'noBreakHyphen' else node.text or ''
                   for node in root.iter() if node.tag in (W + 't', W + 'noBreakHyphen'))


def xlsx_text(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        strings = []
        if 'xl/sharedStrings.xml' in package.namelist():
            table = ElementTree.fromstring(package.read('xl/sharedStrings.xml'))
            strings = [''.join(t.text or '' for t in item.iter(S + 't')) for item in table.iter(S + 'si')]
        texts = []
        for name in sorted(n for n in package.namelist() if n.startswith('xl/worksheets/sheet')):
            for cell in ElementTree.fromstring(package.read(name)).iter(S + 'c'):
                value = cell.find(S + 'v')
                if cell.get('t') == 's':
                    texts.append(strings[int(value.text)])
                elif cell.get('t') == 'inlineStr':
                    texts.append(''.join(t.text or '' for t in cell.iter(S + 't')))
                elif value is not None:
                    texts.append(value.text)
    return ''.join(texts)


def pdf_text(path):
    """The text in the order of the tagged structure, without artifacts. A hyphen that we added is a piece of its own."""
    result = subprocess.run(['pdfinfo', '-struct-text', path], capture_output=True)
    parts = re.findall(r'^\s*"(.*)"$', result.stdout.decode(), re.M)
    return ''.join(part for part in parts if part != '-')


def check_order(name, cells, header_row, text):
    """Cells above the header stand somewhere before the table; those of the table in order of reading."""
    text = squeezed(text)
    for row, column, value in cells:
        if row < header_row and squeezed(value):
            expect(squeezed(value) in text, '%s: %s%d is lost: %r' % (name, column, row, value))
    at = 0
    for row, column, value in cells:
        wanted = squeezed(value)
        if row < header_row or not wanted:
            continue
        found = text.find(wanted, at)
        if not expect(found >= 0, '%s: %s%d is lost or out of order: %r' % (name, column, row, value)):
            return
        at = found + len(wanted)


def header_row_of(cells):
    """The row in which the last of the words of a header stands («Сроки», «Мероприятия», «Содержание …»)."""
    for row in sorted({row for row, _, _ in cells}):
        texts = [value for r, _, value in cells if r == row]
        if len(texts) >= 3 and not any(len(value) > 120 for value in texts):
            return row
    return 0


if shutil.which('pdfinfo') is None:
    skip('pdfinfo is missing (package poppler-utils)')
sources = sorted(glob.glob(os.path.join(ROOT, 'samples', 'as-printed', '*.xlsx')))
expect(len(sources) >= 5, 'samples/as-printed has %d workbooks' % len(sources))
with Scratch() as scratch:
    for source in sources:
        name = os.path.basename(source)
        out = os.path.join(scratch, name)
        result = run('build', source, '-o', out)
        expect(result.returncode == 0, '%s: status %d: %s' % (name, result.returncode, result.stderr.decode()))
        expect(b'error[' not in result.stderr, '%s: %s' % (name, result.stderr.decode()))
        files = tree(out)
        texts = {'docx': docx_text(files['roadmap.docx']), 'xlsx': xlsx_text(files['roadmap.xlsx']),
                 'pdf': pdf_text(os.path.join(out, 'roadmap.pdf'))}
        for sheet, cells in input_sheets(source).items():
            for format, text in texts.items():
                check_order('%s, %s as %s' % (name, sheet, format), cells, header_row_of(cells), text)
finish()

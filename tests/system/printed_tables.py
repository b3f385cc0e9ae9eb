"""Tables typed for print: every cell's text stands in all three formats, in order; oddities are warnings only."""
import glob, io, os, re, shutil, subprocess, zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape
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


def workbook(rows, merges):
    """A workbook of one sheet: rows of texts, empty ones left out."""
    cells = []
    for r, row in enumerate(rows, 1):
        inner = ''.join('<c r="%s%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
                        % (chr(65 + c), r, escape(text)) for c, text in enumerate(row) if text)
        cells.append('<row r="%d">%s</row>' % (r, inner))
    merged = ''.join('<mergeCell ref="%s"/>' % ref for ref in merges)
    main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
    types = 'http://schemas.openxmlformats.org/package/2006/content-types'
    office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
    links = 'http://schemas.openxmlformats.org/package/2006/relationships'
    media = 'application/vnd.openxmlformats-officedocument.spreadsheetml.%s+xml'
    relation = '<Relationships xmlns="%s"><Relationship Id="r1" Type="%s/%%s" Target="%%s"/></Relationships>' % (links, office)
    parts = {
        '[Content_Types].xml': '<Types xmlns="%s"><Default Extension="rels" ContentType="application/vnd.openxmlformats-'
                               'package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="%s"/>'
                               '<Override PartName="/xl/sheet1.xml" ContentType="%s"/></Types>'
                               % (types, media % 'sheet.main', media % 'worksheet'),
        '_rels/.rels': relation % ('officeDocument', 'xl/workbook.xml'),
        'xl/workbook.xml': '<workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="Лист1" sheetId="1" r:id="r1"/>'
                           '</sheets></workbook>' % (main, office),
        'xl/_rels/workbook.xml.rels': relation % ('worksheet', 'sheet1.xml'),
        'xl/sheet1.xml': '<worksheet xmlns="%s"><sheetData>%s</sheetData>%s</worksheet>'
                         % (main, ''.join(cells), merged and '<mergeCells>%s</mergeCells>' % merged),
    }
    data = io.BytesIO()
    with zipfile.ZipFile(data, 'w') as package:
        for name, text in parts.items():
            package.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
    return data.getvalue()


def all_in_order(scratch):
    """Lines above, titles of two levels, stages that nobody merged, remarks and signatures: every cell in order."""
    path = os.path.join(scratch, 'lines.xlsx')
    with open(path, 'wb') as file:
        file.write(workbook([
            ['г. Приозёрск', '', '', '', '2026 год'],
            ['План мероприятий («дорожная карта»)'],
            ['лицея № 7'],
            ['Сроки реализации: 2026 год'],
            ['Цель: помочь каждому'],
            ['Задачи:'],
            ['1) найти;'],
            ['2) научить.'],
            ['Часть первая'],
            ['№', 'Мероприятия', 'Сроки', '', 'Ответственые'],
            ['', '', 'начало', 'конец'],
            ['Подготовительный этап. Задача этапа: собрать всех'],
            ['1', 'Беседа', 'май', 'июнь', 'завуч'],
            ['Результат: все собраны'],
            ['', 'Основной этап'],
            ['2', 'Встречи', 'июль', 'август', 'пары'],
            ['Примечание: сроки могут измениться'],
            [],
            ['Директор лицея', '', '', '____', 'И.И. Лесной'],
            ['Исп. Озёрная, тел. 22-33-44'],
        ], ['A2:E2']))
    out = os.path.join(scratch, 'lines')
    result = run('build', path, '-o', out)
    messages = result.stderr.decode()
    expect(result.returncode == 0, 'lines: status %d: %s' % (result.returncode, messages))
    kinds = re.findall(r'!([A-Z]+\d+): (\w+\[[^]]+\])', messages)
    expect(kinds == [('E10', 'warning[column-guessed]'), ('A17', 'note[text-below-table]')],
           'lines: %s' % messages)
    cells = [cell for sheet in input_sheets(path).values() for cell in sheet]
    for format, text in (('docx', docx_text(tree(out)['roadmap.docx'])), ('xlsx', xlsx_text(tree(out)['roadmap.xlsx'])),
                         ('pdf', pdf_text(os.path.join(out, 'roadmap.pdf')))):
        check_order('lines as ' + format, cells, 1, text)
        expect(len(squeezed(text)) == sum(len(squeezed(value)) for _, _, value in cells), 'lines as %s: text was added: %s' % (format, text))


def with_torn_rows_joined(sheet, cells, messages):
    """The cells as the program says that it read them: of a row torn by a page each text follows the one above it."""
    above = {int(torn): int(row) for place, torn, row in re.findall(
        r':([^:!]+)![A-Z]+\d+: note\[row-torn-joined\]: строка (\d+) продолжает строку (\d+)', messages)
        if place.strip("'") == sheet}
    texts = {}
    for row, column, value in cells:
        head = row
        while head in above:
            head = above[head]
        before = texts.get((head, column), '')
        if before == value:  # the number once more
            continue
        if before.endswith('-') and value[:1].islower():  # a word that the end of the page tore
            before = before[:-1]
        texts[head, column] = before + value
    return [(row, column, value) for (row, column), value in sorted(texts.items())]


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
            cells = with_torn_rows_joined(sheet, cells, result.stderr.decode())
            for format, text in texts.items():
                check_order('%s, %s as %s' % (name, sheet, format), cells, header_row_of(cells), text)
    all_in_order(scratch)
finish()

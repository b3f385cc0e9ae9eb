#!/usr/bin/env python3
"""A workbook of many rows, checked by Grif and read by openpyxl (read-only): CPU seconds and peak memory, as ratios.

large_table.py GRIF [ROWS]    GRIF: the program, of a release build; ROWS: of the sheet «Ответы», 100,000 unless told
"""
import os, subprocess, sys, tempfile, zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
TITLES = ['Анкета', 'Код вопроса', 'Код респондента', 'Ответ']
READ = ('import openpyxl, sys\n'
        'book = openpyxl.load_workbook(sys.argv[1], read_only=True)\n'
        'print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for value in row if value is not None))')


def column(number):
    return 'ABCDEFGHIJ'[number]


def text_cell(row, number, index):
    return '<c r="%s%d" t="s"><v>%d</v></c>' % (column(number), row, index)


def number_cell(row, number, value):
    return '<c r="%s%d"><v>%s</v></c>' % (column(number), row, value)


def make_workbook(path, rows):
    """«Анкеты» with ten items on a scale, «Ответы» with a row for each answer; every person has a code of his own."""
    strings, known = [], {}

    def index(text):
        if text not in known:
            known[text] = len(strings)
            strings.append(text)
        return known[text]

    def sheet(titles, lines):
        head = '<row r="1">%s</row>' % ''.join(text_cell(1, i, index(t)) for i, t in enumerate(titles))
        return ('<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/'
                'spreadsheetml/2006/main"><sheetData>%s%s</sheetData></worksheet>' % (head, ''.join(lines)))

    questions = []
    for item in range(1, 11):
        row = item + 1
        cells = [text_cell(row, 0, index('Опрос')), text_cell(row, 1, index(str(item))),
                 text_cell(row, 2, index('Насколько вам помогло занятие %d?' % item)),
                 text_cell(row, 3, index('шкала')), number_cell(row, 4, 1), number_cell(row, 5, 10)]
        questions.append('<row r="%d">%s</row>' % (row, ''.join(cells)))
    answers = []
    for number in range(rows):
        row = number + 2
        person, item = divmod(number, 10)
        cells = [text_cell(row, 0, index('Опрос')), text_cell(row, 1, index(str(item + 1))),
                 text_cell(row, 2, index('Н-%05d' % person)), number_cell(row, 3, 1 + (person * 7 + item * 3) % 10)]
        answers.append('<row r="%d">%s</row>' % (row, ''.join(cells)))
    parts = {
        'xl/worksheets/sheet1.xml': sheet(['Анкета', 'Код вопроса', 'Вопрос', 'Вид ответа', 'От', 'До'], questions),
        'xl/worksheets/sheet2.xml': sheet(TITLES, answers),
        'xl/styles.xml': '<?xml version="1.0" encoding="UTF-8"?><styleSheet xmlns="http://schemas.openxmlformats.org/'
                         'spreadsheetml/2006/main"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
                         '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
                         '<cellXfs count="1"><xf/></cellXfs></styleSheet>',
        'xl/workbook.xml': '<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/'
                           'spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
                           'relationships"><sheets><sheet name="Анкеты" sheetId="1" r:id="rId1"/>'
                           '<sheet name="Ответы" sheetId="2" r:id="rId2"/></sheets></workbook>',
        'xl/_rels/workbook.xml.rels':
            '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/'
            '2006/relationships">' + ''.join(
                '<Relationship Id="rId%d" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
                'Target="%s"/>' % (i + 1, kind, target) for i, (kind, target) in enumerate(
                    [('worksheet', 'worksheets/sheet1.xml'), ('worksheet', 'worksheets/sheet2.xml'),
                     ('styles', 'styles.xml'), ('sharedStrings', 'sharedStrings.xml')])) + '</Relationships>',
        '_rels/.rels': '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
                       'package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/'
                       'officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        '[Content_Types].xml':
            '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' + ''.join(
                '<Override PartName="/xl/%s" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.'
                '%s+xml"/>' % pair for pair in [('workbook.xml', 'sheet.main'), ('worksheets/sheet1.xml', 'worksheet'),
                                                ('worksheets/sheet2.xml', 'worksheet'), ('styles.xml', 'styles'),
                                                ('sharedStrings.xml', 'sharedStrings')]) + '</Types>'}
    parts['xl/sharedStrings.xml'] = (
        '<?xml version="1.0" encoding="UTF-8"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'uniqueCount="%d">%s</sst>' % (len(strings), ''.join('<si><t>%s</t></si>' % text for text in strings)))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as book:
        for name in reversed(list(parts)):
            book.writestr(name, parts[name])


def measure(words):
    """CPU seconds and peak resident megabytes, the least of three runs, and the last line printed."""
    best, peak, said = None, None, b''
    for _ in range(3):
        with tempfile.TemporaryFile() as out:
            process = subprocess.Popen(words, stdout=out, stderr=subprocess.STDOUT)
            _, status, usage = os.wait4(process.pid, 0)
            out.seek(0)
            said = out.read()
        if os.waitstatus_to_exitcode(status) != 0:
            sys.exit('%s: status %d\n%s' % (words[0], os.waitstatus_to_exitcode(status), said.decode()[:2000]))
        seconds = usage.ru_utime + usage.ru_stime
        best = seconds if best is None else min(best, seconds)
        peak = usage.ru_maxrss / 1024 if peak is None else min(peak, usage.ru_maxrss / 1024)
    return best, peak, (said.decode().splitlines() or [''])[-1]


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    rows = int(sys.argv[2]) if len(sys.argv) == 3 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        book = os.path.join(folder, 'large.xlsx')
        make_workbook(book, rows)
        ours = measure([sys.argv[1], 'check', book])
        theirs = measure([sys.executable, '-c', READ, book])
        size = os.path.getsize(book) / 1e6
    print('%d rows, %.1f MB' % (rows, size))
    print('grif check            %6.2f s  %5.0f MB  %s' % ours)
    print('openpyxl, read only   %6.2f s  %5.0f MB  (%s values)' % theirs)
    print('ratio: %.1f times faster, %.1f times the memory' % (theirs[0] / ours[0], ours[1] / theirs[1]))


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""check.py FORMAT OUTDIR DATA.json: do the files of OUTDIR say what the data say? Prints one JSON object.

Every text of the table must be there, whole and in order, and nothing else between; so must the title lines and, in
DOCX and PDF, the approval marks. The header row must repeat on every page, pages must be numbered. White space and
discretionary hyphens are the typesetter's own and are not compared. Of many files a sample is read. Nothing is
asserted: the faults are listed.
"""
import collections
import glob
import json
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

WORD = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'
SHEET = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
OFFICE = '{http://schemas.openxmlformats.org/officeDocument/2006/relationships}'
SAMPLE = 10
ROW_SPAN = 4_000  # letters after the start of a row within which all its cells end; about a page


def squeeze(text):
    return re.sub(r'[\s\u00ad\u200b\u2060\ufeff]', '', text).replace('\u2011', '-')


def wanted_rows(document):
    """The table below its header, a list of cell texts a row."""
    for stage in document['stages']:
        yield [stage['n'], f'{stage["name"]} Задача этапа: {stage["task"]}']
        for activity in stage['activities']:
            yield [activity['n'], activity['text'], activity['terms'], ', '.join(activity['responsibles'])]
        yield [f'Результат: {stage["result"]}']


def squeezed_rows(rows):
    rows = ([squeeze(cell) for cell in row] for row in rows)
    return [[cell for cell in row if cell] for row in rows if any(row)]


def difference(seen, meant):
    start = max(0, len(os.path.commonprefix([seen, meant])) - 10)
    return f'{seen[start:start + 40]!r} instead of {meant[start:start + 40]!r}'


def compare_rows(rows, document):
    """Faults of a table given as rows of cell texts, its header row among them."""
    header, *wanted = squeezed_rows([document['columns'], *wanted_rows(document)])
    rows = squeezed_rows(rows)
    if header not in rows:
        return ['no header row']
    rows = rows[rows.index(header) + 1:]
    if ''.join(map(''.join, rows)) == ''.join(map(''.join, wanted)):
        return []  # cut into cells in another way perhaps, but the same text in the same order
    for number, (seen, meant) in enumerate(zip(rows, wanted), 1):
        if seen != meant:
            return [f'row {number} differs: {difference("|".join(seen), "|".join(meant))}']
    return [f'{len(rows)} rows instead of {len(wanted)}']


def missing_lines(text, lines):
    text = squeeze(text)
    return [f'missing: {line!r}' for line in lines if squeeze(line) not in text]


def head_lines(document):
    marks = [line for mark in document['approvals'] for line in (mark['kind'], *mark['lines'])]
    return marks + document['title']


# DOCX

def word_text(element):
    signs = {WORD + 't': None, WORD + 'tab': ' ', WORD + 'br': ' ', WORD + 'noBreakHyphen': '-'}
    return ''.join((item.text or '') if signs[item.tag] is None else signs[item.tag]
                   for item in element.iter() if item.tag in signs)


def check_docx(path, document):
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read('word/document.xml')).find(WORD + 'body')
        furniture = [package.read(name).decode() for name in package.namelist()
                     if re.fullmatch(r'word/(header|footer)\d*\.xml', name)]
    columns = [squeeze(name) for name in document['columns']]
    for table in body.iter(WORD + 'tbl'):
        rows = [[word_text(cell) for cell in row.findall(WORD + 'tc')] for row in table.findall(WORD + 'tr')]
        if rows and [squeeze(cell) for cell in rows[0]] == columns:
            break
    else:
        return ['no table with the header of the data']
    faults = compare_rows(rows, document) + missing_lines(word_text(body), head_lines(document))
    if table.find(f'.//{WORD}tblHeader') is None:
        faults.append('the header row does not repeat')
    if not any(re.search(r'\bPAGE\b', part) for part in furniture):
        faults.append('no page number')
    return faults


# XLSX

def cell_text(cell, strings):
    if cell.get('t') == 'inlineStr':
        return ''.join(text.text or '' for text in cell.iter(SHEET + 't'))
    value = cell.findtext(SHEET + 'v') or ''
    return strings[int(value)] if cell.get('t') == 's' else value


def first_sheet(package, book):
    """The path of the first sheet's part."""
    wanted = book.find(f'{SHEET}sheets/{SHEET}sheet').get(OFFICE + 'id')
    relations = ElementTree.fromstring(package.read('xl/_rels/workbook.xml.rels'))
    target = next(relation.get('Target') for relation in relations if relation.get('Id') == wanted)
    return target.lstrip('/') if target.startswith('/') else f'xl/{target}'


def check_xlsx(path, document):
    with zipfile.ZipFile(path) as package:
        book = ElementTree.fromstring(package.read('xl/workbook.xml'))
        sheet = ElementTree.fromstring(package.read(first_sheet(package, book)))
        strings = []
        if 'xl/sharedStrings.xml' in package.namelist():
            items = ElementTree.fromstring(package.read('xl/sharedStrings.xml')).findall(SHEET + 'si')
            strings = [''.join(text.text or '' for text in item.iter(SHEET + 't')) for item in items]
    rows = [[cell_text(cell, strings) for cell in row] for row in sheet.iter(SHEET + 'row')]
    everything = ' '.join(' '.join(row) for row in rows)
    faults = compare_rows(rows, document) + missing_lines(everything, document['title'])
    if not any(name.get('name') == '_xlnm.Print_Titles' for name in book.iter(SHEET + 'definedName')):
        faults.append('no print titles')
    if len(sheet.findall(f'.//{SHEET}mergeCell')) < 2 * len(document['stages']):
        faults.append('stage or result rows are not merged')
    return faults


# PDF

def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()


def count_letters(text):
    return collections.Counter(sign for sign in text if sign.isalnum())


def is_there(text, whole, start):
    """Is the text after `start`, in one piece or, where a page ends inside the cell, in two?"""
    end = start + ROW_SPAN
    if whole.find(text, start, end) >= 0:
        return True
    low, high = 0, len(text)
    while low < high:  # the longest beginning that is there
        middle = (low + high + 1) // 2
        low, high = (middle, high) if whole.find(text[:middle], start, end) >= 0 else (low, middle - 1)
    return 0 < low and whole.find(text[low:], start, end) >= 0


def check_order(text, document):
    faults, position = [], 0
    for row in squeezed_rows(wanted_rows(document)):
        number = row[0] if len(row) > 1 else ''
        beginning = ''.join(row)[:len(number) + 20]
        found = text.find(beginning, position, position + ROW_SPAN)
        if found < 0:
            return faults + [f'not found in its turn: {beginning!r}']
        faults += [f'not whole: {cell[:80]!r}' for cell in row if not is_there(cell, text, found)]
        position = found + len(beginning)
    return faults


def check_pages(path, document):
    columns = set(re.findall(r'\w+', ' '.join(document['columns'][1:])))
    pages = output_of('pdftotext', path, '-').split('\f')[:-1]
    faults = []
    for number, page in enumerate(pages, 1):
        if not columns <= set(re.findall(r'\w+', page.replace('\u00ad', ''))):
            faults.append(f'page {number} has no header row')
        if number > 1 and str(number) not in page.split():
            faults.append(f'page {number} has no number')
    return faults


def check_fonts(path):
    lines = output_of('pdffonts', path).splitlines()[2:]
    flags = re.compile(r'\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+\s*$')  # embedded, subset, unicode
    return [f'font not embedded or without Unicode: {line.split()[0]}' for line in lines
            if 'no' in flags.search(line).group(1, 3)]


def check_pdf(path, document):
    raw = output_of('pdftotext', '-raw', path, '-')
    rows = [cell for row in wanted_rows(document) for cell in row]
    lost = count_letters(squeeze(''.join(head_lines(document) + rows))) - count_letters(squeeze(raw))
    faults = [f'{lost.total()} letters are missing'] if lost else []
    faults += missing_lines(raw, head_lines(document)) + check_order(squeeze(raw), document)
    return faults + check_pages(path, document) + check_fonts(path)


# All files

def output_files(folder, extension):
    found = glob.glob(os.path.join(glob.escape(folder), '**', '*.' + extension), recursive=True)
    return sorted(path for path in found if os.path.isfile(path))


def file_of(index, files):
    """The file of a document: the one named by its number, else the one in its place."""
    number = f'{index:03}'
    named = [path for path in files if number in re.split(r'[/.]', path)]
    return named[0] if len(named) == 1 else files[index]


def check_folder(extension, folder, documents):
    files = output_files(folder, extension)
    report = {'files': len(files), 'bytes': sum(map(os.path.getsize, files)), 'checked': 0, 'faults': []}
    if len(files) != len(documents):
        report['faults'] = [f'{len(files)} files instead of {len(documents)}']
        return report
    check = {'docx': check_docx, 'xlsx': check_xlsx, 'pdf': check_pdf}[extension]
    for index in range(0, len(documents), max(1, len(documents) // SAMPLE)):
        path = file_of(index, files)
        faults = check(path, documents[index])
        report['faults'] += [f'{os.path.basename(path)}: {fault}' for fault in faults[:5]]
        report['checked'] += 1
    return report


def main(extension, folder, data):
    with open(data, encoding='utf-8') as lines:
        documents = [json.loads(line) for line in lines]
    print(json.dumps(check_folder(extension, folder, documents), ensure_ascii=False))


if __name__ == '__main__':
    main(*sys.argv[1:4])

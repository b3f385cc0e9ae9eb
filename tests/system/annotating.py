"""`grif check --annotate`: the user's own workbook again, with every message at its cell and nothing else changed."""
import glob, json, os, re, shutil, zipfile
import xml.etree.ElementTree as ET
from running import *

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
SAMPLES = sorted(glob.glob(os.path.join(ROOT, 'samples', 'as-printed', '*.xlsx'))) + [LYCEUM]
OWN = re.compile(r'xl/grif/|xl/styles\.xml$|xl/workbook\.xml$|xl/_rels/|\[Content_Types\]|xl/worksheets/')


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def write_package(path, content):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, data in content.items():
            package.writestr(name, data)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def cells(path):
    return run('list', 'cells', path).stdout


def messages(path):
    """What check says of a workbook, without the name of its file."""
    lines = run('check', path, '--format', 'json').stdout.decode().replace(path, 'book').splitlines()
    found = [json.loads(line) for line in lines]
    for message in found:
        message['file'] = message.pop('file', '') and 'book'
    return found


def annotate(source, copy, *words):
    done = run('check', source, '--annotate', copy, *words)
    expect(done.returncode in (0, 1), '%s: %d %s' % (source, done.returncode, done.stderr.decode()[-300:]))
    return done


def notes(path):
    """(part, cell) -> text."""
    found = {}
    for name, data in parts(path).items():
        if name.endswith('.xml') and b'<commentList' in data:
            for note in ET.fromstring(data).iter(MAIN + 'comment'):
                found[name, note.get('ref')] = ''.join(t.text or '' for t in note.iter(MAIN + 't'))
    return found


def remarks(path):
    """The rows of the sheet of remarks: lists of texts by column."""
    rows = []
    for row in ET.fromstring(parts(path)['xl/grif/remarks.xml']).iter(MAIN + 'row'):
        rows.append({cell.get('r').rstrip('0123456789'): ''.join(t.text or '' for t in cell.iter(MAIN + 't'))
                     for cell in row.iter(MAIN + 'c')})
    return rows


def check_samples(folder):
    for number, source in enumerate(SAMPLES):
        name = os.path.basename(source)
        copy, again = os.path.join(folder, 'copy%d.xlsx' % number), os.path.join(folder, 'again%d.xlsx' % number)
        said = messages(source)
        done = annotate(source, copy)
        before, after = parts(source), parts(copy)
        for part, data in before.items():
            if not OWN.search(part):
                expect(after.get(part) == data, '%s: %s changed' % (name, part))
        expect(cells(copy) == cells(source) and cells(source), name + ': values stay')
        expect(messages(copy) == said, name + ': the copy is checked like the workbook')
        listed = [row for row in remarks(copy)[4:] if row.get('A')]
        expect(len(listed) == len(said), '%s: %d lines for %d messages' % (name, len(listed), len(said)))
        for row, message in zip(listed, said):
            expect(row['D'].split('\n')[0] == message['text'].split('\n')[0], name + ': its text: ' + row['D'])
        # Every cell of a message has a note, or the first cell of the merge that covers it.
        with_cells = {(m['sheet'], m['cell']) for m in said if 'cell' in m}
        expect(len(notes(copy)) <= len(with_cells), name + ': a note a cell')
        expect(bool(notes(copy)) == bool(with_cells), name + ': notes')
        expect(bool(said) or remarks(copy)[4]['D'] == 'Замечаний нет', name + ': nothing to be said')
        annotate(copy, again)
        expect(read(again) == read(copy), name + ': annotated twice')
        expect(copy.encode() in done.stdout, name + ': the copy is named')


def correct(path, target, change):
    content = parts(path)
    for part, (old, new) in change.items():
        expect(old in content[part], 'to be corrected: %r' % old)
        content[part] = content[part].replace(old, new)
    write_package(target, content)


BOOK = {
    '[Content_Types].xml': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" \
ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>\
<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="png" \
ContentType="image/png"/><Override PartName="/xl/workbook.xml" \
ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override \
PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>\
<Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>''',
    '_rels/.rels': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>''',
    'xl/workbook.xml': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Организация" sheetId="3" \
r:id="rId7"/></sheets><definedNames><definedName name="Мое">Организация!$A$1</definedName></definedNames></workbook>''',
    'xl/_rels/workbook.xml.rels': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId7" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" \
Target="styles.xml"/></Relationships>''',
    'xl/styles.xml': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/>\
<name val="Calibri"/></font><font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>\
<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FF00B050"/><bgColor indexed="64"/></patternFill></fill>\
<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.5"/><bgColor indexed="64"/></patternFill></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="2" \
borderId="0" xfId="0" applyNumberFormat="1" applyFill="1"/><xf numFmtId="49" fontId="1" fillId="3" borderId="0" xfId="0" \
applyFill="1"><alignment horizontal="center"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>''',
    'xl/worksheets/sheet1.xml': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" \
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><cols><col min="1" max="2" width="40" \
customWidth="1"/></cols><sheetData>
<row r="1"><c r="A1" t="inlineStr" s="3"><is><t>Полное наименование</t></is></c><c r="B1" t="inlineStr"><is><t>Лицей № 1</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr" s="3"><is><t>ИНН</t></is></c><c r="B2" s="1" t="inlineStr"><is><t>4399012347</t></is></c></row>
<row r="3"><c r="A3" t="inlineStr" s="3"><is><t>ОГРН</t></is></c><c r="B3" s="2" t="inlineStr"><is><t>12345</t></is></c></row>
<row r="4"><c r="A4" t="inlineStr" s="3"><is><t>КПП</t></is></c><c r="B4" t="inlineStr"><is><t>12</t></is></c></row>
</sheetData><conditionalFormatting sqref="A1:A9"><cfRule type="containsBlanks" priority="1"/></conditionalFormatting>\
<legacyDrawing r:id="rId2"/></worksheet>''',
    'xl/worksheets/_rels/sheet1.xml.rels': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId2" \
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing" Target="../drawings/vmlDrawing1.vml"/>\
<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" \
Target="../comments1.xml"/></Relationships>''',
    'xl/comments1.xml': '''<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>Завуч</author></authors>\
<commentList><comment ref="A1" authorId="0"><text><t>не трогать</t></text></comment><comment ref="B2" authorId="0"><text><r><rPr><b/><sz val="9"/></rPr><t>Завуч:</t></r><r><t xml:space="preserve">
спросить в бухгалтерии</t></r></text></comment><comment ref="B3" authorId="0"><text><t>из письма</t></text></comment></commentList></comments>''',
    'xl/drawings/vmlDrawing1.vml': '''<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" \
path="m,l,21600r21600,l21600,xe"><br></v:shapetype>''' + ''.join('''
<v:shape id="_x0000_s%d" type="#_x0000_t202" style='position:absolute;visibility:hidden'><x:ClientData ObjectType="Note">\
<x:Anchor>2, 1, 2, 1, 4, 1, 5, 1</x:Anchor><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>''' %
        (1025 + i, row, column) for i, (row, column) in enumerate(((1, 1), (2, 1), (0, 0)))) + '</xml>',
    'xl/media/image1.png': '\x89PNG as it is',
}
BOOK = {name: content.encode() for name, content in BOOK.items()}


def check_own_looks(folder):
    """Colours and notes of the user's own come back when the faults are corrected."""
    book, copy = os.path.join(folder, 'book.xlsx'), os.path.join(folder, 'marked.xlsx')
    fixed = os.path.join(folder, 'fixed.xlsx')
    write_package(book, BOOK)
    annotate(book, copy)
    marked = notes(copy)
    part = 'xl/comments1.xml'
    expect(marked[part, 'B2'].startswith('Завуч:\nспросить в бухгалтерии\n\u200bGrif ■ ошибка: '), marked[part, 'B2'])
    expect(marked[part, 'B3'].startswith('из письма\n\u200bGrif ■ '), marked[part, 'B3'])
    expect(marked[part, 'B4'].startswith('\u200bGrif '), 'a note of our own')
    sheet = parts(copy)['xl/worksheets/sheet1.xml'].decode()
    formats = {cell: int(number) for cell, number in re.findall(r'<c r="(\w+)"[^>]*? s="(\d+)"', sheet)}
    styles = parts(copy)['xl/styles.xml'].decode()
    looks = ET.fromstring(styles).find(MAIN + 'cellXfs')
    fills = [f.find('.//' + MAIN + 'fgColor') for f in ET.fromstring(styles).find(MAIN + 'fills')]
    for cell, number_format, font in (('B2', '49', '0'), ('B3', '49', '1'), ('B4', '0', '0')):
        look = looks[formats[cell]]
        expect((look.get('numFmtId'), look.get('fontId')) == (number_format, font), cell + ': keeps its looks')
    grounds = {cell: fills[int(looks[formats[cell]].get('fillId'))].get('rgb') for cell in ('B2', 'B3', 'B4')}
    expect(len(set(grounds.values())) == 3, 'each ground tells what was before: %r' % grounds)
    expect(grounds['B3'] < 'FFC00000', 'a deep ground under white letters: ' + grounds['B3'])
    # Corrected: only the sheet's values differ from the first workbook.
    change = {'xl/worksheets/sheet1.xml': (b'4399012347', b'7707083893')}
    correct(copy, fixed, change)
    annotate(fixed, fixed)
    expect(read(fixed) != read(copy), 'renewed in its place')
    expect(notes(fixed)[part, 'B2'] == 'Завуч:\nспросить в бухгалтерии', 'the note is theirs again')
    sheet = parts(fixed)['xl/worksheets/sheet1.xml'].decode()
    expect('<c r="B2" s="1" t="inlineStr">' in sheet, 'the format is theirs again')


def check_all_corrected(folder):
    """With no fault left, every part is what it was, byte for byte."""
    book, copy = os.path.join(folder, 'good.xlsx'), os.path.join(folder, 'good-copy.xlsx')
    good, faulty = dict(BOOK), dict(BOOK)
    values = {b'4399012347': b'7707083893', b'12345<': b'1027700132195<', b'>12<': b'>439901001<'}
    for old, new in values.items():
        good['xl/worksheets/sheet1.xml'] = good['xl/worksheets/sheet1.xml'].replace(old, new)
    write_package(book, good)
    left = {(m['kind'], m.get('cell')) for m in messages(book)}
    write_package(book, faulty)
    annotate(book, copy)
    content = parts(copy)
    for old, new in values.items():
        content['xl/worksheets/sheet1.xml'] = content['xl/worksheets/sheet1.xml'].replace(old, new)
    write_package(copy, content)
    annotate(copy, copy)
    expect({(m['kind'], m.get('cell')) for m in messages(copy)} == left, 'the same is left to be said')
    # What is still said of is about the sheet or the notes of people: those cells are marked, the others are not.
    marked = {cell for _, cell in left if cell}
    after = parts(copy)
    sheet = after['xl/worksheets/sheet1.xml'].decode()
    for cell in re.findall(r'<c [^>]*>', good['xl/worksheets/sheet1.xml'].decode()):
        if re.search(r'r="(\w+)"', cell).group(1) not in marked:
            expect(cell in sheet, 'as it was: ' + cell)
    expect(after['xl/media/image1.png'] == BOOK['xl/media/image1.png'], 'the picture')


def check_names(folder):
    """What the copy may be called, and what is never overwritten."""
    book = os.path.join(folder, 'names.xlsx')
    write_package(book, BOOK)
    whole = read(book)

    def refused(status, kind, *words, source=book):
        done = run('check', source, *words)
        expect(done.returncode == status and ('error[%s]' % kind).encode() in done.stderr,
               '%r: %d %s' % (words, done.returncode, done.stderr.decode()[-400:]))
        expect(read(book) == whole, '%r: the workbook stays' % (words,))

    refused(2, 'copy-is-input', '--annotate', book)
    refused(2, 'copy-is-input', '--annotate', os.path.join(folder, '.', 'names.xlsx'))
    link, hard = os.path.join(folder, 'link.xlsx'), os.path.join(folder, 'hard.xlsx')
    os.symlink(book, link)
    os.link(book, hard)
    refused(3, 'copy-exists', '--annotate', link)
    refused(3, 'copy-exists', '--annotate', hard)
    for name in ('copy.xls', 'copy', '-', '', 'copy.ods', folder + '/'):
        refused(2, 'copy-name-wrong', '--annotate', name)
    refused(2, 'option-value-missing', '--annotate')
    refused(2, 'copy-of-several', LYCEUM, '--annotate', os.path.join(folder, 'new.xlsx'))
    refused(3, 'cannot-write', '--annotate', os.path.join(folder, 'missing', 'copy.xlsx'))
    os.mkdir(os.path.join(folder, 'folder.xlsx'))
    refused(3, 'cannot-write', '--annotate', os.path.join(folder, 'folder.xlsx'))
    foreign = os.path.join(folder, 'foreign.xlsx')
    with open(foreign, 'w') as file:
        file.write('mine')
    refused(3, 'copy-exists', '--annotate', foreign)
    expect(read(foreign) == b'mine', 'a foreign file stays')
    refused(2, 'copy-needs-macros', '--annotate', os.path.join(folder, 'new.xlsm'))
    refused(2, 'copy-of-xml', '--annotate', os.path.join(folder, 'new.xlsx'),
            source=os.path.join(ROOT, 'samples', 'circle.xml'))
    # A copy as we left it is renewed; one that somebody corrected is not, but may be checked itself.
    copy = os.path.join(folder, 'copy.xlsx')
    annotate(book, copy)
    first = read(copy)
    annotate(book, copy)
    expect(read(copy) == first, 'the same again')
    correct(copy, copy, {'xl/worksheets/sheet1.xml': (b'4399012347', b'7707083893')})
    corrected = read(copy)
    refused(3, 'copy-exists', '--annotate', copy)
    expect(read(copy) == corrected, 'corrections stay')
    annotate(copy, copy)
    leftovers = [name for name in os.listdir(folder) if name.startswith('.grif')]
    expect(not leftovers, 'nothing is left beside: %r' % leftovers)


def check_macros(folder):
    book, copy = os.path.join(folder, 'macros.xlsm'), os.path.join(folder, 'macros-copy.xlsm')
    content = dict(BOOK)
    content['[Content_Types].xml'] = content['[Content_Types].xml'].replace(
        b'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml', b'vnd.ms-excel.sheet.macroEnabled.main+xml')
    content['xl/vbaProject.bin'] = b'\0macros as they are'
    write_package(book, content)
    done = run('check', book, '--annotate', os.path.join(folder, 'macros.xlsx'))
    expect(done.returncode == 2 and b'error[copy-needs-macros]' in done.stderr, 'the name must tell of macros')
    annotate(book, copy)
    expect(parts(copy)['xl/vbaProject.bin'] == content['xl/vbaProject.bin'], 'macros are carried')
    template, plain = os.path.join(folder, 'template.xltx'), os.path.join(folder, 'of-template.xlsx')
    content = dict(BOOK)
    content['[Content_Types].xml'] = content['[Content_Types].xml'].replace(b'sheet.main+xml', b'template.main+xml')
    write_package(template, content)
    annotate(template, plain)
    expect(b'sheet.main+xml' in parts(plain)['[Content_Types].xml'], 'the copy of a template is a workbook')


def check_other_formats(folder):
    """CSV: made anew, with the same values."""
    source, copy = os.path.join(folder, 'Организация.csv'), os.path.join(folder, 'csv.xlsx')
    with open(source, 'w', encoding='utf-8') as file:
        file.write('Полное наименование;Лицей № 1\nИНН;4399012347\nДата;01.09.2026\nДоля;85 %\nЧисло;12,50\nНомер;007\nДа;ИСТИНА\n')
    done = annotate(source, copy)
    expect(b'note[copy-made-anew]' in done.stderr, 'said that it is made anew')
    expect(cells(copy) == cells(source), 'values: %s %s' % (cells(copy).decode(), cells(source).decode()))
    again = os.path.join(folder, 'csv-again.xlsx')
    annotate(copy, again)
    expect(read(again) == read(copy), 'the copy of the copy')


def check_forms(folder):
    """JSON names the copy; English; another locale gives the same bytes."""
    source = SAMPLES[0]
    one, other = os.path.join(folder, 'j1.xlsx'), os.path.join(folder, 'j2.xlsx')
    lines = annotate(source, one, '--format', 'json').stdout.decode().splitlines()
    last = json.loads(lines[-1])
    expect(last['kind'] == 'copy-saved' and last['file'] == one and last['severity'] == 'note', lines[-1])
    run('check', source, '--annotate', other, env={'LC_ALL': 'ru_RU.UTF-8', 'TZ': 'Pacific/Kiritimati'})
    expect(read(one) == read(other), 'the same bytes in another locale')
    english = os.path.join(folder, 'e.xlsx')
    done = annotate(source, english, '--lang', 'en')
    expect(b'name="Remarks"' in parts(english)['xl/workbook.xml'], 'an English sheet')
    expect(remarks(english)[3]['A'] == 'Severity' and b'stand in the notes' in done.stdout, 'in English')
    quiet = run('check', source, '--annotate', os.path.join(folder, 'q.xlsx'), '--quiet')
    expect(quiet.stdout == b'' and os.path.exists(os.path.join(folder, 'q.xlsx')), 'quiet')


def check_office(folder):
    """A copy that LibreOffice has saved is still understood."""
    soffice = shutil.which('soffice')
    if not soffice:
        print('SKIPPED: no LibreOffice, so no copy saved by it')
        return
    book, copy = os.path.join(folder, 'office.xlsx'), os.path.join(folder, 'office-copy.xlsx')
    write_package(book, BOOK)
    annotate(book, copy)
    saved_in = os.path.join(folder, 'saved')
    subprocess.run([soffice, '--headless', '-env:UserInstallation=file://' + os.path.join(folder, 'profile'), '--convert-to',
                    'xlsx', '--outdir', saved_in, copy], capture_output=True, timeout=180, check=True)
    saved = os.path.join(saved_in, 'office-copy.xlsx')
    expect(cells(saved) == cells(book), 'values after LibreOffice')
    clean = os.path.join(folder, 'office-clean.xlsx')
    content = parts(saved)
    strings = content['xl/sharedStrings.xml']
    for old, new in ((b'4399012347', b'7707083893'), (b'>12345<', b'>1027700132195<'), (b'>12<', b'>439901001<')):
        expect(old in strings, 'LibreOffice kept %r' % old)
        strings = strings.replace(old, new)
    content['xl/sharedStrings.xml'] = strings
    write_package(saved, content)
    annotate(saved, saved)
    left = {m.get('cell') for m in messages(saved)}
    after = notes(saved)
    for (_, cell), text in after.items():
        expect(cell in left or 'Grif' not in text, 'no note of ours: %s %s' % (cell, text))
    theirs = {cell: text for (_, cell), text in after.items()}
    expect(theirs.get('B2', '').startswith('Завуч:\nспросить в бухгалтерии'), 'their note: %r' % theirs.get('B2'))
    sheet = parts(saved)['xl/worksheets/sheet1.xml'].decode()
    styles = ET.fromstring(parts(saved)['xl/styles.xml'])
    looks, fills = styles.find(MAIN + 'cellXfs'), styles.find(MAIN + 'fills')
    for cell, colour in (('B2', 'FF00B050'), ('B4', None)):
        if cell in left:
            continue
        number = int(re.search(r'<c r="%s"[^>]*? s="(\d+)"' % cell, sheet).group(1))
        ground = fills[int(looks[number].get('fillId'))].find('.//' + MAIN + 'fgColor')
        expect((None if ground is None else ground.get('rgb')) == colour, '%s: its own ground again' % cell)
    expect(parts(saved)['xl/workbook.xml'].count('Замечания"'.encode()) == 1, 'one sheet of remarks')


with Scratch() as scratch:
    for check in (check_samples, check_own_looks, check_all_corrected, check_names, check_macros, check_other_formats,
                  check_forms, check_office):
        place = os.path.join(scratch, check.__name__)
        os.mkdir(place)
        check(place)
finish()

"""`grif init`: the workbook that it makes, seen as a spreadsheet program sees it; empty, filled and with the sample it goes
the whole way to the documents."""
import json, os, re, resource, shutil, zipfile
import xml.etree.ElementTree as ET
from running import *

MAIN = '{http://schemas.openxmlformats.org/spreadsheetml/2006/main}'
PACK = ET.parse(os.path.join(ROOT, 'templates', 'mentoring', 'pack.xml')).getroot()
SHEETS = [sheet.get('title') for sheet in PACK.find('schema')]
GUIDE, LISTS = 'Как заполнять', 'Списки'


def column_number(letters):
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


class Book:
    """The sheets of a workbook: values by (row, column), and the parts as they stand."""
    def __init__(self, path):
        self.path, self.package = path, zipfile.ZipFile(path)
        strings = self.xml('xl/sharedStrings.xml')
        self.strings = [''.join(t.text or '' for t in item.iter(MAIN + 't')) for item in strings]
        book = self.xml('xl/workbook.xml')
        self.names, self.hidden = [], []
        for sheet in book.find(MAIN + 'sheets'):
            self.names.append(sheet.get('name'))
            if sheet.get('state') == 'hidden':
                self.hidden.append(sheet.get('name'))
        styles = self.xml('xl/styles.xml')
        formats = {f.get('numFmtId'): f.get('formatCode') for f in styles.iter(MAIN + 'numFmt')}
        self.looks = []
        for look in styles.find(MAIN + 'cellXfs'):
            protection = look.find(MAIN + 'protection')
            locked = protection is None or protection.get('locked') != '0'
            number = look.get('numFmtId')
            self.looks.append((locked, {'0': 'General', '49': '@'}.get(number, formats.get(number))))

    def xml(self, part):
        return ET.fromstring(self.package.read(part))

    def part(self, name):
        return 'xl/worksheets/sheet%d.xml' % (self.names.index(name) + 1)

    def sheet(self, name):
        return self.xml(self.part(name))

    def cells(self, name):
        """(row, column) -> (value as text, look)."""
        found = {}
        for cell in self.sheet(name).iter(MAIN + 'c'):
            letters, row = re.fullmatch(r'([A-Z]+)(\d+)', cell.get('r')).groups()
            value = cell.find(MAIN + 'v')
            text = None if value is None else value.text
            if cell.get('t') == 's':
                text = self.strings[int(text)]
            found[int(row) - 1, column_number(letters)] = (text, self.looks[int(cell.get('s', 0))])
        return found

    def checks(self, name):
        """First cell of the range -> the data validation."""
        return {check.get('sqref').split(':')[0]: check for check in self.sheet(name).iter(MAIN + 'dataValidation')}

    def values(self, check):
        """What a drop-down list offers."""
        formula = check.find(MAIN + 'formula1').text
        if formula.startswith('"'):
            return formula[1:-1].split(',')
        sheet, letter, last = re.fullmatch(r"'(.+)'!\$([A-Z]+)\$2:\$\2\$(\d+)", formula).groups()
        cells = self.cells(sheet)
        expect(sheet == LISTS and LISTS in self.hidden, 'a long list stands on the hidden sheet: ' + formula)
        return [cells[row, column_number(letter)][0] for row in range(1, int(last))]


def letters_of(column):
    return (chr(64 + column // 26) if column >= 26 else '') + chr(65 + column % 26)


def check_column(book, column, sheet, cell, check):
    """One column's drop-down list, notes and warning."""
    where = '%s %s' % (sheet, column.get('title'))
    values = [v.text for v in column.findall('value')] or [v.text for v in column.findall('known')]
    kind = column.get('type', 'text')
    if kind == 'boolean':
        values = ['да', 'нет']
    if values:
        expect(check is not None and check.get('type') == 'list' and book.values(check) == values, where + ': its list')
    elif kind == 'reference':
        formula = check.find(MAIN + 'formula1').text
        target_sheet, target_column = column.get('reference').split('.')
        target = next(s for s in PACK.find('schema') if s.get('id') == target_sheet)
        index = [c.get('id') for c in target.findall('column')].index(target_column)
        wanted = "'%s'!$%s$2" % (target.get('title'), letters_of(index))
        expect(check.get('type') == 'list' and wanted in formula, '%s: %s' % (where, formula))
    elif kind in ('integer', 'decimal', 'date'):
        expect(check.get('type') == {'integer': 'whole'}.get(kind, kind), where + ': its type')
    if check is None:
        expect(not values and kind == 'text', where + ': no check')
        return
    expect(len(check.get('promptTitle', '')) <= 32 and len(check.get('prompt', '')) <= 255 and
           len(check.get('errorTitle', '')) <= 32 and len(check.get('error', '')) <= 255, where + ': too long for Excel')
    if check.get('showErrorMessage') == '1':
        expect(check.get('errorStyle') == 'warning' and check.get('error'), where + ': warns and does not stop')
    note = column.find('note')
    if note is not None:
        expect(check.get('prompt', '').startswith(note.text), where + ': its note')


def check_sheet(book, sheet):
    title = sheet.get('title')
    part, cells, checks = book.sheet(title), book.cells(title), book.checks(title)
    protection = part.find(MAIN + 'sheetProtection')
    expect(protection is not None and protection.get('sheet') == '1' and protection.get('password') is None,
           title + ': protected without a password')
    for allowed in ('insertRows', 'deleteRows', 'sort', 'autoFilter', 'formatColumns', 'insertColumns'):
        expect(protection.get(allowed) == '0', '%s: %s stays allowed' % (title, allowed))
    expect(part.find(MAIN + 'pageSetup').get('paperSize') == '9', title + ': A4')
    expect(part.find('.//' + MAIN + 'pane').get('state') == 'frozen', title + ': frozen titles')
    keyed = sheet.get('shape') == 'keyed'
    expect((part.find(MAIN + 'autoFilter') is None) == keyed, title + ': filter')
    columns = sheet.findall('column')
    known = {name: column for column in columns
             for name in [column.get('title')] + [alias.text for alias in column.findall('alias')]}
    styles = {}
    for col in part.find(MAIN + 'cols'):
        for number in range(int(col.get('min')) - 1, min(int(col.get('max')), 40)):
            styles[number] = book.looks[int(col.get('style', 0))]
    shown = []
    for i in range(len(columns)):
        at = (i + 1, 0) if keyed else (0, i)
        if at not in cells:
            break
        text, (locked, number_format) = cells[at]
        column = known[text]
        shown.append(column)
        expect(locked, '%s: title «%s» is locked' % (title, text))
        expect((number_format or '').startswith('@"') == (column.get('required') == 'yes'), '%s: star of «%s»' % (title, text))
        unlocked, look = cells[i + 1, 1][1] if keyed else styles[i]
        wanted = {'integer': 'General', 'decimal': 'General', 'date': 'dd.mm.yyyy'}.get(column.get('type'), '@')
        expect(not unlocked and look == wanted, '%s: cells of «%s»: %s' % (title, text, look))
        first = 'B%d' % (i + 2) if keyed else letters_of(i) + '2'
        check_column(book, column, title, first, checks.get(first))
    expect(len(shown) == len(columns) or sheet.get('shape') == 'grouped', title + ': every column')
    if not keyed:
        expect(not styles[30][0], title + ': the school may add columns')


def fill(empty, filled, path):
    """The rows of one workbook below the titles of another, as a script that fills a form puts them."""
    from_book, to_book = Book(filled), Book(empty)
    def cell_text(cell):
        if cell.get('t') != 's':
            return ET.tostring(cell, encoding='unicode')
        text = from_book.strings[int(cell.find(MAIN + 'v').text)]
        escaped = text.replace('&', '&amp;').replace('<', '&lt;')
        return ('<c xmlns="%s" r="%s" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>'
                % (MAIN[1:-1], cell.get('r'), escaped))
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as out:
        for name in to_book.package.namelist():
            content = to_book.package.read(name)
            sheets = [s for s in SHEETS if s in to_book.names and to_book.part(s) == name]
            if sheets:
                keyed = sheets[0] == SHEETS[0]
                rows = ''
                for row in from_book.sheet(sheets[0]).find(MAIN + 'sheetData'):
                    if not keyed and row.get('r') == '1':
                        continue
                    rows += '<row r="%s">%s</row>' % (row.get('r'), ''.join(map(cell_text, row)))
                text = content.decode()
                if keyed:
                    text = re.sub(r'<sheetData>.*</sheetData>', lambda _: '<sheetData>' + rows + '</sheetData>', text, flags=re.S)
                else:
                    text = text.replace('</sheetData>', rows + '</sheetData>')
                content = text.encode()
            out.writestr(name, content)


def complete(book, out):
    """Checks without a word and makes every document of the pack."""
    checked = run('check', book)
    expect((checked.returncode, checked.stdout, checked.stderr) == (0, b'', b''), checked.stderr.decode()[:2000])
    built = run('build', book, '-o', out, '--date', '2026-11-22')
    expect(built.returncode == 0 and built.stderr == b'', built.stderr.decode()[:2000])
    with open(os.path.join(out, 'manifest.json'), encoding='utf-8') as file:
        made = [d['name'] for d in json.load(file)['documents'] if d['status'] == 'made']
    expect(made == [d.get('name') for d in PACK.find('documents')], 'made: %s' % made)


def refused(status, kind, *words, **options):
    done = run('init', *words, **options)
    expect(done.returncode == status and ('error[%s]' % kind).encode() in done.stderr and done.stdout == b'',
           '%s: %d %s' % (words, done.returncode, done.stderr.decode()))
    return done


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)


with Scratch() as scratch:
    def at(name):
        return os.path.join(scratch, name)

    # ---- The empty workbook
    made = run('init', 'new.xlsx', cwd=scratch)
    expect(made.returncode == 0 and made.stderr == b'', made.stderr.decode())
    expect('new.xlsx: листов для данных — %d' % len(SHEETS) in made.stdout.decode(), made.stdout.decode())
    book = Book(at('new.xlsx'))
    expect(book.names == [GUIDE] + SHEETS, 'sheets: %s' % book.names)
    for sheet in PACK.find('schema'):
        check_sheet(book, sheet)
    guide = {text for text, _ in book.cells(GUIDE).values() if text}
    for sheet in PACK.find('schema'):
        expect(sheet.get('title') in guide, 'the guide tells of ' + sheet.get('title'))
    expect('Ершов Матвей Денисович' in guide and 'сентябрь 2026 г. – июнь 2027 г.' in guide, 'the guide has examples')
    for name in book.package.namelist():
        content = book.package.read(name)
        expect(scratch.encode() not in content and b'/home' not in content and b'root' not in content, name + ': a path')
        expect(book.package.getinfo(name).date_time == (1980, 1, 1, 0, 0, 0), name + ': its date')
    os.mkdir(at('other'))
    again = run('init', at('other/b.xlsx'), '--lang', 'en', env={'TZ': 'Asia/Tokyo', 'HOME': '/elsewhere'})
    expect(again.stdout.decode().startswith(at('other/b.xlsx') + ': sheets for data: %d' % len(SHEETS)), again.stdout.decode())
    with open(at('new.xlsx'), 'rb') as a, open(at('other/b.xlsx'), 'rb') as b:
        expect(a.read() == b.read(), 'the same bytes each time, in each language')

    checked = run('check', at('new.xlsx'))
    expect(checked.returncode == 0 and checked.stderr.decode() == (
        '%s:Организация: warning[workbook-not-filled]: книга ещё не заполнена: на её листах одни заголовки\n'
        '    начните с листов «Организация», «Дорожная карта»; остальные заполняют по мере надобности\n' % at('new.xlsx')),
        checked.stderr.decode())
    built = run('build', at('new.xlsx'), '-o', at('none'))
    expect(built.returncode == 1 and built.stderr.count(b'error[') == 1 and b'nothing-to-make' in built.stderr,
           built.stderr.decode())

    # ---- With the sample, and filled by a script
    expect(run('init', at('sample.xlsx'), '--sample', '--quiet').stdout == b'', '--quiet prints nothing')
    complete(at('sample.xlsx'), at('out'))
    fill(at('new.xlsx'), at('sample.xlsx'), at('filled.xlsx'))
    complete(at('filled.xlsx'), at('out-filled'))
    same = tree(at('out'))
    expect({n: b for n, b in same.items() if n.endswith('pdf')} ==
           {n: b for n, b in tree(at('out-filled')).items() if n.endswith('pdf')}, 'the same pages of the filled one')
    # Other editions of the library that writes workbooks give other bytes.
    sample, lyceum = Book(at('sample.xlsx')), Book(LYCEUM)
    expect(sample.names == lyceum.names and all(sample.cells(n) == lyceum.cells(n) for n in sample.names),
           'samples/lyceum.xlsx is what init --sample writes')

    # ---- Only the sheets of a task
    for task, wanted in (('roadmap', ['Организация', 'Грифы', 'Дорожная карта']),
                         ('Дорожная карта', ['Организация', 'Грифы', 'Дорожная карта'])):
        name = at('for-%d.xlsx' % len(os.listdir(scratch)))
        expect(run('init', name, '--for', task).returncode == 0, task)
        expect([s for s in Book(name).names if s != LISTS] == [GUIDE] + wanted, '%s: %s' % (task, Book(name).names))
    for task in ('orders', 'monitoring', 'all'):
        expect(run('init', at(task + '.xlsx'), '--for', task, '--sample').returncode == 0, task)
        checked = run('check', at(task + '.xlsx'))
        expect(checked.returncode == 0 and checked.stderr == b'', task + ': ' + checked.stderr.decode())
    names = Book(at('orders.xlsx')).names
    expect('Приказы' in names and 'Наставляемые' in names and 'SWOT' not in names, 'orders: %s' % names)
    expect(Book(at('all.xlsx')).names == book.names, 'all')

    # ---- The schema of programme data in XML
    schema = run('init', '--xsd', '-').stdout
    expect(ET.fromstring(schema).tag.endswith('schema'), schema[:200].decode())
    expect(run('init', '--xsd', at('programme.xsd'), '--quiet').stdout == b'', 'a schema alone')
    with open(at('programme.xsd'), 'rb') as file:
        expect(file.read() == schema, 'the same schema in a file')
    both = run('init', at('both.xlsx'), '--xsd', at('both.xsd'))
    expect(both.returncode == 0 and os.path.exists(at('both.xlsx')) and os.path.exists(at('both.xsd')), both.stderr.decode())
    refused(3, 'form-exists', '--xsd', at('both.xsd'))

    # ---- What is refused leaves nothing behind and touches nothing
    before = tree(scratch)
    said = refused(2, 'unknown-task', at('x.xlsx'), '--for', 'roadmaps').stderr.decode()
    expect('roadmap' in said, said)
    said = refused(2, 'unknown-task', at('x.xlsx'), '--for', 'печати', '--lang', 'en').stderr.decode()
    expect(all(word in said for word in ('roadmap', 'orders', 'monitoring', 'all')), said)
    refused(2, 'form-not-named')
    refused(2, 'form-named-twice', at('x.xlsx'), at('y.xlsx'))
    for wrong, right in (('x.xls', 'x.xlsx'), ('x', 'x.xlsx'), ('x.docx', 'x.xlsx'), ('-', 'книга.xlsx'), ('.xlsx', 'книга.xlsx')):
        said = refused(2, 'form-name-wrong', wrong, cwd=scratch).stderr.decode()
        expect('grif init ' + right in said, said)
    refused(3, 'form-exists', at('new.xlsx'))
    os.symlink(at('nowhere.xlsx'), at('link.xlsx'))
    refused(3, 'form-exists', at('link.xlsx'))
    os.remove(at('link.xlsx'))
    os.mkdir(at('folder.xlsx'))
    refused(3, 'form-exists', at('folder.xlsx'))
    refused(3, 'cannot-write', at('nofolder/x.xlsx'))
    refused(3, 'cannot-write', '/proc/x.xlsx')
    refused(3, 'spreadsheet-incomplete', at('x.xlsx'),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)))
    refused(2, 'unknown-pack', at('x.xlsx'), '--pack', 'nothing')
    expect(tree(scratch) == before, 'nothing was written or changed')

    # ---- A pack of another trade
    home = at('home')
    shutil.copytree(os.path.join(ROOT, 'tests', 'packs', 'maintenance'), os.path.join(home, 'templates', 'maintenance'))
    shutil.copytree(os.path.join(ROOT, 'fonts'), os.path.join(home, 'fonts'))
    other = {'env': {'GRIF_HOME': home}}
    words = ('--pack', 'maintenance')
    expect(run('init', at('plant.xlsx'), '--sample', *words, **other).returncode == 0, 'another trade')
    plant = Book(at('plant.xlsx'))
    expect(plant.names == [GUIDE, 'Предприятие', 'Оборудование', 'График ремонтов'], 'its sheets: %s' % plant.names)
    checked = run('check', at('plant.xlsx'), *words, **other)
    expect((checked.returncode, checked.stderr) == (0, b''), checked.stderr.decode())
    built = run('build', at('plant.xlsx'), '-o', at('plant'), *words, **other)
    expect(built.returncode == 0 and built.stdout.startswith('plan\tГрафик ремонтов\t'.encode()), built.stderr.decode())
    expect(run('init', at('plan.xlsx'), '--for', 'plan', *words, **other).returncode == 0, 'the sheets of a document')
    expect(Book(at('plan.xlsx')).names == [GUIDE, 'Предприятие', 'График ремонтов'], 'facts and what the document needs')
    starter = os.path.join(home, 'templates', 'maintenance', 'workbook.xml')
    write(starter, '<workbook>\n<sheet id="plants"/></workbook>')
    said = refused(1, 'pack-unknown-sheet', at('x.xlsx'), *words, **other).stderr.decode()
    expect('workbook.xml:2:12: ' in said, said)
    os.remove(starter)
    refused(2, 'sample-missing', at('x.xlsx'), '--sample', *words, **other)
    expect(run('init', at('bare.xlsx'), *words, **other).returncode == 0, 'a pack need not say anything of the workbook')
    pack = os.path.join(home, 'templates', 'maintenance', 'pack.xml')
    with open(pack, encoding='utf-8') as file:
        text = file.read()
    write(pack, text.replace('title="Оборудование">', 'title="Станки/машины">', 1))
    said = refused(1, 'form-refused', at('x.xlsx'), *words, **other).stderr.decode()
    expect('«Станки/машины»' in said, said)
    expect(not os.path.exists(at('x.xlsx')), 'nothing is left behind')

finish()

"""A pack of one's own: with --only, faults count on every sheet that the document reads and on no other; a template that
was changed makes a new edition, as changed data do."""
import json, os, shutil, zipfile
from xml.sax.saxutils import escape
from running import *

MACHINES = [['Инвентарный номер', 'Наименование', 'Наработка, ч', 'Межремонтный ресурс, ч'], ['1-07', 'Станок', '12400', '12000']]
WORKS = [['№', 'Станок', 'Ремонт', 'Срок', 'Чел.-ч'], ['1', 'Станок', 'капитальный', 'март 2027 г.', '12']]
PLANT = [['Параметр', 'Значение'], ['Название', 'Заря']]
NOTE = '<template><paragraph>Памятка</paragraph></template>'
NOTE_SPEC = '<document name="note" title="Памятка" kind="Прочее" template="note.xml" formats="docx pdf"/></documents>'


def make_workbook(path, sheets):
    with zipfile.ZipFile(path, 'w') as book:
        def put(name, text):
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + text)
        main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
        office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        package = 'http://schemas.openxmlformats.org/package/2006/'
        put('[Content_Types].xml', '<Types xmlns="%scontent-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Override PartName="/book.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>' % package)
        put('_rels/.rels', '<Relationships xmlns="%srelationships"><Relationship Id="a" Type="%s/officeDocument" '
            'Target="book.xml"/></Relationships>' % (package, office))
        put('book.xml', '<workbook xmlns="%s" xmlns:r="%s"><sheets>%s</sheets></workbook>' % (main, office, ''.join(
            '<sheet name="%s" sheetId="%d" r:id="s%d"/>' % (name, i + 1, i) for i, name in enumerate(sheets))))
        put('_rels/book.xml.rels', '<Relationships xmlns="%srelationships">%s</Relationships>' % (package, ''.join(
            '<Relationship Id="s%d" Type="%s/worksheet" Target="s%d.xml"/>' % (i, office, i) for i in range(len(sheets)))))
        for i, rows in enumerate(sheets.values()):
            put('s%d.xml' % i, '<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (main, ''.join(
                '<row r="%d">%s</row>' % (r + 1, ''.join(
                    '<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + c), r + 1, escape(text))
                    for c, text in enumerate(row))) for r, row in enumerate(rows))))


def make_home(scratch):
    home = os.path.join(scratch, 'home')
    shutil.copytree(os.path.join(ROOT, 'tests', 'packs', 'maintenance'), os.path.join(home, 'templates', 'maintenance'))
    shutil.copytree(os.path.join(ROOT, 'fonts'), os.path.join(home, 'fonts'))
    pack = os.path.join(home, 'templates', 'maintenance', 'pack.xml')
    with open(pack, encoding='utf-8') as file:
        text = file.read().replace('</documents>', NOTE_SPEC)
    with open(pack, 'w', encoding='utf-8') as file:
        file.write(text)
    with open(os.path.join(home, 'templates', 'maintenance', 'note.xml'), 'w', encoding='utf-8') as file:
        file.write(NOTE)
    return home


def statuses(folder):
    with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
        return {entry['path']: 'stale' if entry.get('stale') else document['status']
                for document in json.load(file)['documents'] for entry in document['files']}


with Scratch() as scratch:
    home, book, out = make_home(scratch), os.path.join(scratch, 'book.xlsx'), os.path.join(scratch, 'out')

    def build(*words):
        return run('build', book, '-o', out, '--pack', 'maintenance', *words, env={'GRIF_HOME': home})

    # «plan» needs «works»; the machines it only counts, by a figure of the pack.
    faulty = [MACHINES[0], ['1-07', 'Станок', 'много', '12000'], ['1-08', 'Пресс', 'мало', '12000']]
    make_workbook(book, {'Завод': PLANT, 'Оборудование': faulty, 'График ППР': WORKS})
    plan = build('--only', 'plan')
    errors = plan.stderr.decode()
    expect(plan.returncode == 1, 'status %d: %s' % (plan.returncode, errors))
    kinds = [line.split('[')[1].split(']')[0] for line in errors.splitlines() if ': error[' in line]
    expect(len(kinds) == 3 and kinds[-1] == 'document-withheld', 'the cause, then what follows: %s' % errors)
    expect(errors.count('Оборудование!C2: error[') == 2, 'both at the cell: %s' % errors)
    expect('всего таких ячеек на его листах: 2' in errors, errors)
    note = build('--only', 'note')
    expect(note.returncode == 0 and note.stderr == b'', 'a fault that the document does not read: %s' % note.stderr.decode())

    make_workbook(book, {'Завод': PLANT, 'Оборудование': MACHINES, 'График ППР': WORKS})
    expect(build().returncode == 0, 'the sound workbook')
    expect(build('--formats', 'docx').returncode == 0, 'one format again')
    expect(set(statuses(out).values()) == {'made'}, 'nothing changed: %s' % statuses(out))
    # A comment changes no byte of the documents, yet nobody can know that of the formats that are not written.
    template = os.path.join(home, 'templates', 'maintenance', 'plan.xml')
    with open(template, 'a', encoding='utf-8') as file:
        file.write('<!-- changed -->')
    again = build('--formats', 'docx')
    expect('warning[older-editions]' in again.stderr.decode(), again.stderr.decode())
    expect(statuses(out) == {'plan.docx': 'made', 'plan.pdf': 'stale', 'plan.xlsx': 'stale', 'note.docx': 'made', 'note.pdf': 'made'},
           'the changed template: %s' % statuses(out))
finish()

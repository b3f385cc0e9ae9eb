"""A programme in XML is the same programme as its workbook: the same documents byte for byte, and the same messages but
for their places. What is hostile ends in a message within a second and little memory."""
import re, resource, shutil, time
from running import *

EXPORT, MAKE_WORKBOOK = os.path.abspath(sys.argv[3]), os.path.abspath(sys.argv[4])
PACK = os.path.join(ROOT, 'templates', 'mentoring')
CIRCLE = os.path.join(ROOT, 'samples', 'circle.xml')


def export(workbook, xml):
    with open(xml, 'wb') as out:
        made = subprocess.run([EXPORT, PACK, workbook], stdout=out, stderr=subprocess.PIPE)
    expect(made.returncode == 0, 'export of %s: %s' % (workbook, made.stderr.decode()))
    return xml


def messages(*inputs):
    """Kinds, texts and cures of all messages, sorted, without places and names of files."""
    checked = run('check', *inputs, '--lang', 'en')
    lines, text = [], checked.stderr.decode()
    for name in inputs:
        text = text.replace(name, 'FILE')
    text = re.sub(r"FILE(:\d+:\d+|:('[^']*'|[^!:\n]*)(![A-Z]+\d+)?)?", 'PLACE', text)
    for line in text.splitlines():
        if line.startswith('    ') and lines:
            lines[-1] += '\n' + line
        else:
            lines.append(line)
    return checked.returncode, sorted(lines)


def documents(folder, *inputs):
    made = run('build', *inputs, '-o', folder, '--formats', 'docx,pdf,xlsx')
    return made.returncode, {name: data for name, data in tree(folder).items()
                             if name.endswith(('.docx', '.pdf', '.xlsx'))}


def plant(text, faults):
    for good, bad in faults:
        expect(good in text, 'the sample holds no %r any more' % good)
        text = text.replace(good, bad, 1)
    return text


FAULTS = [
    ('ИНН | 4399012346', 'ИНН | 4399012347'),
    ('Учебный год | 2026/2027', 'Учебный год | 2026/2027\nДевиз | Вперёд'),
    ('| УТВЕРЖДЕНО |', '| УТВЕРЖДЕНОО |'),
    ('1.3 | Подготовка', '1.2 | Подготовка'),
    ('| октябрь 2026 г. | куратор Г.П. Сомов | база', '| 35 октября 2026 г. | куратор Г.П. Сомов | база'),
    ('3.3 | Получение', ' | Получение'),
    ('| #2026 | #4 | #4 |', '| #2026 | много | #4 |'),
    ('Учителя | @2026-09-01 | #46', 'Учителя | завтра | #46'),
    ('1 | Ершов Матвей Денисович | Осинкин', '2 | Ершов Матвей Дмитриевич | Осинкин'),
    ('Тополев Глеб Романович | участие', 'Тополев Глеб Романович | '),
    ('1 | @2026-12-02', '9 | @2026-12-02'),
]
SETTINGS = '\n== Правила проверки\ntable: 1\nПравило | Что делать | Почему\nnumber-missing | не проверять | так у нас\n' \
           'nothing-of-the-kind | ошибка |\n'

with Scratch() as scratch:
    path = lambda name: os.path.join(scratch, name)

    # The clean sample: not a word, and the same documents.
    lyceum = export(LYCEUM, path('lyceum.xml'))
    expect(messages(lyceum) == (0, []), 'the clean sample as XML: %s' % (messages(lyceum),))
    of_workbook, of_xml = documents(path('a'), LYCEUM), documents(path('b'), lyceum)
    expect(of_workbook[0] == 0 and len(of_workbook[1]) == 3, 'documents of the workbook: %s' % (of_workbook[0],))
    expect(of_workbook == of_xml, 'documents of the same data differ: %s' %
           [name for name in of_workbook[1] if of_workbook[1][name] != of_xml[1].get(name)])
    expect(messages(CIRCLE) == (0, []), 'the sample in XML: %s' % (messages(CIRCLE),))
    expect(documents(path('circle'), CIRCLE)[0] == 0, 'no documents of the sample in XML')

    # A faulty one: the same messages and the same documents withheld.
    with open(os.path.join(ROOT, 'tests', 'system', 'lyceum.sheets'), encoding='utf-8') as file:
        sheets = plant(file.read(), FAULTS) + SETTINGS
    with open(path('faulty.sheets'), 'w', encoding='utf-8') as file:
        file.write(sheets)
    subprocess.run([MAKE_WORKBOOK, path('faulty.sheets'), path('faulty.xlsx')], check=True)
    export(path('faulty.xlsx'), path('faulty.xml'))
    book, xml = messages(path('faulty.xlsx')), messages(path('faulty.xml'))
    expect(book[0] == 1 and len(book[1]) >= len(FAULTS), 'the faulty workbook: %s' % (book,))
    expect(book[0] == xml[0], 'status %d and %d' % (book[0], xml[0]))
    for line in sorted(set(book[1]) ^ set(xml[1])):
        expect(False, 'only %s says: %s' % ('the workbook' if line in book[1] else 'the XML', line))
    expect(book[1] == xml[1], 'messages differ in number')
    expect(documents(path('c'), path('faulty.xlsx')) == documents(path('d'), path('faulty.xml')),
           'documents of the same faulty data differ')

    # A workbook and XML together; the same data as both would double every record.
    with open(path('more.xml'), 'w', encoding='utf-8') as file:
        file.write('<programme><experts><row><name>Новиков Илья Львович</name><field>право</field></row></experts></programme>')
    both = run('check', LYCEUM, path('more.xml'), '--lang', 'en')
    expect(both.returncode == 0 and both.stderr.decode().count('note[records-joined]') == 1 and
           both.stderr.decode().count('\n') <= 2, both.stderr.decode())

    # One run tells all, each at its line and column; JSON too.
    with open(path('wrong.xml'), 'w', encoding='utf-8') as file:
        file.write('<programme>\n  <pairs>\n    <row><numbr>1</numbr><start>вчера</start></row>\n  </pairs>\n  <oders/>\n</programme>\n')
    wrong = run('check', path('wrong.xml'), '--format', 'json', '--lang', 'en')
    found = re.findall(r'"kind":"([^"]*)".*?"line":(\d+),"column":(\d+)', wrong.stdout.decode())
    for one in (('xml-column-unknown', '3', '10'), ('not-a-date', '3', '26'), ('xml-sheet-unknown', '5', '3')):
        expect(one in found, '%s is not told: %s' % (one, found))

    # Hostile documents.
    lol = '<!DOCTYPE lolz [<!ENTITY a "lol">%s]><programme>&z;</programme>' % ''.join(
        '<!ENTITY %s "%s">' % (chr(98 + i), ('&%s;' % chr(97 + i)) * 10) for i in range(25))
    hostile = {
        'doctype': ('<!DOCTYPE programme SYSTEM "file:///etc/passwd"><programme/>', 'xml-doctype'),
        'laughs': (lol, 'xml-doctype'),
        'deep': ('<programme>' + '<a>' * 5000000, 'xml-too-deep'),
        'attributes': ('<programme ' + ''.join('a%d="" ' % i for i in range(1000000)) + '/>', 'xml-too-many-attributes'),
        'name': ('<programme><%s/></programme>' % ('n' * 1000000), 'xml-too-long'),
        'text': ('<programme><pairs><row><number>%s</number></row></pairs></programme>' % ('7' * 50000000), 'xml-too-long'),
        'cut': (open(lyceum, encoding='utf-8').read()[:30000], 'xml-unclosed'),
        'label': ('<?xml version="1.0" encoding="koi8-r"?><programme/>', 'xml-encoding-unknown'),
    }
    def little_memory():
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    for name, (text, kind) in hostile.items():
        with open(path(name + '.xml'), 'w', encoding='utf-8') as file:
            file.write(text)
        began = time.monotonic()
        limits = {} if 'asan' in GRIF else {'preexec_fn': little_memory}
        made = run('check', path(name + '.xml'), timeout=20, **limits)
        expect(made.returncode == 1 and 'error[%s]' % kind in made.stderr.decode(),
               '%s: status %d, %s' % (name, made.returncode, made.stderr.decode()[:300]))
        expect(len(made.stderr) < 2000, '%s: a message of %d bytes' % (name, len(made.stderr)))
        expect(time.monotonic() - began < 5, '%s: %.1f s' % (name, time.monotonic() - began))
        os.remove(path(name + '.xml'))
finish()

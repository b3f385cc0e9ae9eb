"""The XSD of the mentoring pack before xmllint: it is a schema, it accepts what the samples hold, and each planted fault
is one for xmllint as it is for Grif."""
import os, re, shutil, subprocess, sys, tempfile

GRIF, ROOT, EXPORT = (os.path.abspath(word) for word in sys.argv[1:4])
PACK = os.path.join(ROOT, 'templates', 'mentoring')
if not shutil.which('xmllint'):
    print('SKIPPED: xmllint (libxml2-utils) is not installed')
    sys.exit(77)

BASE = '''<?xml version="1.0" encoding="UTF-8"?>
<programme>
  <mentors><row><name>Сомов Г. П.</name><limit>2</limit><entered>2026-09-01</entered><trained>да</trained></row></mentors>
  <mentees><row><name>Речная Н. Д.</name></row></mentees>
  <pairs>
    <row><number>1</number><mentor>Сомов Г. П.</mentor><mentee>Речная Н. Д.</mentee><form>ученик – ученик</form><kind>пара</kind><start>23.11.2026</start></row>
  </pairs>
  <indicators><row><number>1</number><name>Доля</name><unit>%</unit><plan>12,5</plan></row></indicators>
</programme>
'''
# What is put in the place of what, and whether that is right for the schema; Grif agrees on all but the last ones, where it
# also reads what the schema is too strict for.
FAULTS = [
    ('<pairs>', '<pear/><pairs>'), ('<number>1</number><mentor>', '<numbr>1</numbr><mentor>'),
    ('<mentor>Сомов Г. П.</mentor>', ''), ('<number>1</number><mentor>Сомов Г. П.</mentor>', '<mentor>Сомов Г. П.</mentor><number>1</number>'),
    ('<mentor>Сомов Г. П.</mentor>', '<mentor> </mentor>'), ('<limit>2<', '<limit>два<'), ('<limit>2<', '<limit>2,5<'),
    ('2026-09-01', '2026-13-01'), ('23.11.2026', 'вчера'), ('>пара<', '>тройка<'), ('>да<', '>наверное<'), ('12,5', 'много'),
    ('<row><name>Сомов', '<row/>текст<row><name>Сомов'), ('<pairs>', '<pairs id="1">'), ('<unit>%</unit>', '<unit><b>%</b></unit>'),
    ('<unit>%</unit>', '<unit>%</unit><unit>%</unit>'), ('</start></row>', '</start><own-column>7</own-column></row>'),
    ('</start></row>', '</start></row><row><number>1</number><mentor>Сомов Г. П.</mentor><mentee>Речная Н. Д.</mentee><form>ф</form><start>2026-11-23</start></row>'),
]
RIGHT = [
    ('<limit>2<', '<limit/><entered/><trained/><!-- <'), ('23.11.2026', '23 ноября 2026 г.'), ('12,5', '12.5 %'), ('12,5', '1 284'),
    ('</start></row>', '</start><own-column title="Кабинет">7</own-column></row>'), ('<pairs>', '<pairs><columns/>'),
    ('>пара<', '>\n пара\n<'), ('</mentees>', '</mentees><mentors/>'),
]
RIGHT[0] = ('<limit>2</limit><entered>2026-09-01</entered><trained>да</trained>', '<limit/><entered> </entered><trained></trained>')
STRICTER = [('>пара<', '>Пара<'), ('>да<', '>+<'), ('23.11.2026', '«23» ноября 2026 года')]
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)
        print('FAILED:', text)


with tempfile.TemporaryDirectory() as folder:
    path = lambda name: os.path.join(folder, name)

    def write(name, text):
        with open(path(name), 'w', encoding='utf-8') as file:
            file.write(text)
        return path(name)

    write('p.xsd', subprocess.run([EXPORT, PACK, '--xsd'], capture_output=True, check=True).stdout.decode())

    def judge(xml):
        judged = subprocess.run(['xmllint', '--noout', '--nonet', '--schema', path('p.xsd'), xml], capture_output=True)
        expect(judged.returncode in (0, 3), 'xmllint: %s' % judged.stderr.decode())
        return judged.returncode == 0, judged.stderr.decode()

    def check(xml):
        checked = subprocess.run([GRIF, 'check', xml, '--lang', 'en'], capture_output=True)
        lines = [line for line in checked.stderr.decode().splitlines() if 'note[' not in line and not line.startswith('    ')]
        return not lines, checked.stderr.decode()

    expect(subprocess.run(['xmllint', '--noout', path('p.xsd')]).returncode == 0, 'the XSD is no XML')
    with open(path('lyceum.xml'), 'wb') as out:
        subprocess.run([EXPORT, PACK, os.path.join(ROOT, 'samples', 'lyceum.xlsx')], stdout=out, check=True)
    for sample in (path('lyceum.xml'), os.path.join(ROOT, 'samples', 'circle.xml'), write('base.xml', BASE)):
        good, said = judge(sample)
        expect(good, '%s: %s' % (sample, said))
    quiet, base_words = check(path('base.xml'))
    base_lines = set(re.sub(r':\d+:\d+:', ':', base_words).splitlines())

    def cases(list_):
        for number, (good, bad) in enumerate(list_):
            expect(good in BASE, 'the document holds no %r' % good)
            xml = write('case.xml', BASE.replace(good, bad, 1))
            new = set(re.sub(r':\d+:\d+:', ':', check(xml)[1].replace('case.xml', 'base.xml')).splitlines()) - base_lines
            yield bad, judge(xml), [line for line in new if not line.startswith('    ')]

    for bad, (good, said), new in cases(FAULTS):
        expect(not good, 'xmllint accepts %r' % bad)
        expect(new, 'Grif says nothing of %r' % bad)
    for bad, (good, said), new in cases(RIGHT):
        expect(good, 'xmllint refuses %r: %s' % (bad, said))
        expect(not [line for line in new if 'rule' not in line and ('xml-' in line or 'not-a' in line or 'value-' in line)],
               'Grif refuses %r: %s' % (bad, new))
    for bad, (good, said), new in cases(STRICTER):
        expect(not good, 'xmllint accepts %r' % bad)
        expect(not new, 'Grif refuses %r: %s' % (bad, new))
print('%d failed' % len(failures) if failures else 'all right')
sys.exit(1 if failures else 0)

"""Proof of rasters.py: another renderer passes; two dots, a line of text, another face or weight do not.

rasters_test.py GOLDEN WORKBOOKS
"""
import os, shutil, subprocess, sys, tempfile

import rasters
from rasters import Picture, draw, judge, make_pdf, same

GOLDEN, WORKBOOKS = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
failures = []


def expect(condition, text):
    if not condition:
        failures.append(text)
        print('FAILED:', text)


def rows_of(picture):
    width = picture.width
    return [picture.dots[y * width:(y + 1) * width] for y in range(picture.height)]


def moved(picture, right, down, first=0, end=None):
    """The rows from first to end, moved within their band."""
    rows = rows_of(picture)
    white = b'\xff' * picture.width
    result = list(rows)
    for y in range(first, picture.height if end is None else end):
        row = rows[y - down] if y >= down else white
        result[y] = (b'\xff' * right + row)[:picture.width]
    return Picture(picture.width, picture.height, b''.join(result))


def wiped(picture, first, end):
    rows = rows_of(picture)
    rows[first:end] = [b'\xff' * picture.width] * (end - first)
    return Picture(picture.width, picture.height, b''.join(rows))


def bands(picture):
    """Lines of text that stand by themselves: runs of rows with ink, not higher than a line."""
    ink = [min(row) < 250 for row in rows_of(picture)]
    found, first = [], None
    for y, dark in enumerate(ink + [False]):
        if dark and first is None:
            first = y
        elif not dark and first is not None:
            if y - first <= 12:
                found.append((first, y))
            first = None
    return found


def check_judge(name, page):
    expect(judge(page, page)[0] == 0, name + ': a page differs from itself')
    for right, down in ((2, 0), (0, 2), (3, 1)):
        expect(not same(page, moved(page, right, down)), '%s moved by %d, %d passes' % (name, right, down))
    lines = bands(page)
    expect(lines, name + ': no line of text stands by itself')
    for first, end in lines[:2] + lines[-2:]:
        expect(not same(page, moved(page, 2, 0, first, end)), '%s: rows %d to %d moved pass' % (name, first, end))
        expect(not same(page, wiped(page, first, end)), '%s without rows %d to %d passes' % (name, first, end))
    blank = Picture(page.width, page.height, b'\xff' * len(page.dots))
    expect(not same(page, blank) and not same(blank, page), name + ': a blank page passes')
    wider = Picture(page.width, page.height - 1, page.dots[:-page.width])
    expect(judge(page, wider) == (1.0, 0, 0), name + ': another size passes')
    expect(rasters.read_png(rasters.write_png(page)).dots == page.dots, name + ': the PNG does not come back')


def check_other_faces(scratch):
    """The same words in another face, weight or size are another picture."""
    plain = os.path.join(scratch, 'plain.pdf')
    make_pdf(GOLDEN, WORKBOOKS, 'blocks', plain)
    page = draw(plain, scratch, 1)[0]
    for file, old, new in (('pack/styles.xml', 'font="Times New Roman"', 'font="PT Serif"'),
                           ('pack/styles.xml', 'font="Times New Roman"', 'font="Liberation Sans"'),
                           ('pack/styles.xml', 'size="13pt"', 'size="12.5pt"'),
                           ('blocks/template.xml', '<run bold="true">', '<run>'),
                           ('blocks/template.xml', '<run underline="true">', '<run>'),
                           ('blocks/template.xml', ' shade="#e7edf5"', ' shade="#c0c0c0"'),
                           ('blocks/template.xml', 'Дело {loop.number}', 'Дом {loop.number}')):
        copies = os.path.join(scratch, 'copies')
        shutil.rmtree(copies, ignore_errors=True)
        for folder in ('blocks', 'pack'):
            shutil.copytree(os.path.join(rasters.HERE, folder), os.path.join(copies, folder))
        path = os.path.join(copies, file)
        with open(path, encoding='utf-8') as text:
            content = text.read()
        expect(old in content, '%s is not in %s' % (old, file))
        with open(path, 'w', encoding='utf-8') as text:
            text.write(content.replace(old, new))
        pdf = os.path.join(scratch, 'other.pdf')
        make_pdf(GOLDEN, WORKBOOKS, 'blocks', pdf, os.path.join(copies, 'blocks'))
        difference = judge(page, draw(pdf, scratch, 1)[0])[0]
        expect(difference > rasters.ALLOWED, '%s instead of %s passes: %.3f' % (new, old, difference))


def check_driver(scratch):
    """rasters.py itself: a reference too few, too many, of another page."""
    copies = os.path.join(scratch, 'driver')
    for name in [*rasters.CASES, 'pack', 'rasters']:
        shutil.copytree(os.path.join(rasters.HERE, name), os.path.join(copies, name))
    shutil.copy(os.path.join(rasters.HERE, 'rasters.py'), copies)
    folder = os.path.join(copies, 'rasters')
    workbooks = os.path.join(scratch, 'workbooks')
    os.mkdir(workbooks)
    for case in rasters.CASES:
        if os.path.exists(os.path.join(WORKBOOKS, case + '.xlsx')):
            shutil.copy(os.path.join(WORKBOOKS, case + '.xlsx'), workbooks)

    def run():
        env = {name: value for name, value in os.environ.items() if name != 'GRIF_REWRITE_GOLDEN'}
        return subprocess.run([sys.executable, '-B', os.path.join(copies, 'rasters.py'), GOLDEN, workbooks],
                              env=env, capture_output=True, timeout=300).returncode
    expect(run() == 0, 'the references as they are')
    first, second = [os.path.join(folder, name) for name in sorted(os.listdir(folder))[:2]]
    os.rename(first, first + '.away')
    expect(run() == 1, 'a missing reference passes')
    shutil.copy(second, first)
    expect(run() == 1, 'the reference of another page passes')
    os.replace(first + '.away', first)
    shutil.copy(second, os.path.join(folder, 'blocks-3.png'))
    expect(run() == 1, 'a reference that nothing makes passes')


rasters.missing_tool('pdftoppm', 'pdftocairo')
with tempfile.TemporaryDirectory(prefix='grif-golden-') as scratch:
    for case, count in rasters.CASES.items():
        pdf = os.path.join(scratch, case + '.pdf')
        make_pdf(GOLDEN, WORKBOOKS, case, pdf)
        others = draw(pdf, scratch, count, 'pdftocairo')
        for number, (page, other) in enumerate(zip(draw(pdf, scratch, count), others), 1):
            name = '%s, page %d' % (case, number)
            check_judge(name, page)
            expect(same(page, other), '%s by another renderer: %.3f' % (name, judge(page, other)[0]))
    check_other_faces(scratch)
    check_driver(scratch)
print('%d failed' % len(failures) if failures else 'all right')
sys.exit(1 if failures else 0)

"""A roadmap that Grif made as DOCX, or that was typed in Word, is an input: it says again what the workbook said."""
import glob, os, re
from running import *


def cells_of(path):
    """The texts of a file's cells in their order, blanks and line breaks alike."""
    lines = run('list', 'cells', path).stdout.decode().split('\n')[:-1]
    return [re.sub(r'(\\n|\s)+', ' ', line.split('\t')[3]) for line in lines]


def check_sample(scratch, sample):
    name = os.path.basename(sample)[:-5]
    first, second = os.path.join(scratch, name + '-1'), os.path.join(scratch, name + '-2')
    build = ['build', sample, '-o', first, '--date', '2026-11-22']
    expect(run(*build).returncode == 0, name + ': the workbook is built')
    word = os.path.join(first, 'roadmap.docx')
    result = run('build', word, '-o', second, '--date', '2026-11-22')
    expect(result.returncode == 0, name + ': its DOCX is built: ' + result.stderr.decode())
    before, after = cells_of(os.path.join(first, 'roadmap.xlsx')), cells_of(os.path.join(second, 'roadmap.xlsx'))
    expect(len(before) > 20 and before == after,
           name + ': both say the same; %r' % [pair for pair in zip(before, after) if pair[0] != pair[1]][:3])


with Scratch() as folder:
    for printed in sorted(glob.glob(os.path.join(ROOT, 'samples', 'as-printed', '*.xlsx'))):
        check_sample(folder, printed)
finish()

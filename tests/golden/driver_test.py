"""Proof of the driver: a case that is as expected passes; after any change on the disk it fails. golden PROGRAM"""
import os, shutil, subprocess, sys, tempfile

GOLDEN = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
CASE = 'blocks'  # shows everything, and needs no workbook
failures = []


def run(folder, *words, **env):
    clean = {name: value for name, value in os.environ.items() if name != 'GRIF_REWRITE_GOLDEN'}
    result = subprocess.run([GOLDEN, folder, *words], env={**clean, **env}, capture_output=True, timeout=120)
    return result.returncode, result.stdout.decode()


def expect(condition, text):
    if not condition:
        failures.append(text)
        print('FAILED:', text)


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def write(path, data):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as file:
        file.write(data)


def files(folder):
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, _, names in os.walk(folder) for name in names)


def tree(folder):
    return {name: read(os.path.join(folder, name)) for name in files(folder)}


# Ways to spoil an expectation; each is tried on the files in turn, so that every file meets one and each way several.
def change_a_letter(data):
    return data[:len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1:]


def drop_the_first_line(data):
    return data.split(b'\n', 1)[1] or b'x\n'


def drop_the_last_line(data):
    return b'\n'.join(data.split(b'\n')[:-2] + [b'']) if data.count(b'\n') > 1 else b'x\n'


def add_a_line(data):
    return data + b'one more\n'


def add_a_blank(data):
    return data.replace(b'\n', b' \n', 1)


def add_a_line_feed(data):
    return data + b'\n'


def drop_the_last_line_feed(data):
    return data[:-1]


def turn_the_lines_round(data):
    lines = data.split(b'\n')[:-1]
    return b'\n'.join(lines[::-1] + [b'']) if lines != lines[::-1] else b'x\n'


def double_a_line(data):
    first = data.split(b'\n', 1)[0] + b'\n'
    return first + data


def end_lines_as_windows_does(data):
    return data.replace(b'\n', b'\r\n')


def empty(_):
    return b''


SPOILERS = (change_a_letter, drop_the_first_line, drop_the_last_line, add_a_line, add_a_blank, add_a_line_feed,
            drop_the_last_line_feed, turn_the_lines_round, double_a_line, end_lines_as_windows_does, empty)

with tempfile.TemporaryDirectory(prefix='grif-golden-') as scratch:
    case = os.path.join(scratch, CASE)
    shutil.copytree(os.path.join(HERE, CASE), case)
    shutil.copytree(os.path.join(HERE, 'pack'), os.path.join(scratch, 'pack'))
    folder = os.path.join(case, 'expect')
    before = tree(folder)
    expect(len(before) > 15, 'only %d files are expected of the case' % len(before))
    expect(run(case) == (0, ''), 'the case as it is: %r' % (run(case),))

    names = sorted(before)
    for i in range(max(len(names), len(SPOILERS))):
        name, spoil = names[i % len(names)], SPOILERS[i % len(SPOILERS)]
        path = os.path.join(folder, name)
        expect(spoil(before[name]) != before[name], '%s of %s changes nothing' % (spoil.__name__, name))
        write(path, spoil(before[name]))
        status, told = run(case)
        expect(status == 1 and told.startswith(name), '%s: %s: %r' % (name, spoil.__name__, (status, told)))
        write(path, before[name])
    for name in names[::4]:  # a file that is not expected any more
        os.remove(os.path.join(folder, name))
        if not os.listdir(os.path.dirname(os.path.join(folder, name))):
            os.rmdir(os.path.dirname(os.path.join(folder, name)))
        expect(run(case) == (1, name + ': made, but not expected\n'), '%s removed: %r' % (name, run(case)))
        write(os.path.join(folder, name), before[name])
    for name in ('extra.txt', 'docx/word/extra.xml', '.hidden', 'deep/er/extra'):  # files that nothing makes
        write(os.path.join(folder, name), b'x\n')
        expect(run(case) == (1, name + ': expected, but nothing makes it\n'), '%s added: %r' % (name, run(case)))
        os.remove(os.path.join(folder, name))
    shutil.rmtree(os.path.join(folder, 'deep'))
    os.rename(folder, folder + '.away')
    expect(run(case)[0] == 1, 'no expectations at all')
    os.rename(folder + '.away', folder)

    # What goes in counts: the template, the styles, what case.txt asks for.
    for name, old, new in (('template.xml', 'третье.', 'четвёртое.'), ('../pack/styles.xml', 'size="13pt"', 'size="14pt"'),
                           ('case.txt', ' pdf', ''), ('case.txt', 'date: 2026-11-22', 'date: 2026-11-23'),
                           ('case.txt', 'show:', 'shew:'), ('case.txt', ' pdf', ' pfd')):
        path = os.path.join(case, name)
        kept = read(path)
        expect(old.encode() in kept, '%s is not in %s' % (old, name))
        write(path, kept.replace(old.encode(), new.encode()))
        expect(run(case)[0] == 1, '%s: %s instead of %s' % (name, new, old))
        write(path, kept)
    expect(run(case) == (0, ''), 'the case as it is again')

    # Rewriting gives the same bytes as before; only when asked; never of a case that is at fault.
    def spoil_all():
        for name in names[::2]:
            write(os.path.join(folder, name), b'spoilt\n')
        os.remove(os.path.join(folder, names[1]))
        write(os.path.join(folder, 'old', 'extra.txt'), b'x\n')
    for words, env in ((['--rewrite'], {}), ([], {'GRIF_REWRITE_GOLDEN': '1'})):
        spoil_all()
        expect(run(case, *words, **env)[0] == 0, 'rewriting')
        expect(tree(folder) == before, 'rewriting gives other files')
        expect(not os.path.exists(os.path.join(folder, 'old')), 'rewriting leaves an empty folder')
    spoil_all()
    spoilt = tree(folder)
    expect(run(case, GRIF_REWRITE_GOLDEN='0')[0] == 1 and tree(folder) == spoilt, 'rewritten without being asked')
    write(os.path.join(case, 'case.txt'), b'shew: all\n')
    expect(run(case, '--rewrite')[0] == 1 and tree(folder) == spoilt, 'rewritten though case.txt is wrong')

print('%d failed' % len(failures) if failures else 'all right')
sys.exit(1 if failures else 0)

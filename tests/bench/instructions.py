#!/usr/bin/env python3
"""Guards against slowness by counted instructions, which do not depend on how busy the machine is.

instructions.py FOLDER [--build NAME] [--rewrite]    FOLDER holds grif and bench_many
instructions.py --self-test

Counts (valgrind) are compared with those of instructions.json, kept by the kind of build, the compiler and the machine,
since each of them changes the code. Status 0: none is above its baseline by more than a tenth; 1: some are, or a job
failed; 77: there is no valgrind, or no baseline of such a build yet.
"""
import json, os, platform, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BASELINES = os.path.join(HERE, 'instructions.json')
PRINTED = os.path.join(ROOT, 'samples', 'as-printed')
ALLOWED = 10  # per cent
FORMATS = ('docx', 'pdf', 'xlsx')
MANY = 20


def jobs(folder, scratch):
    """name -> words; outputs go below scratch."""
    cold = os.path.join(PRINTED, 'gymnasium-2021.xlsx')
    books = [os.path.join(PRINTED, name) for name in sorted(os.listdir(PRINTED)) if name.endswith('.xlsx')]
    books_list = os.path.join(scratch, 'list')
    with open(books_list, 'w', encoding='utf-8') as file:
        file.writelines(books[i % len(books)] + '\n' for i in range(MANY))
    found = {'check': ([os.path.join(folder, 'grif'), 'check', cold], None)}
    for form in FORMATS:
        out = os.path.join(scratch, 'cold-' + form)
        found['cold ' + form] = ([os.path.join(folder, 'grif'), 'build', cold, '-o', out, '--only', 'roadmap',
                                  '--formats', form], os.path.join(out, 'roadmap.' + form))
        out = os.path.join(scratch, 'many-' + form)
        os.mkdir(out)
        found['%d %s' % (MANY, form)] = ([os.path.join(folder, 'bench_many'), books_list, out, form, 'roadmap'],
                                         os.path.join(out, '%03d.%s' % (MANY - 1, form)))
    return found


def count(words, made, scratch):
    """Instructions of one run, its start included; fails if the run did not make its file."""
    log = os.path.join(scratch, 'valgrind.log')
    env = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', 'GRIF_HOME': ROOT}
    result = subprocess.run(['valgrind', '--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null',
                             '--log-file=' + log, *words], env=env, capture_output=True, timeout=600)
    with open(log, encoding='utf-8') as file:
        found = re.search(r'I\s+refs:\s+([\d,]+)', file.read())
    if result.returncode != 0 or found is None or (made and not os.path.exists(made)):
        raise RuntimeError('%s: status %d: %s' % (' '.join(words), result.returncode, result.stderr.decode()))
    return int(found[1].replace(',', ''))


def kind_of(program, build):
    """`release gcc-12 x86_64`: what the program itself says it was compiled by."""
    comment = subprocess.run(['readelf', '-p', '.comment', program], capture_output=True).stdout.decode()
    clang = re.search(r'clang version (\d+)', comment)
    gcc = re.search(r'GCC: \([^)]*\) (\d+)', comment)
    compiler = 'clang-' + clang[1] if clang else 'gcc-' + gcc[1] if gcc else 'unknown'
    return '%s %s %s' % (build, compiler, platform.machine())


def judge(baselines, counts):
    """Lines of a report, and how many of them are faults."""
    lines, faults = [], 0
    for name in sorted(baselines.keys() | counts.keys()):
        was, now = baselines.get(name), counts.get(name)
        if was is None or now is None:
            lines.append('FAILED: %s: %s' % (name, 'has no baseline' if was is None else 'is not counted any more'))
            faults += 1
            continue
        change = now / was - 1
        slow = now * 100 > was * (100 + ALLOWED)
        faults += slow
        note = ' (--rewrite makes the better count the baseline)' if change * 100 < -ALLOWED else ''
        lines.append('%s%-10s %14s  %+6.1f %%%s' % ('FAILED: ' if slow else '', name, '{:,}'.format(now), 100 * change, note))
    return lines, faults


def self_test():
    base = {'a': 1000, 'b': 2000}
    for counts, expected in (({'a': 1000, 'b': 2000}, 0), ({'a': 1100, 'b': 2200}, 0), ({'a': 1101, 'b': 2000}, 1),
                             ({'a': 1200, 'b': 2300}, 2), ({'a': 100, 'b': 2000}, 0), ({'a': 1000}, 1),
                             ({'a': 1000, 'b': 2000, 'c': 1}, 1), ({}, 2)):
        lines, faults = judge(base, counts)
        assert faults == expected == sum(line.startswith('FAILED') for line in lines), (counts, lines)
    assert judge({}, {}) == ([], 0)
    print('all right')


def main():
    words = sys.argv[1:]
    if words == ['--self-test']:
        return self_test()
    rewriting = '--rewrite' in words
    build = words[words.index('--build') + 1] if '--build' in words else 'release'
    folder = os.path.abspath(words[0])
    if shutil.which('valgrind') is None:
        print('SKIPPED: valgrind is missing (package valgrind)')
        sys.exit(77)
    kind = kind_of(os.path.join(folder, 'grif'), build)
    known = {}
    if os.path.exists(BASELINES):
        with open(BASELINES, encoding='utf-8') as file:
            known = json.load(file)
    if kind not in known and not rewriting:
        print('SKIPPED: no baseline of «%s»; --rewrite makes one' % kind)
        sys.exit(77)
    counts = {}
    with tempfile.TemporaryDirectory(prefix='grif-bench-') as scratch:
        for name, (command, made) in jobs(folder, scratch).items():
            counts[name] = count(command, made, scratch)
    lines, faults = judge(known.get(kind, counts), counts)
    print(kind, *lines, sep='\n')
    if rewriting:
        known[kind] = counts
        with open(BASELINES, 'w', encoding='utf-8') as file:
            file.write(json.dumps(known, indent=2, sort_keys=True) + '\n')
        return
    sys.exit(1 if faults else 0)


if __name__ == '__main__':
    main()

"""The command as a newcomer uses it: wrong words and files, a terminal, JSON, lists, several inputs, one folder twice."""
import json, os, pty, re
from running import *

PRINTED = os.path.join(ROOT, 'samples', 'as-printed')


def run_on_terminal(*words):
    """Standard error and standard output on a terminal: what a person sees, and the status."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(GRIF, [GRIF, *words], {'PATH': os.environ['PATH'], 'LC_ALL': 'C'})
    seen = b''
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            break
        if not piece:
            break
        seen += piece
    _, status = os.waitpid(pid, 0)
    os.close(terminal)
    return seen.decode().replace('\r\n', '\n'), os.waitstatus_to_exitcode(status)


def check_wrong_words(scratch):
    for words, status, pieces in [
            ([], 2, ['не сказано, что делать', 'build, check, list']),
            (['bild', LYCEUM], 2, ['нет команды «bild»', 'похоже на: build']),
            ([LYCEUM], 2, ['grif check ' + LYCEUM, 'grif build ' + LYCEUM + ' -o ПАПКА']),
            (['build', LYCEUM, '-o', scratch, '--formts', 'pdf'], 2, ['--formts', 'похоже на: --formats']),
            (['build', LYCEUM, '-o', scratch, '-j', 'abc'], 2, ['-j: значение «abc»']),
            (['build', LYCEUM, '-o'], 2, ['после -o нет значения']),
            (['build', LYCEUM, LYCEUM, '-o', scratch], 2, ['названа дважды']),
            (['build', LYCEUM, '-o', scratch, '--formats', 'html'], 2, ['docx, pdf, xlsx']),
            (['check', LYCEUM[:-1]], 3, ['похоже на: lyceum.xlsx']),
            (['check', os.path.dirname(LYCEUM)], 3, ['в этой папке есть: lyceum.xlsx']),
            (['list', 'documents', '--pack', 'nopack'], 2, ['нет пакета документов «nopack»', 'есть: mentoring']),
            (['build', LYCEUM, '-o', os.path.join(scratch, 'n' * 300)], 3, ['слишком длинное имя', 'имя покороче']),
            (['build', LYCEUM, '-o', os.path.join(LYCEUM, 'x')], 3, ['часть пути — не папка', 'проверьте путь'])]:
        result = run(*words)
        errors = result.stderr.decode()
        expect(result.returncode == status, '%s: status %d: %s' % (words, result.returncode, errors))
        expect(result.stdout == b'', '%s printed %s' % (words, result.stdout.decode()))
        expect(re.match(r'[^\n]*: error\[[a-z-]+\]: [^\n]+\n    [^\n]+\n', errors), '%s: form: %s' % (words, errors))
        for piece in pieces:
            expect(piece in errors, '%s: no «%s» in %s' % (words, piece, errors))
    for words in ['--help'], ['build', '--help'], ['check', '-h'], ['list', '-h'], ['help'], ['--version']:
        result = run(*words)
        expect(result.returncode == 0 and result.stderr == b'' and result.stdout, '%s' % words)
        expect(not re.search(rb'Usage|Options|REQUIRED|TEXT', result.stdout), '%s is not Russian' % words)
        english = run(*words, '--lang', 'en').stdout.decode()
        expect(not re.search('[а-яё]', english), '%s is not English: %s' % (words, english))


def check_forms():
    faulty = os.path.join(PRINTED, 'centre-2020.xlsx')
    plain = run('check', faulty).stderr.decode()
    for line in plain.splitlines():
        expect(line.startswith('    ') or re.match(r'%s:Лист1![A-Z]+\d+: (?:warning|note)\[[a-z-]+\]: ' % re.escape(faulty), line), line)
    found = run('check', faulty, '--format', 'json')
    expect(found.stderr == b'' and found.returncode == 0, found.stderr.decode())
    objects = [json.loads(line) for line in found.stdout.decode().splitlines()]
    expect(len(objects) == sum(not line.startswith('    ') for line in plain.splitlines()), 'JSON tells more or less')
    for entry in objects:
        expect(set(entry) <= {'severity', 'kind', 'file', 'sheet', 'cell', 'range', 'line', 'column', 'text', 'hint', 'notes'}, entry)
        expect(entry['file'] == faulty and entry['sheet'] == 'Лист1' and re.fullmatch('[A-Z]+[0-9]+', entry['cell']), entry)
    people, status = run_on_terminal('check', faulty)
    expect(status == 0, people)
    expect(re.match(r'Лист «Лист1», [A-Z]+\d+ — предупреждение: ', people), people)
    expect('warning[' not in people and '→' in people, people)
    clean = run('check', LYCEUM)
    expect((clean.returncode, clean.stdout, clean.stderr) == (0, b'', b''), 'a clean check prints %s' % clean.stderr.decode())


def check_lists():
    documents = run('list', 'documents').stdout.decode()
    expect('roadmap\tДорожная карта\tdocx,pdf,xlsx\t«Дорожная карта»\n' in documents, documents)
    shown, _ = run_on_terminal('list', 'documents')
    expect(re.search(r'^roadmap +Дорожная карта +docx,pdf,xlsx +«Дорожная карта»$', shown, re.M), shown)
    for what in 'checks', 'functions':
        rows = run('list', what).stdout.decode().splitlines()
        expect(len(rows) > 30 and all(row.count('\t') == 2 for row in rows), 'list %s: %d rows' % (what, len(rows)))
    expect(len(set(row.split('\t')[0] for row in run('list', 'checks').stdout.decode().splitlines())) == len(run('list', 'checks').stdout.decode().splitlines()), 'a kind stands twice')


def check_several_inputs(scratch):
    """One file that cannot be read makes nothing, but what is wrong in the others is said too."""
    out, cut = os.path.join(scratch, 'several'), os.path.join(scratch, 'cut.xlsx')
    with open(LYCEUM, 'rb') as source, open(cut, 'wb') as target:
        target.write(source.read()[:5000])
    faulty = os.path.join(PRINTED, 'centre-2020.xlsx')
    result = run('build', os.path.join(scratch, 'none.xlsx'), cut, faulty, '-o', out)
    errors = result.stderr.decode()
    expect(result.returncode == 3, 'status %d' % result.returncode)
    expect('error[input-missing]' in errors and 'error[zip-cut]' in errors, errors)
    expect(not os.path.exists(out), 'an unreadable input made something')


def statuses(folder):
    with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
        manifest = json.load(file)
    return {entry['path']: (document['status'], entry.get('stale', False))
            for document in manifest['documents'] for entry in document['files']}


def check_editions(scratch):
    out = os.path.join(scratch, 'editions')
    run('build', LYCEUM, '-o', out)
    before = tree(out)
    same = run('build', LYCEUM, '-o', out, '--formats', 'PDF')
    expect(same.returncode == 0 and same.stderr == b'', same.stderr.decode())
    expect(statuses(out) == {'roadmap.' + f: ('made', False) for f in ('docx', 'pdf', 'xlsx')}, str(statuses(out)))
    later = run('build', LYCEUM, '-o', out, '--formats', 'pdf', '--date', '2026-11-22')
    expect(later.returncode == 0 and b'warning[older-editions]' in later.stderr, later.stderr.decode())
    expect(statuses(out) == {'roadmap.docx': ('made', True), 'roadmap.pdf': ('made', False), 'roadmap.xlsx': ('made', True)}, str(statuses(out)))
    again = run('build', LYCEUM, '-o', out)
    expect(again.returncode == 0 and again.stderr == b'' and tree(out) == before, 'the whole set again: ' + again.stderr.decode())
    other = run('build', os.path.join(PRINTED, 'model-plan.xlsx'), '-o', out)
    expect(other.returncode == 2 and b'error[other-programme]' in other.stderr, other.stderr.decode())
    expect(tree(out) == before, "another programme's folder was touched")


def check_progress(scratch):
    """No bar in a pipe, none for short work."""
    out = os.path.join(scratch, 'progress')
    seen, status = run_on_terminal('build', LYCEUM, '-o', out)
    expect(status == 0 and '[#' not in seen and '[-' not in seen, seen)
    expect(re.fullmatch(r'roadmap +Дорожная карта +\d+ +roadmap\.docx, roadmap\.pdf, roadmap\.xlsx\n', seen), seen)
    quiet, status = run_on_terminal('build', LYCEUM, '-o', out, '--quiet')
    expect(status == 0 and quiet == '', quiet)


with Scratch() as scratch:
    check_wrong_words(scratch)
    check_forms()
    check_lists()
    check_several_inputs(scratch)
    check_editions(scratch)
    check_progress(scratch)
finish()

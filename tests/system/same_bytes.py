"""The same input gives the same bytes under any -j, locale, time zone, working directory, umask, home and order of
runs, and nothing of the machine gets into them."""
import glob, io, os, re, zipfile
from running import *

INPUTS = [LYCEUM] + sorted(glob.glob(os.path.join(ROOT, 'samples', 'as-printed', '*.xlsx')))
VARIANTS = [
    ('-j8', dict(words=['-j8'])),
    ('ru_RU', dict(env={'LC_ALL': 'ru_RU.UTF-8'})),
    ('de_DE', dict(env={'LC_ALL': 'de_DE.UTF-8'})),
    ('tr_TR', dict(env={'LC_ALL': 'tr_TR.UTF-8', 'LANG': 'tr_TR.UTF-8'})),
    ('Kiritimati', dict(env={'TZ': 'Pacific/Kiritimati'})),
    ('umask 0', dict(umask=0)),
    ('umask 077', dict(umask=0o077)),
    ('another home', dict(env={'HOME': '/nonexistent', 'USER': 'somebody'})),
    ('another folder', dict(cwd='/')),
]
if 'LOCPATH' in os.environ:
    for _, variant in VARIANTS:
        variant.setdefault('env', {})['LOCPATH'] = os.environ['LOCPATH']


def build(source, folder, words=(), **options):
    result = run('build', source, '-o', folder, *(words or ['-j1']), **options)
    expect(result.returncode == 0, '%s: status %d: %s' % (source, result.returncode, result.stderr.decode()))
    # What the edition was made from is kept as the user typed it, so it may differ.
    return {name: data for name, data in tree(folder).items() if not name.startswith('.grif' + os.sep)}


def texts_of(name, data):
    """All that can be read in a file: itself, and the parts of a package."""
    yield name, data
    if data[:2] == b'PK':
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.infolist():
                yield name + '!' + part.filename, package.read(part)
                expect(part.date_time[:3] == (1980, 1, 1), '%s!%s is dated %s' % (name, part.filename, part.date_time))


def leaks(scratch):
    words = {ROOT, scratch, os.path.expanduser('~'), os.uname().nodename, os.environ.get('USER', ''), '/usr/share', '/tmp/'}
    return [word.encode() for word in words if len(word) > 4]


with Scratch() as scratch:
    for source in INPUTS:
        stem = os.path.splitext(os.path.basename(source))[0]
        first = build(source, os.path.join(scratch, stem))
        expect(len(first) >= 4, '%s: only %s' % (source, sorted(first)))
        for name, data in first.items():
            for place, text in texts_of(name, data):
                for word in leaks(scratch):
                    expect(word not in text, '%s: %s holds %r' % (stem, place, word))
        for title, variant in VARIANTS:
            other = build(source, os.path.join(scratch, stem + re.sub(r'\W', '-', title)), **dict(variant))
            for name in sorted(set(first) | set(other)):
                expect(first.get(name) == other.get(name), '%s: %s differs under %s' % (stem, name, title))
        if source == LYCEUM:
            mode = os.stat(os.path.join(scratch, stem + 'umask-077', 'manifest.json')).st_mode & 0o777
            expect(mode == 0o644, 'mode %o under umask 077' % mode)
finish()

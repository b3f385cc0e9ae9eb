"""Bad input and a world that refuses: a clear message each, the status of the contract, nothing half-written."""
import io, os, re, shutil, subprocess, zipfile, zlib
from running import *

with open(LYCEUM, 'rb') as file:
    GOOD = file.read()


def rebuilt(change):
    """The good workbook with one part changed: name -> bytes or None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as source, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = change(part.filename, source.read(part))
            if data is not None:
                target.writestr(part.filename, data)
    return out.getvalue()


def doctype(name, data):
    if name != 'xl/workbook.xml':
        return data
    return re.sub(rb'<workbook', b'<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook', data, count=1)


def bomb(name, data):
    return data if not name.startswith('xl/worksheets/sheet1') else b' ' * (600 << 20)


def flipped(name_part):
    at = GOOD.index(b'xl/worksheets/sheet1.xml') + 200
    return GOOD[:at] + bytes([GOOD[at] ^ 0xFF]) + GOOD[at + 1:]


CASES = [  # file name, bytes, status, a kind of message
    ('cut.xlsx', GOOD[:len(GOOD) // 2], 1, 'zip-cut'),
    ('text.xlsx', 'Дорожная карта\n1;2;3\n'.encode(), 1, 'input-text'),
    ('page.xlsx', b'<!DOCTYPE html><html><body><table></table></body></html>', 1, 'input-web-page'),
    ('password.xlsx', bytes.fromhex('d0cf11e0a1b11ae1') + bytes(600) + 'EncryptedPackage'.encode('utf-16-le') + bytes(600), 1, 'input-password'),
    ('old.xls', bytes.fromhex('d0cf11e0a1b11ae1') + bytes(2000), 1, 'input-old-xls'),
    ('old.doc', bytes.fromhex('d0cf11e0a1b11ae1') + bytes(600) + 'WordDocument'.encode('utf-16-le') + bytes(600), 1, 'input-old-doc'),
    ('quote.csv', 'a;b\nc;"d\n'.encode(), 1, 'csv-open-quote'),
    ('koi8.csv', 'Мероприятие;Ответственный\n'.encode('koi8-r') * 9, 1, 'text-encoding'),
    ('zero.csv', b'a;b\n\0;c\n', 1, 'text-zero-byte'),
    ('bomb.xlsx', rebuilt(bomb), 1, 'zip-too-large'),
    ('doctype.xlsx', rebuilt(doctype), 1, 'xml-doctype'),
    ('flipped.xlsx', flipped('sheet1'), 1, 'zip-bad'),
    ('empty.xlsx', b'', 1, 'input-empty'),
    ('nosheet.xlsx', rebuilt(lambda name, data: None if 'sheet1' in name else data), 1, 'part-missing'),
]


def message_form(line, file):
    """FILE[:SHEET!CELL]: error[kind]: text (a stranger's words may follow)."""
    return re.match(r'%s(:[^ ]+)?: (error|warning|note)\[[a-z-]+\]: \S' % re.escape(file), line)


def check_case(scratch, name, data, status, kind):
    path, out = os.path.join(scratch, name), os.path.join(scratch, 'out-' + name)
    with open(path, 'wb') as file:
        file.write(data)
    for command in (['check', path], ['build', path, '-o', out]):
        # Without LibreOffice, which some of these are given to where it is installed.
        result = run(*command, timeout=20, env={'PATH': scratch})
        errors = result.stderr.decode()
        expect(result.returncode == status, '%s %s: status %d, %s' % (command[0], name, result.returncode, errors))
        expect('error[%s' % kind in errors, '%s %s: %s' % (command[0], name, errors))
        first = errors.splitlines()[0] if errors else ''
        expect(message_form(first, path), '%s: form of the message: %r' % (name, first))
        english = run(*command, '--lang', 'en', env={'PATH': scratch}).stderr.decode()
        expect(not re.search('[а-яё]', english.replace(path, '')), '%s in English: %s' % (name, english))
    expect(not os.path.exists(out), '%s left a folder' % name)


def check_libreoffice(scratch):
    """What LibreOffice can make nothing of is an error as well, and a file that it can read is not."""
    if not shutil.which('soffice'):
        print('skipped: LibreOffice is missing')
        return
    path = os.path.join(scratch, 'garbage.xls')
    with open(path, 'wb') as file:
        file.write(bytes.fromhex('d0cf11e0a1b11ae1') + bytes(2000))
    result = run('check', path, timeout=90)
    expect(result.returncode == 1 and b'input-not-converted' in result.stderr, 'garbage: %s' % result.stderr.decode())
    path = os.path.join(scratch, 'page.xls')
    with open(path, 'w', encoding='utf-8') as file:
        file.write('<html><meta charset="utf-8"><table><tr><td>№ п/п<td>Мероприятия<td>Сроки<td>Ответственные</tr>'
                   '<tr><td>1<td>Встреча<td>май 2027 г.<td>завуч</tr></table></html>')
    result = run('check', path, timeout=90)
    expect(result.returncode == 0 and b'input-converted' in result.stderr, 'page: %s' % result.stderr.decode())


def check_refusals(scratch):
    out = os.path.join(scratch, 'refused')
    for words, status, kind in [
            (['build', os.path.join(scratch, 'none.xlsx'), '-o', out], 3, 'input-missing'),
            (['build', scratch, '-o', out], 3, 'input-directory'),
            (['build', LYCEUM, '-o', LYCEUM], 3, 'output-not-folder'),
            (['build', LYCEUM, '-o', out, '--only', 'roadmp'], 2, 'unknown-document')]:
        result = run(*words)
        expect(result.returncode == status, '%s: status %d: %s' % (words, result.returncode, result.stderr.decode()))
        expect(kind.encode() in result.stderr, '%s: %s' % (words, result.stderr.decode()))
        expect(not os.path.exists(out), '%s left a folder' % words)
    os.mkfifo(os.path.join(scratch, 'pipe.xlsx'))
    result = run('build', os.path.join(scratch, 'pipe.xlsx'), '-o', out, timeout=10)
    expect(result.returncode == 3, 'a pipe: status %d: %s' % (result.returncode, result.stderr.decode()))
    os.symlink(scratch, os.path.join(scratch, 'link'))
    result = run('build', LYCEUM, '-o', os.path.join(scratch, 'link'))
    expect(result.returncode == 3 and b'output-is-link' in result.stderr, 'a link: %s' % result.stderr.decode())


def mounted(scratch, options, script):
    """Runs a shell script in a mount namespace of its own with a small file system at SCRATCH/disk."""
    disk = os.path.join(scratch, 'disk')
    os.makedirs(disk, exist_ok=True)
    command = 'mount -t tmpfs -o %s none %s && %s' % (options, disk, script)
    return subprocess.run(['unshare', '-Urm', 'sh', '-c', command], capture_output=True, env={'PATH': os.environ['PATH'], 'LC_ALL': 'C'})


def check_disk(scratch):
    if shutil.which('unshare') is None or mounted(scratch, 'size=1m', 'true').returncode != 0:
        print('SKIPPED: full and read-only disks (no mount namespace to be had here)')
        return
    for kilobytes in (4, 8, 16, 24, 32, 48, 64, 96):
        result = mounted(scratch, 'size=%dk' % kilobytes,
                         'cd %s && %s build %s -o disk/out; echo "status $?"; find disk -type f | sort' % (scratch, GRIF, LYCEUM))
        text = result.stdout.decode()
        if 'status 0' in text:
            continue
        expect('status 3' in text, 'a disk of %d kB: %s %s' % (kilobytes, text, result.stderr.decode()))
        expect('cannot-write' in result.stderr.decode(), 'a disk of %d kB: %s' % (kilobytes, result.stderr.decode()))
        expect('disk/out/' not in text, 'a disk of %d kB: half an edition: %s' % (kilobytes, text))
    # A rebuild on a disk that has become full keeps the old edition, byte for byte.
    result = mounted(scratch, 'size=2m', ' && '.join([
        'cd %s' % scratch, '%s build %s -o disk/out >/dev/null' % (GRIF, LYCEUM),
        'cp -r disk/out before', '{ head -c 4m /dev/zero > disk/full 2>/dev/null; true; }',
        '{ %s build %s -o disk/out --date 2026-11-22 >/dev/null; echo "status $?"; }' % (GRIF, LYCEUM),
        'diff -r -x .grif before disk/out && echo same']))
    text = result.stdout.decode()
    expect('status 3' in text and 'same' in text, 'a rebuild on a full disk: %s %s' % (text, result.stderr.decode()))
    result = mounted(scratch, 'size=2m', 'cd %s && mkdir disk/ro && mount -o remount,ro disk && %s build %s -o disk/ro; echo "status $?"' % (scratch, GRIF, LYCEUM))
    expect('status 3' in result.stdout.decode(), 'a read-only disk: %s %s' % (result.stdout.decode(), result.stderr.decode()))


TEMPLATE = '''<?xml version="1.0" encoding="UTF-8"?>
<template page="a4" orientation="portrait">
  <paragraf style="Normal">опечатка в имени элемента</paragraf>
  <paragraph style="Nornal">опечатка в имени стиля</paragraph>
  <paragraph style="Normal">{organisation.shrt_name}</paragraph>
  <include file="parts/none.xml"/>
  <if test="1 + 2"><paragraph style="Normal">условие не логическое</paragraph></if>
</template>
'''


def check_template(scratch):
    home = os.path.join(scratch, 'home')
    for folder in ('templates', 'fonts'):
        shutil.copytree(os.path.join(ROOT, folder), os.path.join(home, folder))
    with open(os.path.join(home, 'templates', 'mentoring', 'roadmap.xml'), 'w', encoding='utf-8') as file:
        file.write(TEMPLATE)
    out = os.path.join(scratch, 'template-out')
    result = run('build', LYCEUM, '-o', out, env={'GRIF_HOME': home})
    errors = result.stderr.decode()
    expect(result.returncode == 1, 'five mistakes: status %d: %s' % (result.returncode, errors))
    for line in (3, 4, 5, 6, 7):
        expect(re.search(r'roadmap\.xml:%d:\d+: error\[' % line, errors), 'no message for line %d: %s' % (line, errors))
    for near in ('paragraph', 'Normal', 'short_name'):
        expect(near in errors, 'no suggestion of %s: %s' % (near, errors))
    expect(not os.path.exists(out), 'a bad template left a folder')


with Scratch() as scratch:
    for case in CASES:
        check_case(scratch, *case)
    check_libreoffice(scratch)
    check_refusals(scratch)
    check_disk(scratch)
    check_template(scratch)
finish()

"""Files edited by hand and files of others survive a rebuild; manifest and files always agree."""
import hashlib, json, os
from running import *


def check_manifest(folder):
    with open(os.path.join(folder, 'manifest.json'), encoding='utf-8') as file:
        manifest = json.load(file)
    for document in manifest['documents']:
        for entry in document['files']:
            with open(os.path.join(folder, entry['path']), 'rb') as file:
                data = file.read()
            expect(entry['bytes'] == len(data) and entry['sha256'] == hashlib.sha256(data).hexdigest(),
                   'manifest and %s disagree' % entry['path'])
    return manifest


with Scratch() as scratch:
    out = os.path.join(scratch, 'out')
    first = run('build', LYCEUM, '-o', out)
    expect(first.returncode == 0, first.stderr.decode())
    manifest = check_manifest(out)
    roadmap = [document for document in manifest['documents'] if document['name'] == 'roadmap'][0]
    expect([entry['format'] for entry in roadmap['files']] == ['docx', 'pdf', 'xlsx'], str(roadmap))
    expect(roadmap['title'] == 'Дорожная карта' and roadmap['pages'] >= 2, str(roadmap))

    before = tree(out)
    times = {name: os.stat(os.path.join(out, name)).st_mtime_ns for name in before}
    again = run('build', LYCEUM, '-o', out)
    expect(again.returncode == 0 and again.stderr == b'', again.stderr.decode())
    expect(tree(out) == before, 'an unchanged rebuild changed something')
    expect(all(os.stat(os.path.join(out, name)).st_mtime_ns == time for name, time in times.items() if '.grif' not in name),
           'an unchanged rebuild wrote files anew')

    with open(os.path.join(out, 'roadmap.docx'), 'ab') as file:
        file.write(b'edited')
    with open(os.path.join(out, 'mine.txt'), 'w') as file:
        file.write('mine')
    edited = tree(out)['roadmap.docx']
    third = run('build', LYCEUM, '-o', out)
    expect(third.returncode == 0, third.stderr.decode())
    expect(b'warning[edited-by-hand]' in third.stderr, third.stderr.decode())
    now = tree(out)
    expect(now['roadmap.docx'] == edited, 'the edited file was touched')
    expect(now['mine.txt'] == b'mine', 'a foreign file was touched')
    expect(now.get('roadmap (новая редакция).docx') == before['roadmap.docx'], 'no new edition beside the edited file')
    check_manifest(out)

    own = os.path.join(scratch, 'own')
    os.mkdir(own)
    with open(os.path.join(own, 'roadmap.xlsx'), 'wb') as file, open(LYCEUM, 'rb') as source:
        file.write(source.read())
    result = run('build', os.path.join(own, 'roadmap.xlsx'), '-o', own)
    expect(result.returncode == 0 and b'warning[foreign-file]' in result.stderr, result.stderr.decode())
    with open(LYCEUM, 'rb') as source:
        expect(tree(own)['roadmap.xlsx'] == source.read(), 'the input was overwritten by an output')
finish()

"""The program without its parts says which is missing and still makes what it can; no folder that a stranger may write
to is searched for them."""
import shutil, subprocess
from running import *

PARTS = ('grif-pdf.so', 'grif-xlsx.so', 'grif-xsd.so', 'grif-harfbuzz.so')

with Scratch() as scratch:
    alone = os.path.join(scratch, 'alone')
    os.mkdir(alone)
    program = shutil.copy(GRIF, alone)
    home = {'GRIF_HOME': ROOT}

    def build(formats, out):
        return subprocess.run([program, 'build', LYCEUM, '-o', os.path.join(scratch, out), '--formats', formats, '--lang', 'en'],
                              capture_output=True, cwd=alone, env={**os.environ, **home})

    made = build('docx', 'a')
    expect(made.returncode == 0, 'DOCX needs no part: %s' % made.stderr.decode())
    for format_, part in (('pdf', PARTS[0]), ('xlsx', PARTS[1])):
        made = build(format_, format_)
        errors = made.stderr.decode()
        expect(made.returncode == 3, '%s without %s: status %d' % (format_, part, made.returncode))
        expect('error[writer-missing]: the program\'s part %s' % part in errors, errors)
        expect(not os.path.exists(os.path.join(scratch, format_)), 'a folder was left')
    check = lambda: subprocess.run([program, 'check', os.path.join(ROOT, 'samples', 'circle.xml'), '--lang', 'en'],
                                   capture_output=True, cwd=alone, env={**os.environ, **home})
    made = check()
    expect(made.returncode == 3, 'XML without %s: status %d' % (PARTS[2], made.returncode))
    expect('error[reader-missing]: the program\'s part %s' % PARTS[2] in made.stderr.decode(), made.stderr.decode())
    # A breve of its own: such a text is shaped by HarfBuzz, which no ordinary one loads.
    odd = os.path.join(scratch, 'odd.xml')
    with open(os.path.join(ROOT, 'samples', 'circle.xml'), encoding='utf-8') as file:
        text = file.read()
    with open(odd, 'w', encoding='utf-8') as file:
        file.write(text.replace('Старший', 'Старши' 'и\u0306'))
    shutil.copy(os.path.join(os.path.dirname(GRIF), PARTS[2]), alone)
    build_odd = lambda out: subprocess.run([program, 'build', odd, '-o', os.path.join(scratch, out), '--formats', 'docx', '--lang', 'en'],
                                           capture_output=True, cwd=alone, env={**os.environ, **home})
    made = build_odd('c')
    expect(made.returncode == 3, 'odd letters without %s: status %d' % (PARTS[3], made.returncode))
    expect('error[writer-missing]: the program\'s part %s' % PARTS[3] in made.stderr.decode(), made.stderr.decode())
    expect(not os.path.exists(os.path.join(scratch, 'c')), 'a folder was left')
    for part in PARTS:
        shutil.copy(os.path.join(os.path.dirname(GRIF), part), alone)
    made = build('pdf,xlsx', 'b')
    expect(made.returncode == 0, 'with the parts beside it: %s' % made.stderr.decode())
    made = check()
    expect(made.returncode == 0, 'XML with the parts beside it: %s' % made.stderr.decode())

    made = build_odd('d')
    expect(made.returncode == 0, 'odd letters with the parts beside it: %s' % made.stderr.decode())

    dynamic = subprocess.run(['readelf', '-d', GRIF], capture_output=True).stdout.decode()
    paths = [line.split('[')[1].split(']')[0] for line in dynamic.splitlines() if 'RUNPATH' in line or 'RPATH' in line]
    expect(not paths, 'run paths: %s' % paths)
    # What every run loads: the C library and what unwinds exceptions. (Sanitizers bring more.)
    loaded = [line.split('[')[1].split(']')[0] for line in dynamic.splitlines() if 'NEEDED' in line]
    if not any(name.startswith('lib') and 'san.' in name for name in loaded):
        usual = ('libc.', 'libm.', 'libgcc_s.', 'ld-linux', 'libpthread.', 'libdl.')
        expect(all(name.startswith(usual) for name in loaded), 'the program loads %s' % ', '.join(loaded))
finish()

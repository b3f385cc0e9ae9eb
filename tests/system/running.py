"""Runs the program for the system tests and counts what fails."""
import os, shutil, subprocess, sys, tempfile

GRIF, ROOT = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
LYCEUM = os.path.join(ROOT, 'samples', 'lyceum.xlsx')
failures = []


def run(*words, **options):
    """One run of the program; nothing of this environment but PATH reaches it unless given."""
    env = {'PATH': os.environ['PATH'], 'LC_ALL': 'C', **options.pop('env', {})}
    options.setdefault('timeout', 120)
    return subprocess.run([GRIF, *words], env=env, capture_output=True, stdin=subprocess.DEVNULL, **options)


def expect(condition, text):
    if not condition:
        failures.append(text)
        print('FAILED:', text)
    return condition


def tree(folder):
    """Every file below a folder: relative path -> bytes."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, 'rb') as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def skip(reason):
    print('SKIPPED:', reason)
    sys.exit(77)


def finish():
    print('%d failed' % len(failures) if failures else 'all right')
    sys.exit(1 if failures else 0)


class Scratch:
    """A temporary folder."""
    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix='grif-test-')
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

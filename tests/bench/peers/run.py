#!/usr/bin/env python3
"""Runs Grif beside its peers on the same roadmaps and prints ratios of CPU seconds. See ../README.md.

The runs of a pair alternate, so what else the machine does falls on both alike; a ratio is the median of the ratios of
the rounds. CPU seconds are user and system time of the whole process with its children.
"""
import argparse
import dataclasses
import functools
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
PLACE = os.path.abspath(os.environ.get('GRIF_PEERS') or os.path.join(ROOT, 'build', 'bench-peers'))
GRIF = os.path.abspath(os.environ.get('GRIF') or os.path.join(ROOT, 'build', 'release', 'grif'))
BENCH_MANY = os.path.abspath(os.environ.get('GRIF_BENCH_MANY') or os.path.join(ROOT, 'build', 'release', 'bench_many'))
DATA = os.path.join(PLACE, 'data')
MODULES = os.path.join(PLACE, 'node', 'node_modules')
LIMIT = 300  # seconds that one run may take
ACTIVITIES = 10_000  # of the long roadmap
WORK = {'cold': 'one roadmap, cold', 'many': '500 roadmaps, one process', 'long': 'one of 10,000 activities'}
ENVIRONMENT = dict(os.environ, GRIF_PEERS=PLACE, NODE_PATH=MODULES, PYTHONDONTWRITEBYTECODE='1')


@dataclasses.dataclass(frozen=True)
class Pair:
    """A peer, what both are asked to make, and the goals for Grif."""
    job: str
    format: str
    peer: str
    goal: float | None  # CPU of the peer by CPU of Grif, at least
    goal_text: str = ''
    peak_goal: int | None = None  # MB


PAIRS = (
    Pair('cold', 'docx', 'carbone', 10),
    Pair('cold', 'pdf', 'typst', 10),
    Pair('cold', 'xlsx', 'libxlsxwriter', 1 / 1.5, 'within 1.5x'),
    Pair('many', 'docx', 'carbone', 5),
    Pair('many', 'pdf', 'typst', 4),
    Pair('many', 'xlsx', 'libxlsxwriter', 1 / 1.5, 'within 1.5x'),
    Pair('long', 'docx', 'carbone', None),
    Pair('long', 'pdf', 'xelatex', 4, peak_goal=150),
    Pair('long', 'xlsx', 'libxlsxwriter', 1 / 1.5, 'within 1.5x'),
)


# The programs

def peer_command(pair, folder):
    data = os.path.join(DATA, pair.job + '.json')
    program = {
        'carbone': ['node', os.path.join(HERE, 'carbone.js')],
        'typst': ['node', os.path.join(HERE, 'typst.js')],
        'xelatex': [sys.executable, os.path.join(HERE, 'xelatex.py')],
        'libxlsxwriter': [os.path.join(PLACE, 'xlsx_peer')],
    }[pair.peer]
    return program + [data, folder]


def our_command(pair, folder, kind):
    if pair.job == 'many':
        return [BENCH_MANY, os.path.join(DATA, f'many.{kind}.list'), folder, pair.format]
    source = os.path.join(DATA, pair.job, f'000.{kind}')
    return [GRIF, 'build', source, '-o', folder, '--only', 'roadmap', '--formats', pair.format]


def peer_gap(name):
    """What a peer lacks to be run, or nothing."""
    package = {'carbone': 'carbone', 'typst': '@myriaddreamin/typst-ts-node-compiler'}.get(name)
    if package and not os.path.exists(os.path.join(MODULES, package, 'package.json')):
        return f'MISSING: the npm package {package} is not installed'
    command = {'xelatex': 'xelatex', 'libxlsxwriter': os.path.join(PLACE, 'xlsx_peer')}.get(name, 'node')
    if not shutil.which(command):
        return f'MISSING: {os.path.basename(command)} is not installed'
    if name in ('typst', 'xelatex') and not os.path.exists(os.path.join(PLACE, 'fonts', 'Bold.ttf')):
        return 'MISSING: the fonts are not installed'
    return None


def our_gap(pair):
    program = BENCH_MANY if pair.job == 'many' else GRIF
    return None if os.access(program, os.X_OK) else f'skipped: {os.path.basename(program)} is not built'


# Measuring

@dataclasses.dataclass
class Contestant:
    """One program at one job: its command, its runs, and why there are none."""
    command: list
    folder: str
    data: str
    gap: str | None
    runs: list = dataclasses.field(default_factory=list)

    def median(self, field):
        return statistics.median(run[field] for run in self.runs)


def run_once(contestant):
    """Wall and CPU seconds and peak memory of one run into an empty folder; a failure becomes the gap."""
    shutil.rmtree(contestant.folder, ignore_errors=True)
    os.makedirs(contestant.folder)
    log_path = contestant.folder + '.log'
    with open(log_path, 'wb') as log:
        start = time.perf_counter()
        process = subprocess.Popen(contestant.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=PLACE,
                                   env=ENVIRONMENT, start_new_session=True)
        limit = threading.Timer(LIMIT, os.killpg, (process.pid, signal.SIGKILL))
        limit.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        limit.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        contestant.gap = f'FAILED: exit status {process.returncode}: {last_line(log_path)}'
        contestant.runs.clear()
        return None
    return {'cpu': usage.ru_utime + usage.ru_stime, 'wall': wall, 'peak_mb': usage.ru_maxrss / 1024}


def last_line(path):
    with open(path, encoding='utf-8', errors='replace') as log:
        return ([line.strip() for line in log if line.strip()] or ['no message'])[-1][:200]


def prepare(pair, kind):
    """The two contestants of a pair, peer first; `kind` is what Grif reads: xlsx or xml."""
    folder = os.path.join(PLACE, 'out', pair.job, pair.format)
    data = os.path.join(DATA, pair.job + '.json')
    peer, ours = os.path.join(folder, pair.peer), os.path.join(folder, 'grif')
    return (Contestant(peer_command(pair, peer), peer, data, peer_gap(pair.peer)),
            Contestant(our_command(pair, ours, kind), ours, os.path.join(DATA, f'{pair.job}.{kind}.json'), our_gap(pair)))


def measure(contestants, rounds):
    """A round runs every program once; the first one warms the caches and is not counted."""
    for number in range(rounds + 1):
        for contestant in contestants:
            if contestant.gap:
                continue
            run = run_once(contestant)
            if run and number:
                contestant.runs.append(run)


def check(contestant, pair):
    """What check.py says of the last run; in a process of its own, so that the runner stays small."""
    if not contestant.runs:
        return None
    command = [sys.executable, os.path.join(HERE, 'check.py'), pair.format, contestant.folder, contestant.data]
    result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
    if result.returncode:
        fault = (result.stderr.decode().strip().splitlines() or ['no message'])[-1]
        return {'faults': [f'the check failed: {fault}']}
    return json.loads(result.stdout)


# Reporting

def figures(contestant, checked):
    if not contestant.runs:
        return {'gap': contestant.gap}
    return {'cpu_s': round(contestant.median('cpu'), 5), 'wall_s': round(contestant.median('wall'), 5),
            'peak_mb': round(max(run['peak_mb'] for run in contestant.runs), 1), 'runs': len(contestant.runs),
            'output': checked}


def result_of(pair, contestants, checks):
    peer, ours = contestants
    result = {'job': pair.job, 'format': pair.format, 'peer': pair.peer,
              'peer_figures': figures(peer, checks[0]), 'our_figures': figures(ours, checks[1]),
              'ratio': None, 'goal': pair.goal, 'met': None}
    if peer.runs and ours.runs:
        ratios = [theirs['cpu'] / max(own['cpu'], 1e-6) for theirs, own in zip(peer.runs, ours.runs)]
        result['ratio'] = round(statistics.median(ratios), 3)
        result['ratio_range'] = [round(min(ratios), 3), round(max(ratios), 3)]
        if pair.goal is not None:
            wrong = result['our_figures']['output'] and result['our_figures']['output']['faults']
            result['met'] = result['ratio'] >= pair.goal and not wrong
    if pair.peak_goal:
        peak = result['our_figures'].get('peak_mb')
        result.update(peak_goal_mb=pair.peak_goal, peak_met=None if peak is None else peak <= pair.peak_goal)
    if pair.job == 'long':
        for name in ('peer_figures', 'our_figures'):
            if 'cpu_s' in result[name]:
                result[name]['activities_per_cpu_s'] = round(ACTIVITIES / result[name]['cpu_s'])
    return result


def first_line(*command):
    try:
        output = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    except OSError:
        return None
    return (output.stdout.decode(errors='replace').splitlines() or [None])[0] if output.returncode == 0 else None


def package_version(name):
    try:
        with open(os.path.join(MODULES, name, 'package.json'), encoding='utf-8') as package:
            return json.load(package)['version']
    except OSError:
        return None


def xlsxwriter_version():
    status = first_line('dpkg-query', '-W', '-f', '${Version}', 'libxlsxwriter-dev')
    return status or first_line('pkg-config', '--modversion', 'xlsxwriter')


def versions():
    return {'grif': first_line(GRIF, '--version'), 'node': first_line('node', '--version'),
            'carbone': package_version('carbone'),
            'typst-ts-node-compiler': package_version('@myriaddreamin/typst-ts-node-compiler'),
            'xelatex': first_line('xelatex', '--version'),
            'libxlsxwriter': xlsxwriter_version()}


def verdict(met):
    return {True: 'met', False: 'NOT MET', None: ''}[met]


def goal_text(result):
    pair = next(pair for pair in PAIRS if (pair.job, pair.format) == (result['job'], result['format']))
    return '' if pair.goal is None else pair.goal_text or f'>= {pair.goal:g}x'


def print_row(work, form, peer, theirs, own, ratio, goal, met):
    print(f'{work:<27}{form:<6}{peer:<15}{theirs:>11}{own:>11}{ratio:>9}  {goal:<13}{met}')


def seconds(side):
    return f'{side["cpu_s"]:.4f}' if 'cpu_s' in side else '-'


def print_table(results):
    print_row('', '', '', 'peer CPU s', 'our CPU s', 'ratio', 'goal', '')
    for result in results:
        ratio = '-' if result['ratio'] is None else f'{result["ratio"]:.2f}x'
        print_row(WORK[result['job']], result['format'].upper(), result['peer'], seconds(result['peer_figures']),
                  seconds(result['our_figures']), ratio, goal_text(result), verdict(result['met']))
    for result in results:
        print_long_pdf(result)


def print_long_pdf(result):
    if 'peak_goal_mb' not in result:
        return
    for who, side in ((result['peer'], result['peer_figures']), ('grif', result['our_figures'])):
        if 'cpu_s' not in side:
            continue
        goal = f', goal <= {result["peak_goal_mb"]} MB: {verdict(result["peak_met"])}' if who == 'grif' else ''
        print(f'long {result["format"].upper()}, {who}: {side["activities_per_cpu_s"]:,} activities a CPU second, '
              f'peak {side["peak_mb"]:.0f} MB{goal}')


def print_gaps_and_faults(results, file):
    for result in results:
        work = f'{WORK[result["job"]]}, {result["format"].upper()}'
        for who, side in ((result['peer'], result['peer_figures']), ('grif', result['our_figures'])):
            if side.get('gap'):
                print(f'{work}: {who}: {side["gap"]}', file=file)
            for fault in (side.get('output') or {}).get('faults', []):
                print(f'{work}: WRONG OUTPUT of {who}: {fault}', file=file)


def print_report(report):
    load = report['load']
    print(f'CPU seconds, medians; {report["cores"]} cores, load {load[0]:.1f} before and {load[1]:.1f} after; ratio: '
          f'the peer by Grif, which reads {report["input"].upper()}')
    print_table(report['results'])
    print_gaps_and_faults(report['results'], sys.stdout)
    print('; '.join(f'{name}: {version}' for name, version in report['versions'].items() if version))


# The whole

def parse_arguments():
    parser = argparse.ArgumentParser(prog='peers.sh', description='Grif beside its peers: ratios of CPU seconds.')
    parser.add_argument('--json', action='store_true', help='print one JSON object instead of the table')
    parser.add_argument('--rounds', type=int, default=9, metavar='N', help='rounds of the cold job (9)')
    parser.add_argument('--long-rounds', type=int, default=3, metavar='N', help='rounds of the other two jobs (3)')
    parser.add_argument('--only', choices=list(WORK), action='append', metavar='JOB', help='cold, many or long')
    parser.add_argument('--input', choices=('xlsx', 'xml'), default='xlsx', help='what Grif reads (xlsx)')
    parser.add_argument('--no-setup', action='store_true', help='do not install the peers that are missing')
    parser.add_argument('--no-check', action='store_true', help='do not read the outputs')
    return parser.parse_args()


def set_up(install):
    command = [os.path.join(HERE, 'setup.sh')] + ([] if install else ['--check'])
    if subprocess.run(command, stdout=sys.stderr, env=ENVIRONMENT).returncode:
        print('going on without what is missing', file=sys.stderr)


def prepare_inputs():
    run = functools.partial(subprocess.run, check=True, env=ENVIRONMENT)
    run([sys.executable, os.path.join(HERE, 'make_data.py'), DATA])
    run([sys.executable, os.path.join(HERE, 'make_template.py'), os.path.join(PLACE, 'carbone.docx')])


def run_job(job, arguments):
    pairs = [pair for pair in PAIRS if pair.job == job]
    contestants = [prepare(pair, arguments.input) for pair in pairs]
    rounds = arguments.rounds if job == 'cold' else arguments.long_rounds
    print(f'{WORK[job]}: {rounds} {"rounds" if rounds > 1 else "round"} …', file=sys.stderr, flush=True)
    measure([contestant for both in contestants for contestant in both], rounds)
    for pair, both in zip(pairs, contestants):
        checks = [None if arguments.no_check else check(contestant, pair) for contestant in both]
        yield result_of(pair, both, checks)


def main():
    arguments = parse_arguments()
    set_up(install=not arguments.no_setup)
    prepare_inputs()
    before = os.getloadavg()[0]
    results = [result for job in arguments.only or WORK for result in run_job(job, arguments)]
    report = {'cores': os.cpu_count(), 'load': [before, os.getloadavg()[0]], 'input': arguments.input,
              'versions': versions(), 'results': results}
    if arguments.json:
        print_gaps_and_faults(results, sys.stderr)
        print(json.dumps(report, ensure_ascii=False))
    else:
        print_report(report)


if __name__ == '__main__':
    main()

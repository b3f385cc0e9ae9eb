#!/usr/bin/env python3
"""xelatex.py DATA.json OUTDIR: writes a LaTeX source for each document and sets it with one run of XeLaTeX."""
import json
import os
import subprocess
import sys

FONTS = os.path.join(os.environ['GRIF_PEERS'], 'fonts')
SPECIAL = {ord(sign): '\\' + sign for sign in '&%$#_{}'}
SPECIAL.update({ord('\\'): r'\textbackslash{}', ord('~'): r'\textasciitilde{}', ord('^'): r'\textasciicircum{}'})
PREAMBLE = r'''\documentclass[12pt,a4paper]{article}
\usepackage{fontspec,longtable,array}
\usepackage[left=20mm,right=15mm,top=20mm,bottom=20mm]{geometry}
\setmainfont[Path=FONTS/,BoldFont=Bold.ttf]{Regular.ttf}
\setlength\parindent{0pt}\setlength\tabcolsep{5pt}\hyphenpenalty=10000\emergencystretch=3em
\newcolumntype{L}[1]{>{\raggedright\arraybackslash}p{#1}}
\newcolumntype{M}[1]{>{\centering\arraybackslash}p{#1}}
\newcommand\stage[3]{\textbf{#1}&\multicolumn{3}{L{156.2mm}|}{\textbf{#2}\newline\textbf{Задача этапа:} #3}\tabularnewline\hline}
\newcommand\result[1]{\multicolumn{4}{|L{171mm}|}{\textbf{Результат:} #1}\tabularnewline\hline}
\begin{document}
'''.replace('FONTS', FONTS)


def safe(text):
    return text.translate(SPECIAL)


def command(name, *arguments):
    return '\\' + name + ''.join('{' + safe(argument) + '}' for argument in arguments)


def approval(mark):
    return r'\newline '.join([command('textbf', mark['kind']), *map(safe, mark['lines'])])


def column_titles(columns):
    return '&'.join(r'\centering' + command('textbf', name) for name in columns)


def stage_rows(stage):
    yield command('stage', stage['n'], stage['name'], stage['task'])
    for activity in stage['activities']:
        fields = activity['n'], activity['text'], activity['terms'], ', '.join(activity['responsibles'])
        yield '&'.join(map(safe, fields)) + r'\tabularnewline\hline'
    yield command('result', stage['result'])


def source(document):
    lines = [
        PREAMBLE,
        r'\begin{tabular}{p{82mm}p{82mm}}' + ' & '.join(map(approval, document['approvals'])) + r'\\\end{tabular}', '',
        r'\begin{center}\bfseries ' + r'\\'.join(map(safe, document['title'])) + r'\end{center}',
        r'\begin{longtable}{|M{11mm}|L{78mm}|M{27mm}|L{44mm}|}\hline',
        column_titles(document['columns']) + r'\tabularnewline\hline\endhead']
    for stage in document['stages']:
        lines += stage_rows(stage)
    return '\n'.join(lines + [r'\end{longtable}', r'\end{document}', ''])


def main(data, folder):
    with open(data, encoding='utf-8') as lines:
        for index, line in enumerate(lines):
            name = os.path.join(folder, f'{index:03}.tex')
            with open(name, 'w', encoding='utf-8') as target:
                target.write(source(json.loads(line)))
            subprocess.run(['xelatex', '-interaction=batchmode', '-halt-on-error', '-output-directory', folder, name],
                           stdout=subprocess.DEVNULL, check=True)


if __name__ == '__main__':
    main(*sys.argv[1:3])

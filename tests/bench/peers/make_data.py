#!/usr/bin/env python3
"""make_data.py DIR: the documents of the bench, as JSON for the peers, as workbooks and as programmes in XML for Grif.

cold    one roadmap of a lyceum: 7 stages, 34 activities, about 1,457 words
many    500 of them, each of another school, with another order and other people
long    one roadmap of 10,000 activities: the seven stages again and again, each round with other people
"""
import itertools
import json
import os
import sys

import programme
import workbook

HERE = os.path.dirname(os.path.abspath(__file__))
MANY = 500
LONG = 10_000
WORDS = 1_457
THEME = 'шефства старших над начинающими исследователями родного края «Лоцманы большой воды»'
SURNAMES = """Бузинова Верескова Гречишкина Дубравская Ежевикина Жемчугова Зарницына Ивнякова Клюквина Ландышева
Малинкина Незабудова Облепихина Полынина Рябинкина Смородова Тимьянова Ухтомкина Физалисова Хмелевая Цикорская
Черёмухина Шалфеева Щавелева Эдельская Юркинская Яснотина Багульская Ветлугова Горицветова Дягилькина Калужницына""".split()


def people(k):
    """Five of the surnames; strides without a common factor with their number, so that neighbours differ."""
    return [SURNAMES[(k * (2 * i + 1) + 6 * i) % len(SURNAMES)] for i in range(5)]


def names(k):
    director, studies, science, upbringing, psychologist = people(k)
    return {
        'theme': THEME,
        'school': 'МБОУ «Лицей №94»' if k == 0 else f'МБОУ «Школа №{100 + k}»',
        'order': f'{152 + k}/о',
        'director': f'Т.О.{director}',
        'studies': f'зам. директора по УВР Л.Б.{studies}',
        'science': f'зам. директора по НМР Н.Ф.{science}',
        'upbringing': f'зам. директора по ВР К.Р.{upbringing}',
        'psychologist': f'педагог-психолог {psychologist} Д.С.',
        'psychologist_name': f'{psychologist} Д.С.',
        'social': 'социальный педагог Лебедько Р.У.',
    }


def read_roadmap():
    """The lines of roadmap.tsv, split into fields, placeholders still in them."""
    with open(os.path.join(HERE, 'roadmap.tsv'), encoding='utf-8') as source:
        return [line.rstrip('\n').split('\t') for line in source if not line.startswith('#')]


def fill(lines, k):
    """Variant k of the roadmap; 0 is the lyceum's own."""
    values = names(k)
    document = {'org': values['school'], 'city': 'г. Верск', 'approvals': [], 'title': [], 'columns': [], 'stages': [],
                'theme': values['theme']}
    stages = document['stages']
    for kind, *fields in lines:
        fields = [field.format_map(values) for field in fields]
        if kind == 'approval':
            document['approvals'].append({'kind': fields[0], 'lines': fields[1:]})
        elif kind == 'title':
            document['title'] += fields
        elif kind == 'columns':
            document['columns'] = fields
        elif kind == 'stage':
            stages.append({'n': str(len(stages) + 1), 'name': fields[0], 'task': '', 'result': '', 'activities': []})
        elif kind in ('task', 'result'):
            stages[-1][kind] = fields[0]
        elif kind == 'activity':
            activities = stages[-1]['activities']
            activities.append({'n': f'{stages[-1]["n"]}.{len(activities) + 1}', 'text': fields[0], 'terms': fields[1],
                               'responsibles': fields[2].split('; ')})
    return document


def lengthen(lines, total):
    """One roadmap of `total` activities."""
    stages, left = [], total
    for k in itertools.count(MANY):
        for stage in fill(lines, k)['stages']:
            if left == 0:
                return dict(fill(lines, 0), stages=stages)
            n = str(len(stages) + 1)
            activities = stage['activities'][:left]
            left -= len(activities)
            stages.append(dict(stage, n=n, activities=[dict(a, n=f'{n}.{i}') for i, a in enumerate(activities, 1)]))


def texts(value):
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts(item)


def count_words(document):
    return sum(len(text.split()) for text in texts(document))


def write_json(path, *documents):
    with open(path, 'w', encoding='utf-8') as target:
        for document in documents:
            target.write(json.dumps(document, ensure_ascii=False) + '\n')


def write_inputs(folder, name, documents):
    """Workbooks and programmes in XML, a list of each, and what Grif makes of the latter as JSON for check.py."""
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    for kind, writer in (('xlsx', workbook), ('xml', programme)):
        paths = [os.path.abspath(os.path.join(folder, name, f'{i:03}.{kind}')) for i in range(len(documents))]
        for document, path in zip(documents, paths):
            writer.write(document, path)
        with open(os.path.join(folder, f'{name}.{kind}.list'), 'w', encoding='utf-8') as target:
            target.writelines(path + '\n' for path in paths)
    write_json(os.path.join(folder, f'{name}.xlsx.json'), *documents)
    write_json(os.path.join(folder, f'{name}.xml.json'),
               *(dict(document, title=programme.title_lines(document)) for document in documents))


def main(folder):
    os.makedirs(folder, exist_ok=True)
    lines = read_roadmap()
    cold, long = fill(lines, 0), lengthen(lines, LONG)
    many = [fill(lines, k) for k in range(1, MANY + 1)]
    words = count_words(cold)
    if abs(words - WORDS) > 0.02 * WORDS:
        sys.exit(f'the roadmap has {words} words instead of about {WORDS}')
    write_json(os.path.join(folder, 'cold.json'), cold)
    write_json(os.path.join(folder, 'many.json'), *many)
    write_json(os.path.join(folder, 'long.json'), long)
    for name, documents in (('cold', [cold]), ('many', many), ('long', [long])):
        write_inputs(folder, name, documents)


if __name__ == '__main__':
    main(sys.argv[1])

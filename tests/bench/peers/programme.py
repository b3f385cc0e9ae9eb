"""Writes a roadmap as a programme in XML, in the words of the mentoring pack: the other input of Grif in the bench.

The facts are those of the workbook; title and marks are not typed lines but come from what the organisation is and who
approved, so the title is worded by Grif's template.
"""
from xml.sax.saxutils import escape

NAMES = ('number', 'activity', 'term', 'responsible')


def title_lines(document):
    """What the template makes of the title."""
    return ['реализации программы наставничества', document['theme'], f'в {document["org"]}']


def _row(kind, values):
    cells = ''.join(f'<{name}>{escape(text)}</{name}>' for name, text in zip(NAMES, values) if text)
    return f'    <{kind}>{cells}</{kind}>\n'


def _roadmap(document):
    columns = zip(NAMES, document['columns'])
    yield '    <columns>' + ''.join(f'<column name="{name}">{escape(title)}</column>' for name, title in columns) + '</columns>\n'
    for stage in document['stages']:
        yield _row('group', (stage['n'], f'{stage["name"]}\nЗадача этапа: {stage["task"]}'))
        for activity in stage['activities']:
            yield _row('row', (activity['n'], activity['text'], activity['terms'], ', '.join(activity['responsibles'])))
        yield _row('result', (f'Результат: {stage["result"]}',))


def write(document, path):
    marks = ''.join(
        f'    <row><document>Дорожная карта</document><mark>{mark["kind"]}</mark>'
        f'<text>{escape(chr(10).join((mark["kind"], *mark["lines"])))}</text></row>\n' for mark in document['approvals'])
    with open(path, 'w', encoding='utf-8') as target:
        target.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n<programme>\n'
            f'  <organisation><short_name>{escape(document["org"])}</short_name>'
            f'<programme>{escape(document["theme"])}</programme></organisation>\n'
            f'  <approvals>\n{marks}  </approvals>\n  <roadmap>\n{"".join(_roadmap(document))}  </roadmap>\n</programme>\n')

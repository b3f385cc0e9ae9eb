#!/usr/bin/env python3
"""make_template.py FILE.docx: the template of carbone, with its tags in braces.

Carbone repeats what lies between a tag with [i] and the same tag with [i+1], so every loop has a second row or
paragraph that marks its end and leaves nothing in the result.
"""
import sys
import zipfile

WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
MIME = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
WIDTHS = (850, 4650, 1700, 2700)  # of the table's columns, in twentieths of a point
WHOLE = sum(WIDTHS)


def run(text, bold=False):
    properties = '<w:rPr><w:b/></w:rPr>' if bold else ''
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs, align='left'):
    return f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>{"".join(runs)}</w:p>'


def cell(content, width, span=1):
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ''
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}</w:tcPr>{content}</w:tc>'


def row(*cells, header=False):
    repeated = '<w:tblHeader/>' if header else ''
    return f'<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{"".join(cells)}</w:tr>'


def table(rows, widths, borders):
    sides = ('top', 'left', 'bottom', 'right', 'insideH', 'insideV') if borders else ()
    lines = ''.join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)
    grid = ''.join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{lines}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>')


def approvals():
    def mark(side):
        return (paragraph(run('{d.%s.kind}' % side, bold=True)) + paragraph(run('{d.%s.lines[i].text}' % side)) +
                paragraph(run('{d.%s.lines[i+1].text}' % side)) + paragraph())
    half = WHOLE // 2
    return table([row(cell(mark('left'), half), cell(mark('right'), half))], (half, half), borders=False)


def title():
    return ''.join(paragraph(run('{d.title[%s].text}' % index, bold=True), align='center') for index in ('i', 'i+1'))


def fields(pattern, names):
    for name, width, align in zip(names, WIDTHS, ('center', 'left', 'center', 'left')):
        yield cell(paragraph(run(pattern % name), align=align), width)


def roadmap():
    columns = (cell(paragraph(run('{d.columns.%s}' % name, bold=True), align='center'), width)
               for name, width in zip(('number', 'activity', 'terms', 'persons'), WIDTHS))
    heading = (paragraph(run('{d.stages[i].name}', bold=True)) +
               paragraph(run('Задача этапа: ', bold=True), run('{d.stages[i].task}')))
    result = paragraph(run('Результат: ', bold=True), run('{d.stages[i].result}'))
    names = ('n', 'text', 'terms', 'persons')
    return table([
        row(*columns, header=True),
        row(cell(paragraph(run('{d.stages[i].n}', bold=True), align='center'), WIDTHS[0]),
            cell(heading, WHOLE - WIDTHS[0], span=3)),
        row(*fields('{d.stages[i].activities[i].%s}', names)),
        row(*fields('{d.stages[i].activities[i+1].%s}', names)),
        row(cell(result, WHOLE, span=4)),
        row(cell(paragraph(run('{d.stages[i+1].n}')), WHOLE, span=4)),
    ], WIDTHS, borders=True)


DOCUMENT = (
    f'{XML}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}"><w:body>{approvals()}{title()}{paragraph()}{roadmap()}{paragraph()}'
    '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1134" w:header="709" w:footer="567" w:gutter="0"/>'
    '</w:sectPr></w:body></w:document>')
FOOTER = (
    f'{XML}<w:ftr xmlns:w="{WORD}"><w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>')
STYLES = (
    f'{XML}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/><w:sz w:val="24"/>'
    '<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>')
CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MIME}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{MIME}.styles+xml"/>'
    f'<Override PartName="/word/footer1.xml" ContentType="{MIME}.footer+xml"/></Types>')
ROOT_RELS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>')
DOCUMENT_RELS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/footer" Target="footer1.xml"/></Relationships>')


def main(path):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, text in (('[Content_Types].xml', CONTENT_TYPES), ('_rels/.rels', ROOT_RELS),
                           ('word/document.xml', DOCUMENT), ('word/_rels/document.xml.rels', DOCUMENT_RELS),
                           ('word/styles.xml', STYLES), ('word/footer1.xml', FOOTER)):
            package.writestr(name, text)


if __name__ == '__main__':
    main(sys.argv[1])

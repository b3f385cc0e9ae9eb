"""Writes a roadmap as the workbook that a school types for print: the input of Grif in the bench.

Approval marks stand side by side above the title lines, the title above the table's header; a stage is a row with its
number and a cell merged over the other columns, a result a row merged over all of them. Strings are shared, as Excel
saves them. The same document gives the same bytes.
"""
import zipfile
from xml.sax.saxutils import escape

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
MIME = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
WIDTHS = (7, 50, 20, 36)
LAST = len(WIDTHS) - 1
LINE_HEIGHT = 15.75  # points, of the 12-point face
PLAIN, CENTRED, HEADER, BODY, STAGE = range(5)  # indices of cellXfs in STYLES

CONTENT_TYPES = (
    f'{XML}<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{MIME}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{MIME}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{MIME}.styles+xml"/>'
    f'<Override PartName="/xl/sharedStrings.xml" ContentType="{MIME}.sharedStrings+xml"/></Types>')
ROOT_RELS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
WORKBOOK = (
    f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
    '<sheets><sheet name="Дорожная карта" sheetId="1" r:id="rId1"/></sheets></workbook>')
WORKBOOK_RELS = (
    f'{XML}<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/>'
    f'<Relationship Id="rId3" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>')


def _format(font, border, horizontal, vertical):
    return (f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="{border}" xfId="0" applyFont="1" applyBorder="1" '
            f'applyAlignment="1"><alignment horizontal="{horizontal}" vertical="{vertical}" wrapText="1"/></xf>')


_THIN = ''.join(f'<{side} style="thin"><color auto="1"/></{side}>' for side in ('left', 'right', 'top', 'bottom'))
_FACE = '<sz val="12"/><name val="Times New Roman"/><family val="1"/>'
STYLES = (
    f'{XML}<styleSheet xmlns="{MAIN}">'
    f'<fonts count="2"><font>{_FACE}</font><font><b/>{_FACE}</font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{_THIN}<diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5">' + _format(0, 0, 'left', 'top') + _format(1, 0, 'center', 'center') +
    _format(1, 1, 'center', 'center') + _format(0, 1, 'left', 'top') + _format(1, 1, 'left', 'top') + '</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>')


def _lines(text, width):
    """A rough count of printed lines, for the height that somebody would drag the row to."""
    return sum(1 + len(line) // width for line in text.split('\n'))


class Sheet:
    """Rows in order, their shared strings and merged ranges."""

    def __init__(self):
        self.rows, self.merges, self.strings, self.uses = [], [], {}, 0

    def add_row(self, *spans):
        """A span is (first column, last column, text, style)."""
        number = len(self.rows) + 1
        cells, lines = [], 1
        for first, last, text, style in spans:
            self.uses += 1
            index = self.strings.setdefault(text, len(self.strings))
            cells.append(f'<c r="{"ABCD"[first]}{number}" s="{style}" t="s"><v>{index}</v></c>')
            cells += [f'<c r="{"ABCD"[column]}{number}" s="{style}"/>' for column in range(first + 1, last + 1)]
            if last > first:
                self.merges.append(f'{"ABCD"[first]}{number}:{"ABCD"[last]}{number}')
            lines = max(lines, _lines(text, sum(WIDTHS[first:last + 1])))
        self.rows.append(f'<row r="{number}" ht="{lines * LINE_HEIGHT}" customHeight="1">{"".join(cells)}</row>')

    def sheet_part(self):
        columns = ''.join(f'<col min="{i}" max="{i}" width="{w}" customWidth="1"/>' for i, w in enumerate(WIDTHS, 1))
        merges = ''.join(f'<mergeCell ref="{ref}"/>' for ref in self.merges)
        return (f'{XML}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
                f'<dimension ref="A1:D{len(self.rows)}"/><cols>{columns}</cols><sheetData>{"".join(self.rows)}</sheetData>'
                f'<mergeCells count="{len(self.merges)}">{merges}</mergeCells>'
                '<pageSetup paperSize="9" fitToHeight="0" orientation="portrait"/></worksheet>')

    def strings_part(self):
        items = ''.join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self.strings)
        return (f'{XML}<sst xmlns="{MAIN}" count="{self.uses}" uniqueCount="{len(self.strings)}">{items}</sst>')


def lay_out(document):
    sheet = Sheet()
    left, right = ([mark['kind'], *mark['lines']] for mark in document['approvals'])
    for ours, theirs in zip(left, right):
        sheet.add_row((0, 1, ours, PLAIN), (2, LAST, theirs, PLAIN))
    sheet.add_row()
    for line in document['title']:
        sheet.add_row((0, LAST, line, CENTRED))
    sheet.add_row()
    sheet.add_row(*((i, i, name, HEADER) for i, name in enumerate(document['columns'])))
    for stage in document['stages']:
        heading = f'{stage["name"]}\nЗадача этапа: {stage["task"]}'
        sheet.add_row((0, 0, stage['n'], STAGE), (1, LAST, heading, STAGE))
        for activity in stage['activities']:
            fields = (activity['n'], activity['text'], activity['terms'], ', '.join(activity['responsibles']))
            sheet.add_row(*((i, i, text, BODY) for i, text in enumerate(fields)))
        sheet.add_row((0, LAST, f'Результат: {stage["result"]}', BODY))
    return sheet


def write(document, path):
    sheet = lay_out(document)
    parts = {
        '[Content_Types].xml': CONTENT_TYPES, '_rels/.rels': ROOT_RELS, 'xl/workbook.xml': WORKBOOK,
        'xl/_rels/workbook.xml.rels': WORKBOOK_RELS, 'xl/worksheets/sheet1.xml': sheet.sheet_part(),
        'xl/styles.xml': STYLES, 'xl/sharedStrings.xml': sheet.strings_part(),
    }
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name), text.encode(), zipfile.ZIP_DEFLATED)

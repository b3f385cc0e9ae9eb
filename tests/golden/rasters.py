"""Pages as pictures: what pdftoppm draws of some cases' PDFs beside references that a person has looked at.

rasters.py GOLDEN WORKBOOKS [--rewrite]     references: rasters/CASE-PAGE.png, 8-bit grey, 50 dots an inch

Renderers differ in how they smooth edges, never in where a letter stands. So pictures are compared by the ink in small
windows, not by dots: judge() tells the greatest difference. rasters_test.py proves what it lets pass and what it stops.
"""
import os, re, shutil, struct, subprocess, sys, tempfile, zlib

HERE = os.path.dirname(os.path.abspath(__file__))
REFERENCES = os.path.join(HERE, 'rasters')
CASES = {'blocks': 2, 'vertical-merges': 1, 'printed-gymnasium-2021': 1}  # how many of its first pages
RESOLUTION, FINER = 50, 4  # drawn at 200 dots an inch and averaged: renderers round to dots of their own
WINDOW = 7      # dots; a letter is some 5 high
ALLOWED = 0.058  # difference of mean darkness of a window, of 0 to 1; another renderer makes 0.05


class Picture:
    """Grey dots, row by row: 0 black, 255 white."""
    def __init__(self, width, height, dots):
        assert len(dots) == width * height, 'dots do not fit the size'
        self.width, self.height, self.dots = width, height, bytes(dots)


def read_pgm(data):
    match = re.match(rb'P5\s+(\d+)\s+(\d+)\s+255\s', data)
    width, height = int(match[1]), int(match[2])
    return Picture(width, height, data[match.end():match.end() + width * height])


def shrink(picture):
    """FINER × FINER dots become one; what does not fill one at the right and the bottom is left out."""
    width, height = picture.width // FINER, picture.height // FINER
    dots = bytearray()
    for y in range(height):
        rows = [picture.dots[(y * FINER + i) * picture.width:(y * FINER + i) * picture.width + width * FINER]
                for i in range(FINER)]
        columns = [sum(dots_above) for dots_above in zip(*rows)]
        dots += bytes((sum(columns[x:x + FINER]) + FINER * FINER // 2) // (FINER * FINER)
                      for x in range(0, width * FINER, FINER))
    return Picture(width, height, dots)


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def write_png(picture):
    rows = b''.join(b'\0' + picture.dots[y * picture.width:(y + 1) * picture.width] for y in range(picture.height))
    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', picture.width, picture.height, 8, 0, 0, 0, 0)) +
            chunk(b'IDAT', zlib.compress(rows, 9)) + chunk(b'IEND', b''))


def read_png(data):
    """Reads what write_png writes: 8-bit grey, rows without a filter."""
    assert data[:8] == b'\x89PNG\r\n\x1a\n', 'not a PNG'
    at, packed, size = 8, b'', None
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b'IHDR':
            width, height, *form = struct.unpack('>IIBBBBB', body)
            assert form == [8, 0, 0, 0, 0], 'not 8-bit grey'
            size = width, height
        elif kind == b'IDAT':
            packed += body
        at += 12 + length
    rows, (width, height) = zlib.decompress(packed), size
    assert all(rows[y * (width + 1)] == 0 for y in range(height)), 'rows have filters'
    return Picture(width, height, b''.join(rows[y * (width + 1) + 1:(y + 1) * (width + 1)] for y in range(height)))


def window_sums(picture):
    """Darkness in every window, by running sums; row by row, windows that lie wholly on the page."""
    width, sums = picture.width, []
    columns = [0] * width
    for y in range(picture.height):
        row = picture.dots[y * width:(y + 1) * width]
        columns = [c + 255 - d for c, d in zip(columns, row)]
        if y >= WINDOW:
            old = picture.dots[(y - WINDOW) * width:(y - WINDOW + 1) * width]
            columns = [c - 255 + d for c, d in zip(columns, old)]
        if y >= WINDOW - 1:
            total, line = sum(columns[:WINDOW]), []
            for x in range(WINDOW, width + 1):
                line.append(total)
                if x < width:
                    total += columns[x] - columns[x - WINDOW]
            sums.append(line)
    return sums


def judge(one, other):
    """(difference, x, y): the greatest difference of a window and its corner; 1 for another size."""
    if (one.width, one.height) != (other.width, other.height):
        return 1.0, 0, 0
    worst = (-1, 0, 0)
    for y, (a, b) in enumerate(zip(window_sums(one), window_sums(other))):
        if a == b:
            continue
        x, difference = max(((x, abs(p - q)) for x, (p, q) in enumerate(zip(a, b))), key=lambda found: found[1])
        worst = max(worst, (difference, x, y))
    return max(worst[0], 0) / (255.0 * WINDOW * WINDOW), worst[1], worst[2]


def same(one, other):
    return judge(one, other)[0] <= ALLOWED


def make_pdf(golden, workbooks, case, path, folder=None):
    words = [golden, folder or os.path.join(HERE, case), '--pdf', path]
    workbook = os.path.join(workbooks, case + '.xlsx')
    if os.path.exists(workbook):
        words += ['--workbook', workbook]
    subprocess.run(words, check=True, timeout=120)


def draw(pdf, scratch, count, tool='pdftoppm'):
    """The first pages as pictures. pdftocairo is another renderer, which rasters_test.py asks."""
    stem = os.path.join(scratch, 'page')
    for name in os.listdir(scratch):
        if name.startswith('page'):
            os.remove(os.path.join(scratch, name))
    if tool == 'pdftoppm':
        subprocess.run([tool, '-r', str(RESOLUTION * FINER), '-l', str(count), '-gray', pdf, stem], check=True, timeout=120)
        names = sorted(n for n in os.listdir(scratch) if n.startswith('page'))
        pages = []
        for name in names:
            with open(os.path.join(scratch, name), 'rb') as file:
                pages.append(shrink(read_pgm(file.read())))
        return pages
    subprocess.run([tool, '-r', str(RESOLUTION * FINER), '-l', str(count), '-gray', '-png', pdf, stem], check=True, timeout=120)
    pages = []
    for name in sorted(n for n in os.listdir(scratch) if n.startswith('page')):
        with open(os.path.join(scratch, name), 'rb') as file:
            pages.append(shrink(read_any_png(file.read())))
    return pages


def read_any_png(data):
    """8-bit grey with any of PNG's five filters, as pdftocairo writes it."""
    at, packed, width, height = 8, b'', 0, 0
    while at < len(data):
        length, kind = struct.unpack('>I4s', data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b'IHDR':
            width, height, *form = struct.unpack('>IIBBBBB', body)
            assert form == [8, 0, 0, 0, 0], 'not 8-bit grey: %r' % form
        elif kind == b'IDAT':
            packed += body
        at += 12 + length
    rows, dots, above = zlib.decompress(packed), b'', bytes(width)
    for y in range(height):
        method = rows[y * (width + 1)]
        row = bytearray(rows[y * (width + 1) + 1:(y + 1) * (width + 1)])
        for x in range(width):
            left, up, corner = (row[x - 1] if x else 0), above[x], (above[x - 1] if x else 0)
            if method == 4:
                guess = left + up - corner
                near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            else:
                near = (0, left, up, (left + up) // 2)[method]
            row[x] = (row[x] + near) & 255
        above = bytes(row)
        dots += above
    return Picture(width, height, dots)


def missing_tool(*tools):
    for tool in tools:
        if shutil.which(tool) is None:
            print('SKIPPED: %s is missing (package poppler-utils)' % tool)
            sys.exit(77)


def main():
    golden, workbooks = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
    rewriting = '--rewrite' in sys.argv[3:] or os.environ.get('GRIF_REWRITE_GOLDEN') == '1'
    missing_tool('pdftoppm')
    os.makedirs(REFERENCES, exist_ok=True)
    left = {name for name in os.listdir(REFERENCES)}
    failures = 0
    with tempfile.TemporaryDirectory(prefix='grif-golden-') as scratch:
        for case, count in CASES.items():
            pdf = os.path.join(scratch, case + '.pdf')
            make_pdf(golden, workbooks, case, pdf)
            for number, page in enumerate(draw(pdf, scratch, count), 1):
                name = '%s-%d.png' % (case, number)
                path = os.path.join(REFERENCES, name)
                known = None
                if name in left:
                    with open(path, 'rb') as file:
                        known = read_png(file.read())
                left.discard(name)
                difference, x, y = judge(known, page) if known else (1.0, 0, 0)
                if difference <= ALLOWED:
                    print('%s: %.3f' % (name, difference))
                elif rewriting:
                    with open(path, 'wb') as file:
                        file.write(write_png(page))
                    print('wrote %s: look at it before you commit it' % name)
                else:
                    failures += 1
                    kept = os.path.join(workbooks, 'seen-' + name)
                    with open(kept, 'wb') as file:
                        file.write(write_png(page))
                    print('FAILED: %s differs by %.3f (allowed %.3f) at %d, %d of %d, %d; what was seen: %s'
                          % (name, difference, ALLOWED, x, y, page.width, page.height, kept)
                          if known else 'FAILED: there is no reference %s' % name)
    for name in sorted(left):  # a page less, or a case that is gone
        if rewriting:
            os.remove(os.path.join(REFERENCES, name))
            print('removed', name)
        else:
            failures += 1
            print('FAILED: nothing makes', name)
    print('%d failed' % failures if failures else 'all right')
    sys.exit(1 if failures else 0)


if __name__ == '__main__':
    main()

"""A cell that cannot be read withholds the documents that print it, also from a table typed for print; a rebuild that
makes nothing says in the manifest that the old edition is out of date."""
import io, json, os, re, zipfile
from running import *

PRINTED = os.path.join(ROOT, 'samples', 'as-printed', 'model-plan.xlsx')


def with_error(path):
    """The workbook with its last text cell made an error value."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename.startswith('xl/worksheets/sheet1'):
                at = data.rindex(b't="s"')
                data = data[:at] + re.sub(rb't="s"><v>\d+</v>', b't="e"><v>#REF!</v>', data[at:], count=1)
            target.writestr(part.filename, data)
    return out.getvalue()


with Scratch() as scratch:
    out, bad = os.path.join(scratch, 'out'), os.path.join(scratch, 'bad.xlsx')
    with open(bad, 'wb') as file:
        file.write(with_error(PRINTED))
    fresh = run('build', bad, '-o', out)
    errors = fresh.stderr.decode()
    expect(fresh.returncode == 1, 'status %d: %s' % (fresh.returncode, errors))
    expect('error[document-withheld]' in errors, errors)
    expect(not os.path.exists(out), 'a withheld document left a folder')

    expect(run('build', PRINTED, '-o', out).returncode == 0, 'the sound workbook')
    before = tree(out)
    again = run('build', bad, '-o', out)
    expect(again.returncode == 1, 'status %d: %s' % (again.returncode, again.stderr.decode()))
    now = tree(out)
    expect(all(now[name] == data for name, data in before.items() if name.startswith('roadmap')), 'the old edition changed')
    statuses = [document['status'] for document in json.loads(now['manifest.json'])['documents']]
    expect(statuses == ['stale'], 'the manifest says %s' % statuses)
finish()

// The documents of a data file, one a line, each with the path (without extension) that its output goes to.
// Called as: node PEER.js DATA.json OUTDIR
const fs = require('fs');
const path = require('path');

const [data, folder] = process.argv.slice(2);

function* documents() {
  let index = 0;
  for (const line of fs.readFileSync(data, 'utf8').split('\n')) {
    if (!line) continue;
    const document = JSON.parse(line);
    for (const stage of document.stages) {
      for (const activity of stage.activities) activity.persons = activity.responsibles.join(', ');
    }
    yield [document, path.join(folder, String(index++).padStart(3, '0'))];
  }
}

// Files made by setup.sh and make_template.py: fonts, the template of carbone.
const place = process.env.GRIF_PEERS;

module.exports = { documents, place };

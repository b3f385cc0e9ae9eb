// carbone: a DOCX template filled with data.
const fs = require('fs');
const path = require('path');
const carbone = require('carbone');
const { documents, place } = require('./documents');

carbone.set({ startFactory: false });  // no office suite: it is only wanted for PDF
const template = path.join(place, 'carbone.docx');

const asObjects = lines => lines.map(text => ({ text }));

function view(document) {
  const [left, right] = document.approvals.map(mark => ({ kind: mark.kind, lines: asObjects(mark.lines) }));
  const [number, activity, terms, persons] = document.columns;
  return { left, right, title: asObjects(document.title), columns: { number, activity, terms, persons }, stages: document.stages };
}

function render(document, target) {
  return new Promise((resolve, reject) => {
    carbone.render(template, view(document), {}, (error, bytes) => {
      if (error) return reject(error);
      fs.writeFileSync(target + '.docx', bytes);
      resolve();
    });
  });
}

async function main() {
  for (const [document, target] of documents()) await render(document, target);
}

main().then(() => process.exit(0), error => { console.error(error); process.exit(1); });

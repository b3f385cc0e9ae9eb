// Typst, in its Node binding: tagged PDF, which is its default.
const fs = require('fs');
const path = require('path');
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler');
const { documents, place } = require('./documents');

// Older results leave the cache: without this the memory grows with every document. 3 was the quickest of 1, 3, 10, 30.
const kKeptCompilations = 3;

const compiler = NodeCompiler.create({ workspace: place, fontArgs: [{ fontPaths: [path.join(place, 'fonts')] }] });
const mainFileContent = fs.readFileSync(path.join(__dirname, 'roadmap.typ'), 'utf8');
let first = true;

for (const [document, target] of documents()) {
  if (!first) compiler.evictCache(kKeptCompilations);
  first = false;
  compiler.mapShadow(path.join(place, 'roadmap.json'), Buffer.from(JSON.stringify(document)));
  const compiled = compiler.compile({ mainFileContent });
  if (compiled.hasError()) {
    compiled.printErrors();
    process.exit(1);
  }
  fs.writeFileSync(target + '.pdf', compiler.pdf(compiled.result));
}

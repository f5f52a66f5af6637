// Runs every *.test.mjs here, one file after the other: each starts a demo and a browser, and two
// cores carry one such pair. Closes with "N passed, N failed".
//
//   node run.mjs [--count FILE] [NAME...]
//
// --count writes that last line to a file instead; NAME picks files by a part of their name.

import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  options: { count: { type: 'string' } },
  allowPositionals: true,
});
const here = fileURLToPath(new URL('.', import.meta.url));
const files = readdirSync(here)
  .filter((name) => name.endsWith('.test.mjs'))
  .filter((name) => positionals.length === 0 || positionals.some((part) => name.includes(part)))
  .sort()
  .map((name) => join(here, name));

const count = { passed: 0, failed: 0 };
const tests = run({ files, concurrency: 1 });
tests.on('test:pass', ({ skip }) => (count.passed += skip === undefined ? 1 : 0));
tests.on('test:fail', () => (count.failed += 1));
tests.compose(new spec()).pipe(process.stdout);
tests.on('end', () => {
  // no test at all is a mistake, not a success
  process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
});
process.on('exit', () => {
  const line = `${count.passed} passed, ${count.failed} failed\n`;
  if (values.count) writeFileSync(values.count, line);
  else process.stdout.write(line);
});

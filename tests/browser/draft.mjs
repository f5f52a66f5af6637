// Gives a running demo a draft, as another municipality would send it: published in a town of its own,
// exported, and imported beside the running service.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program, root } from './harness.mjs';

function wegwijzer(...args) {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' });
  assert.equal(status, 0, `wegwijzer ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** `changes` is a list of [file, from, to]. */
export async function bringDraft(demo, changes) {
  const town = await mkdtemp(join(tmpdir(), 'wegwijzer-town-'));
  try {
    for (const folder of ['dialogs', 'locales']) {
      await cp(join(root, folder), join(town, folder), { recursive: true });
    }
    for (const [file, from, to] of changes) {
      const path = join(town, file);
      const body = await readFile(path, 'utf8');
      assert(body.includes(from), `${file} has no ${from}`);
      await writeFile(path, body.replaceAll(from, to));
    }
    const settings = async (name, data) => {
      const path = join(town, name);
      const lines = [
        `data_dir = "${data}"`,
        '[database]',
        `url = "sqlite://${data}/wegwijzer.db"`,
        '[content]',
        `dialogs = "${town}/dialogs"`,
        `locales = "${town}/locales"`,
        '[[gemeente]]',
        'code = "GM0001"',
        'name = "Buurgemeente"',
      ];
      await writeFile(path, lines.join('\n'));
      return path;
    };
    const theirs = await settings('theirs.toml', join(town, 'data'));
    const ours = await settings('ours.toml', demo.data);
    const parcel = join(town, 'dialogen.json');
    wegwijzer('publish', '--config', theirs);
    wegwijzer('export', 'dialogs', parcel, '--config', theirs);
    wegwijzer('import', 'dialogs', parcel, '--into-draft', '--config', ours);
  } finally {
    await rm(town, { recursive: true, force: true });
  }
}

/** Two readable changes, in a dialog and in the words of three languages. */
export const example = [
  ['dialogs/pvt-herinnering.yaml', 'no_answer: { after: 20h, goto: niet-stil }', 'no_answer: { after: 40h, goto: niet-stil }'],
  ['dialogs/pvt-herinnering.yaml', '      anders:   { set: { reden: anders }, goto: helpt }', '      anders:   { set: { reden: anders }, goto: mens }'],
  ['locales/nl/pvt.ftl', 'Fijn dat u komt! Tot', 'Wat fijn dat u komt. Wij zien u graag op'],
  ['dialogs/policies.yaml', 'undelivered_after: 24h', 'undelivered_after: 12h'],
];

// Makes the pictures of docs/screenshots anew, from a demo of its own:
//
//   cargo build && node tests/browser/screenshots.mjs
//
// With pngquant (Debian has it) a picture takes a third of the room. Tigrinya needs a font with
// Ethiopic letters (Debian: fonts-sil-abyssinica).

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bringDraft, example } from './draft.mjs';
import { Stage } from './harness.mjs';
import { dashboard, dialogs, logIn, phones, words } from './selectors.mjs';

const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const size = { width: 1400, height: 900 };
// a README with heavy pictures loads slowly
const heaviest = 250_000;

async function shoot(page, name) {
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled', caret: 'hide' });
  spawnSync('pngquant', ['--speed=1', '--strip', '--force', `--output=${path}`, path]);
  const { size: bytes } = await stat(path);
  console.log(`${relative(process.cwd(), path)}: ${Math.round(bytes / 1000)} kB`);
  assert(bytes < heaviest, `${name} has ${bytes} bytes`);
}

/** Three phones in three languages: one who cannot come, one who comes, one who says nothing. */
async function shootPhones(demo) {
  const page = await demo.page({ viewport: size });
  await page.goto(phones.path);
  const dutch = phones.of(page, { channel: 'whatsapp', language: 'nl' });
  const arabic = phones.of(page, { channel: 'telegram', language: 'ar' });
  const english = phones.of(page, { channel: 'telegram', language: 'en' }).first();
  await phones.button(english, 'I will come').waitFor();
  await demo.clock('pause');
  await phones.button(dutch, words.nl.refuse).click();
  await phones.openList(dutch).waitFor();
  await phones.button(arabic, words.ar.come).click();
  await phones.talk(arabic).getByText(words.ar.seeYou).waitFor();
  await page.mouse.move(0, 0);
  await page.evaluate(() => document.activeElement.blur());
  await shoot(page, 'telefoons');
}

/** A dialog as a drawing, and two phones beside each other on which it is tried. */
async function shootDialogs(page) {
  await page.setViewportSize({ ...size, height: 1150 });
  await page.goto(dialogs.drawn('welkom', 'nl'));
  await dialogs.drawing(page).waitFor();
  await shoot(page, 'dialoog-tekening');
  await page.setViewportSize(size);
  // "ik kan niet", and then half a day of silence
  await page.goto(dialogs.tried('pvt-herinnering', 'taal=nl&kanaal=whatsapp&naast=telegram-ar&doe=k.a29tdC1uaWV0~w.720'));
  await shoot(page, 'dialoog-proberen');
  await page.goto(dialogs.tried('pvt-herinnering', 'taal=ti&kanaal=telegram&naast=whatsapp-ar'));
  await page.mouse.wheel(0, 560);
  await shoot(page, 'dialoog-proberen-ti');
  await page.goto('/dialogen/check-in/bewerken#stap-school');
  await shoot(page, 'dialoog-bewerken');
  await page.goto('/dialogen/check-in/teksten?taal=ar');
  await page.getByRole('group', { name: 'Voorbeeld op Telegram' }).first().waitFor();
  await shoot(page, 'dialoog-teksten');
}

/** The list of letters, and of each right-to-left or Ethiopic language there is one letter as it is printed. */
async function shootLetters(page) {
  await page.setViewportSize(size);
  await page.goto('/brieven');
  await page.getByRole('button', { name: /^Maak/ }).click();
  await page.goto('/brieven');
  await page.mouse.move(0, 0);
  await shoot(page, 'brieven');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  const print = await opened;
  await print.waitForLoadState();
  for (const language of ['ar', 'ti']) {
    const letter = print.locator(`article.brief:has([lang=${language}])`).first();
    if ((await letter.count()) === 0) continue;
    await letter.scrollIntoViewIfNeeded();
    const path = join(folder, `brief-${language}.png`);
    await letter.screenshot({ path });
    spawnSync('pngquant', ['--speed=1', '--strip', '--force', `--output=${path}`, path]);
    const { size: bytes } = await stat(path);
    assert(bytes < heaviest, `brief-${language} has ${bytes} bytes`);
  }
}

/** What a klantmanager works with beside the list: a conversation, a course that is planned, the figures. */
async function shootWork(page, person) {
  await page.setViewportSize(size);
  await page.goto(`${person}/berichten`);
  await shoot(page, 'gesprek');
  await page.goto('/cijfers');
  await shoot(page, 'cijfers');
  await page.goto('/cursussen/nieuw');
  await shoot(page, 'cursus-plannen');
  await page.goto('/verdelen');
  await shoot(page, 'verdelen');
}

const demo = new Stage('screenshots');
await mkdir(folder, { recursive: true });
try {
  await demo.open();
  await shootPhones(demo);

  const page = await demo.page({ viewport: size, loggedIn: true });
  await page.goto(dashboard.path);
  await shoot(page, 'wie-heeft-niet-geantwoord');
  await page.setViewportSize({ ...size, height: 1200 });
  const person = await page.locator('.ww-person a').first().getAttribute('href');
  await page.goto(person);
  await shoot(page, 'inburgeraar');
  await shootWork(page, person);
  await shootDialogs(page);
  await shootLetters(await demo.page({ viewport: size, loggedIn: true }));

  await bringDraft(demo, example);
  const publish = await demo.page({ viewport: { ...size, height: 1250 }, loggedIn: 'beheer@demo.example' });
  await publish.goto('/publiceren');
  // what proving and the stories say comes by itself
  await publish.getByRole('button', { name: 'Publiceren', exact: true }).waitFor({ timeout: 120_000 });
  await shoot(publish, 'publiceren');

  const door = await demo.page({ viewport: { ...size, height: 760 } });
  await door.goto(logIn.path);
  await shoot(door, 'inloggen');
} finally {
  await demo.close();
}

// The own account and those of colleagues, with the keyboard and without JavaScript: the second step is switched on and
// asked for, a colleague is added, disabled and found in the audit trail.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { logIn } from './selectors.mjs';

const demo = useDemo('account');
const beheerder = 'beheer@demo.example';
const coach = 'coach1@demo.example';

// RFC 6238, as a telephone does it; `ahead` is the code that it shows next.
function code(key, ahead = 0) {
  const signs = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...key.replace(/\s/g, '')].map((sign) => signs.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac('sha1', secret).update(step).digest();
  const at = hash.at(-1) & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

test('a colleague is added with a link, disabled, and all of it stands in the audit trail', async () => {
  const page = await demo.page({ loggedIn: beheerder, javaScript: false });
  await page.goto('/collegas');
  await page.getByLabel('Naam').fill('Noor Bakker');
  await page.getByLabel('E-mailadres van het werk').fill('noor@demo.example');
  await page.getByLabel('Rol').selectOption('coach');
  await page.getByRole('button', { name: 'Toevoegen' }).press('Enter');
  const link = await page.locator('.ww-key').textContent();

  const noor = await demo.page({ javaScript: false });
  await noor.goto(new URL(link).pathname + new URL(link).search);
  await noor.getByLabel('Nieuw wachtwoord').fill('drie ganzen lopen langs');
  await noor.getByLabel('Nog een keer hetzelfde wachtwoord').fill('drie ganzen lopen langs');
  await noor.getByRole('button', { name: /inloggen$/ }).press('Enter');
  await noor.waitForURL((url) => url.pathname === '/');

  await page.goto('/collegas');
  await page.getByRole('link', { name: 'Noor Bakker' }).press('Enter');
  await page.getByRole('button', { name: 'Account uitzetten' }).press('Enter');
  await page.getByText('Het account staat uit').waitFor();
  await noor.goto('/');
  assert.equal(new URL(noor.url()).pathname, logIn.path);

  await page.goto('/audit');
  await page.getByLabel('Wat').selectOption('disable_staff');
  await page.getByRole('button', { name: 'Zoek' }).press('Enter');
  await page.getByRole('cell', { name: 'Noor Bakker' }).waitFor();
});

test('the pages of accounts have no barriers', async () => {
  const page = await demo.page({ loggedIn: coach });
  await page.goto('/account/tweede-stap');
  await page.getByLabel('Uw wachtwoord').fill('niet mijn wachtwoord');
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.axe('tweede-stap-fout');
  await page.getByLabel('Uw wachtwoord').fill(demo.password(coach));
  await page.getByRole('button', { name: 'Verder' }).click();
  await page.locator('.ww-key').waitFor();
  await page.axe('tweede-stap-code');
  await page.getByLabel('Code', { exact: true }).fill(code(await page.locator('.ww-key').textContent()));
  await page.getByRole('button', { name: 'Tweede stap aanzetten' }).click();
  await page.locator('.ww-codes').waitFor();
  await page.axe('codes-op-papier');
  await page.goto('/account/tweede-stap');
  await page.axe('tweede-stap-aan');
});

test('the second step is switched on and asked for at the next log-in', async () => {
  const page = await demo.page({ loggedIn: beheerder, javaScript: false });
  await page.goto('/');
  await page.getByRole('link', { name: /^Uw account/ }).press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Uw account' }).waitFor();
  await page.getByText('dit apparaat').waitFor();
  await page.getByRole('link', { name: 'Tweede stap aanzetten' }).press('Enter');
  await page.getByLabel('Uw wachtwoord').fill(demo.password(beheerder));
  await page.getByRole('button', { name: 'Verder' }).press('Enter');
  const key = await page.locator('.ww-key').textContent();
  await page.getByRole('img', { name: 'Vierkante code voor de app' }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(code(key));
  await page.getByRole('button', { name: 'Tweede stap aanzetten' }).press('Enter');
  const paper = await page.locator('.ww-codes code').allTextContents();
  assert.equal(paper.length, 10);
  await page.getByRole('link', { name: 'Ik heb ze bewaard' }).press('Enter');
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).press('Enter');

  await demo.logIn(page, beheerder);
  assert.equal(new URL(page.url()).pathname, '/inloggen/code');
  await page.getByLabel('Code', { exact: true }).fill('000000');
  await page.getByRole('button', { name: 'Inloggen' }).press('Enter');
  await page.getByRole('link', { name: /klopt niet/ }).waitFor();
  await page.getByLabel('Code', { exact: true }).fill(code(key, 1));
  await page.getByRole('button', { name: 'Inloggen' }).press('Enter');
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('button', { name: 'Uitloggen', exact: true }).press('Enter');

  await demo.logIn(page, beheerder);
  await page.getByLabel('Code', { exact: true }).fill(paper[0]);
  await page.getByRole('button', { name: 'Inloggen' }).press('Enter');
  await page.getByText('U hebt er nog 9.').waitFor();
});

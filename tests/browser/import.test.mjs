// A file is tried, mended and imported, with the keyboard and without JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('import');
const file = (rows) => ({
  name: 'mensen.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`klantnummer;naam;taal;groep\n${rows}\n`),
});

async function tryOut(page, rows) {
  await page.goto('/import');
  await page.getByLabel('Bestand', { exact: true }).setInputFiles(file(rows));
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).press('Enter');
}

test('a mistake is told with its row, and the mended file is imported once', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await tryOut(page, 'NIEUW-1;Zoë Test;nl;azc\nNIEUW-2;Ali Test;ar;gezin');
  await page.getByText('Er staat een fout in dit bestand.').waitFor();
  await page.getByRole('row', { name: /^2 groep NIEUW-1/ }).waitFor();
  assert.equal(await page.getByRole('button', { name: 'Lees dit bestand in' }).count(), 0);

  await tryOut(page, 'NIEUW-1;Zoë Test;nl;asiel\nNIEUW-2;Ali Test;ar;gezin');
  await page.getByText('2 rijen: 2 nieuw, 0 gewijzigd, 0 ongewijzigd.').waitFor();
  await page.getByRole('button', { name: 'Lees dit bestand in' }).press('Enter');
  await page.getByText('Dit bestand is ingelezen.').waitFor();
  await page.goto('/inburgeraars');
  await page.getByLabel('Zoek op naam of klantnummer').fill('NIEUW-1');
  await page.keyboard.press('Enter');
  await page.getByText('Zoë Test').waitFor();

  await tryOut(page, 'NIEUW-1;Zoë Test;nl;asiel\nNIEUW-2;Ali Test;ar;gezin');
  await page.getByText('0 nieuw, 0 gewijzigd, 2 ongewijzigd.').waitFor();
});

test('a trial has no barriers, with mistakes and without', async () => {
  const page = await demo.page({ loggedIn: true });
  await tryOut(page, 'NIEUW-3;Zoë;nl;azc\nNIEUW-4;Ali;xx;gezin');
  await page.axe('inlezen-fouten');
  await tryOut(page, 'NIEUW-3;Zoë;nl;asiel\nNIEUW-4;Ali;th;gezin');
  await page.axe('inlezen-proef');
  await page.goto('/import');
  await page.getByLabel('Bestand', { exact: true }).setInputFiles({ name: 'boek.xlsx', mimeType: 'application/zip', buffer: Buffer.from('PK\u0003\u0004') });
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).click();
  await page.getByText(/werkmap/).waitFor();
  await page.axe('inlezen-geweigerd');
});

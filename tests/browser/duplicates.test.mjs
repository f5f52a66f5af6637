// Somebody who is listed twice becomes one person and two again, with the keyboard and without JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('duplicates');

async function bringIn(page, rows) {
  await page.goto('/import');
  await page.getByLabel('Bestand', { exact: true }).setInputFiles({
    name: 'mensen.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`klantnummer;naam;taal;groep;email;geboortejaar\n${rows}\n`),
  });
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).press('Enter');
  await page.getByRole('button', { name: 'Lees dit bestand in' }).press('Enter');
  await page.getByText('Dit bestand is ingelezen.').waitFor();
}

const pair = (page, number) => page.getByTestId('paar').filter({ hasText: number });

test('a double becomes one person, and two again', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await bringIn(page, 'DUB-1;Zoë Dubbel;nl;asiel;zoe@voorbeeld.example;1990\nDUB-2;Dubbel, Zoë;ar;asiel;zoe@voorbeeld.example;1990');
  await page.goto('/inburgeraars');
  await page.getByRole('link', { name: 'Wie staat er dubbel?' }).press('Enter');
  await pair(page, 'DUB-2').getByText('hetzelfde e-mailadres').waitFor();
  await pair(page, 'DUB-2').getByRole('link', { name: /Vergelijk/ }).press('Enter');
  if ((await page.getByTestId('blijft').textContent()).includes('DUB-2')) {
    await page.getByRole('link', { name: 'Andersom' }).press('Enter');
  }
  await page.getByTestId('blijft').getByText('DUB-1').waitFor();
  await page.getByRole('radio', { name: /Arabisch/ }).press('Space');
  await page.getByRole('button', { name: 'Voeg samen tot één persoon' }).press('Enter');
  await page.getByText('Samengevoegd. Alles van beide staat nu bij deze persoon.').waitFor();
  await page.getByText('taal: Arabisch').waitFor();
  await page.getByTestId('regel').filter({ hasText: 'Samengevoegd met DUB-2' }).waitFor();

  await page.getByRole('link', { name: 'Maak dit ongedaan' }).press('Enter');
  await page.getByRole('button', { name: 'Maak er weer twee mensen van' }).press('Enter');
  await page.getByText('Ongedaan gemaakt. Dit zijn weer twee mensen.').waitFor();
  await page.goto('/dubbelen');
  assert.equal(await pair(page, 'DUB-2').count(), 0);
  await page.getByTestId('opzij').filter({ hasText: 'DUB-2' }).waitFor();
});

test('the pages about doubles have no barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await bringIn(page, 'DUB-3;Ali Tweemaal;nl;asiel;ali@voorbeeld.example;1980\nDUB-4;Ali Tweemaal;ar;gezin;ali@voorbeeld.example;1980');
  await page.goto('/dubbelen');
  await page.axe('dubbelen');
  await pair(page, 'DUB-4').getByRole('link', { name: /Vergelijk/ }).click();
  await page.axe('dubbelen-vergelijken');
  await page.getByRole('button', { name: 'Voeg samen tot één persoon' }).click();
  await page.getByRole('link', { name: 'Staat deze persoon dubbel?' }).waitFor();
  await page.axe('persoon-samengevoegd');
  const back = page.url();
  await page.getByRole('link', { name: 'Staat deze persoon dubbel?' }).click();
  await page.axe('dubbelen-persoon');
  await page.goto(back);
  await page.getByRole('link', { name: 'Maak dit ongedaan' }).click();
  await page.axe('splitsen');
});

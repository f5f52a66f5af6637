// The page about one person: reached from the list by keyboard, a call is noted, nothing is in the way, and
// printed it is the contactdossier.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard } from './selectors.mjs';

const demo = useDemo('person');
const coordinator = 'beheer@demo.example';

/** Opens the first person of the list with the keyboard alone. */
async function open(page) {
  await page.goto(dashboard.everybody);
  const first = page.locator('.ww-person a').first();
  await first.waitFor();
  await first.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Trajectklok' }).waitFor();
}

test('a person is reached by keyboard, and the page has no barriers and never scrolls sideways', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await open(page);
  await page.axe('inburgeraar');
});

test('a call is noted with the keyboard, stands in the trail, and a BSN is left out', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await demo.clock('pause');
  await open(page);
  await page.getByLabel('Wat kwam ervan?').focus();
  await page.keyboard.press('g');
  await page.getByLabel('Wat kwam ervan?').selectOption('geen-gehoor');
  await page.getByLabel('Notitie').focus();
  await page.keyboard.type('Probeert het morgen. 111222333');
  await page.getByRole('button', { name: 'Noteer' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Het BSN in de notitie is weggelaten.').waitFor();
  const row = page.getByTestId('regel').filter({ hasText: 'Telefoon' }).first();
  const words = await row.textContent();
  assert.match(words, /geen gehoor, door /);
  assert.match(words, /Probeert het morgen/);
  assert(!words.includes('111222333'), words);
  await page.axe('inburgeraar-gebeld');
});

test('without JavaScript the page is whole, and what cannot be is told where one looks', async () => {
  const page = await demo.page({ loggedIn: coordinator, javaScript: false });
  await open(page);
  await page.getByLabel('Dag').fill('2019-01-01');
  await page.getByLabel('Wat kwam ervan?').selectOption('gesproken');
  await page.getByLabel('Notitie').fill('blijft staan');
  await page.getByRole('button', { name: 'Noteer' }).click();
  await page.getByRole('alert').getByText('langer dan een jaar').waitFor();
  assert.equal(await page.getByLabel('Notitie').inputValue(), 'blijft staan');
});

test('on paper stands the dossier, without forms and menu', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await open(page);
  await page.emulateMedia({ media: 'print' });
  await page.getByText('Contactdossier, gemaakt').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Noteer' }).isVisible(), false);
  assert.equal(await page.locator('.ww-head').isVisible(), false);
  assert.equal(await page.getByRole('heading', { name: /Contactspoor/ }).isVisible(), true);
});

test('everything about somebody is one file, and who is erased is asked for by klantnummer', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await open(page);
  const file = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Inzage: alles over deze persoon' }).click();
  assert.match((await file).suggestedFilename(), /^inzage-.+\.html$/);
  await page.getByText('Gegevens verbeteren').click();
  await page.axe('inburgeraar-gegevens');
  await page.getByRole('link', { name: 'Alles over deze persoon wissen' }).click();
  await page.getByRole('heading', { name: /Wat er weggaat/ }).waitFor();
  await page.axe('inburgeraar-wissen');
  await page.getByLabel('op verzoek van de persoon zelf').check();
  await page.getByLabel(/Typ het klantnummer/).fill('niet-dit');
  await page.getByRole('button', { name: 'Wis alles over deze persoon' }).click();
  await page.getByRole('alert').getByText('Er is niets gewist.').waitFor();
  await page.getByRole('link', { name: /Terug naar/ }).click();
  await page.getByRole('heading', { name: 'Trajectklok' }).waitFor();
});

test('quiet messages are switched on and off with the keyboard, and the page says since when', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await open(page);
  await page.getByRole('button', { name: 'Zet rustige berichten aan' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('krijgt vanaf nu rustige berichten').waitFor();
  await page.getByTestId('rustig').getByText(/staan aan sinds/).waitFor();
  await page.axe('inburgeraar-rustig');
  await page.getByRole('button', { name: 'Weer gewone berichten' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('weer gewone berichten').waitFor();
  await page.getByRole('button', { name: 'Zet rustige berichten aan' }).waitFor();
});

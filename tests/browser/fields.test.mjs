// A beheerder makes a field of the municipality's own, and a klantmanager fills it in, with the keyboard alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard } from './selectors.mjs';

const demo = useDemo('fields');
const beheerder = 'beheer@demo.example';

/** Presses Enter on something, once it has the focus. */
async function enter(target, page) {
  await target.focus();
  await page.keyboard.press('Enter');
}

test('a field is made with its reason, filled in, and goes with what stood in it', async () => {
  await demo.clock('pause');
  const lead = await demo.page({ loggedIn: beheerder });
  await lead.goto('/velden');
  await lead.getByLabel('Naam', { exact: true }).fill('Eigen vervoer');
  await enter(lead.getByRole('button', { name: 'Veld maken' }), lead);
  await lead.getByRole('alert').getByText('Zeg waarom de gemeente dit bewaart.').waitFor();
  await lead.axe('velden-fout');
  await lead.getByLabel('Wat staat erin?').selectOption('keuze');
  await lead.getByLabel(/de keuzes, één per regel/).fill('fiets\nbus');
  await lead.getByLabel('Waarom bewaart de gemeente dit?').fill('Om een les te kiezen die bereikbaar is.');
  await enter(lead.getByRole('button', { name: 'Veld maken' }), lead);
  await lead.getByRole('status').getByText('Het veld is er.').waitFor();
  await lead.axe('velden');

  const page = await demo.page({ loggedIn: true });
  await page.goto(dashboard.everybody);
  await enter(page.locator('.ww-person a').first(), page);
  await enter(page.getByText('Eigen velden invullen'), page);
  await page.getByLabel('Eigen vervoer').selectOption('bus');
  await page.axe('inburgeraar-velden');
  await enter(page.getByRole('button', { name: 'Bewaar de velden' }), page);
  await page.getByRole('status').getByText('Bewaard.').waitFor();
  assert.match(await page.getByTestId('eigen-velden').innerText(), /Eigen vervoer\s+bus/);

  await enter(lead.getByRole('link', { name: /^Weghalen/ }), lead);
  await lead.getByText('Bij 1 persoon staat er iets in dit veld.').waitFor();
  await lead.axe('veld-weg');
  await enter(lead.getByRole('button', { name: 'Haal het veld weg' }), lead);
  await lead.getByText('Er zijn nog geen eigen velden.').waitFor();
});

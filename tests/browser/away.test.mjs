// A colleague is away, and another sees the people, marked with for whom and until when.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('away');
const beheerder = 'beheer@demo.example';

const press = async (scope, page) => {
  await scope.focus();
  await page.keyboard.press('Enter');
};

/** A day of the demo's calendar, so many days from its today. */
async function day(further) {
  const { civil } = await demo.clock();
  return new Date(civil + further * 86_400_000).toISOString().slice(0, 10);
}

test('with the keyboard alone a colleague notes days away, and who stands in reads whose people they see', async () => {
  await demo.clock('pause');
  const page = await demo.page({ loggedIn: true });
  await page.goto('/account');
  const heading = page.getByRole('heading', { name: 'Noteer afwezigheid' });
  await heading.waitFor();
  await page.axe('account-afwezig');
  const form = page.locator('form[action="/account/afwezig"]').last();
  // the last day before the first: said beside the field, with what was typed
  await form.getByLabel('Eerste dag').fill(await day(20));
  await form.getByLabel('Laatste dag').fill(await day(10));
  await press(form.getByRole('button', { name: /^Bewaar/ }), page);
  await page.getByRole('alert').getByText('De laatste dag moet na de eerste komen').waitFor();
  await page.axe('account-afwezig-fout');
  await form.getByLabel('Eerste dag').fill(await day(0));
  const deputy = form.getByLabel('Wie vervangt');
  const name = (await deputy.locator('option').allTextContents()).find((one) => !/vaste/.test(one));
  await deputy.selectOption({ label: name });
  await press(form.getByRole('button', { name: /^Bewaar/ }), page);
  await page.getByRole('status').getByText('Genoteerd').waitFor();
  await page.getByTestId('afwezig').getByText(name).first().waitFor();
  await page.axe('account-afwezig-genoteerd');

  const lead = await demo.page({ loggedIn: beheerder });
  await lead.goto('/collegas');
  await lead.getByText(`${name} vervangt`).waitFor();
  await lead.axe('collegas-afwezig');
  const row = lead.getByRole('row').filter({ hasText: `${name} vervangt` });
  await press(row.getByRole('link').first(), lead);
  await lead.getByRole('heading', { name: 'Afwezig', exact: true }).waitFor();
  // the beheerder says that somebody else stands in: the beheerder
  const card = lead.getByTestId('afwezig');
  await press(card.locator('summary'), lead);
  const own = (await lead.locator('.ww-who__name bdi').textContent()).trim();
  await card.getByLabel('Wie vervangt').selectOption({ label: own });
  await press(card.getByRole('button', { name: /^Bewaar/ }), lead);
  await lead.getByRole('status').getByText('Genoteerd').waitFor();
  await lead.axe('collega-afwezig');
  await lead.goto('/');
  await lead.getByTestId('vervangt').waitFor();
  await lead.axe('voor-een-ander');

  await page.goto('/account');
  await press(page.getByTestId('afwezig').locator('summary'), page);
  await press(page.getByRole('button', { name: /^Neem terug/ }), page);
  await page.getByRole('status').getByText('Teruggenomen').waitFor();
  await lead.goto('/');
  assert.equal(await lead.getByTestId('vervangt').count(), 0);
});

// A course is planned with the keyboard and without JavaScript: a holiday is seen and skipped, and all of it stands
// in the planning at once.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('planner');

/** The King's Day after next, and the weekday on which it falls a week before. */
function beforeKingsDay() {
  const year = new Date().getFullYear() + 2;
  const day = new Date(Date.UTC(year, 3, 27));
  if (day.getUTCDay() === 0) day.setUTCDate(26);
  day.setUTCDate(day.getUTCDate() - 7);
  return day.toISOString().slice(0, 10);
}

async function fill(page, group) {
  await page.goto('/cursussen');
  await page.getByRole('link', { name: 'Nieuwe cursus' }).press('Enter');
  for (const [label, value] of [
    ['Naam van de cursus', 'PVT proef'],
    ['Groep', group],
    ['Aantal plaatsen', '12'],
    ['Eerste dag', beforeKingsDay()],
    ['Aantal bijeenkomsten', '3'],
    ['Begin', '19:00'],
    ['Einde', '21:00'],
    ['Plaats', 'Proefzaal'],
    ['Adres', 'Markt 1'],
  ]) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
}

test('a holiday is seen, skipped, and the course stands in the planning', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await fill(page, 'avond proef');
  await page.getByRole('button', { name: 'Kijk naar de bijeenkomsten' }).press('Enter');
  assert.equal(await page.getByTestId('bijeenkomst').count(), 3);
  const holiday = page.getByTestId('bijeenkomst').filter({ hasText: 'feestdag' });
  await holiday.getByRole('checkbox').press('Space');
  await page.getByRole('button', { name: 'Reken de dagen opnieuw uit' }).press('Enter');
  assert.equal(await page.getByTestId('bijeenkomst').count(), 3);
  assert.equal(await page.getByTestId('bijeenkomst').filter({ hasText: 'feestdag' }).count(), 0);
  await page.getByRole('button', { name: 'Zet deze cursus in de planning' }).press('Enter');
  await page.getByText('De cursus staat in de planning.').waitFor();
  await page.getByRole('heading', { name: 'PVT proef avond proef' }).waitFor();
});

test('the form, its mistakes and the look have no barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await fill(page, 'avond axe');
  await page.axe('cursus-nieuw');
  await page.getByLabel('Einde', { exact: true }).fill('18:00');
  await page.getByRole('button', { name: 'Kijk naar de bijeenkomsten' }).click();
  await page.getByRole('alert').waitFor();
  await page.axe('cursus-nieuw-fout');
  await page.getByLabel('Einde', { exact: true }).fill('21:00');
  await page.getByRole('button', { name: 'Kijk naar de bijeenkomsten' }).click();
  await page.getByTestId('bijeenkomst').first().waitFor();
  await page.axe('cursus-nieuw-kijken');
});

test('one session more is looked at and added, with the keyboard, without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await fill(page, 'avond erbij');
  await page.getByRole('button', { name: 'Kijk naar de bijeenkomsten' }).press('Enter');
  await page.getByRole('button', { name: 'Zet deze cursus in de planning' }).press('Enter');
  await page.getByText('De cursus staat in de planning.').waitFor();
  await page.getByRole('link', { name: 'Voeg een bijeenkomst toe' }).press('Enter');
  await page.getByRole('heading', { name: 'Nieuwe bijeenkomst' }).waitFor();
  assert.equal(await page.getByLabel('Plaats', { exact: true }).inputValue(), 'Proefzaal');
  await page.axe('bijeenkomst-nieuw');
  const kingsDay = new Date(`${beforeKingsDay()}T00:00:00Z`);
  kingsDay.setUTCDate(kingsDay.getUTCDate() + 7);
  await page.getByLabel('Dag', { exact: true }).fill(kingsDay.toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).press('Enter');
  await page.getByText('niemand: er is nog niemand ingeschreven').waitFor();
  await page.getByText('feestdag').waitFor();
  await page.axe('bijeenkomst-nieuw-kijken');
  await page.getByRole('button', { name: 'Wijzig' }).press('Enter');
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).press('Enter');
  await page.getByRole('button', { name: 'Voeg toe' }).press('Enter');
  await page.getByText('De bijeenkomst staat erbij.').waitFor();
  assert.equal(await page.getByRole('listitem').filter({ hasText: 'Proefzaal' }).count(), 4);
});

// The day of a klantmanager: the next step from the list, with one person and with several, somebody found by
// name, and how it goes in figures.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard, phones, words } from './selectors.mjs';

const demo = useDemo('list');
const coordinator = 'beheer@demo.example';

/** Waits until somebody is silent, stops the clock, and lets the answers that were under way arrive. */
async function silence(page) {
  await page.goto(dashboard.everybody);
  await page.getByTestId('stil').first().waitFor();
  await demo.clock('pause');
  let before;
  let now = -1;
  for (let looks = 0; now !== before && looks < 40; looks += 1) {
    before = now;
    await page.goto(dashboard.everybody);
    now = await page.getByTestId('stil').count();
    if (now !== before) await page.waitForTimeout(500);
  }
}

/** The row of somebody to whom a question is open that can be put again. */
const asked = (page) =>
  page.getByTestId('stil').filter({ has: page.locator('[id^="nudge-"]') }).first();

test('with the keyboard alone the question is put again, and a second press does nothing', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await silence(page);
  const row = asked(page);
  const number = await row.getAttribute('data-klantnummer');
  const more = row.locator('summary');
  await more.focus();
  await page.keyboard.press('Enter');
  const again = row.getByRole('button', { name: 'Vraag de coach' }).or(row.getByRole('button', { name: 'Taak: bel deze persoon' })).first();
  await again.focus();
  await page.keyboard.press('Enter');
  await dashboard.done(page).getByText(/taak/).waitFor();
  await page.axe('stap-gedaan');
  const same = page.locator(`[data-testid="stil"][data-klantnummer="${number}"]`);
  await same.locator('summary').click();
  await page.axe('meer-stappen');
});

test('what somebody opened and chose stays so when the list is refreshed', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await silence(page);
  const row = page.getByTestId('stil').first();
  await row.locator('summary').click();
  await row.getByRole('checkbox').check();
  const refreshed = page.waitForResponse((answer) => answer.url().includes('/lijst?') && answer.status() === 200);
  // not every event changes this list
  for (let n = 0; n < 5; n += 1) await demo.clock('next');
  await refreshed;
  await page.waitForTimeout(200);
  assert.equal(await row.locator('details').evaluate((one) => one.open), true);
  assert.equal(await row.getByRole('checkbox').isChecked(), true);
});

test('several people are put off together after a look, without JavaScript, and come back', async () => {
  const page = await demo.page({ loggedIn: coordinator, javaScript: false });
  await silence(page);
  const people = page.getByTestId('stil');
  const chosen = [];
  for (const place of [0, 1]) {
    chosen.push(await people.nth(place).getAttribute('data-klantnummer'));
    await people.nth(place).getByRole('checkbox').check();
  }
  const listed = async () => people.evaluateAll((rows) => rows.map((row) => row.dataset.klantnummer));
  await page.getByLabel('Met wie u aanvinkte').selectOption('uitstel-7');
  await page.getByRole('button', { name: 'Kijk wat er gebeurt' }).click();
  await page.getByText('Er is nog niets gebeurd.').waitFor();
  const reader = await demo.page({ loggedIn: coordinator });
  await reader.goto('/inburgeraars');
  await page.getByRole('button', { name: 'Bevestig' }).click();
  await page.getByText('Gedaan bij 2 mensen.').waitFor();
  // who answered just before the clock stood still leaves the list too, so not how many are left
  assert.deepEqual((await listed()).filter((number) => chosen.includes(number)), []);
  await page.getByRole('link', { name: /^Uitgesteld/ }).click();
  assert.deepEqual((await listed()).toSorted(), chosen.toSorted());
  await page.getByTestId('stil').first().locator('summary').click();
  await page.getByRole('button', { name: 'Toon weer' }).first().click();
  await page.getByText('staat weer in de lijst').waitFor();
});

test('somebody is found by the beginning of a name, and what was typed stands in no address', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await page.goto('/inburgeraars');
  const name = await page.locator('.ww-person__name').first().textContent();
  await page.axe('inburgeraars');
  await page.getByLabel('Zoek op naam of klantnummer').focus();
  await page.keyboard.type(name.slice(0, 3).toUpperCase());
  await page.keyboard.press('Enter');
  await page.getByText(/^Gevonden met/).waitFor();
  assert(!page.url().toLowerCase().includes(name.slice(0, 3).toLowerCase()), page.url());
  assert((await page.getByTestId('inburgeraar').allTextContents()).some((row) => row.includes(name)));
  await page.axe('inburgeraars-gevonden');
  await page.getByRole('searchbox').fill('zzzz');
  await page.getByRole('button', { name: 'Zoek', exact: true }).click();
  await page.getByText('Niemand gevonden').waitFor();
});

test('the list is taken along as a file', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await silence(page);
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Bewaar als tabel (CSV)' }).click();
  assert.equal((await file).suggestedFilename(), 'wie-heeft-niet-geantwoord.csv');
});

test('the figures come after a night, in words, drawings and tables', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await page.goto('/cijfers');
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto('/cijfers');
    if (await page.getByRole('heading', { name: 'Wordt er geantwoord?' }).isVisible()) break;
    await demo.clock('next');
    await page.waitForTimeout(500);
  }
  await page.getByRole('heading', { name: 'Wordt er geantwoord?' }).waitFor();
  for (const details of await page.locator('.ww-report details').all()) await details.evaluate((one) => { one.open = true; });
  await page.axe('cijfers');
});

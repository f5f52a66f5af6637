// Somebody says at two check-ins how it goes; the klantmanager sees the line and that it goes worse.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useDemo } from './harness.mjs';
import { dashboard, phones } from './selectors.mjs';

const demo = useDemo('how-it-goes');

/** One check-in on the telephone: not yet at a school, this step, and nothing is difficult. */
async function checkIn(phone, step) {
  await phones.write(phone).fill('check-in');
  await phones.write(phone).press('Enter');
  for (const label of ['Nog niet', step, 'Niets, het gaat goed']) {
    const button = phones.button(phone, label).last();
    await button.waitFor();
    await eventually(`the bot goes on after ${label}`, 15_000, async () => {
      const said = await phones.talk(phone).innerText();
      await button.click();
      await phone.page().waitForTimeout(500);
      return (await phones.talk(phone).innerText()) !== said;
    });
  }
}

test('the line and its table show how it goes, and a drop is told', async () => {
  const beside = await demo.page();
  await beside.goto(phones.path);
  await demo.clock('pause');
  const phone = beside.locator('[data-testid="telefoon"][data-channel="telegram"][data-language="nl"]').first();
  const owner = (await phones.owner(phone).innerText()).trim();
  await checkIn(phone, 'Goed');
  await checkIn(phone, 'Slecht');
  const page = await demo.page({ loggedIn: 'beheer@demo.example' });
  await page.goto(dashboard.everybody);
  const task = dashboard.tasks(page).filter({ hasText: owner }).filter({ hasText: 'twee stappen of meer lager' });
  await task.getByRole('link', { name: /^Bekijk hoe het ging/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Hoe gaat het?' }).waitFor();
  await page.getByText('Het ging in één keer twee stappen of meer achteruit.').waitFor();
  const rows = await page.getByTestId('hoe-het-ging').allInnerTexts();
  assert.deepEqual(rows.map((row) => row.split('\t').at(-1).trim()), ['slecht', 'goed']);
  await page.axe('inburgeraar-hoe-het-gaat');
});

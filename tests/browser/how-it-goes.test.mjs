// Somebody says at two check-ins how it goes; the klantmanager sees the line and that it goes worse.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useDemo } from './harness.mjs';
import { dashboard, phones } from './selectors.mjs';

const demo = useDemo('how-it-goes');

/** Taps a choice; on WhatsApp it may lie in a list that must be opened first. */
async function tap(phone, label) {
  const choice = phones.button(phone, label);
  await eventually(`a button ${label}`, 15_000, async () => {
    if (await choice.last().isVisible()) return true;
    const list = phones.openList(phone);
    if (await list.last().isVisible()) await list.last().click();
    return choice.last().isVisible();
  });
  await choice.last().click();
}

/** One check-in on the telephone: not yet at a school, this step, and nothing is difficult. */
async function checkIn(phone, step) {
  const asked = async (words, times) =>
    eventually(words, 15_000, async () => (await phones.talk(phone).innerText()).split(words).length > times);
  const times = (await phones.talk(phone).innerText()).split('Gaat u al naar taalles?').length;
  await phones.write(phone).fill('check-in');
  await phones.write(phone).press('Enter');
  await asked('Gaat u al naar taalles?', times);
  await tap(phone, 'Nog niet');
  await asked('Hoe gaat het nu met uw inburgering?', times);
  await tap(phone, step);
  await asked('Wat is nu moeilijk voor u?', times);
  await tap(phone, 'Niets, het gaat goed');
  await asked('Goed dat het lukt!', times);
}

test('the line and its table show how it goes, and a drop is told', async () => {
  const beside = await demo.page();
  await beside.goto(phones.path);
  await demo.clock('pause');
  const phone = beside.locator('[data-testid="telefoon"][data-channel="whatsapp"][data-language="nl"]').first();
  const owner = (await phones.owner(phone).innerText()).trim();
  await checkIn(phone, /^Goed$/);
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

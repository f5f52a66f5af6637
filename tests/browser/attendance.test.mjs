// Who was there: noted with the keyboard alone, on a telephone, and exceptions looked up.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('attendance');

test('the keyboard alone notes who was there, on a narrow screen without a script', async () => {
  const page = await demo.page({
    loggedIn: true, javaScript: false, viewport: { width: 390, height: 844 },
  });
  await page.goto('/aanwezigheid');
  const links = page.locator('.ww-roll__session a');
  // a session of the last weeks in which somebody is enrolled and that has begun
  let found = false;
  for (let n = 0; n < await links.count() && !found; n++) {
    await page.goto('/aanwezigheid');
    await links.nth(n).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Wie was er?' }).waitFor();
    found = await page.getByRole('button', { name: 'Opslaan' }).first().isVisible()
      && await page.getByRole('radio').count() > 0
      && await page.getByRole('radio').first().isEnabled();
  }
  assert(found, 'no session that has begun');
  await page.getByRole('radio').first().focus();
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Opslaan' }).first().focus();
  await page.keyboard.press('Enter');
  await page.getByText(/1 persoon genoteerd/).waitFor();
  assert(await page.getByRole('radio').first().isChecked());
});

test('an exception is found by a word', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/naslag');
  await page.getByLabel('Zoek').fill('alfabetisering');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 3, name: /lezen en schrijven/ }).waitFor();
  assert.equal(await page.getByRole('heading', { level: 3 }).count(), 1);
  await page.axe('naslag-gevonden');
});

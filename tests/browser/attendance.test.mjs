// Who was there: noted with the keyboard alone, on a telephone, and exceptions looked up.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('attendance');

test('the keyboard alone notes who was there, on a narrow screen without a script', async () => {
  const page = await demo.page({
    loggedIn: true, javaScript: false, viewport: { width: 390, height: 844 },
  });
  // the sessions of the demo lie some days ahead
  let found = false;
  for (let jump = 0; jump < 400 && !found; jump++) {
    if (jump % 20 === 0) {
      await page.goto('/aanwezigheid');
      const links = page.locator('.ww-roll__session a');
      // the newest stands first, and may be about to begin; one that is some hours old has begun
      if (await links.count() > 0) {
        await links.last().focus();
        await page.keyboard.press('Enter');
        await page.getByRole('heading', { level: 1, name: 'Wie was er?' }).waitFor();
        const radios = page.getByRole('radio');
        found = await radios.count() > 0 && await radios.first().isEnabled();
      }
    }
    if (!found) await demo.clock('next');
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

// The publish page: what a draft changes, who may press, what the keyboard reaches, and no barriers.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bringDraft } from './draft.mjs';
import { useDemo } from './harness.mjs';

const demo = useDemo('publish');
const beheerder = 'beheer@demo.example';
// in a dialog whose paths are soon walked; another policy would have all dialogs walked
const changes = [
  ['dialogs/map-herinnering.yaml', 'no_answer: { after: 20h, goto: niet-stil }', 'no_answer: { after: 40h, goto: niet-stil }'],
  ['locales/nl/pvt.ftl', 'Fijn dat u komt! Tot', 'Wat fijn dat u komt. Wij zien u graag op'],
];

test('without a draft the page tells what is in force', async () => {
  const page = await demo.page({ loggedIn: beheerder });
  const answer = await page.goto('/publiceren');
  assert.equal(answer.status(), 200);
  await page.getByRole('heading', { level: 2, name: 'Nu' }).waitFor();
  await page.getByText('Er staat niets klaar').waitFor();
  await page.axe('leeg');
});

test('a fresh draft is looked at, which is said, and what came of it comes by itself', async () => {
  await bringDraft(demo, changes);
  const without = await demo.page({ loggedIn: beheerder, javaScript: false });
  await without.goto('/publiceren');
  await without.getByText('dat loopt nog').waitFor();
  assert.equal(await without.getByRole('button', { name: 'Publiceren', exact: true }).count(), 0);
  const page = await demo.page({ loggedIn: beheerder });
  await page.goto('/publiceren');
  await page.getByText(/^Bewezen: elk pad van/).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Publiceren', exact: true }).waitFor();
  await page.axe('nagelopen');
});

test('a draft is told in words, without barriers', async () => {
  const page = await demo.page({ loggedIn: beheerder });
  await page.goto('/publiceren');
  await page.getByText('Wat er na stilte bij stap').waitFor();
  await page.axe('concept');
  await page.getByRole('link', { name: /Kijk terug/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Wat was er anders gegaan?' }).waitFor();
  await page.axe('kijk-terug');
});

test('a klantmanager reads the draft and finds nothing to press', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/publiceren');
  await page.getByText('Een beheerder kan dit publiceren').waitFor();
  assert.equal(await page.locator('main form').count(), 0);
  await page.axe('klantmanager');
});

test('the keyboard alone publishes a draft with a note, and puts it back', async () => {
  // without a script, as everything here must work
  const page = await demo.page({ loggedIn: beheerder, javaScript: false });
  await page.goto('/publiceren');
  await page.getByLabel('maakt het af zoals het begon').focus();
  await page.keyboard.press('ArrowDown');
  assert(await page.getByLabel('gaat mee waar dat kan (bij een dringende').isChecked());
  await page.keyboard.press('Tab');
  await page.keyboard.type('Adres van het Buurthuis');
  await page.keyboard.press('Tab');
  // stories that go otherwise ask for a tick
  if (await page.getByLabel('Ik las welke verhalen').count()) {
    await page.keyboard.press('Space');
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('gedaan') === 'gepubliceerd');
  await page.getByText('Adres van het Buurthuis').first().waitFor();

  await page.getByText('Terugdraaien').first().focus();
  await page.keyboard.press('Enter');
  const back = page.getByRole('button', { name: /^Draai terug/ }).first();
  await back.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('gedaan') === 'terug');
  assert.equal(await page.getByText('gold tot').count(), 2);
});

// Changing a dialog and its words: no barriers, and the keyboard is enough.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('editing');

test('the steps of a dialog are shown without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  const answer = await page.goto('/dialogen/check-in/bewerken');
  assert.equal(answer.status(), 200);
  await page.getByRole('heading', { level: 3, name: 'school' }).waitFor();
  await page.axe('stappen');
});

test('the words of a language are shown beside the Dutch without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/dialogen/check-in/teksten?taal=ar');
  await page.getByText('vertaald door een machine').first().waitFor();
  await page.axe('teksten');
});

test('the keyboard alone adds a step, writes its words and tries them', async () => {
  // without a script, as everything here must work
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/dialogen/check-in/bewerken');
  await page.locator('#new-name').focus();
  await page.keyboard.type('dank');
  const body = page.locator('#new-body');
  await body.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('say: check-in-dank\nend: answered');
  await page.getByRole('button', { name: 'Voeg toe' }).press('Enter');
  await page.getByRole('heading', { level: 3, name: 'dank' }).waitFor();
  await page.getByText('can never be reached').waitFor();

  await page.goto('/dialogen/check-in/teksten?taal=nl');
  const words = page.locator('#woorden-check-in-dank');
  await words.focus();
  await page.keyboard.type('Dank u wel.');
  await page.getByRole('button', { name: /Bewaar.*check-in-dank/ }).press('Enter');
  await page.waitForURL((url) => url.hash === '#tekst-check-in-dank');
  assert.equal(await page.locator('#woorden-check-in-dank').inputValue(), 'Dank u wel.');

  await page.goto('/dialogen/check-in/proberen?concept=ja&taal=nl&kanaal=telegram');
  await page.getByRole('heading', { level: 1, name: /concept proberen/ }).waitFor();
});

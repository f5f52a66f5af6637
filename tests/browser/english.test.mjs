// The pages in English: the button under a page changes the language and stays on the page, and what is read by
// nobody else has no barriers either. With a demo of its own: its clock hurries, and this takes a while.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { pages } from './pages.mjs';

const demo = useDemo('english');

for (const { path, shot, loggedIn } of pages) {
  test(`${path} in English has no barriers either`, async () => {
    const page = await demo.page({ loggedIn });
    await page.goto(path);
    await inEnglish(page);
    assert.equal(new URL(page.url()).pathname, path, 'the language brought us elsewhere');
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
    await page.axe(`${shot}-engels`);
  });
}

test('a person and their conversation in English have no barriers, and the language stays', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/?van=allen');
  await inEnglish(page);
  assert.equal(new URL(page.url()).search, '?van=allen', 'the choice stays');
  const person = await page.locator('a[href^="/inburgeraars/"]').first().getAttribute('href');
  for (const [path, shot] of [[person, 'persoon'], [`${person}/berichten`, 'gesprek']]) {
    await page.goto(path);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en', path);
    await page.axe(`${shot}-engels`);
  }
});

async function inEnglish(page) {
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Nederlands' }).waitFor();
}

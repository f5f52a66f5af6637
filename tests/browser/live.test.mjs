// An open page hears of what changes: a conversation shows a new message by itself, and the list goes on without the stream.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard, phones } from './selectors.mjs';

const demo = useDemo('live');
const coordinator = 'beheer@demo.example';

/** Where the conversation is that was opened, and whose it is: somebody who wrote is no longer on the list. */
let known;

/** Opens the conversation of somebody with a telephone; gives that telephone. */
async function open(page) {
  const beside = await demo.page();
  await beside.goto(phones.path);
  await demo.clock('pause');
  await page.goto(dashboard.everybody);
  await dashboard.silent(page).first().waitFor();
  const names = (await page.locator('.ww-person__name').allTextContents()).map((name) => name.trim());
  const all = beside.locator('[data-testid="telefoon"][data-channel="telegram"]');
  for (let n = 0; n < (await all.count()); n += 1) {
    const phone = all.nth(n);
    const owner = (await phones.owner(phone).textContent()).trim();
    if (!names.includes(owner)) continue;
    const opened = page.waitForResponse((answer) => answer.url().endsWith('/berichten/live'));
    // by name: the list may move meanwhile
    await dashboard.silent(page).filter({ hasText: owner }).first().getByRole('link', { name: /^Gesprek/ }).click();
    await page.getByRole('heading', { name: 'Wie praat er nu?' }).waitFor();
    await opened;
    if ((await page.getByLabel('Uw bericht').count()) > 0) {
      known = { url: page.url(), owner };
      return phone;
    }
    await page.goto(dashboard.everybody);
    await dashboard.silent(page).first().waitFor();
  }
  return assert.fail('nobody in the list has a telephone on Telegram');
}

/** Opens the same conversation again. */
async function openAgain(page) {
  const beside = await demo.page();
  await beside.goto(phones.path);
  const opened = page.waitForResponse((answer) => answer.url().endsWith('/berichten/live'));
  await page.goto(known.url);
  await opened;
  return beside.locator('[data-testid="telefoon"][data-channel="telegram"]').filter({ hasText: known.owner }).first();
}

test('a new message stands in the conversation without a reload, and what is being typed stays', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  const phone = await open(page);
  await page.getByLabel('Uw bericht').focus();
  await page.keyboard.type('Ik zoek het voor u');
  await page.evaluate(() => { window.notReloaded = true; });
  await phones.write(phone).fill('Is de les nog op maandag?');
  await phones.write(phone).press('Enter');
  const theirs = page.locator('[data-testid="bericht"][data-van="zij"]').filter({ hasText: 'Is de les nog op maandag?' });
  await theirs.waitFor();
  await page.getByRole('status').getByText('1 nieuw bericht.').waitFor();
  assert.equal(await page.evaluate(() => window.notReloaded), true);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'woorden');
  await page.keyboard.type(' op');
  assert.equal(await page.getByLabel('Uw bericht').inputValue(), 'Ik zoek het voor u op');
  await page.axe('nieuw-bericht');
});

test('what was opened in a conversation stays open when a message comes', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  const phone = await openAgain(page);
  const quick = page.locator('#snel');
  if ((await quick.count()) > 0) await quick.locator('summary').click();
  await phones.write(phone).fill('Ik heb nog een vraag');
  await phones.write(phone).press('Enter');
  await page.locator('[data-van="zij"]').filter({ hasText: 'Ik heb nog een vraag' }).first().waitFor();
  if ((await quick.count()) > 0) assert.equal(await quick.evaluate((one) => one.open), true);
});

test('where the stream is refused the list is asked for every few seconds, as before', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await page.route('**/live', (route) => route.fulfill({ status: 204 }));
  await page.goto(dashboard.everybody);
  await dashboard.silent(page).first().waitFor();
  const twice = [1, 2].map(() => page.waitForResponse((answer) => answer.url().includes('/lijst?')));
  await Promise.all(twice);
  await page.waitForResponse((answer) => answer.url().includes('/lijst?'));
});

// The conversation with one person: read, taken over, answered, and given back, with the telephone beside it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useDemo } from './harness.mjs';
import { dashboard, phones } from './selectors.mjs';

const demo = useDemo('conversation');
const coordinator = 'beheer@demo.example';

/** Opens the conversation with somebody who has a telephone on this channel; gives the page and the telephone. */
async function open(page, channel) {
  const beside = await demo.page();
  await beside.goto(phones.path);
  await demo.clock('pause');
  // at first it may be that nobody with such a telephone is silent
  for (let days = 0; days < 8; days += 1) {
    const found = await openOne(page, beside, channel);
    if (found) return found;
    await demo.clock('next');
  }
  assert.fail(`nobody in the list has a telephone on ${channel}`);
}

async function openOne(page, beside, channel) {
  await page.goto(dashboard.everybody);
  const rows = dashboard.silent(page);
  await rows.first().waitFor();
  const names = await page.locator('.ww-person__name').allTextContents();
  const all = beside.locator(`[data-testid="telefoon"][data-channel="${channel}"]`);
  for (let n = 0; n < (await all.count()); n += 1) {
    const phone = all.nth(n);
    const owner = (await phones.owner(phone).textContent()).trim();
    const at = names.findIndex((name) => name.trim() === owner);
    if (at < 0) continue;
    await rows.nth(at).getByRole('link', { name: /^Gesprek/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Wie praat er nu?' }).waitFor();
    // who said stop, or shut the channel, is not written to
    if ((await page.getByLabel('Uw bericht').count()) > 0) return { phone, owner };
    await page.goto(dashboard.everybody);
    await rows.first().waitFor();
  }
  return null;
}

const press = async (page, name) => {
  await page.getByRole('button', { name, exact: true }).focus();
  await page.keyboard.press('Enter');
};

/** Sends the form; where it is night in the demo, it is meant. */
async function send(page) {
  await press(page, 'Verstuur');
  const meant = page.getByLabel(/verstuur het toch/).first();
  const said = page.getByRole('status').filter({ hasText: 'onderweg' });
  await Promise.race([meant.waitFor(), said.waitFor()]);
  if (await meant.isVisible()) {
    await meant.check();
    await press(page, 'Verstuur');
  }
  await said.waitFor();
}

test('a colleague takes the conversation over, answers, reads what comes back, and gives it back', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  const { phone } = await open(page, 'telegram');
  await page.axe('gesprek');
  await press(page, 'Neem het gesprek over');
  await page.getByRole('status').getByText('U hebt dit gesprek.').waitFor();
  await page.getByLabel('Uw bericht').focus();
  await page.keyboard.type('Kom maar langs, ik help u.');
  await send(page);
  await phones.talk(phone).getByText('Kom maar langs, ik help u.').waitFor();
  await phones.write(phone).fill('Dank u wel, tot dan');
  await phones.write(phone).press('Enter');
  await phones.talk(phone).getByText('Dank u wel, tot dan').waitFor();
  const theirs = page.locator('[data-testid="bericht"][data-van="zij"]').filter({ hasText: 'Dank u wel, tot dan' });
  // the telephone shows what it sends before it has arrived
  await eventually('what came back stands in the conversation', 15_000, async () => {
    await page.goto(page.url().split('?')[0]);
    return theirs.first().isVisible();
  });
  await page.locator('[data-van="collega"]').filter({ hasText: 'Kom maar langs' }).waitFor();
  await page.axe('gesprek-overgenomen');
  await press(page, 'Geef terug aan de bot');
  await page.getByRole('status').getByText('De bot heeft het gesprek weer').waitFor();
});

test('without JavaScript a message is planned, changed and taken back, and a quick answer goes', async () => {
  const page = await demo.page({ loggedIn: coordinator, javaScript: false });
  const { phone } = await open(page, 'telegram');
  await page.getByLabel('Uw bericht').fill('Vergeet u de brief niet?');
  await page.getByLabel('Op een moment:').check();
  await page.getByLabel('Dag', { exact: true }).first().waitFor();
  await page.locator('#tijd').fill('10:00');
  await page.getByRole('button', { name: 'Verstuur', exact: true }).click();
  await page.getByRole('status').getByText('Uw bericht gaat weg op het moment').waitFor();
  const planned = page.getByTestId('gepland').filter({ hasText: 'Vergeet u de brief niet?' });
  await planned.getByText('Veranderen').click();
  await planned.getByLabel('Bericht').fill('Neemt u de brief mee?');
  await planned.getByRole('button', { name: 'Bewaar' }).click();
  await page.getByRole('status').getByText('is veranderd').waitFor();
  const changed = page.getByTestId('gepland').filter({ hasText: 'Neemt u de brief mee?' });
  await changed.getByRole('button', { name: 'Niet versturen' }).click();
  await page.getByRole('status').getByText('wordt niet verstuurd').waitFor();
  assert.equal(await page.getByTestId('gepland').count(), 0);
  await page.getByLabel('Notitie', { exact: true }).fill('Belt liever in de avond.');
  await page.getByRole('button', { name: 'Bewaar de notitie' }).click();
  await page.locator('[data-van="notitie"]').filter({ hasText: 'Belt liever in de avond.' }).waitFor();
  assert.equal(await phones.talk(phone).getByText('Belt liever in de avond.').count(), 0);
});

test('a message with a BSN is refused and keeps its words', async () => {
  const page = await demo.page({ loggedIn: coordinator });
  await open(page, 'telegram');
  await page.getByLabel('Uw bericht').fill('Uw nummer is 111222333');
  await press(page, 'Verstuur');
  await page.getByRole('alert').getByText('Er staat een BSN in.').waitFor();
  assert.equal(await page.getByLabel('Uw bericht').inputValue(), 'Uw nummer is 111222333');
  await page.axe('gesprek-geweigerd');
});

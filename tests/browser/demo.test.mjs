// The main job as a visitor of the demo sees it: a reminder arrives on a phone, someone says no and
// why, someone else says nothing, and their klantmanager sees both.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, useDemo } from './harness.mjs';
import { dashboard, phones, words } from './selectors.mjs';

const demo = useDemo('demo');
const minute = 60_000;

/** The demo's clock hurries by itself; the button only saves waiting. */
async function hurry(page) {
  const button = phones.nextEvent(page).first();
  if (await button.isVisible()) await button.click();
}

const isOpen = async (locator) => (await locator.count()) > 0 && (await locator.first().isVisible());

/** The first of `phones` that asks something which `label` answers. */
async function asking(candidates, label) {
  for (const phone of await candidates.all()) {
    if (await isOpen(phones.button(phone, label))) return phone;
  }
  return undefined;
}

/** Taps a choice; on WhatsApp it may lie in a list that must be opened first. */
async function tap(phone, label) {
  const choice = phones.button(phone, label);
  await eventually(`a button ${label}`, minute, async () => {
    if (await isOpen(choice)) return true;
    const list = phones.openList(phone);
    if (await isOpen(list)) await list.last().click();
    return isOpen(choice);
  });
  await choice.last().click();
}

/** The page's rows that name this person, once there are any. */
async function rowsAbout(page, rows, owner, within) {
  return eventually(`${owner} on the dashboard`, within, async () => {
    await page.goto(dashboard.path);
    const about = rows(page).filter({ hasText: owner });
    return (await about.count()) > 0 ? about : undefined;
  });
}

test('who cannot come is listed with the reason, who stays silent as not answered', { timeout: 6 * minute }, async () => {
  const visitor = await demo.page({ loggedIn: true });
  const colleague = await demo.page({ loggedIn: true });
  await visitor.goto(phones.path);

  const dutch = phones.of(visitor, { channel: 'whatsapp', language: 'nl' });
  const phone = await eventually('a Dutch WhatsApp phone with a question', 2 * minute, async () => {
    const found = await asking(dutch, words.refuse);
    if (!found) {
      await hurry(visitor);
      await visitor.goto(phones.path);
    }
    return found;
  });
  const refuser = (await phones.owner(phone).innerText()).trim();
  const owners = await phones.owner(phones.all(visitor)).allInnerTexts();
  const silent = owners.map((name) => name.trim()).filter((name) => name !== refuser);
  assert(silent.length > 0, 'there is only one phone');

  await tap(phone, words.refuse);
  await tap(phone, words.reason);
  const refusal = await rowsAbout(colleague, dashboard.refusals, refuser, minute);
  assert.match(await refusal.first().innerText(), words.reason);

  // nobody touches the other phones
  const row = await eventually('someone who was asked and stayed silent', 3 * minute, async () => {
    await colleague.goto(dashboard.path);
    const texts = await dashboard.silent(colleague).allInnerTexts();
    const found = texts.find((text) => silent.some((name) => text.includes(name)));
    if (!found) await hurry(visitor);
    return found;
  });
  assert(!row.includes(refuser), 'who answered is not silent');
  await colleague.axe('na-antwoorden');
});

// The main job as a visitor of the demo sees it: a reminder arrives on a phone, someone says no and
// why, someone else says nothing, and a colleague sees both. All tests here share one demo, whose
// clock stands still after the reminders of six o'clock, so that nothing else happens meanwhile.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually, useDemo } from './harness.mjs';
import { clock, dashboard, phones, words } from './selectors.mjs';

const soon = 15_000;
const asked = [
  { channel: 'whatsapp', language: 'nl', label: words.nl.refuse },
  { channel: 'telegram', language: 'ar', label: words.ar.come },
];
const name = async (phone) => (await phones.owner(phone).innerText()).trim();
const isOpen = (locator) => locator.last().isVisible();

// time begins when somebody looks, and waits while they have not answered
const demo = useDemo('demo', async (demo) => {
  const page = await demo.page();
  await page.goto(phones.path);
  for (const { channel, language, label } of asked) {
    await phones.button(phones.of(page, { channel, language }), label).first().waitFor();
  }
  await demo.clock('pause');
});

/** Taps a choice; on WhatsApp it may lie in a list that must be opened first. */
async function tap(phone, label) {
  const choice = phones.button(phone, label);
  await eventually(`a button ${label}`, soon, async () => {
    if (await isOpen(choice)) return true;
    const list = phones.openList(phone);
    if (await isOpen(list)) await list.last().click();
    return isOpen(choice);
  });
  await choice.last().click();
}

/** A colleague who looks at everybody; `stayed` fails when the page was loaded anew since. */
async function colleague() {
  const page = await demo.page({ loggedIn: true });
  await page.goto(dashboard.everybody);
  await page.evaluate(() => (globalThis.stayed = true));
  const stayed = async () => assert(await page.evaluate(() => globalThis.stayed), 'the page was reloaded');
  const about = (rows, owner) => rows(page).filter({ hasText: owner });
  return { page, about, stayed };
}

test('who cannot come is listed with the reason, who stays silent as not answered', async () => {
  const visitor = await demo.page();
  await visitor.goto(phones.path);
  const phone = phones.of(visitor, { channel: 'whatsapp', language: 'nl' });
  const silent = await name(phones.of(visitor, { channel: 'telegram', language: 'en' }).first());
  const refuser = await name(phone);
  const { page, about, stayed } = await colleague();
  for (const owner of [refuser, silent]) {
    const row = about(dashboard.silent, owner);
    await row.waitFor();
    assert.match(await row.innerText(), words.nl.question);
  }

  await tap(phone, words.nl.refuse);
  await tap(phone, words.nl.reason);
  await phones.talk(phone).getByText(words.nl.thanks).waitFor();

  await about(dashboard.refusals, refuser).waitFor();
  assert.match(await about(dashboard.refusals, refuser).innerText(), /Kan niet komen: moet werken/);
  // the bot asks what would help; that answer ends it
  await tap(phone, 'Een les in de avond');
  await phones.talk(phone).getByText('om iets te vinden dat past').waitFor();
  await about(dashboard.silent, refuser).waitFor({ state: 'detached' });
  await stayed();
  // nobody touched this phone
  assert(await about(dashboard.silent, silent).isVisible(), 'who says nothing stays on the list');
  assert.deepEqual([...page.complaints, ...visitor.complaints], []);
});

test('a phone in Arabic answers by typing an Arabic numeral', async () => {
  const visitor = await demo.page();
  await visitor.goto(phones.path);
  const phone = phones.of(visitor, { channel: 'telegram', language: 'ar' });
  const owner = await name(phone);
  const { about, stayed } = await colleague();
  await about(dashboard.silent, owner).waitFor();
  assert(await isOpen(phones.button(phone, words.ar.come)), 'there is no question in Arabic');

  await phones.write(phone).fill(words.ar.one);
  await phones.write(phone).press('Enter');
  await phones.talk(phone).getByText(words.ar.seeYou).waitFor();
  await about(dashboard.silent, owner).waitFor({ state: 'detached' });
  await stayed();
});

test('a new phone is linked by the code from a letter, in the language of its owner', async () => {
  const visitor = await demo.page();
  await visitor.goto(phones.with(demo.token));
  // whoever comes with a code finds the phone it is for in front
  const phone = phones.all(visitor).first();
  const owner = await name(phone);
  const { about, stayed } = await colleague();
  const row = about(dashboard.silent, owner);
  await row.waitFor();
  assert.match(await row.innerText(), /Uitnodiging nog niet gebruikt/);
  await about(dashboard.letters, owner).waitFor();

  await phones.start(phone).click();
  await tap(phone, words.en.language);
  await tap(phone, words.en.agree);
  await phones.talk(phone).getByText(words.en.welcome).waitFor();
  await eventually('a linked phone on the dashboard', soon, async () => {
    const texts = await row.allInnerTexts();
    return texts.every((text) => !/Uitnodiging|Geen adres/.test(text));
  });
  // and nobody is asked for a letter any more
  await about(dashboard.letters, owner).waitFor({ state: 'detached' });
  await stayed();
});

test('without JavaScript a colleague closes a task and notes an answer', async () => {
  const page = await demo.page({ javaScript: false });
  await demo.logIn(page);
  await page.goto(dashboard.everybody);
  const task = dashboard.tasks(page).first();
  const id = await task.getAttribute('id');
  await dashboard.close(task).click();
  await page.getByText('De taak is klaar.').waitFor();
  assert.equal(new URL(page.url()).searchParams.get('van'), 'allen', 'the choice is kept');
  assert.equal(await page.locator(`#${id}`).count(), 0, 'the task is still there');

  const row = dashboard.silent(page).filter({ has: dashboard.noteAnswer(page.locator(':scope')) }).last();
  const person = await row.getAttribute('id');
  await dashboard.noteAnswer(row).click();
  await page.getByText('Het antwoord is genoteerd.').waitFor();
  await eventually('the row goes', soon, async () => {
    await page.goto(dashboard.everybody);
    return (await page.locator(`#${person}`).count()) === 0;
  });
});

test('the clock stands still, goes on without an answer, and jumps to what comes next', async () => {
  const page = await demo.page();
  await page.goto(phones.path);
  const shown = async () => Date.parse(await clock.now(page).getAttribute('datetime'));
  await clock.goOn(page).waitFor();
  const stood = (await demo.clock()).civil;
  await pause(1_000);
  assert.equal((await demo.clock()).civil, stood, 'the clock ran during a pause');

  // some phones here still hold a question: going on needs no answer
  await clock.goOn(page).click();
  await eventually('time that runs', soon, async () => (await demo.clock()).civil > stood + 60_000);
  await clock.pause(page).click();
  await clock.goOn(page).waitFor();
  const before = (await demo.clock()).civil;
  await clock.next(page).click();
  const after = await eventually('a jump', soon, async () => {
    const { civil } = await demo.clock();
    return civil > before && civil;
  });
  await eventually('the jump on the page', soon, async () => Math.abs((await shown()) - after) < 60_000);
  await pause(500);
  assert.equal((await demo.clock()).civil, after, 'a jump ends the pause');
  assert.deepEqual(page.complaints, []);
});

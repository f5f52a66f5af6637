// Everyone can use the pages: WCAG 2.2 AA as far as a program can tell, at two widths, in light and
// in dark.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { beheerder, pages } from './pages.mjs';
import { dashboard, dialogs, logIn, phones, words } from './selectors.mjs';

const demo = useDemo('axe');

test('/telefoons has no barriers and never scrolls sideways, also with a list open', async () => {
  const page = await demo.page();
  await page.goto(phones.path);
  const phone = phones.of(page, { channel: 'whatsapp', language: 'nl' });
  // before all others: the clock hurries, and who answers too late is not asked why
  await phones.button(phone, words.nl.refuse).last().waitFor();
  await demo.clock('pause');
  await phones.button(phone, words.nl.refuse).last().click();
  await phones.openList(phone).last().waitFor();
  await page.axe('telefoons');
  await phones.openList(phone).last().click();
  await phones.button(phone, words.nl.reason).last().waitFor();
  await page.axe('telefoons-lijst');
});

for (const { path, shot, loggedIn } of pages) {
  test(`${path} has no barriers and never scrolls sideways`, async () => {
    const page = await demo.page({ loggedIn });
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200);
    assert.equal(new URL(page.url()).pathname, path, 'sent elsewhere');
    await page.axe(shot);
  });
}

for (const [name, language] of [['pvt-herinnering', 'nl'], ['check-in', 'ar']]) {
  test(`the drawing of ${name} in ${language} has no barriers and scrolls inside its frame`, async () => {
    const page = await demo.page({ loggedIn: true });
    await page.goto(dialogs.drawn(name, language));
    await dialogs.drawing(page).waitFor();
    await page.axe(`dialoog-${name}-${language}`);
  });
}

test('a dialog is tried on two phones, without barriers, and without JavaScript', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto(dialogs.tried('check-in', 'taal=ar&kanaal=telegram&naast=whatsapp-nl'));
  const dutch = dialogs.phone(page, 'WhatsApp, nl');
  await dialogs.tap(dutch, 'Nog niet').click();
  await dialogs.openList(dutch).click();
  await dialogs.tap(dutch, 'Gaat wel').click();
  await dialogs.openList(dutch).click();
  await dialogs.tap(dutch, 'Kinderopvang').waitFor();
  await dialogs.untilNext(page).click();
  await page.getByText('Het bleef stil').first().waitFor();
  await dialogs.type(page).fill('؟');
  await page.getByRole('button', { name: 'Stuur' }).click();
  await dialogs.phone(page, 'Telegram, ar').getByText('؟', { exact: true }).waitFor();
  const address = page.url();
  const reader = await demo.page({ loggedIn: true });
  await reader.goto(address);
  await reader.axe('dialoog-proberen');
});

test('a page that is not there says so, without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  const answer = await page.goto('/bestaat-niet');
  assert.equal(answer.status(), 404);
  await page.axe('bestaat-niet');
});

test('the pages say in which language they are and what they are about', async () => {
  const page = await demo.page({ loggedIn: beheerder });
  const titles = new Set();
  const paths = [dashboard.path, dialogs.path, dialogs.drawn('stop', 'nl'), '/dialogen/stop/proberen', '/storingen', phones.path, '/bestaat-niet', logIn.path];
  for (const path of paths) {
    await page.goto(path);
    assert.equal(await page.locator('html').getAttribute('lang'), 'nl', path);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path);
    titles.add(await page.title());
  }
  assert.equal(titles.size, paths.length, `titles alike: ${[...titles].join(' | ')}`);
});

test('a wrong password is refused in words', async () => {
  const page = await demo.page();
  await page.goto(logIn.path);
  await logIn.email(page).fill('niemand@demo.example');
  await logIn.password(page).fill('niet het wachtwoord');
  const [answer] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === 'POST'),
    logIn.submit(page).click(),
  ]);
  assert.equal(answer.status(), 422);
  await page.getByRole('alert').waitFor();
  await page.axe('inloggen-geweigerd');
});

test('the keyboard reaches the log-in form in reading order', async () => {
  const page = await demo.page();
  await page.goto(logIn.path);
  const order = [];
  for (let steps = 0; steps < 15 && order.at(-1) !== 'Inloggen'; steps += 1) {
    await page.keyboard.press('Tab');
    order.push(await page.evaluate(() => {
      const { name, textContent } = document.activeElement;
      return name || textContent.trim();
    }));
  }
  const form = order.filter((name) => ['email', 'password', 'Inloggen'].includes(name));
  assert.deepEqual(form, ['email', 'password', 'Inloggen']);
});

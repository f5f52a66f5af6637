// Everyone can use the pages: WCAG 2.2 AA as far as a program can tell, at two widths, and the
// dashboard also without JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard, logIn, phones } from './selectors.mjs';

const demo = useDemo('axe');
const pages = [
  { path: logIn.path, shot: 'inloggen', loggedIn: false },
  { path: dashboard.path, shot: 'dashboard', loggedIn: true },
  { path: phones.path, shot: 'telefoons', loggedIn: true },
];

for (const { path, shot, loggedIn } of pages) {
  test(`${path} has no barriers and never scrolls sideways`, async () => {
    const page = await demo.page({ loggedIn });
    const answer = await page.goto(path);
    assert.equal(answer.status(), 200);
    assert.equal(new URL(page.url()).pathname, path, 'sent elsewhere');
    await page.axe(shot);
  });
}

test('the pages say in which language they are and what they are about', async () => {
  const page = await demo.page({ loggedIn: true });
  const titles = new Set();
  for (const { path } of pages) {
    await page.goto(path);
    assert.equal(await page.locator('html').getAttribute('lang'), 'nl', path);
    assert.equal(await page.getByRole('heading', { level: 1 }).count(), 1, path);
    titles.add(await page.title());
  }
  assert.equal(titles.size, pages.length, `titles alike: ${[...titles].join(' | ')}`);
});

test('logging in and reading the dashboard need no JavaScript', async () => {
  const page = await demo.page({ javaScript: false });
  await demo.logIn(page);
  await page.goto(dashboard.path);
  assert.equal(new URL(page.url()).pathname, dashboard.path, 'sent elsewhere');
  await dashboard.main(page).waitFor();
});

test('a wrong password is refused in words', async () => {
  const page = await demo.page();
  await page.goto(logIn.path);
  await logIn.email(page).fill('niemand@demo.example');
  await logIn.password(page).fill('niet het wachtwoord');
  await logIn.submit(page).click();
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

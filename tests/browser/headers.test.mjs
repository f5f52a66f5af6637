// Every page carries the headers that keep others out of it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nothing, useDemo } from './harness.mjs';
import { dashboard, logIn, phones } from './selectors.mjs';

const demo = useDemo('headers');

/** What is wrong with the headers of an answer, in words. */
function faults(answer, { session }) {
  const headers = answer.headers();
  const found = [];
  const expect = (right, fault) => right || found.push(`${answer.url()}: ${fault}`);

  const policy = new Map(
    (headers['content-security-policy'] ?? '')
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name, ...sources]) => [name, sources.join(' ')]),
  );
  expect(policy.has('default-src'), 'CSP has no default-src');
  expect(policy.get('frame-ancestors') === "'none'", "CSP lacks frame-ancestors 'none'");
  expect(policy.get('base-uri') === "'none'", "CSP lacks base-uri 'none'");
  for (const [name, sources] of policy) {
    expect(!/'unsafe-|\*|data:.*script/.test(sources), `CSP is loose: ${name} ${sources}`);
  }
  expect(headers['x-content-type-options'] === 'nosniff', 'lacks nosniff');
  expect(headers['referrer-policy'] === 'no-referrer', 'lacks referrer-policy no-referrer');
  if (session) {
    expect(/\bno-store\b/.test(headers['cache-control'] ?? ''), 'lacks cache-control no-store');
  }
  return found;
}

// redirects are answers too
const ask = (page, path) => page.request.get(path, { maxRedirects: 0 });

test('every answer before logging in is guarded', async () => {
  const page = await demo.page();
  const paths = [logIn.path, dashboard.path, '/lijst', '/storingen', '/bestaat-niet', '/health/live'];
  const found = [];
  for (const path of paths) {
    found.push(...faults(await ask(page, path), { session: true }));
  }
  nothing(found, 'before logging in');
});

test('every page and file, also of the demo, is guarded, and pages are not kept', async () => {
  const page = await demo.page({ loggedIn: 'beheer@demo.example' });
  const pages = new Set(['/lijst', '/bestaat-niet', '/telefoons/bestaat-niet', '/demo/clock', '/telefoons/api/state']);
  const files = new Set();
  for (const from of [dashboard.path, '/storingen', phones.path]) {
    pages.add(from);
    await page.goto(from);
    const inside = (hrefs) =>
      hrefs.map((href) => new URL(href)).filter(({ origin }) => origin === demo.url);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href));
    for (const { pathname, search } of inside(links)) pages.add(pathname + search);
    const used = await page
      .locator('link[href], script[src], img[src]')
      .evaluateAll((all) => all.map((one) => one.href || one.src));
    for (const { pathname } of inside(used)) files.add(pathname);
  }
  assert(files.size >= 5, `only ${[...files]}`);
  const found = [];
  for (const path of [...pages, ...files]) {
    const answer = await ask(page, path);
    const missing = path.endsWith('bestaat-niet');
    if (answer.status() !== (missing ? 404 : 200)) found.push(`${path}: answers ${answer.status()}`);
    found.push(...faults(answer, { session: pages.has(path) }));
  }
  nothing(found, 'with a session');
});

test('the session cookie is out of reach of scripts and of other sites', async () => {
  const page = await demo.page({ loggedIn: true });
  const cookies = await page.context().cookies();
  assert(cookies.length > 0, 'no cookie after logging in');
  for (const { name, httpOnly, sameSite } of cookies) {
    assert(httpOnly, `${name} can be read by scripts`);
    assert.notEqual(sameSite, 'None', `${name} is sent along from other sites`);
  }
});

test('the dashboard without a session leads to the log-in form', async () => {
  const page = await demo.page();
  await page.goto(dashboard.path);
  assert.equal(new URL(page.url()).pathname, logIn.path);
});

test('who guesses passwords from one place must wait, and nobody else', async () => {
  const page = await demo.page();
  // the demo believes what a proxy on the same machine says
  const guess = (from, n) =>
    page.request.post(logIn.path, {
      headers: { 'x-forwarded-for': from },
      form: { email: `niemand${n}@demo.example`, password: 'geraden wachtwoord' },
    });
  const statuses = [];
  for (let n = 0; n < 60 && statuses.at(-1) !== 429; n += 1) {
    const answer = await guess('203.0.113.7', n);
    statuses.push(answer.status());
    if (answer.status() === 429) assert(Number(answer.headers()['retry-after']) > 0);
  }
  assert.equal(statuses.at(-1), 429, 'sixty guesses and no wait');
  assert(statuses.length > 10, 'an office behind one address must be able to log in');
  assert.equal((await guess('203.0.113.8', 0)).status(), 422);
});

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

test('pages before logging in are guarded', async () => {
  const page = await demo.page();
  const found = [];
  for (const path of [logIn.path, dashboard.path, '/bestaat-niet', '/health/live']) {
    found.push(...faults(await page.request.get(path), { session: false }));
  }
  nothing(found, 'before logging in');
});

test('the dashboard, the phones and every page they link to are guarded and not kept', async () => {
  const page = await demo.page({ loggedIn: true });
  const paths = new Set([dashboard.path, phones.path]);
  for (const from of [dashboard.path, phones.path]) {
    await page.goto(from);
    const links = await page.locator('a[href]').evaluateAll((all) => all.map((a) => a.href));
    for (const link of links.map((href) => new URL(href))) {
      if (link.origin === demo.url) paths.add(link.pathname);
    }
  }
  // leaving would end the session for the pages after it
  paths.delete('/uitloggen');
  const found = [];
  for (const path of [...paths].slice(0, 40)) {
    const answer = await page.request.get(path);
    if (answer.status() >= 400) found.push(`${answer.url()}: answers ${answer.status()}`);
    found.push(...faults(answer, { session: true }));
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

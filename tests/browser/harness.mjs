// Starts a demo and a browser for one file of tests, and stops both whatever happens. Each file has
// a demo of its own, with an empty database and a free port.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { logIn } from './selectors.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
export const root = join(here, '..', '..');
const results = join(here, 'results');
export const program = process.env.WEGWIJZER_BIN ?? join(root, 'target', 'debug', 'wegwijzer');
const browserProgram = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const readyWithin = 60_000;
const stopsWithin = 10_000;
const klantmanager = 'klantmanager1@demo.example';

// Chromium must not look for anything outside this machine. Playwright gives it an empty profile.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// A desktop, and a phone or a page zoomed in to 400 % (WCAG 1.4.10).
const widths = [1280, 320];
const schemes = ['light', 'dark'];
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * A demo and a browser for the tests of this file; `name` marks its log and screenshots, `opening`
 * is what happens before the first test.
 */
export function useDemo(name, opening) {
  return use(new Stage(name), opening);
}

/** The same with a service of our own: `command(port, data)` gives what the program is started with. */
export function useService(name, command) {
  return use(new Stage(name, command));
}

function use(stage, opening) {
  const open = async () => {
    await stage.open();
    await opening?.(stage);
    await stage.closeContexts();
  };
  before(open, { timeout: readyWithin + 30_000 });
  afterEach(() => stage.closeContexts());
  after(() => stage.close());
  return stage;
}

/** A demo with a browser in front of it. */
export class Stage {
  #name;
  #demo;
  #data;
  #browser;
  #contexts = [];
  #sessions = new Map();
  #said = '';
  #command;

  constructor(name, command = (port, data) => ['demo', '--port', String(port), '--data', data]) {
    this.#name = name;
    this.#command = command;
  }

  /** Where the demo keeps its database and its key. */
  get data() {
    return this.#data;
  }

  async open() {
    await mkdir(results, { recursive: true });
    await this.#startDemo();
    this.#browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? browserProgram.find((path) => existsSync(path)),
      headless: true,
      args: flags,
    });
  }

  async close() {
    await this.#browser?.close();
    await this.#stopDemo();
    if (this.#data) await rm(this.#data, { recursive: true, force: true });
  }

  async closeContexts() {
    for (const context of this.#contexts.splice(0)) await context.close();
  }

  /** A new page in a context of its own; `loggedIn` as a klantmanager, or as somebody else. */
  async page({ loggedIn = false, javaScript = true, ...look } = {}) {
    const email = loggedIn === true ? klantmanager : loggedIn;
    const context = await this.#browser.newContext({
      baseURL: this.url,
      viewport: { width: widths[0], height: 900 },
      locale: 'nl-NL',
      timezoneId: 'Europe/Amsterdam',
      reducedMotion: 'reduce',
      javaScriptEnabled: javaScript,
      storageState: email ? await this.#loggedIn(email) : undefined,
      ...look,
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    page.complaints = [];
    page.on('pageerror', (error) => page.complaints.push(String(error)));
    page.on('console', (message) => {
      // a page that says no says so with its status, and the browser notes that
      const refusal = / status of 4\d\d /.test(message.text()) && message.location().url === page.url();
      if (message.type() === 'error' && !refusal) page.complaints.push(message.text());
    });
    page.axe = (shot) => checkPage(page, `${this.#name}-${shot}`);
    return page;
  }

  /** Fills in the form as a person does, and waits until it has been accepted. */
  async logIn(page, email = klantmanager) {
    await page.goto(logIn.path);
    await logIn.email(page).fill(email);
    await logIn.password(page).fill(this.#password(email));
    await logIn.submit(page).click();
    await page.waitForURL((url) => url.pathname !== logIn.path);
  }

  // once per file and colleague: the tests after it start with their cookies
  async #loggedIn(email) {
    if (!this.#sessions.has(email)) {
      const page = await this.page();
      await this.logIn(page, email);
      this.#sessions.set(email, await page.context().storageState());
    }
    return this.#sessions.get(email);
  }

  // the demo prints its log-ins; what it prints is what a visitor would use
  #password(email) {
    assert(this.#said.includes(email), `the demo does not print ${email}`);
    return this.#printed(/wachtwoord (\S+)\)/);
  }

  /** What this colleague logs in with. */
  password(email) {
    return this.#password(email);
  }

  /** The code for the phone that is not linked yet. */
  get token() {
    return this.#printed(/\/telefoons\?start=(\S+)/);
  }

  #printed(pattern) {
    const [, found] = this.#said.match(pattern) ?? [];
    assert(found, `the demo does not print ${pattern}`);
    return found;
  }

  /** Turns the demo's clock without a page; gives what it shows then. */
  async clock(action) {
    const body = action && new URLSearchParams({ action });
    const headers = { accept: 'application/json' };
    const answer = await fetch(`${this.url}/demo/clock`, { method: body ? 'POST' : 'GET', body, headers });
    assert.equal(answer.status, 200, `the clock on ${action}`);
    const shown = await answer.json();
    return { ...shown, civil: Date.parse(shown.civil) };
  }

  async #startDemo() {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    this.#data = await mkdtemp(join(tmpdir(), 'wegwijzer-demo-'));
    const log = createWriteStream(join(results, `${this.#name}.log`));
    const demo = spawn(program, await this.#command(port, this.#data), {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#demo = demo;
    // also when the tests themselves are cut off
    process.on('exit', () => demo.kill('SIGKILL'));
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
    demo.stdout.on('data', (text) => (this.#said += text));
    demo.stdout.pipe(log, { end: false });
    demo.stderr.pipe(log, { end: false });

    let failure;
    demo.on('error', (error) => (failure = error.message));
    demo.on('exit', (code, signal) => (failure ??= `it stopped with ${code ?? signal}`));
    const deadline = Date.now() + readyWithin;
    // its pages answer only after everything has been told
    while (!(await answers(`${this.url}/health/ready`))) {
      const reason = failure ?? (Date.now() > deadline && `not ready within ${readyWithin} ms`);
      assert(!reason, `${program} demo did not start: ${reason}; see ${log.path}`);
      await pause(100);
    }
  }

  async #stopDemo() {
    const demo = this.#demo;
    if (!demo?.pid || demo.exitCode !== null || demo.signalCode !== null) return;
    const gone = new Promise((resolve) => demo.once('exit', resolve));
    demo.kill('SIGTERM');
    const late = setTimeout(() => demo.kill('SIGKILL'), stopsWithin);
    await gone;
    clearTimeout(late);
    assert.notEqual(demo.signalCode, 'SIGKILL', 'the demo did not stop when it was asked to');
  }
}

/** Fails on what axe finds, on sideways scrolling and on what the browser complains about. */
async function checkPage(page, name) {
  const found = [];
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    for (const width of widths) {
      const faults = await checkLook(page, width);
      found.push(...faults.map((fault) => `${colorScheme}, ${width} px: ${fault}`));
      await page.screenshot({ path: join(results, `${name}-${colorScheme}-${width}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: schemes[0] });
  await page.setViewportSize({ width: widths[0], height: 900 });
  found.push(...page.complaints.map((text) => `the browser says: ${text}`));
  nothing(found, page.url());
}

async function checkLook(page, width) {
  await page.setViewportSize({ width, height: 900 });
  // through the debugger, so that the page's own CSP stays in force
  await page.evaluate(axeSource);
  const { violations, incomplete } = await page.evaluate(
    (tags) =>
      globalThis.axe.run(document, {
        runOnly: { type: 'tag', values: tags },
        rules: { 'target-size': { enabled: true } },
        resultTypes: ['violations', 'incomplete'],
      }),
    rules,
  );
  // axe could not decide: for a person to look at, no reason to fail
  for (const { id, nodes } of incomplete) {
    console.log(`  look at ${page.url()} at ${width} px: ${id} (${nodes.length})`);
  }
  const found = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')}`),
  );
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  if (overflow > 0) found.push(`the page is ${overflow} px too wide`);
  return found;
}

/** Fails with one line for each thing found. */
export function nothing(found, where) {
  if (found.length > 0) assert.fail(`${where}\n${found.join('\n')}`);
}

/** Tries again until `attempt` gives something; fails with `what` after `within` milliseconds. */
export async function eventually(what, within, attempt) {
  const deadline = Date.now() + within;
  for (;;) {
    const outcome = await attempt();
    if (outcome) return outcome;
    assert(Date.now() < deadline, `not within ${within / 1000} s: ${what}`);
    await pause(200);
  }
}

async function answers(url) {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return answer.status === 200;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

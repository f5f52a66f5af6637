// Logging in with the account of the municipality: the first time, with a link of the beheerder, and while the provider is
// down.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { program, root, useService } from './harness.mjs';
import { startProvider } from './provider.mjs';
import { logIn } from './selectors.mjs';

const provider = await startProvider('wegwijzer');
after(() => provider.stop().catch(() => {}));

let settings;
const house = useService('organisation', async (port, data) => {
  settings = join(data, 'wegwijzer.toml');
  await writeFile(settings, `
public_url = "http://127.0.0.1:${port}"
data_dir = "${data}"
[database]
url = "sqlite://${data}/wegwijzer.db"
[server]
listen = "127.0.0.1:${port}"
[sign_in]
local_accounts = "beheerders"
[oidc]
issuer = "${provider.url}"
client_id = "wegwijzer"
client_secret = "geheim"
name = "uw account van Voorbeeldstad"
[oidc.roles]
ww-klantmanager = "klantmanager"
`);
  return ['serve', '--config', settings];
});

/** A colleague of the command line; gives the path of the link to log in with. */
async function add(role, name, email) {
  const args = ['staff', 'add', '--config', settings, '--role', role, '--name', name, '--email', email, '--json'];
  const { stdout } = await promisify(execFile)(program, args, { cwd: root });
  const link = new URL(JSON.parse(stdout).link);
  return link.pathname + link.search;
}

const button = (page) => page.getByRole('link', { name: 'Inloggen met uw account van Voorbeeldstad' });
const name = (page) => page.locator('.ww-who__name');

test('with the account of the municipality a colleague is in after one press, and back at the page that was asked for', async () => {
  provider.who = { sub: 'noor', name: 'Noor Bakker', email: 'noor@voorbeeldstad.nl', roles: ['ww-klantmanager'] };
  const page = await house.page();
  await page.goto('/inburgeraars');
  await page.axe('inloggen');
  await button(page).focus();
  await page.keyboard.press('Enter');
  await name(page).getByText('Noor Bakker').waitFor();
  assert.equal(new URL(page.url()).pathname, '/inburgeraars');
  await page.goto('/account');
  await page.axe('account');
});

test('without a role nobody comes in, and the page says so', async () => {
  provider.who = { sub: 'vreemd', name: 'Iemand', email: 'iemand@voorbeeldstad.nl', roles: [] };
  const page = await house.page();
  await page.goto(logIn.path);
  await button(page).click();
  await page.getByRole('heading', { name: 'U hebt hier geen rol' }).waitFor();
  await page.axe('geen-rol');
});

test('a link of the beheerder links the account, without a password and without JavaScript', async () => {
  const link = await add('klantmanager', 'Ruben de Wit', 'ruben@voorbeeldstad.nl');
  provider.who = { sub: 'ruben', name: 'R. de Wit', email: 'anders@voorbeeldstad.nl', roles: ['ww-klantmanager'] };
  const page = await house.page({ javaScript: false });
  await page.goto(link);
  assert.equal(await page.getByLabel('Nieuw wachtwoord').count(), 0);
  await page.getByRole('button', { name: 'Inloggen met uw account van Voorbeeldstad' }).press('Enter');
  await page.getByRole('link', { name: 'Verder naar uw organisatie' }).press('Enter');
  await name(page).getByText('Ruben de Wit').waitFor();
});

test('while the provider is down a beheerder comes in with a password', async () => {
  const link = await add('beheerder', 'Bea Beheer', 'bea@voorbeeldstad.nl');
  const page = await house.page();
  await page.goto(link);
  await page.axe('eerste-keer');
  await page.getByLabel('Nieuw wachtwoord').fill('drie ganzen lopen langs');
  await page.getByLabel('Nog een keer hetzelfde wachtwoord').fill('drie ganzen lopen langs');
  await page.getByRole('button', { name: /opslaan en inloggen$/ }).press('Enter');
  await name(page).getByText('Bea Beheer').waitFor();
  await provider.stop();
  const later = await house.page();
  await later.goto(logIn.path);
  await logIn.email(later).fill('bea@voorbeeldstad.nl');
  await logIn.password(later).fill('drie ganzen lopen langs');
  await logIn.submit(later).click();
  await name(later).getByText('Bea Beheer').waitFor();
});

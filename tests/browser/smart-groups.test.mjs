// A klantmanager keeps a choice of the list as a group, finds it above the list, shares it and removes it, by keyboard.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';
import { dashboard } from './selectors.mjs';

const demo = useDemo('smart-groups');

/** Presses Enter on something, once it has the focus. */
async function enter(target, page) {
  await target.focus();
  await page.keyboard.press('Enter');
}

test('a choice is kept by name, stands above the list with its count, and is removed', async () => {
  await demo.clock('pause');
  const page = await demo.page({ loggedIn: true });
  await page.goto('/?van=allen&groep=asiel');
  await dashboard.silent(page).first().waitFor();
  const people = await page.locator('[data-people]').getAttribute('data-people');
  await enter(page.getByRole('link', { name: 'Bewaar deze keuze' }), page);
  await page.getByRole('heading', { name: 'Bewaar een keuze als groep' }).waitFor();
  assert.match(await page.getByTestId('keuze').innerText(), /alle mensen/);
  await enter(page.getByRole('button', { name: 'Bewaar de groep' }), page);
  await page.getByRole('alert').getByText('Vul een naam in').waitFor();
  await page.axe('slimme-groepen-fout');
  await page.getByLabel('Naam van de groep').fill('Stille statushouders');
  await enter(page.getByRole('button', { name: 'Bewaar de groep' }), page);
  await page.getByRole('status').getByText('De groep is bewaard.').waitFor();
  const tab = page.getByRole('navigation', { name: 'Slimme groepen' }).getByRole('link');
  assert.equal((await tab.innerText()).replace(/\s+/g, ' '), `Stille statushouders ${people}`);
  assert.equal(await tab.getAttribute('aria-current'), 'true');
  assert.match(page.url(), /slim=/);
  await page.axe('lijst-slimme-groep');

  await enter(page.getByRole('link', { name: /beheer groepen/ }), page);
  const card = page.getByTestId('groep');
  await card.getByLabel('Wie ziet de groep?').selectOption('gemeente');
  await enter(card.getByRole('button', { name: /^Bewaren/ }), page);
  await page.getByTestId('groep').getByText('iedereen van de gemeente').first().waitFor();
  await page.axe('slimme-groepen');
  const colleague = await demo.page({ loggedIn: 'beheer@demo.example', javaScript: false });
  await colleague.goto('/');
  await colleague.getByRole('link', { name: /^Stille statushouders/ }).click();
  assert.match(colleague.url(), /slim=/);

  await enter(page.getByRole('button', { name: /^Groep weghalen/ }), page);
  await page.getByText('Er zijn nog geen groepen.').waitFor();
  await colleague.reload();
  await colleague.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await colleague.getByText('Stille statushouders').count(), 0);
});

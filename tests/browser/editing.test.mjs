// Changing a dialog and its words: no barriers, and the keyboard is enough.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('editing');

test('the steps of a dialog are shown without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  const answer = await page.goto('/dialogen/check-in/bewerken');
  assert.equal(answer.status(), 200);
  await page.getByRole('heading', { level: 3, name: 'school' }).waitFor();
  await page.axe('stappen');
});

test('the words of a language are shown beside the Dutch without barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/dialogen/check-in/teksten?taal=ar');
  await page.getByText('vertaald door een machine').first().waitFor();
  await page.axe('teksten');
});

test('the keyboard alone adds a step, writes its words and tries them', async () => {
  // without a script, as everything here must work
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/dialogen/check-in/bewerken');
  await page.locator('#new-name').focus();
  await page.keyboard.type('dank');
  const body = page.locator('#new-body');
  await body.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('say: check-in-dank\nend: answered');
  await page.getByRole('button', { name: 'Voeg toe' }).press('Enter');
  await page.getByRole('heading', { level: 3, name: 'dank' }).waitFor();
  await page.getByText('can never be reached').waitFor();

  await page.goto('/dialogen/check-in/teksten?taal=nl');
  const words = page.locator('#woorden-check-in-dank');
  await words.focus();
  await page.keyboard.type('Dank u wel.');
  await page.getByRole('button', { name: /Bewaar.*check-in-dank/ }).press('Enter');
  await page.waitForURL((url) => url.hash === '#tekst-check-in-dank');
  assert.equal(await page.locator('#woorden-check-in-dank').inputValue(), 'Dank u wel.');

  await page.goto('/dialogen/check-in/proberen?concept=ja&taal=nl&kanaal=telegram');
  await page.getByRole('heading', { level: 1, name: /concept proberen/ }).waitFor();
});

test('a step in the drawing leads to its form, and from there back', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/dialogen/check-in/bewerken');
  await page.getByRole('link', { name: /stap uren$/ }).press('Enter');
  await page.waitForURL((url) => url.hash === '#stap-uren');
  await page.getByRole('link', { name: /^In de tekening.*uren$/ }).press('Enter');
  await page.waitForURL((url) => url.hash === '#teken-uren');
});

test('the keyboard alone puts a step between two others, moves it and takes it away', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/dialogen/pvt-herinnering/bewerken');
  const plus = page.getByRole('link', { name: /^Een stap tussen vraag en / }).first();
  const to = (await plus.getAttribute('aria-label')).split(' en ').at(-1);
  await plus.press('Enter');
  await page.waitForURL((url) => url.searchParams.get('van') === 'vraag');
  await page.getByRole('heading', { level: 2, name: `Een stap tussen vraag en ${to}` }).waitFor();
  await page.locator('#new-name').focus();
  await page.keyboard.type('tussendoor');
  await page.getByRole('button', { name: 'Voeg toe' }).press('Enter');
  await page.waitForURL((url) => url.hash === '#stap-tussendoor');
  await page.getByRole('link', { name: `Een stap tussen tussendoor en ${to}` }).waitFor();

  await page.getByRole('button', { name: /^Later.*tussendoor$/ }).press('Enter');
  await page.waitForURL((url) => url.hash === '#stap-tussendoor');
  await page.getByText('Hernoemen of verwijderen: tussendoor').press('Enter');
  const form = page.locator('#stap-tussendoor .ww-step__remove');
  await form.getByText(/^van vraag/).first().waitFor();
  assert.equal(await form.getByRole('combobox').inputValue(), to, 'where it led itself');
  await form.getByRole('button').press('Enter');
  await page.waitForURL((url) => url.hash === '#stap-tussendoor');
  await page.getByRole('link', { name: `Een stap tussen vraag en ${to}` }).first().waitFor();
  assert.equal(await page.locator('#stap-tussendoor').count(), 0);
});

test('the phones follow what is typed, and say when it is too long', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/dialogen/welkom/teksten?taal=ar');
  const text = page.locator('#tekst-welkom-toestemming');
  const whatsapp = text.getByRole('group', { name: 'Voorbeeld op WhatsApp' });
  await whatsapp.waitFor();
  const words = page.locator('#woorden-welkom-toestemming');
  await words.fill('مرحبا { $naam }');
  await whatsapp.getByText('مرحبا').waitFor();
  await text.getByRole('group', { name: 'Voorbeeld op Telegram' }).getByText('مرحبا').waitFor();
  await words.fill('كلمة '.repeat(300));
  await whatsapp.locator('.ww-room--over').waitFor();
  await page.axe('teksten-voorbeeld');
  await words.fill('مرحبا { naam');
  await text.getByText('Deze regel kan niet worden gelezen').waitFor();
});

test('without a script a button shows what was typed, and nothing is saved', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/dialogen/welkom/teksten?taal=nl');
  await page.locator('#woorden-welkom-klaar').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Tot gauw.');
  await page.getByRole('button', { name: /^Toon voorbeeld.*welkom-klaar$/ }).press('Enter');
  const text = page.locator('#tekst-welkom-klaar');
  await text.getByText('nog niet bewaard').waitFor();
  await text.getByRole('group', { name: 'Voorbeeld op Telegram' }).getByText('Tot gauw.').waitFor();
  await page.goto('/dialogen/welkom/teksten?taal=nl');
  assert.notEqual(await page.locator('#woorden-welkom-klaar').inputValue(), 'Tot gauw.');
});

// People get another klantmanager, several at once, with the keyboard and without JavaScript.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('share-out');

/** Chooses the busiest colleague and somebody else; gives the name of the first. */
async function choose(page, { number }) {
  await page.goto('/verdelen');
  const people = await page.getByTestId('mensen').allTextContents();
  const most = people.map(Number).indexOf(Math.max(...people.map(Number)));
  await page.locator('input[name=van]').nth(most).press('Space');
  await page.locator('input[name=naar]').nth(most === 0 ? 1 : 0).press('Space');
  await page.getByRole('spinbutton', { name: 'Hoeveel' }).fill(String(number));
  await page.getByRole('button', { name: 'Kijk wie naar wie gaat' }).press('Enter');
  return Number(people[most]);
}

test('two people go to another klantmanager, once', async () => {
  const page = await demo.page({ loggedIn: 'beheer@demo.example', javaScript: false });
  const before = await choose(page, { number: 2 });
  await page.getByRole('button', { name: 'Draag deze mensen over' }).press('Enter');
  await page.getByText('2 mensen hebben nu een andere klantmanager.').waitFor();
  const people = await page.getByTestId('mensen').allTextContents();
  assert(people.map(Number).includes(before - 2), people.join(' '));
});

test('the pages that divide people have no barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/verdelen');
  await page.axe('verdelen');
  await choose(page, { number: 3 });
  await page.getByRole('heading', { name: 'Wie naar wie gaat' }).waitFor();
  await page.axe('verdelen-kijken');
});

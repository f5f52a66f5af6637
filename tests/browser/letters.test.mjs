// Letters: made, printed and posted with the keyboard, without JavaScript, and readable by everyone; what a
// browser makes of the page is a tagged PDF with the language of each half.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { useDemo } from './harness.mjs';

const demo = useDemo('letters');

test('letters are made, printed on sheets of their own, and posted, with the keyboard alone', async () => {
  const page = await demo.page({ loggedIn: true, javaScript: false });
  await page.goto('/brieven');
  await page.getByRole('button', { name: /^Maak/ }).press('Enter');
  await page.getByText(/brieven zijn gemaakt/).waitFor();
  const waiting = await page.getByTestId('brief').count();
  assert(waiting > 2, `${waiting} letters`);
  // one of them is not wanted
  await page.getByRole('checkbox').first().press('Space');
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Print', exact: true }).press('Enter');
  const print = await opened;
  await print.waitForLoadState();
  const letters = print.locator('article.brief');
  assert.equal(await letters.count(), waiting - 1);
  const cut = await letters.evaluateAll((all) =>
    all
      .filter((one) => one.scrollHeight > one.clientHeight)
      .map((one) => [...one.querySelectorAll('.brief-helft')].map((half) => half.lang).join(' and ')),
  );
  assert.deepEqual(cut, [], 'words run off the sheet');

  const pdf = (await print.pdf({ preferCSSPageSize: true, tagged: true })).toString('latin1');
  assert.equal(pdf.match(/\/Type \/Page\b/g).length, waiting - 1, 'a sheet per letter');
  for (const mark of ['/StructTreeRoot', '/Lang (nl)', '/Lang (ar)', '/Alt (Vierkante code voor WhatsApp)']) {
    assert(pdf.includes(mark), mark);
  }

  await page.goto('/brieven?staat=geprint');
  assert.equal(await page.getByTestId('brief').count(), waiting - 1);
  await page.getByRole('button', { name: 'Is gepost' }).press('Enter');
  await page.getByText(/brieven zijn gepost/).waitFor();
  await page.goto('/brieven?staat=gepost');
  assert.equal(await page.getByTestId('brief').count(), waiting - 1);
});

test('the list of letters and the sheets have no barriers', async () => {
  const page = await demo.page({ loggedIn: true });
  await page.goto('/brieven?staat=gemaakt');
  await page.axe('brieven');
  await page.goto('/brieven?staat=alle');
  await page.axe('brieven-alle');
});

// How the tests find things on a page, in one place: by role and label where a person would too, by
// data-testid where several of a kind stand side by side.

export const logIn = {
  path: '/inloggen',
  email: (page) => page.getByLabel('E-mailadres'),
  password: (page) => page.getByLabel('Wachtwoord'),
  submit: (page) => page.getByRole('button', { name: 'Inloggen', exact: true }),
};

export const dashboard = {
  path: '/',
  // everybody, not only the colleague's own people, and more than is shown at first
  everybody: '/?van=allen&toon=meer',
  main: (page) => page.getByRole('main'),
  // rows of the table "Wie heeft niet geantwoord?"
  silent: (page) => page.getByTestId('stil'),
  tasks: (page) => page.getByTestId('taak'),
  // people who said that they cannot come, with their reason
  refusals: (page) => page.locator('[data-testid="taak"][data-kind="kan-niet"]'),
  // people for whom there is no address but the postal one
  letters: (page) => page.locator('[data-testid="taak"][data-kind="geen-adres"]'),
  noteAnswer: (row) => row.getByRole('button', { name: /^Antwoord genoteerd/ }),
  close: (task) => task.getByRole('button', { name: /^Klaar/ }),
  done: (page) => page.getByRole('status').filter({ hasText: /\S/ }),
};

export const phones = {
  path: '/telefoons',
  with: (token) => `/telefoons?start=${token}`,
  all: (page) => page.getByTestId('telefoon'),
  of: (page, { channel, language }) =>
    page.locator(`[data-testid="telefoon"][data-channel="${channel}"][data-language="${language}"]`),
  // the name of whose phone it is, as the dashboard writes it too
  owner: (phone) => phone.getByTestId('telefoon-naam'),
  talk: (phone) => phone.getByRole('log'),
  start: (phone) => phone.getByRole('button', { name: 'Start', exact: true }),
  button: (phone, label) => phone.getByRole('button', { name: label }),
  // WhatsApp hides more than three choices behind one button
  openList: (phone) => phone.getByTestId('telefoon-lijst'),
  write: (phone) => phone.getByRole('textbox', { name: /^Bericht vanaf/ }),
};

export const dialogs = {
  path: '/dialogen',
  drawn: (name, language) => `/dialogen/${name}?taal=${language}`,
  tried: (name, query) => `/dialogen/${name}/proberen?${query}`,
  drawing: (page) => page.getByRole('img'),
  phone: (page, channel) => page.getByRole('region', { name: `Telefoon: ${channel}` }),
  openList: (phone) => phone.locator('summary').last(),
  tap: (phone, label) => phone.getByRole('link', { name: label, exact: true }).last(),
  untilNext: (page) => page.getByRole('link', { name: 'Tot er iets gebeurt' }),
  clock: (page) => page.getByLabel(/Laat de klok lopen/),
  type: (page) => page.getByLabel('Typ een bericht'),
};

export const clock = {
  now: (page) => page.locator('#civil'),
  pause: (page) => page.getByRole('button', { name: 'Pauze' }),
  goOn: (page) => page.getByRole('button', { name: 'Verder' }),
  next: (page) => page.getByRole('button', { name: /volgende gebeurtenis/i }),
};

// The words on the phones; see locales/.
export const words = {
  nl: { question: /Komt u\?/, refuse: 'Ik kan niet', reason: 'Ik moet werken', thanks: /Dank u, nu weten wij het/ },
  en: { language: 'English', agree: 'Yes, that is fine', welcome: /from now on we will send you messages/ },
  ar: { one: '١', come: 'سأحضر', seeYou: /يسعدنا أنكم ستحضرون/ },
};

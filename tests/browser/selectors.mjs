// How the tests find things on a page, in one place: by role and label where a person would too, by
// data-testid where several of a kind stand side by side.

export const logIn = {
  path: '/inloggen',
  email: (page) => page.locator('input[name="email"]'),
  password: (page) => page.locator('input[name="password"]'),
  submit: (page) => page.getByRole('button', { name: 'Inloggen', exact: true }),
};

export const dashboard = {
  path: '/',
  main: (page) => page.getByRole('main'),
  // rows of people who did not come and said so, with their reason
  refusals: (page) => page.getByTestId('kan-niet'),
  // rows of the table "Wie heeft niet geantwoord?"
  silent: (page) => page.getByTestId('stil'),
};

export const phones = {
  path: '/telefoons',
  all: (page) => page.getByTestId('telefoon'),
  of: (page, { channel, language }) =>
    page.locator(`[data-testid="telefoon"][data-channel="${channel}"][data-language="${language}"]`),
  // the name of whose phone it is, as the dashboard writes it too
  owner: (phone) => phone.getByTestId('telefoon-naam'),
  button: (phone, label) => phone.getByRole('button', { name: label }),
  // WhatsApp hides more than three choices behind one button
  openList: (phone) => phone.getByTestId('telefoon-lijst'),
  // "go on to the next thing that happens" of the demo's clock
  nextEvent: (page) => page.getByRole('button', { name: /volgende/i }),
};

// The words on a Dutch phone; see locales/nl.
export const words = {
  refuse: /^ik kan niet/i,
  reason: /werk/i,
};

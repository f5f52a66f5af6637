// The pages that everybody can look at without doing anything first, and as whom.

import { dashboard, dialogs, logIn } from './selectors.mjs';

export const beheerder = 'beheer@demo.example';
export const pages = [
  { path: logIn.path, shot: 'inloggen', loggedIn: false },
  { path: dashboard.path, shot: 'dashboard', loggedIn: true },
  { path: dialogs.path, shot: 'dialogen', loggedIn: true },
  { path: '/storingen', shot: 'storingen', loggedIn: beheerder },
  { path: '/account', shot: 'account', loggedIn: true },
  { path: '/account/tweede-stap', shot: 'tweede-stap', loggedIn: true },
  { path: '/collegas', shot: 'collegas', loggedIn: beheerder },
  { path: '/collegas/teams', shot: 'teams', loggedIn: beheerder },
  { path: '/dubbelen', shot: 'dubbelen-lijst', loggedIn: true },
  { path: '/slimme-groepen', shot: 'slimme-groepen', loggedIn: true },
  { path: '/velden', shot: 'eigen-velden', loggedIn: beheerder },
  { path: '/onbekend', shot: 'onbekend', loggedIn: true },
  { path: '/audit', shot: 'logboek', loggedIn: beheerder },
  { path: '/publiceren', shot: 'publiceren', loggedIn: beheerder },
  { path: '/aanwezigheid', shot: 'aanwezigheid', loggedIn: true },
  { path: '/cursussen', shot: 'cursussen', loggedIn: true },
  { path: '/cursussen/nieuw', shot: 'cursus-nieuw', loggedIn: true },
  { path: '/verdelen', shot: 'verdelen', loggedIn: true },
  { path: '/import', shot: 'inlezen', loggedIn: true },
  { path: '/naslag', shot: 'naslag', loggedIn: true },
];

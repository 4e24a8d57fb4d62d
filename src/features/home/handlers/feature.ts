import type { Feature } from '../../../bot/feature.ts';
import { OWN_PAGES, openHelp, openHome, openSettings, settingsButton } from '../../../bot/home.ts';
import { on, onArrival } from '../../../bot/on.ts';
import * as permissions from '../permissions.ts';
import * as routes from '../routes.ts';
import { showHome, showSettings } from './home.ts';
import { wordsBindings } from './words.ts';

/** What waits for me, help, and words that are no command: pages that every feature has its part of. */
export const home: Feature = {
  name: 'home',
  permissions,
  support: [routes.help.id, routes.home.id],
  discreet: [openHelp.id, openHome.id],
  helpLine: OWN_PAGES,
  bindings: [
    ...wordsBindings,
    on(routes.home, (context) => showHome(context)),
    on(openHome, (context, { page }) => showHome(context, page)),
    on(routes.settings, showSettings),
    on(openSettings, showSettings),
    onArrival('home', (context) => showHome(context)),
  ],
  homeActions: [{ button: settingsButton, for: 'members', rank: 70 }],
};

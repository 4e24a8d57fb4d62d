import { z } from 'zod';
import { action, button } from '../chat/route.ts';
import { nothing } from '../chat/typed.ts';
import { permission } from './permissions.ts';

/** What the pages that are somebody's own are about: in help their words share one line. */
export const OWN_PAGES = 'What is waiting for you, your profile, hours and lists.';

/** In help the words of whoever needs a person share one line. */
export const SOMEBODY = 'Somebody on your list to call you; whom to turn to when something is wrong.';

/** Cards on one page of home: with their buttons well inside Slack's 100 blocks and Teams' 28 KB, and read on a phone. */
export const HOME_PAGE = 6;

/** Home and help are open to whoever comes: a guest reads how to join, and the numbers. */
const openPages = permission('pages.open', 'anyone');
const openOwnPages = permission('pages.own', 'members');

export const openHome = action(
  'members.home',
  z.object({ page: z.int().min(0).max(100).optional() }),
  openPages,
  { reads: true },
);
export const openHelp = action('members.help', nothing, openPages, { reads: true });
export const openSettings = action('members.settings', nothing, openOwnPages, { reads: true });
export const homeButton = button(openHome, 'What’s waiting for me', {});
export const settingsButton = button(openSettings, 'My settings', {});
export const helpButton = button(openHelp, 'Help, and people to call', {});

/** Where somebody may need a person or a number now. */
export const moreNumbers = button(openHelp, 'More numbers', {});

import { z } from 'zod';
import type { Card } from '../chat/message.ts';
import { action, button } from '../chat/route.ts';
import { nothing } from '../chat/typed.ts';
import type { Waiting } from './page-parts.ts';

/** What the pages that are somebody's own are about: in help their words share one line. */
export const OWN_PAGES = 'What is waiting for you, your profile, hours and lists.';

/** Cards on one page of home: with their buttons well inside Slack's 100 blocks and Teams' 28 KB, and read on a phone. */
export const HOME_PAGE = 6;

/** Draws these, one after the other; what is no longer there is left out. */
export async function drawWaiting(waiting: readonly Waiting[]): Promise<Card[]> {
  const cards: Card[] = [];
  for (const one of waiting) {
    const card = typeof one === 'function' ? await one() : one;
    if (card) cards.push(card);
  }
  return cards;
}

export const openHome = action('members.home', z.object({ page: z.int().min(0).max(100).optional() }));
export const openHelp = action('members.help', nothing);
export const openSettings = action('members.settings', nothing);
export const homeButton = button(openHome, 'What’s waiting for me', {});
export const settingsButton = button(openSettings, 'My settings', {});
export const helpButton = button(openHelp, 'Help, and people to call', {});

/** Where somebody may need a person or a number now. */
export const moreNumbers = button(openHelp, 'More numbers', {});

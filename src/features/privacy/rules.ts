import { DAY_MS } from '../../time/durations.ts';
/** A week to change one's mind. */
export const FORGET_MS = 7 * DAY_MS;
/** How long a link to one's own data works. */
export const LINK_MS = 15 * 60_000;
/** Whoever is the only coordinator is asked again the day after. */
export const AGAIN_MS = DAY_MS;
/** How often it is looked whether our messages are emptied, and how long it is tried. */
export const LOOK_MS = 60_000;
export const BLANK_FOR_MS = 7 * DAY_MS;

import type { Settings } from './settings.ts';

/** What to do when something is wrong: a page that needs no account, and is served while the database is away. */
export const CONCERN_PATH = '/when-something-is-wrong';
/** Undefined where people's browsers do not reach the bot. */
export const concernUrl = ({ publicUrl }: Pick<Settings, 'publicUrl'>): string | undefined =>
  publicUrl && `${publicUrl}${CONCERN_PATH}`;

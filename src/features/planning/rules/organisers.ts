import { mayUse } from '../../../bot/permissions.ts';
import type { Message } from '../../../chat/message.ts';
import { plain } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';

/** Coordinators set up meetings too. */
export const ORGANISERS = ['organiser', 'coordinator'] as const;

export const mayOrganise = (actor: Actor): boolean => ORGANISERS.some((role) => mayUse(actor, role));

export const notOrganiser: Message = plain(
  'That is for organisers',
  'Nothing was changed. If you’d like to set up a meeting, ask a coordinator of your network to make you an organiser.',
);
export const notYours: Message = plain(
  'That isn’t open to you',
  'Nothing was changed. Type “forum” to see what is planned for you.',
);

/** A meeting of somebody else is not told from one that does not exist. */
export const refusalTo = (actor: Actor): Message => (mayOrganise(actor) ? notYours : notOrganiser);

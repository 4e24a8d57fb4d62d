import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, ids, nothing, words } from '../../chat/typed.ts';
import * as may from './permissions.ts';
import { WHOM } from './rules/whom.ts';

const page = z.int().min(0).max(5_000).default(0);

export const pool = command('pool', z.string(), may.reviewPool, {
  also: ['the pool'],
  summary: 'The peer pool: how many, what few have, and who has been asked.',
  opensForm: true,
  reads: true,
  roles: ['project-manager'],
});
export const openPool = formAction('pool.open', nothing, may.reviewPool, { reads: true });
export const PARTS = ['skills', 'areas', 'never', 'often'] as const;
export type Part = (typeof PARTS)[number];
export const openPart = formAction('pool.part', z.object({ part: z.enum(PARTS), page }), may.reviewPool, {
  reads: true,
});
/** `isDone`: false where it was a mistake. */
export const lookOver = action(
  'pool.looked-over',
  z.object({ day: z.iso.date(), isDone: z.boolean() }),
  may.reviewPool,
);

/** More are invited in several goes: a button holds so many. */
export const MOST_INVITED = 20;
const found = z.object({
  event: z.uuid().optional(),
  whom: z.enum(WHOM).optional(),
  words: words(80).optional(),
});
export const openInviting = formAction('pool.invite', found, may.reviewPool, { reads: true });
export const findPeople = submission(
  'pool.find',
  nothing,
  z.object({
    event: z.uuid('Please choose a meeting.'),
    whom: z.enum(WHOM, CHOOSE),
    words: words(80).optional(),
  }),
  may.reviewPool,
  { reads: true },
);
const looked = z.object({ event: z.uuid(), whom: z.enum(WHOM), words: words(80).optional() });
export type Looked = z.output<typeof looked>;
const people = z
  .array(z.uuid())
  .max(MOST_INVITED, `Please choose at most ${MOST_INVITED} people at once.`)
  .default([]);
/** “Change” on the second screen. */
export const chooseAgain = formAction('pool.choose-again', looked.extend({ peers: people }), may.reviewPool, {
  reads: true,
});
export const previewInviting = submission('pool.preview', looked, z.object({ peers: ids }), may.reviewPool, {
  reads: true,
});
export const invite = action('pool.send', z.object({ event: z.uuid(), peers: people }), may.reviewPool);
export const takeBack = action(
  'pool.take-back',
  z.object({ event: z.uuid(), at: z.iso.datetime() }),
  may.reviewPool,
);

const invitation = z.object({ poolInvitation: z.uuid() });
export const seeEvent = action('pool-invitation.see', invitation, may.answerInvitation);
export const notForMe = action('pool-invitation.not-for-me', invitation, may.answerInvitation);

export const openShared = formAction('shared.open', z.object({ page }), may.readShared, { reads: true });

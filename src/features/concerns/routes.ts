import { z } from 'zod';
import { action, command, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, nothing, personName, safetyPhone, someone, words } from '../../chat/typed.ts';
import { namesCostly } from '../../text/phone.ts';
import * as may from './permissions.ts';

/** Ours: a card holds both, and a page of paper. */
export const PROCEDURE_LENGTH = 1_500;
export const CONTACTS_LENGTH = 1_000;

export const concern = command('concern', z.string(), may.readPage, {
  summary: 'When something is wrong: whom to turn to. I keep nothing of it.',
  reads: true,
});
export const openPage = action('concerns.page', nothing, may.readPage, { reads: true });
export const openPaper = formAction('concerns.paper', nothing, may.readPage, { reads: true });

export const openEdit = formAction('concerns.edit', nothing, may.keepPage, { reads: true });
export const save = submission(
  'concerns.save',
  nothing,
  z.object({
    procedure: words(PROCEDURE_LENGTH).optional(),
    link: z
      .url({ protocol: /^https?$/, error: 'Please give an address that begins with https://' })
      .max(500, 'Please keep this to 500 characters.')
      .optional(),
    contacts: words(CONTACTS_LENGTH)
      .refine(
        (typed) => !namesCostly(typed),
        'Ringing one of these numbers costs extra. Please give one that doesn’t.',
      )
      .optional(),
    leadOnWeb: z.enum(['yes', 'no'], CHOOSE),
  }),
  may.keepPage,
);
export const openLine = formAction('concerns.line', nothing, may.keepPage, { reads: true });
export const proposeLine = submission(
  'concerns.propose-line',
  nothing,
  z.object({ name: personName, number: safetyPhone, person: someone }),
  may.keepPage,
);
export const decideLine = action(
  'concerns.decide-line',
  z.object({ line: z.uuid(), yes: z.boolean() }),
  may.decideLine,
);
export const takeBackLine = action('concerns.take-back-line', z.object({ line: z.uuid() }), may.takeBackLine);

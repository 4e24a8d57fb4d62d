import type { z } from 'zod';
import type { Context, Feature } from '../../bot/feature.ts';
import { type Guard, on } from '../../bot/on.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../chat/reply.ts';
import { belongsTo } from '../../directory/participant-kinds.ts';
import { readProfile } from '../../directory/profile.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import { mayOrganise, refusalTo } from './rules/organisers.ts';
import { type Agenda, changeItems, forgetPresenter, lockAgenda, readAgenda } from './store/agenda.ts';
import { writeUsual } from './store/usual.ts';
import { forgetFeedback } from './sweep.ts';
import { agendaForm, agendaSaved, wholeItem } from './views/agenda.ts';
import { AUDIT_LABELS } from './views/audit-labels.ts';
import { usualSaved } from './views/usual.ts';

type Values<R extends { input: z.ZodType }> = { values: z.output<R['input']> };

/** The agenda of an organiser's own meeting, as long as they organise at all and it is there for them. */
const readOwn: Guard<{ event: string }, Agenda, 'its organiser', Say> = {
  lock: async ({ tx, actor }, { event }) => (mayOrganise(actor) ? readAgenda(tx, event) : undefined),
  stands: {
    'its organiser': async ({ organiserId, audience }, { tx, actor }) =>
      organiserId === actor.member && belongsTo(audience, await readProfile(tx, actor.member)),
  },
  refuse: ({ actor }) => say(refusalTo(actor)),
};
const lockOwn: typeof readOwn = {
  ...readOwn,
  lock: async ({ tx, actor }, { event }) => (mayOrganise(actor) ? lockAgenda(tx, event) : undefined),
};

const changeAgenda = (_context: Context, agenda: Agenda): OpenForm => open(agendaForm(agenda));

/** Adds an item, takes some off, or both. */
async function saveAgenda(
  { tx }: Context,
  { event }: Agenda,
  { values }: Values<typeof routes.saveAgenda>,
): Promise<Say | Invalid> {
  const { kind, title, presenter = null, minutes, off } = values;
  const whole = kind !== undefined && title !== undefined && minutes !== undefined;
  const begun = kind ?? title ?? presenter ?? minutes;
  if (!whole && begun !== null && begun !== undefined) return invalid({}, wholeItem);
  if (!whole && off.length === 0) return invalid({}, wholeItem);
  return say(
    agendaSaved(await changeItems(tx, event, off, whole ? { kind, title, presenter, minutes } : undefined)),
  );
}

async function saveUsual({ tx, actor }: Context, { values }: Values<typeof routes.saveUsual>): Promise<Say> {
  await writeUsual(tx, actor.member, values.usual);
  return say(usualSaved);
}

/** What a meeting is planned with: its agenda, times that are fair and suit, and what people want talked about. */
export const planning: Feature = {
  name: 'planning',
  permissions,
  bindings: [
    on(routes.saveUsual, saveUsual),
    on(routes.changeAgenda, readOwn, changeAgenda),
    on(routes.saveAgenda, lockOwn, saveAgenda),
  ],
  privacy: {
    auditLabels: AUDIT_LABELS,
    holds: { 'forum_usual.member_id': 'times that suit you' },
    erase: ({ tx }, member) => forgetPresenter(tx, member),
  },
  sweeps: [forgetFeedback],
};

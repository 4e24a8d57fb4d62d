import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { showAll } from '../../../bot/messages/say.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import { alikeIn } from '../../../text/alike.ts';
import { isBeforeChoice } from '../../placements/rules/project.ts';
import { areaKey, skillKey } from '../../pool/rules/review.ts';
import { readPoolWords } from '../../pool/store/callable.ts';
import { invitationCard } from '../messages.ts';
import { askedBy, readCaller, showDraft, showProgress } from '../operations/call-outs.ts';
import * as routes from '../routes.ts';
import { takesReplies } from '../rules.ts';
import { type CallOut, readCallOut } from '../store/call-outs.ts';
import { invitePool } from '../store/invitations.ts';
import * as store from '../store/whom.ts';
import { sentBefore } from '../views/manager.ts';
import * as views from '../views/whom.ts';
import { problemWith } from './one-person.ts';

async function readWords(context: Context, callOut: CallOut) {
  const typed = await readPoolWords(context.tx, await readCaller(context, callOut.project), context.now);
  return { skills: alikeIn(typed.skills, skillKey), areas: alikeIn(typed.areas, areaKey) };
}

export async function openWhom(context: Context, callOut: CallOut): Promise<OpenForm | Say> {
  if (callOut.state !== 'draft') return say(sentBefore);
  const named = await store.readNamed(context.tx, callOut.id);
  return open(views.whomForm(callOut, await readWords(context, callOut), named));
}

type Values = z.output<typeof routes.saveWhom.input>;

export async function saveWhom(
  context: Context,
  callOut: CallOut,
  { values }: { values: Values },
): Promise<Say | Invalid> {
  if (callOut.state !== 'draft') return say(sentBefore);
  const chosen = await readChosen(context, callOut, values);
  if ('errors' in chosen) return invalid(chosen.errors);
  const { tx, actor, now } = context;
  await store.writeWhom(tx, callOut.id, chosen);
  const after = (await readCallOut(tx, callOut.id)) ?? callOut;
  await showDraft(context, after, actor.member);
  const caller = await readCaller(context, after.project);
  return say(views.whomKept(after, await store.countCalled(tx, after.id, caller, now)));
}

async function readChosen(
  context: Context,
  callOut: CallOut,
  values: Values,
): Promise<store.Chosen | { errors: Record<string, string> }> {
  const nothing = { skills: [], areas: [], named: [] };
  if (values.whom === 'all') return { whom: 'all', ...nothing };
  if (values.whom === 'some') {
    const words = await readWords(context, callOut);
    const typed = (which: 'skills' | 'areas') =>
      words[which].flatMap(({ id, spellings }) => (values[which].includes(id) ? spellings : []));
    const [skills, areas] = [typed('skills'), typed('areas')];
    if (skills.length + areas.length === 0) return { errors: { whom: views.chooseSome } };
    return { whom: 'some', skills, areas, named: [] };
  }
  const errors: Record<string, string> = {};
  for (const field of routes.NAMED) {
    const who = values[field];
    const problem = who && (await problemWith(context, callOut, { who, what: 'ask' }));
    if (problem) errors[field] = problem;
  }
  if (Object.keys(errors).length > 0) return { errors };
  const named = routes.NAMED.flatMap((field) => values[field] ?? []);
  return named.length === 0
    ? { errors: { person1: views.nameSome } }
    : { whom: 'named', skills: [], areas: [], named };
}

/** Those whom it has not asked: whoever has it already gets nothing. */
export async function askElse(
  context: Context,
  callOut: CallOut,
  { sure }: { sure?: true | undefined },
): Promise<Say | Update> {
  const { tx, actor, now } = context;
  const caller = await readCaller(context, callOut.project);
  const count = await store.countElse(tx, callOut.id, caller, now);
  if (count === 0 || !takesReplies(callOut, now) || !isBeforeChoice(callOut.project.state))
    return say(views.nobodyElse);
  if (!sure) return say(views.confirmElse(callOut, count));
  await store.writeWhom(tx, callOut.id, { whom: 'all', skills: [], areas: [], named: [] });
  const widened = { ...callOut, whom: 'all' as const, whomSkills: [], whomAreas: [] };
  const invited = await invitePool(tx, callOut.id, caller, now);
  showAll(
    context,
    invitationCard,
    invited.map((invitation) => askedBy(widened, invitation)),
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'call-out.widened',
    record: `call-out:${callOut.id}`,
  });
  return update(await showProgress(context, widened, actor.member));
}

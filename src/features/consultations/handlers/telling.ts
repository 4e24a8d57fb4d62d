import type { Context } from '../../../bot/feature.ts';
import { mayUndo } from '../../../bot/undo.ts';
import {
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { recordAudit } from '../../../store/audit.ts';
import * as operations from '../operations.ts';
import { shutBecause } from '../rules/consultation.ts';
import { countAnswers, countChoices, readAnswers as readPage } from '../store/answers.ts';
import { type Consultation, writeOutcome } from '../store/consultations.ts';
import { readRunOf } from '../store/run.ts';
import { answersPage, ON_PAGE, shutWords } from '../views/answers.ts';
import { outcomeForm } from '../views/forms.ts';
import * as views from '../views/presses.ts';

/** Read by whoever runs it alone, as everybody was told; that they were opened is written down. */
export async function readAnswers(
  context: Context,
  consultation: Consultation,
  { page = 0 }: { page?: number | undefined },
): Promise<OpenForm | Say> {
  const { tx, vault, actor, now } = context;
  const { id, questionKind, choices, state, named } = consultation;
  if (questionKind === 'none' || state === 'draft' || state === 'withdrawn') return say(views.notClosed);
  const run = await readRunOf(tx, consultation, now);
  const shut = shutBecause(consultation, run.coverage.answered);
  if (shut) return say(shutWords(shut));
  const count = questionKind === 'words' || named ? await countAnswers(tx, id) : 0;
  const answers =
    count > 0 ? await readPage(tx, vault, consultation, { from: page * ON_PAGE, most: ON_PAGE }) : [];
  const totals = questionKind === 'choices' ? await countChoices(tx, id, choices.length) : [];
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'consultation-answers.read',
    record: `consultation:${id}`,
    about: answers.flatMap(({ member }) => member ?? []),
  });
  const kept = count > 0 ? count : totals.reduce((sum, one) => sum + one, 0);
  return open(answersPage({ run, totals, answers, page, count: kept }));
}

const mayTell = ({ state, questionKind }: Consultation): boolean =>
  state === 'closed' && questionKind !== 'none';

export const openOutcome = (_context: Context, consultation: Consultation): OpenForm | Say =>
  mayTell(consultation) ? open(outcomeForm(consultation)) : say(views.notClosed);

export async function saveOutcome(
  context: Context,
  consultation: Consultation,
  { values: { outcome } }: { values: { outcome: string } },
): Promise<None | Say> {
  if (!mayTell(consultation)) return say(views.notClosed);
  await writeOutcome(context.tx, consultation.id, outcome);
  await operations.refreshRun(context, { ...consultation, outcome });
  return none;
}

export async function tellBack(context: Context, before: Consultation): Promise<Say | Update> {
  const told = await operations.tellBack(context, before);
  return update(await operations.showRun(context, told ?? before));
}

export async function untell(context: Context, before: Consultation): Promise<Say | Update> {
  if (!mayUndo(before.toldAt, context.now)) return say(views.tooLate);
  const closed = await operations.untellBack(context, before);
  return closed ? update(await operations.showRun(context, closed)) : say(views.tooLate);
}

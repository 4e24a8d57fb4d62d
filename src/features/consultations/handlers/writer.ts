import type { Context } from '../../../bot/feature.ts';
import { fieldErrors, missingField } from '../../../bot/fields.ts';
import { close } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import {
  type Invalid,
  invalid,
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import { localDate } from '../../../time/hours.ts';
import { runCard } from '../messages.ts';
import * as operations from '../operations.ts';
import { checkDraft, toWritten, type Written, written } from '../rules/draft.ts';
import * as store from '../store/consultations.ts';
import { readRunOf } from '../store/run.ts';
import { draftForm } from '../views/forms.ts';
import * as views from '../views/presses.ts';

type Consultation = store.Consultation;

export const startDraft = (): OpenForm => open(draftForm(undefined));

export const changeDraft = (_context: Context, before: Consultation): OpenForm | Say =>
  before.state === 'draft' ? open(draftForm(before, before.id)) : say(views.sentBefore);

export const writeAgain = (_context: Context, before: Consultation): OpenForm | Say =>
  before.state === 'withdrawn' ? open(draftForm(before)) : say(views.sentBefore);

type Typed = Readonly<Record<string, string | undefined>>;

/** All that is to be mended in one go: what a field holds, and what does not hold together. */
function readDraft(typed: Typed, today: string): { draft: Written } | { errors: Record<string, string> } {
  // A field that was left empty may come as no words.
  const filled = Object.fromEntries(Object.entries(typed).filter(([, words]) => words?.trim()));
  const read = written.safeParse(filled, { error: missingField });
  const wrong = read.success ? {} : fieldErrors(read.error);
  const rest = Object.fromEntries(Object.entries(filled).filter(([field]) => !(field in wrong)));
  const errors = { ...checkDraft(rest, today), ...wrong };
  return read.success && Object.keys(errors).length === 0 ? { draft: toWritten(read.data) } : { errors };
}

export async function saveDraft(
  context: Context,
  { before }: { before: Consultation | undefined },
  { values }: { values: Typed },
): Promise<None | Say | Invalid> {
  const { tx, actor, now } = context;
  const read = readDraft(values, localDate(now, actor.timeZone));
  if ('errors' in read) return invalid(read.errors);
  if (before && before.state !== 'draft') return say(views.sentBefore);
  if (before) await store.rewriteDraft(tx, before.id, read.draft);
  const id = before?.id ?? (await store.createDraft(tx, 'digest', actor.member, read.draft, now));
  const draft = await store.readConsultation(tx, id);
  if (draft) await operations.refreshRun(context, draft);
  return none;
}

export async function discard(context: Context, draft: Consultation): Promise<Say | Update> {
  if (draft.state !== 'draft') return say(views.sentBefore);
  const run = await readRunOf(context.tx, draft, context.now);
  await store.deleteDraft(context.tx, draft.id);
  await close(context, runCard, [run], views.discarded);
  return update(views.discarded);
}

export async function send(context: Context, draft: Consultation): Promise<Say | Update> {
  const sent = await operations.sendConsultation(context, draft);
  if (sent === 'day-passed') return say(views.lastDayHasPassed);
  // Pressed twice, or nobody is left to send it to: the card says how it stands.
  return update(await operations.showRun(context, typeof sent === 'string' ? draft : sent));
}

export async function takeBack(context: Context, before: Consultation): Promise<Say | Update> {
  if (!mayUndo(before.openedAt, context.now)) return say(views.tooLate);
  const withdrawn = await operations.takeBack(context, before);
  return withdrawn ? update(await operations.showRun(context, withdrawn)) : say(views.tooLate);
}

export async function askToClose({ tx, now }: Context, consultation: Consultation): Promise<Say> {
  const run = await readRunOf(tx, consultation, now);
  return consultation.state === 'open' && consultation.questionKind !== 'none'
    ? say(views.confirmClose(run))
    : say(views.notClosed);
}

export async function closeNow(context: Context, before: Consultation): Promise<Say | Update> {
  if (before.questionKind === 'none') return say(views.notClosed);
  const closed = await operations.closeByHand(context, before);
  return update(await operations.showRun(context, closed ?? before));
}

export const keepOpen = (): Update => update(views.kept);

/** One of them answers for all. */
export async function notNow(context: Context): Promise<Say> {
  await operations.endSuggestion(context);
  return say(views.quietOver);
}

import { randomUUID } from 'node:crypto';
import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { mayUndo } from '../../../bot/undo.ts';
import type { MemberId } from '../../../chat/message.ts';
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
import { discreet } from '../../../chat/words.ts';
import { recordAudit } from '../../../store/audit.ts';
import { mayReadCard, placementCard } from '../messages.ts';
import { stillComes as sayStillComes } from '../operations/moments.ts';
import * as placing from '../operations/placing.ts';
import { askWhoMayRead } from '../operations/reader.ts';
import { stepIn as takePlace } from '../operations/reserve.ts';
import { asksStill } from '../rules/moments.ts';
import { type ConflictAnswer, type ConflictKind, HOST_KNOWN, isLive } from '../rules/placement.ts';
import { isOver } from '../rules/project.ts';
import { letRead as allowReader, readConflict, sealWords, writeConflict } from '../store/conflicts.ts';
import { readContext, readHost } from '../store/host.ts';
import { writeNote as keepNote } from '../store/marks.ts';
import type { Placed } from '../store/placements.ts';
import { readReleases } from '../store/releases.ts';
import { readConditions, sealNote } from '../store/words.ts';
import { detailsPage } from '../views/details.ts';
import * as hostViews from '../views/host.ts';
import * as notes from '../views/note.ts';
import * as views from '../views/placement.ts';
import { filledMeanwhile } from '../views/reserve.ts';

const audited = ({ tx, actor, now }: Context, { project }: Placed): Promise<void> =>
  recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'host.read',
    record: `project:${project.id}`,
    about: [project.managerId],
  });

/** The host is opened only to those who were put forward, at the moment of the press. */
export async function seeHost(context: Context, placed: Placed): Promise<OpenForm | Say> {
  const { project, placement } = placed;
  if (isOver(project.state)) return say(hostViews.hostNotOpen);
  const host = await readHost(context.tx, context.vault, project);
  if (host === undefined) return say(hostViews.hostNotOpen);
  await audited(context, placed);
  return open(hostViews.conflictForm(project, placement.id, host));
}

export const showPlacement = ({ now }: Context, placed: Placed): Say =>
  say(discreet(views.placementCard(placed, now)));

export async function openDetails(context: Context, placed: Placed): Promise<OpenForm | Say> {
  const { tx, vault } = context;
  const mayKnow = HOST_KNOWN.includes(placed.placement.state);
  const host = mayKnow ? await readHost(tx, vault, placed.project) : undefined;
  if (mayKnow) await audited(context, placed);
  const conditions = await readConditions(tx, vault, placed.placement);
  const releases = await readReleases(tx, vault, placed.placement);
  return open(
    detailsPage({ placed, host, conditions, releases, context: await teamContext(context, placed) }),
  );
}

/** A14: for those on the team alone, once they have given their undertaking. */
async function teamContext(
  { tx, vault }: Context,
  { placement, project }: Placed,
): Promise<string | 'shut' | undefined> {
  if (placement.state !== 'confirmed' || project.contextSealed === null) return undefined;
  return placement.undertakenAt === null ? 'shut' : readContext(tx, vault, project);
}

export async function answerConflict(
  context: Context,
  placed: Placed,
  {
    state: { reader },
    values,
  }: {
    state: { reader?: MemberId | undefined };
    values: { answer: 'none' | ConflictKind | 'declined'; words?: string | undefined };
  },
): Promise<Say | Update | Invalid> {
  if (isOver(placed.project.state)) return say(hostViews.hostNotOpen);
  const { answer, words } = values;
  if (answer === 'none' || answer === 'declined') return takeConflict(context, placed, answer);
  return words
    ? takeConflict(context, placed, 'told', { kind: answer, words, reader })
    : invalid({ words: hostViews.tellSomething });
}

/** The same, for whoever need not know who the host is. */
export async function ratherNot(context: Context, placed: Placed): Promise<Say | Update> {
  return isOver(placed.project.state)
    ? say(hostViews.hostNotOpen)
    : takeConflict(context, placed, 'declined');
}

async function takeConflict(
  context: Context,
  placed: Placed,
  answer: ConflictAnswer,
  told?: { kind: ConflictKind; words: string; reader: MemberId | undefined },
): Promise<Update> {
  const { tx, now, vault } = context;
  const { projectId, peerId } = placed.placement;
  const before = await readConflict(tx, projectId, peerId);
  const row = { id: before?.id ?? randomUUID(), projectId, peerId, answer, answeredAt: now };
  // A declared conflict survives a decline (A10).
  const keeps = answer === 'declined' && before?.wordsSealed !== null && before !== undefined;
  const words = told && (await sealWords(tx, vault, row, { kind: told.kind, words: told.words }));
  const { managerId } = placed.project;
  await writeConflict(tx, { ...row, words, keeps, reader: told?.reader ?? managerId });
  // Somebody else runs it since the form named its reader: they are asked about that.
  if (told?.reader && told.reader !== managerId) await askWhoMayRead(context, placed.project);
  return update(await placing.takeAnswer(context, placed, answer));
}

/** An answer about somebody who no longer runs the project changes nothing. */
export async function letRead(
  context: Context,
  placed: Placed,
  { reader, may }: { reader: MemberId; may: boolean },
): Promise<Say | Update> {
  const { project } = placed;
  const isCurrent = project.managerId === reader;
  if (!isCurrent || !(await allowReader(context.tx, project.id, context.actor.member, reader, may)))
    return say(hostViews.nothingToOpen);
  return update(show(context, mayReadCard, { ...placed, reader, before: undefined, may }));
}

export async function stillComes(context: Context, placed: Placed): Promise<Say | Update> {
  return asksStill(placed.placement) && !isOver(placed.project.state)
    ? update(await sayStillComes(context, placed))
    : say(views.overNow);
}

export function askToWithdraw(_context: Context, placed: Placed): Say {
  return say(mayLeave(placed) ? views.confirmWithdraw(placed) : views.overNow);
}

const mayLeave = ({ placement, project }: Placed): boolean =>
  isLive(placement.state) && !isOver(project.state);

export async function withdraw(context: Context, placed: Placed): Promise<Say | Update> {
  const done = mayLeave(placed) ? await placing.withdraw(context, placed) : undefined;
  return done ? update(done) : say(views.overNow);
}

export async function comeBack(context: Context, placed: Placed): Promise<Say | Update> {
  const { state, before, withdrawnAt } = placed.placement;
  if (state !== 'withdrawn' || isOver(placed.project.state)) return say(views.overNow);
  if (before === null || !mayUndo(withdrawnAt, context.now))
    return say(views.tooLateToReturn(placed.project.manager.name));
  return update(await placing.comeBack(context, placed, before));
}

export function openNote(_context: Context, placed: Placed): OpenForm | Say {
  return placed.placement.state === 'withdrawn' ? open(notes.noteForm(placed)) : say(views.overNow);
}

export async function writeNote(
  context: Context,
  placed: Placed,
  { state: { reader }, values }: { state: { reader?: MemberId | undefined }; values: { words: string } },
): Promise<Say> {
  const { tx, vault } = context;
  const { placement, project } = placed;
  if (placement.state !== 'withdrawn') return say(views.overNow);
  const sealed = await sealNote(tx, vault, placement, values.words);
  await keepNote(tx, placement.id, sealed, reader ?? project.managerId);
  const noted = { ...placed, placement: { ...placement, noteSealed: 'kept' } };
  show(context, placementCard, noted);
  return say(notes.noteKept(placed));
}

/** A13: the place is theirs if nobody was quicker. */
export async function stepIn(context: Context, placed: Placed): Promise<Say | Update> {
  if (isOver(placed.project.state)) return say(views.overNow);
  const done = await takePlace(context, placed);
  return done ? update(done) : say(filledMeanwhile);
}

/** Whoever was not chosen may stand in, and may change their mind. */
export async function standBy(
  context: Context,
  placed: Placed,
  { willing }: { willing: boolean },
): Promise<Say | Update> {
  if (isOver(placed.project.state)) return say(views.overNow);
  const done = await placing.advance(context, placed, willing ? 'stand-by' : 'let-go');
  return done ? update(done) : say(views.overNow);
}

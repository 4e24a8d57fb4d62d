import type { Context } from '../../../bot/feature.ts';
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
import { readProfiles } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { advance, moveEach, showPlaced } from '../../placements/operations/placing.ts';
import { mayConfirm, mayRelease, missingAtGate } from '../../placements/rules/gate.ts';
import { isOver } from '../../placements/rules/project.ts';
import type { RELEASE_FIELDS, ReleaseField } from '../../placements/rules/release.ts';
import { lockPeer, type Placed, readAllPlaced, readClashes } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import { logRelease, readReleases, takeBackReleases } from '../../placements/store/releases.ts';
import { settleProject } from '../operations/running.ts';
import { MOST_CHOSEN } from '../routes.ts';
import { isFilled, placesLeft } from '../rules/progress.ts';
import { readProjectRun } from '../store/progress.ts';
import { chooseFewer } from '../views/choice.ts';
import { changedMeanwhile } from '../views/manager.ts';
import * as views from '../views/release.ts';
import type { People } from './guards.ts';

export function openRelease(_context: Context, { project, all }: People): OpenForm | Say {
  const ready = all.filter(mayRelease);
  if (ready.length === 0) return say(views.nobodyReady);
  const waiting = all
    .filter((one) => one.placement.state === 'chosen' && !mayRelease(one))
    .map((one) => ({ name: one.name, missing: missingAtGate(one) }));
  return open(views.releaseForm(project, ready, waiting));
}

type Field = (typeof RELEASE_FIELDS)[number];
interface Chosen {
  peers: readonly string[];
  fields: readonly Field[];
  to: string;
}

async function handing({ tx }: Context, project: Project, placed: readonly Placed[], { fields, to }: Chosen) {
  const profiles = await readProfiles(
    tx,
    placed.map(({ placement }) => placement.peerId),
  );
  return {
    project,
    peers: placed.map(({ placement }) => placement.id),
    profiles: placed.flatMap(({ placement }) => profiles.get(placement.peerId) ?? []),
    fields,
    to,
  };
}

const chosenOf = (all: readonly Placed[], peers: readonly string[]): Placed[] =>
  all.filter((one) => peers.includes(one.placement.id) && mayRelease(one));

export async function previewRelease(
  context: Context,
  { project, all }: People,
  { values }: { values: Chosen },
): Promise<OpenForm | Invalid> {
  const placed = chosenOf(all, values.peers);
  if (placed.length === 0) return invalid({ peers: views.chooseWhose });
  if (placed.length > MOST_CHOSEN) return invalid({ peers: chooseFewer });
  return open(views.releasePreview(await handing(context, project, placed, values)));
}

/** A21: the gate is asked again at this press, for all of them; nobody bypasses it, and nothing goes by halves. */
export async function release(
  context: Context,
  { project, all }: People,
  { state }: { state: Chosen },
): Promise<OpenForm | Say> {
  const { tx, vault, actor, now } = context;
  const placed = chosenOf(all, state.peers);
  if (placed.length < state.peers.length) return say(changedMeanwhile);
  const fields: ReleaseField[] = ['name', ...state.fields];
  for (const { placement } of placed)
    await logRelease(tx, vault, placement, { fields, to: state.to, at: now, by: actor.member });
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'details.released',
    record: `project:${project.id}`,
    about: placed.map(({ placement }) => placement.peerId),
  });
  showPlaced(context, await moveEach(context, placed, 'release', { rings: true }));
  await settleProject(context, project);
  const day = spokenDay(localDate(now, actor.timeZone), localDate(now, actor.timeZone));
  return open(views.handedOverPage(await handing(context, project, placed, state), day));
}

export async function openReleased(context: Context, placed: Placed): Promise<OpenForm> {
  return open(views.releasedPage(placed, await readReleases(context.tx, context.vault, placed.placement)));
}

/** It did not go: the log says so, and so does their card. */
export async function recall(context: Context, placed: Placed): Promise<Say | Update> {
  const { tx, actor, now } = context;
  if (placed.placement.state !== 'released') return say(changedMeanwhile);
  const done = await advance(context, placed, 'recall', { before: 'released', rings: true });
  if (!done) return say(changedMeanwhile);
  await takeBackReleases(tx, placed.placement.id, now);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'details.recalled',
    record: `project:${placed.project.id}`,
    about: [placed.placement.peerId],
  });
  return update(views.recalled(placed));
}

/**
 * The host agreed: only then is a place confirmed (A1, A21). One more than there are places, or somebody who is on another
 * team that day, is asked about first: nobody guesses.
 */
export async function agree(
  context: Context,
  placed: Placed,
  { sure = false }: { sure?: boolean | undefined },
): Promise<Say | Update> {
  const { tx } = context;
  const { project, placement } = placed;
  if (placement.state !== 'released') return say(changedMeanwhile);
  if (!mayConfirm(placed)) return say(views.notClear(placed, missingAtGate(placed)));
  await lockPeer(tx, placement.peerId);
  const isBusy = (await readClashes(tx, project.id, [placement.peerId])).size > 0;
  const isFull = placesLeft(project, (await readProjectRun(tx, project)).progress) === 0;
  if (!sure && (isBusy || isFull)) return say(views.confirmAgreed(placed, { isBusy, isFull }));
  const done = await advance(context, placed, 'agree', { rings: true });
  if (!done) return say(changedMeanwhile);
  const all = await readAllPlaced(tx, project.id);
  return update(views.agreed(placed, isFilled(project, all) ? [] : all.filter(mayConfirm)));
}

/** It was somebody else: they stand where they stood. */
export async function unagree(context: Context, placed: Placed): Promise<Say | Update> {
  if (placed.placement.state !== 'confirmed' || isOver(placed.project.state)) return say(changedMeanwhile);
  const done = await advance(context, placed, 'recall', { rings: true });
  return done ? update(views.unagreed(placed)) : say(changedMeanwhile);
}

/** The host would rather have somebody else, or they never answered and aren’t needed; why is not kept. */
export async function passOver(context: Context, placed: Placed): Promise<Say | Update> {
  const { state } = placed.placement;
  if ((state !== 'released' && state !== 'chosen') || isOver(placed.project.state))
    return say(changedMeanwhile);
  const done = await advance(context, placed, 'thank', { before: state, rings: true });
  return done ? update(views.passedOver(placed)) : say(changedMeanwhile);
}

import type { Context } from '../../../bot/feature.ts';
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
import { notMember } from '../../../chat/typed.ts';
import { readMembers } from '../../../directory/people.ts';
import { readProfiles } from '../../../directory/profile.ts';
import { recordAudit } from '../../../store/audit.ts';
import { localDate } from '../../../time/hours.ts';
import { spokenDay } from '../../../time/spoken.ts';
import { advance } from '../../placements/operations/placing.ts';
import { isToDelete } from '../../placements/rules/at-host.ts';
import { runs } from '../../placements/rules/deputy.ts';
import { mayConfirm, mayRelease, missingAtGate } from '../../placements/rules/gate.ts';
import { isOver } from '../../placements/rules/project.ts';
import type { RELEASE_FIELDS, ReleaseField } from '../../placements/rules/release.ts';
import { readHost, readHostKeys } from '../../placements/store/host.ts';
import { type Placed, readAllPlaced } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import { noteDeleted as markDeleted, readReleases } from '../../placements/store/releases.ts';
import * as host from '../operations/host.ts';
import { MOST_CHOSEN } from '../routes.ts';
import { isFilled } from '../rules/progress.ts';
import { readTies } from '../store/deputies.ts';
import { chooseFewer } from '../views/choice.ts';
import * as answers from '../views/host-answer.ts';
import { changedMeanwhile } from '../views/manager.ts';
import * as views from '../views/release.ts';
import { recordHostRead } from './deputy.ts';
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
  to?: string | undefined;
}

async function handing(
  context: Context,
  project: Project,
  placed: readonly Placed[],
  { fields, to, here }: Chosen & { here: readonly views.Receiver[] },
): Promise<views.Handing> {
  const { tx } = context;
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
    here,
    host: here.some(({ isListed }) => !isListed) ? await readHostFor(context, project) : undefined,
  };
}

/** In confidence; where it is not their own word, that it was opened is written down. */
async function readHostFor(context: Context, project: Project): Promise<string | undefined> {
  if (context.actor.member !== project.managerId) await recordHostRead(context, project);
  return readHost(context.tx, context.vault, project);
}

/** Somebody here who would get it, or what is wrong with that. */
async function receiver(
  { tx, vault }: Context,
  project: Project,
  member: MemberId,
): Promise<views.Receiver | string> {
  const name = (await readMembers(tx, [member])).get(member);
  if (name === undefined) return notMember;
  if (runs(project, member)) return views.ownRunner(name);
  const hosts = await readHostKeys(tx, vault, [project]);
  const { isAsked, isOfHost } = await readTies(tx, project.id, member, hosts.get(project.id) ?? '');
  return isAsked ? views.ownPeer(name) : { member, name, isListed: isOfHost };
}

const chosenOf = (all: readonly Placed[], peers: readonly string[]): Placed[] =>
  all.filter((one) => peers.includes(one.placement.id) && mayRelease(one));

type Typed = Chosen & Partial<Record<(typeof views.HERE)[number], MemberId | undefined>>;

export async function previewRelease(
  context: Context,
  { project, all }: People,
  { values }: { values: Typed },
): Promise<OpenForm | Invalid> {
  const placed = chosenOf(all, values.peers);
  if (placed.length === 0) return invalid({ peers: views.chooseWhose });
  if (placed.length > MOST_CHOSEN) return invalid({ peers: chooseFewer });
  const here: views.Receiver[] = [];
  for (const id of views.HERE) {
    const member = values[id];
    if (member === undefined) continue;
    if (here.some((one) => one.member === member)) return invalid({ [id]: views.twiceChosen });
    const one = await receiver(context, project, member);
    if (typeof one === 'string') return invalid({ [id]: one });
    here.push(one);
  }
  const to = values.to || undefined;
  if (to === undefined && here.length === 0) return invalid({ to: views.sayToWhom });
  return open(views.releasePreview(await handing(context, project, placed, { ...values, to, here })));
}

/** A21: the gate is asked again at this press, for all of them; nobody bypasses it, and nothing goes by halves. */
export async function release(
  context: Context,
  { project, all }: People,
  { state }: { state: Chosen & { here: readonly MemberId[] } },
): Promise<OpenForm | Say> {
  const { actor, now } = context;
  const { to } = state;
  const placed = chosenOf(all, state.peers);
  if (placed.length === 0 || placed.length < state.peers.length) return say(changedMeanwhile);
  const here: views.Receiver[] = [];
  for (const member of new Set(state.here)) {
    const one = await receiver(context, project, member);
    if (typeof one === 'string') return say(changedMeanwhile);
    here.push(one);
  }
  if (to === undefined && here.length === 0) return say(changedMeanwhile);
  const fields: ReleaseField[] = ['name', ...state.fields];
  const about = { fields, to, here: here.map(({ member }) => member), by: actor.member };
  await host.handOver(context, project, placed, about);
  if (to === undefined)
    return say(
      views.onItsWay(
        here.map(({ name }) => name),
        project.id,
      ),
    );
  const day = spokenDay(localDate(now, actor.timeZone), localDate(now, actor.timeZone));
  const isListed = true;
  const shown = { ...state, here: here.map((one) => ({ ...one, isListed })) };
  return open(views.handedOverPage(await handing(context, project, placed, shown), { to, day }));
}

export async function openReleased(context: Context, placed: Placed): Promise<OpenForm> {
  return open(views.releasedPage(placed, await readReleases(context.tx, context.vault, placed.placement)));
}

/** It did not go: the log says so, and so does their card. */
export async function recall(context: Context, placed: Placed): Promise<Say | Update> {
  const done = await host.recall(context, placed, context.actor.member);
  return done ? update(answers.recalled(placed, done.isAtHost)) : say(changedMeanwhile);
}

export async function agree(
  context: Context,
  placed: Placed,
  { sure }: { sure?: boolean | undefined },
): Promise<Say | Update> {
  const agreement = await host.agree(context, placed, sure);
  switch (agreement.is) {
    case 'changed':
      return say(changedMeanwhile);
    case 'missing':
      return say(answers.notClear(placed, agreement.missing));
    case 'to-confirm':
      return say(answers.confirmAgreed(placed, agreement));
    case 'agreed': {
      const all = await readAllPlaced(context.tx, placed.project.id);
      return update(answers.agreed(placed, isFilled(placed.project, all) ? [] : all.filter(mayConfirm)));
    }
  }
}

/** It was somebody else: they stand where they stood. */
export async function unagree(context: Context, placed: Placed): Promise<Say | Update> {
  if (placed.placement.state !== 'confirmed' || isOver(placed.project.state)) return say(changedMeanwhile);
  const done = await advance(context, placed, 'recall', { rings: true });
  return done ? update(answers.unagreed(placed)) : say(changedMeanwhile);
}

export async function passOver(context: Context, placed: Placed): Promise<Say | Update> {
  const done = await host.passOver(context, placed);
  return done ? update(answers.passedOver(placed)) : say(changedMeanwhile);
}

/** UK GDPR Art. 19: whoever got it elsewhere has deleted it. Of those alone of whom it was to be. */
export async function noteDeleted(
  { tx, actor, now }: Context,
  { project, all }: People,
  { placement }: { placement?: string | undefined },
): Promise<Say | Update> {
  const about = all.filter(
    (one) => (placement === undefined || one.placement.id === placement) && isToDelete(one) && one.isOutside,
  );
  if (about.length === 0) return say(changedMeanwhile);
  await markDeleted(
    tx,
    about.map((one) => one.placement.id),
    now,
  );
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'details.deletion-noted',
    record: `project:${project.id}`,
    about: about.map((one) => one.placement.peerId),
  });
  return update(answers.deletionNoted(project));
}

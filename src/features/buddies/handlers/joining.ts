import { tellChanged } from '../../../bot/changed.ts';
import type { Context } from '../../../bot/feature.ts';
import { readFirst } from '../../../bot/read-first.ts';
import { message } from '../../../chat/message.ts';
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
import { readOrganisations } from '../../../directory/organisations.ts';
import { type Profile, readProfile, writeProfile } from '../../../directory/profile.ts';
import { readSkills, skillById } from '../../../directory/skills.ts';
import { closeEnded } from '../operations/ending.ts';
import type { JoinForm } from '../routes.ts';
import { isRunning } from '../rules/pair.ts';
import { dropPair, lockLivePair } from '../store/pairs.ts';
import * as store from '../store/people.ts';
import * as views from '../views/joining.ts';
import { takeNo } from './offers.ts';

/** Typed for, the form travels through the chat: what somebody wrote before is not in it, but behind a button. */
export async function typeJoin(context: Context): Promise<OpenForm | Say> {
  const wisher = await store.readWish(context.tx, context.actor.member);
  if (wisher?.wish === 'yes') return say(views.alreadyJoined);
  return openJoinForm(context, false);
}

export const openJoin = (context: Context): Promise<OpenForm | Say> => openJoinForm(context, true);

async function openJoinForm(context: Context, whole: boolean): Promise<OpenForm | Say> {
  const { tx, actor, vault } = context;
  const first = await readFirst(context, 'buddies', views.joinButton);
  if (first) return say(first);
  const profile = await readProfile(tx, actor.member);
  const before = whole ? await store.readWish(tx, actor.member) : undefined;
  const hopes = before && (await store.readHopes(tx, vault, [actor.member])).get(actor.member);
  return open(views.joinForm(profile, await readOrganisations(tx), before, hopes, await readSkills(tx)));
}

export async function saveJoin(context: Context, { values }: { values: JoinForm }): Promise<Say | Invalid> {
  const { tx, actor, now, vault } = context;
  const profile = await readProfile(tx, actor.member);
  const chosen = (await readOrganisations(tx)).find(({ id }) => id === values.organisation);
  const organisation = values.organisationName || chosen?.name || profile?.organisation?.name;
  if (!organisation) return invalid({ organisationName: views.nameOrganisation });
  await completeProfile(context, profile, organisation, values.area || null);
  const { hopes, interests } = values;
  const all = values.skills.length > 0 ? await readSkills(tx) : [];
  const skills = [...new Set(values.skills.flatMap((id) => skillById(all, id)?.id ?? []))];
  await store.writeWish(tx, vault, actor.member, { hopes, skills, interests }, now);
  return say(views.joined);
}

/** Organisation and area are said once, and stand in the profile. */
async function completeProfile(
  context: Context,
  profile: Profile | undefined,
  organisation: string,
  area: string | null,
): Promise<void> {
  if (profile?.organisation?.name === organisation && profile.area === area) return;
  const { tx, actor, now } = context;
  const { kinds = [], skills = [], topics = [] } = profile ?? {};
  const words = { organisation, area, kinds, skills, topics };
  await tellChanged(context, actor.member, await writeProfile(tx, actor.member, words, now));
}

export async function leave(context: Context): Promise<Say | Update> {
  const { tx, actor } = context;
  const pair = await lockLivePair(tx, actor.member);
  if (pair && isRunning(pair.state)) return say(views.endFirst);
  if (pair?.state === 'offered') await takeNo(context, pair, views.left);
  if (pair?.state === 'proposed') await dropPair(tx, pair.id);
  await store.forgetWish(tx, actor.member);
  return update(message(views.left));
}

/** After a pairing has ended: back on the list, among the first (C19), or not. */
export async function wishAgain(context: Context, { wish }: { wish: 'yes' | 'not-now' }): Promise<Say> {
  const { tx, actor } = context;
  const before = await store.readWish(tx, actor.member);
  if (!before) return say(views.strangers);
  if (before.wish !== wish && wish === 'yes') await store.countMissed(tx, [actor.member]);
  await store.setWish(tx, [actor.member], wish);
  await closeEnded(context, actor.member);
  return say(wish === 'yes' ? views.wishesAgain : views.notNow);
}

import { tellChanged } from '../../../bot/changed.ts';
import { type Binding, type Context, type Feature, on, type PageParts } from '../../../bot/feature.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import { message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { isFromOutside } from '../../../directory/workspaces.ts';
import { recordAudit } from '../../../store/audit.ts';
import { isLikeCode, readCode, showCode } from '../../../text/codes.ts';
import { joinPages } from '../../../web/join.ts';
import * as routes from '../routes/people-list.ts';
import { completeWith } from '../rules/people-plan.ts';
import * as store from '../store/invited.ts';
import * as profiles from '../store/profile.ts';
import { lockPerson, moveStanding } from '../store.ts';
import * as joining from '../views/joining.ts';
import * as views from '../views/people-list.ts';
import * as joiningSteps from './joining.ts';
import { readBareCode } from './linking.ts';
import { askAboutName } from './namesakes.ts';
import { offerLetter } from './people-list.ts';
import { readFirst } from './policies.ts';

/** Whoever is expected is asked when they first write, by what their platform says of them. */
export const offerToExpected: NonNullable<Feature['appeared']> = async (context, sender) => {
  const { tx, vault, actor, enqueue } = context;
  // What another company says of its people, such as an address, makes nobody the one who is expected here.
  if (await isFromOutside(tx, actor)) return;
  const invited = await store.takeInvitation(tx, vault, actor.member, sender);
  if (invited) enqueue(offerLetter(invited, invited.id));
};

/** A join code with nothing around it but "join". `undefined`: these words are none. */
async function readTypedJoinCode(
  { tx, vault, actor, conversation }: Context,
  typed: string,
): Promise<Say | undefined> {
  const code = readCode(typed, 'join');
  if (code === undefined) return undefined;
  if (conversation.kind !== 'direct') {
    await store.voidJoinCode(tx, code);
    return say(views.joinCodeVoided);
  }
  if (actor.standing === 'member') return say(joining.alreadyMember);
  const invited =
    (await store.takeInvitation(tx, vault, actor.member, { code })) ??
    (await store.readOffered(tx, actor.member));
  return say(invited ? message(views.invitationCard(invited)) : views.joinCodeUnknown);
}

/** What looks like a code says so where it is none: whoever pasted half of one need not wonder. */
export const sayUnlike = (typed: string, isPublic: boolean): Say | undefined =>
  isLikeCode(typed) ? say(views.unlikeCode(isPublic)) : undefined;

/** A code of any kind. `undefined`: these words are none. */
export async function readTypedCode(context: Context, typed: string): Promise<Say | undefined> {
  const read = (await readTypedJoinCode(context, typed)) ?? (await readBareCode(context, typed));
  if (read) return read;
  return readCode(typed, 'setup') ? joiningSteps.setUp(context, typed) : undefined;
}

/** `join`, pressed or typed, with a code or without; whom a list expects need not wait for anybody. */
export const askToJoin = async (context: Context, typed: unknown): Promise<Say> =>
  (typeof typed === 'string' && (await readTypedJoinCode(context, typed))) ||
  (typeof typed === 'string' && sayUnlike(`join ${typed}`, context.conversation.kind !== 'direct')) ||
  (await readOwnInvitation(context)) ||
  joiningSteps.askToJoin(context);

async function readOwnInvitation({ tx, actor }: Context): Promise<Say | undefined> {
  const invited = await store.readOffered(tx, actor.member);
  return invited && say(message(views.invitationCard(invited)));
}

type Which = { invited: string };

async function accept(context: Context, { invited: id }: Which): Promise<Update> {
  const { tx, actor, now } = context;
  const person = await lockPerson(tx, actor.member);
  const invited = await store.readOffered(tx, actor.member);
  if (!person || invited?.id !== id) return update(views.invitationOver);
  const first = await readFirst(context, 'join', joining.askButton);
  if (first) return update(first);
  if (!(await store.endInvitation(tx, id, actor.member))) return update(views.invitationOver);
  if (person.standing === 'member') return update(joining.alreadyMember);
  await moveStanding(tx, person.id, person.standing, 'member', now);
  await takeOver(context, invited);
  await askAboutName(context, person.id);
  await recordAudit(tx, {
    ...{ at: now, actor: actor.member, action: 'member.joined-invited', record: `member:${person.id}` },
  });
  if (person.standing === 'asked') await joiningSteps.closeAsking(context, person);
  return update(joining.welcome);
}

/** What the list said fills what they have not said themselves, and being peer or manager is a coordinator's word. */
async function takeOver(context: Context, invited: store.Invited): Promise<void> {
  const { tx, actor, now } = context;
  const own = await profiles.readProfile(tx, actor.member);
  const words = completeWith({ ...own, organisation: own.organisation?.name ?? null }, invited);
  const changed = await profiles.writeProfile(tx, actor.member, words, now);
  if (own.kinds.length === 0 && !(await isFromOutside(tx, actor)))
    await profiles.confirmSaid(tx, actor.member);
  await tellChanged(context, actor.member, changed);
}

async function decline({ tx, actor, now }: Context, { invited }: Which): Promise<Update> {
  const isOver = !(await store.declineInvitation(tx, invited, actor.member, now));
  return update(isOver ? views.invitationOver : views.declined);
}

/** The page behind a join link. */
export const joinPage = ({ database, settings }: PageParts): readonly HttpRoute[] =>
  joinPages({
    ...{ network: settings.networkName, numbers: helplineFootnote },
    async findCode(typed) {
      const code = readCode(typed, 'join');
      const isKnown = code !== undefined && (await database.transaction((tx) => store.isJoinCode(tx, code)));
      return isKnown ? showCode(code) : undefined;
    },
  });

export const invitedBindings: readonly Binding[] = [
  on(routes.acceptInvitation, 'anyone', accept),
  on(routes.declineInvitation, 'anyone', decline),
];

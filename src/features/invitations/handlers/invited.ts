import { tellChanged } from '../../../bot/changed.ts';
import type { Context, PageParts, PeopleHooks } from '../../../bot/feature.ts';
import { tell } from '../../../bot/messages/say.ts';
import { readFirst } from '../../../bot/read-first.ts';
import { sayUnlike } from '../../../bot/words.ts';
import type { HttpRoute } from '../../../chat/adapter.ts';
import { message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import { lockPerson } from '../../../directory/people.ts';
import * as profiles from '../../../directory/profile.ts';
import { isFromOutside } from '../../../directory/workspaces.ts';
import { recordAudit } from '../../../store/audit.ts';
import { readCode, showCode } from '../../../text/codes.ts';
import { joinPages } from '../../../web/join.ts';
import * as joining from '../../members/operations/joining.ts';
import * as links from '../../members/rules/links.ts';
import { moveStanding } from '../../members/store/joining.ts';
import * as participantKinds from '../../members/store/participant-kinds.ts';
import { offer } from '../messages.ts';
import { completeWith } from '../rules/plan.ts';
import * as store from '../store/invited.ts';
import type * as known from '../store/known.ts';
import * as views from '../views.ts';

/** Whoever is expected is asked when they first write, by what their platform says of them. */
export const offerToExpected: NonNullable<PeopleHooks['appeared']> = async (context, sender) => {
  const { tx, vault, actor } = context;
  // What another company says of its people, such as an address, makes nobody the one who is expected here.
  if (await isFromOutside(tx, actor)) return;
  const invited = await store.takeInvitation(tx, vault, actor.member, sender);
  if (invited) tell(context, offer, { invited, member: actor.member }, 'appeared');
};

/** A join code with nothing around it but "join". `undefined`: these words are none. */
export async function readTypedJoinCode(
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

/** `join`, pressed or typed, with a code or without: whom a list expects need not wait for anybody. */
export const readExpected: NonNullable<PeopleHooks['asksToJoin']> = async (context, typed) =>
  (typed !== undefined &&
    ((await readTypedJoinCode(context, typed)) ??
      sayUnlike(`join ${typed}`, context.conversation.kind !== 'direct'))) ||
  readOwnInvitation(context);

async function readOwnInvitation({ tx, actor }: Context): Promise<Say | undefined> {
  const invited = await store.readOffered(tx, actor.member);
  return invited && say(message(views.invitationCard(invited)));
}

type Which = { invited: string };

export async function accept(context: Context, { invited: id }: Which): Promise<Update> {
  const { tx, actor, now } = context;
  const person = await lockPerson(tx, actor.member);
  const invited = await store.readOffered(tx, actor.member);
  if (!person || invited?.id !== id) return update(views.invitationOver);
  const first = await readFirst(context, 'join', links.askButton);
  if (first) return update(first);
  if (!(await store.endInvitation(tx, id, actor.member))) return update(views.invitationOver);
  if (person.standing === 'member') return update(joining.alreadyMember);
  await moveStanding(tx, person.id, person.standing, 'member', now);
  await takeOver(context, invited);
  await joining.welcomeMember(context, person.id);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'member.joined-invited',
    record: `member:${person.id}`,
  });
  if (person.standing === 'asked') await joining.closeAsking(context, person.id);
  return update(joining.welcome);
}

/** What the list said fills what they have not said themselves, and being peer or manager is a coordinator's word. */
async function takeOver(context: Context, invited: known.Invited): Promise<void> {
  const { tx, actor, now } = context;
  const own = await profiles.readProfile(tx, actor.member);
  const words = completeWith({ ...own, organisation: own.organisation?.name ?? null }, invited);
  const changed = await profiles.writeProfile(tx, actor.member, words, now);
  if (own.kinds.length === 0 && !(await isFromOutside(tx, actor)))
    await participantKinds.confirmSaid(tx, actor.member);
  await tellChanged(context, actor.member, changed);
}

export async function decline({ tx, actor, now }: Context, { invited }: Which): Promise<Update> {
  const isOver = !(await store.declineInvitation(tx, invited, actor.member, now));
  return update(isOver ? views.invitationOver : views.declined);
}

/** The page behind a join link. */
export const joinPage = ({ database, settings }: PageParts): readonly HttpRoute[] =>
  joinPages({
    network: settings.networkName,
    numbers: helplineFootnote,
    async findCode(typed) {
      const code = readCode(typed, 'join');
      const isKnown = code !== undefined && (await database.transaction((tx) => store.isJoinCode(tx, code)));
      return isKnown ? showCode(code) : undefined;
    },
  });

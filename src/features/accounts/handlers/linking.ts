import type { Context } from '../../../bot/feature.ts';
import { listAllFor } from '../../../bot/messages/mend.ts';
import { tell } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import { type Say, say, type Update, update } from '../../../chat/reply.ts';
import { readCode } from '../../../text/codes.ts';
import { changeContactHours } from '../../hours/operations.ts';
import { endCardsAbout } from '../../members/operations/coordinators.ts';
import { isThisYou, joined } from '../messages.ts';
import { CODE_LASTS_MS, judgeTyped, type Party, planJoin } from '../rules.ts';
import * as store from '../store/linking.ts';
import * as views from '../views/linking.ts';
import type { Asked } from './guards.ts';

/** `link` gives a code, `link CODE` uses one. */
export async function link(context: Context, typed: string): Promise<Say> {
  if (typed === '') {
    const { tx, actor, now } = context;
    return say(views.codeIssued(await store.issueLinkCode(tx, actor.account, now), actor.platform));
  }
  const code = readCode(typed, 'link');
  return code ? typeCode(context, code) : say(views.linkUsage(context.conversation.kind !== 'direct'));
}

/** A code with nothing around it. `undefined`: these words are none. */
export async function readBareCode(context: Context, words: string): Promise<Say | undefined> {
  const code = readCode(words, 'link');
  return code === undefined ? undefined : typeCode(context, code);
}

async function typeCode(context: Context, plain: string): Promise<Say> {
  const { tx, actor, now, conversation } = context;
  const code = await store.lockLinkCode(tx, { plain });
  const verdict = judgeTyped(
    code,
    {
      hash: store.hashLinkCode(plain),
      inPrivate: conversation.kind === 'direct',
      isOwnAccount: code?.first.account === actor.account,
      isOwnMember: code?.first.member === actor.member,
    },
    now,
  );
  if (!code) return say(verdict === 'public' ? views.codeVoided : views.codeUnknown);
  switch (verdict) {
    case 'fits':
      return offer(context, code);
    case 'public':
      await store.endLinkCode(tx, code.id, 'voided');
      return say(views.codeVoided);
    case 'wrong':
    case 'tried-out':
      if (code.state === 'issued') await store.countTry(tx, code, verdict === 'tried-out');
      return say(verdict === 'wrong' ? views.codeWrong : views.codeTriedOut);
    case 'unknown':
      return say(views.codeUnknown);
    case 'used':
      return say(views.codeUsed);
    case 'expired':
      return say(views.codeExpired);
    case 'own-account':
      return say(views.ownAccount(actor.platform));
    case 'joined-already':
      return say(views.joinedAlready);
  }
}

const partyOf = ({ standing, places }: store.Joiner): Party => ({ standing, holds: places.length > 0 });

/** What somebody reads of what they have themselves. */
function holdingsOf({ features }: Context, { standing, places }: store.Joiner): string[] {
  const words = features.flatMap(({ privacy: { holds = {} } = {} }) =>
    places.flatMap((place) => (holds[place] === undefined ? [] : [holds[place]])),
  );
  const known = [...new Set([...(standing === 'member' ? ['your membership'] : []), ...words])];
  return known.length > 0 ? known : ['something that I keep for you'];
}

async function offer(context: Context, code: store.LinkCode): Promise<Say> {
  const { tx, actor, now } = context;
  const { account, platform } = code.first;
  const joiners = await store.lockJoiners(tx, [code.first.member, actor.member]);
  const [first, typed] = [joiners.get(code.first.member), joiners.get(actor.member)];
  if (!first || !typed) return say(views.codeUnknown);
  if (!planJoin(partyOf(first), partyOf(typed))) return say(views.clash(holdingsOf(context, typed)));
  if ((await store.markTyped(tx, code, actor.account, now)) === 'waiting') return say(views.stillWaiting);
  const until = new Date(now.getTime() + CODE_LASTS_MS);
  const asked = { code: code.id, account, name: typed.name, platform: actor.platform, until };
  tell(context, isThisYou, asked, 'typed');
  return say(message(views.askWhetherYou(code.id, first.name, platform)));
}

export async function agree(context: Context, asked: Asked): Promise<Update> {
  const { tx, now } = context;
  const { side, typed: end } = asked;
  const joiners = await store.lockJoiners(tx, [asked.code.first.member, end.member]);
  const [first, typed] = [joiners.get(asked.code.first.member), joiners.get(end.member)];
  if (!first || !typed) return update(views.linkOver);
  // Things may have changed since the code was typed.
  const stays = planJoin(partyOf(first), partyOf(typed));
  if (!stays) return update(views.clash(holdingsOf(context, side === 'first' ? first : typed)));
  const code = await store.markAgreed(tx, asked.code, side);
  if (!code.firstAgreed || !code.typedAgreed)
    return update(views.saidYesFirst(side === 'first' ? end.platform : code.first.platform));
  const [into, from] = stays === 'first' ? [first, typed] : [typed, first];
  await endCardsAbout(context, from.member);
  await store.joinMembers(tx, { from, into, code, now });
  // What they asked for is kept: it may have been that nothing is sent.
  if (into.contactHours === 'unasked' && from.contactHours !== 'unasked')
    await changeContactHours(context, into.member, from.contactHours);
  await listAllFor(context, into.member);
  const [here, there] = side === 'first' ? [code.first, end] : [end, code.first];
  tell(context, joined, { code: code.id, account: there.account }, 'joined');
  return update(message(views.joined(here.account)));
}

export async function refuse({ tx }: Context, { code }: Asked): Promise<Update> {
  await store.endLinkCode(tx, code.id, 'refused');
  return update(views.notMe);
}

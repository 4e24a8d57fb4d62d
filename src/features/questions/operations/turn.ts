import { randomUUID } from 'node:crypto';
import { readConcern } from '../../../bot/crisis.ts';
import type { Work } from '../../../bot/feature.ts';
import { close, list, show, tell } from '../../../bot/messages/say.ts';
import type { Card, MemberId } from '../../../chat/message.ts';
import { readCapacities } from '../../../directory/capacity.ts';
import { mayContact, readNeverEither, readNeverList } from '../../../directory/circle.ts';
import { isNewcomer } from '../../../directory/people.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import type { Tx } from '../../../store/database.ts';
import { foundNobody, nobody, statusCard, turnCard } from '../messages.ts';
import {
  chooseReader,
  countedUntil,
  decisionEnds,
  isUnderWay,
  keptUntil,
  toCandidate,
  turnEnds,
  turnMinutes,
  UNNAMED_MOST,
} from '../rules.ts';
import { countOffered, readFull } from '../store/counts.ts';
import * as store from '../store/question.ts';
import { type Reader, readReaders } from '../store/readers.ts';
import { readThread } from '../store/thread.ts';
import { type Expectation, movedOn } from '../views/asker.ts';
import { passedCard } from '../views/reader.ts';

type Next = Reader & { from: Date };

/**
 * From whom a question is shut that they were asked: those whom the asker keeps away, and with a name also those who keep
 * the asker away. Without one a reader who puts people on their own list, one after the other, must not learn who asked.
 */
export const readAway = (tx: Tx, { unnamed, asker: { member } }: store.Question): Promise<Set<MemberId>> =>
  unnamed ? readNeverList(tx, member) : readNeverEither(tx, member);

/**
 * Those whom this person has asked so often without a name, about one thing, that they are let be for a while. Words that
 * may mean danger are never held back, and nor is what is about support.
 */
export async function readLetBe(
  { tx, vault, now }: Work,
  {
    topic,
    member,
    words,
  }: { topic: store.Question['topic']; member: MemberId; words: () => Promise<string[]> },
  readers: readonly MemberId[],
): Promise<Set<MemberId>> {
  if (topic.isSupport || readers.length === 0) return new Set();
  const about = { readers, most: UNNAMED_MOST, now };
  const full = await readFull(tx, vault, { topic: topic.id, asker: member }, about);
  return full.size > 0 && readConcern(await words()) ? new Set() : full;
}

const hadTurn = ({ turns }: store.Question, reader: MemberId): boolean =>
  turns.some(({ member }) => member === reader);

/** Whoever has had this very question is not let be of it. */
async function readLetBeOf(
  work: Work,
  question: store.Question,
  readers: readonly MemberId[],
): Promise<Set<MemberId>> {
  const { topic, unnamed, asker } = question;
  if (!unnamed) return new Set();
  const words = async () =>
    (await readThread(work.tx, work.vault, question)).flatMap((post) => (post.reader ? [] : [post.words]));
  const fresh = readers.filter((reader) => !hadTurn(question, reader));
  return readLetBe(work, { topic, member: asker.member, words }, fresh);
}

/** Who would be asked at that moment, out of those whom the asker left ticked. */
export async function findNext(work: Work, question: store.Question, at: Date): Promise<Next | undefined> {
  const { tx } = work;
  const { left, member } = question.asker;
  const away = new Set([...(await readAway(tx, question)), ...(await readLetBeOf(work, question, left))]);
  const reachable = await mayContact(tx, member);
  const mayHave = (reader: MemberId) => reachable(reader) || hadTurn(question, reader);
  const readers = (await readReaders(tx, left)).filter(
    (one) => one.member !== member && !away.has(one.member) && mayHave(one.member),
  );
  const capacities = await readCapacities(tx, left, at);
  const candidates = readers.map((one) => {
    return toCandidate(one.member, one, capacities.get(one.member) ?? { level: 'space', backAt: null }, at);
  });
  const chosen = chooseReader(candidates, at);
  const reader = readers.find((one) => one.member === chosen?.member);
  return chosen && reader && { ...reader, from: chosen.from };
}

/**
 * The question is locked and with nobody any more: on to the next person. With nobody left it waits for the asker's
 * yes where somebody was suggested (`patient`); otherwise asker and coordinators are told.
 */
export async function moveOn(
  work: Work,
  question: store.Question,
  { patient = true, welcome }: { patient?: boolean; welcome?: { member: MemberId; name: string } } = {},
): Promise<string | undefined> {
  const next = await findNext(work, question, work.now);
  if (next) await offer(work, question, next, welcome);
  else if (patient && question.turns.some(({ suggested }) => suggested)) await wait(work, question);
  else await giveUp(work, question);
  return next?.name;
}

export async function offer(
  work: Work,
  question: store.Question,
  next: Next,
  welcome?: { member: MemberId; name: string },
): Promise<void> {
  const { tx, now, vault } = work;
  const { named, unnamed } = question;
  const isNew = named !== null && isNewcomer(named.joinedAt, now);
  const dueAt = turnEnds(next.from, turnMinutes(isNew), next, unnamed);
  const moved = await store.moveQuestion(tx, question, 'offer', { reader: next.member, dueAt });
  if (!moved) return;
  const left = question.asker.left.filter((member) => member !== next.member);
  await store.writePlan(tx, vault, question, left);
  const isFirst = !hadTurn(question, next.member);
  const turn = await store.openTurn(tx, question, next.member);
  const counted = { reader: next.member, until: countedUntil(now), now };
  if (unnamed && isFirst)
    await countOffered(tx, vault, { topic: question.topic.id, asker: question.asker.member }, counted);
  show(work, turnCard, { question: moved, turn });
  const instead = question.readerId !== null && isUnderWay(question.state);
  await tellAsker(
    work,
    { ...moved, asker: { ...moved.asker, left } },
    { name: next.name, instead, ...(welcome && { welcome }) },
  );
}

/** What to expect now; who comes after is asked of the moment at which it would be their turn. */
export async function tellAsker(
  work: Work,
  question: store.Question,
  told: Omit<Expectation, 'next'>,
): Promise<void> {
  const next = (await findNext(work, question, question.dueAt))?.name;
  show(work, statusCard, { question, told: { ...told, next } });
}

async function wait(work: Work, question: store.Question): Promise<void> {
  const { tx, now } = work;
  const dueAt = decisionEnds(now, question.unnamed);
  const moved = await store.moveQuestion(tx, question, 'wait', { dueAt });
  // Somebody without a name has the suggestion itself; an edit is quiet, another message would not be.
  if (moved && !moved.unnamed) show(work, statusCard, { question: moved });
}

async function giveUp(work: Work, question: store.Question): Promise<void> {
  const { tx, now } = work;
  const moved = await store.moveQuestion(tx, question, 'give-up', { dueAt: keptUntil(now) });
  if (!moved) return;
  await closeStatus(work, moved);
  // Occasions are random, and not the same: what a coordinator is told leads to no question.
  tell(work, nobody, { question: moved }, randomUUID());
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  tell(work, foundNobody, { topic: moved.topic, coordinators }, randomUUID());
}

/**
 * The next message says more, and home has it from then on. Of somebody without a name nothing is known to have been
 * shown, so that nothing is changed either.
 */
export async function closeStatus(work: Work, question: store.Question): Promise<void> {
  await close(work, statusCard, [{ question }], movedOn);
  list(work, statusCard, [{ question }]);
}

/** The turn of whoever has it now is over. */
export async function endTurn(work: Work, question: store.Question, as?: Card): Promise<void> {
  const turn = question.turns.find(({ member }) => member === question.readerId);
  if (turn) await close(work, turnCard, [{ question, turn }], as ?? passedCard(question.topic.name, turn.id));
}

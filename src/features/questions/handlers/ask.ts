import type { Context } from '../../../bot/feature.ts';
import { admit } from '../../../bot/on.ts';
import { mayUse } from '../../../bot/permissions.ts';
import type { MemberId } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type None,
  none,
  type OpenForm,
  open,
  type Say,
  say,
} from '../../../chat/reply.ts';
import { mayContact, readNeverList } from '../../../directory/circle.ts';
import { isNewcomer, readPerson } from '../../../directory/people.ts';
import { readProfile } from '../../../directory/profile.ts';
import { readRoleHolders } from '../../../directory/roles.ts';
import { readSafety } from '../../../directory/safety.ts';
import { localDate } from '../../../time/hours.ts';
import { changeContactHours } from '../../hours/operations.ts';
import { moveOn, readLetBe } from '../operations/turn.ts';
import { keepQuestion } from '../permissions.ts';
import type { About, Again } from '../routes.ts';
import { workingDay } from '../rules.ts';
import { searchPublished } from '../store/published.ts';
import * as questions from '../store/question.ts';
import { addPost, readThread } from '../store/thread.ts';
import { type Named, readMembers, readTopic, readTopics, type Topic } from '../store/topics.ts';
import * as views from '../views/ask.ts';
import { sentTo } from '../views/asker.ts';
import { ownQuestion } from './guards.ts';

/** Slack lets words follow the command: they are already in the form then. */
export async function startAsking({ tx, actor, now }: Context, typed: string): Promise<OpenForm | Say> {
  const safety = await readSafety(tx, now);
  if (!safety.open) return say(views.switchedOff(safety));
  const topics = await readAskable({ tx, actor });
  return topics.length > 0 ? open(views.askForm(topics, typed.trim())) : sayNoTopics(actor);
}

const sayNoTopics = (actor: Context['actor']): Say => say(views.noTopics(mayUse(actor, 'coordinator')));

/** Topics about which somebody else can be asked. */
export async function readAskable({ tx, actor }: Pick<Context, 'tx' | 'actor'>): Promise<Topic[]> {
  const isSomebody = ({ member }: Named) => member !== actor.member;
  return (await readTopics(tx)).filter(({ retired, people }) => !retired && people.some(isSomebody));
}

interface Possible {
  topic: Topic;
  readers: Named[];
  /** Those who have had many of this person's questions without a name lately, and are let be for a while. */
  letBe: Named[];
  /** Those whom the asker left out the last time: shown, and not ticked. */
  out: readonly MemberId[];
  /** Those who had it then: not asked again, whoever suggests them. */
  tried: readonly MemberId[];
}

/** Who may read it: those on the topic, without the asker, whoever they never want asked, and whoever had it before. */
async function readPossible(
  context: Context,
  { topic: id, again: key, as }: About,
  words: string,
): Promise<Possible | 'tried' | 'let-be' | undefined> {
  const { tx, actor } = context;
  const topic = await readTopic(tx, id);
  const never = await readNeverList(tx, actor.member);
  const before = key === undefined ? undefined : await admit(context, keepQuestion, ownQuestion, { key });
  const others = topic?.people.filter(({ member }) => member !== actor.member && !never.has(member)) ?? [];
  if (!topic || topic.retired || others.length === 0) return undefined;
  const tried = new Set(before?.turns.map(({ member }) => member));
  const untried = others.filter(({ member }) => !tried.has(member));
  if (untried.length === 0) return 'tried';
  const asking = { topic, member: actor.member, words: async () => [words] };
  const ids = as === 'unnamed' ? untried.map(({ member }) => member) : [];
  const full = await readLetBe(context, asking, ids);
  const letBe = untried.filter(({ member }) => full.has(member));
  const readers = untried.filter(({ member }) => !full.has(member));
  if (readers.length === 0) return 'let-be';
  return { topic, readers, letBe, out: before?.asker.out ?? [], tried: [...tried] };
}

export async function checkDraft(
  context: Context,
  { state, values: { words, ...rest } }: { state: Again; values: About & { words: string } },
): Promise<OpenForm | Say | Invalid> {
  const safety = await readSafety(context.tx, context.now);
  if (!safety.open) return say(views.switchedOff(safety));
  const about = { ...rest, ...state };
  const possible = await readPossible(context, about, words);
  if (possible === 'tried') return invalid({ topic: views.allTried });
  if (possible === 'let-be') return invalid({ topic: views.allLetBe });
  const found = await searchPublished(context.tx, words);
  if (found.length > 0) return open(views.foundForm(about, words, found));
  return askAnyway(context, { state: about, values: { words } });
}

export async function askAnyway(
  context: Context,
  { state, values }: { state: About; values: { words: string } },
): Promise<OpenForm | Say> {
  const possible = await readPossible(context, state, values.words);
  if (typeof possible !== 'object') return say(refusal(possible));
  const asksHours = await needsHours(context, state);
  return open(views.readersForm(state, values.words, { ...possible, asksHours }));
}

const refusal = (why: 'tried' | 'let-be' | undefined) =>
  why === 'let-be' ? views.letThemBe : views.topicGone;

/** A question that found nobody, with its words, for somebody else to read. */
export async function askAgain(
  context: Context,
  question: questions.Question,
  { key }: { key: string },
): Promise<OpenForm | Say> {
  const { tx, actor, vault, now } = context;
  if (question.state !== 'unanswered') return say(views.notOver);
  const safety = await readSafety(tx, now);
  if (!safety.open) return say(views.switchedOff(safety));
  const topics = await readAskable(context);
  if (topics.length === 0) return sayNoTopics(actor);
  const posts = await readThread(tx, vault, question);
  const words = posts.flatMap(({ reader, words: said }) => (reader ? [] : [said])).join('\n\n');
  const as = question.unnamed ? 'unnamed' : 'named';
  return open(views.askForm(topics, words, { topic: question.topic.id, as, again: key }));
}

/** What comes back to a question without a name is on nobody's home, so who only looks would never find it. */
async function needsHours({ tx, actor }: Context, { as }: About): Promise<boolean> {
  return as === 'unnamed' && (await readPerson(tx, actor.member))?.calendar.contactHours === 'never';
}

interface Sent {
  words: string;
  readers: string[];
  hours?: 'work' | 'evenings' | 'later' | undefined;
}

export async function send(
  context: Context,
  { state, values }: { state: About; values: Sent },
): Promise<None | Say | Invalid> {
  const { tx, actor, vault, now } = context;
  const safety = await readSafety(tx, now);
  if (!safety.open) return say(views.switchedOff(safety));
  const possible = await readPossible(context, state, values.words);
  if (typeof possible !== 'object') return say(refusal(possible));
  const known = possible.readers.map(({ member }) => member);
  const left = known.filter((member) => values.readers.includes(member));
  if (left.length === 0) return invalid({ readers: views.leaveSomebody });
  if ((await needsHours(context, state)) && !values.hours) return invalid({ hours: views.chooseHours });
  const out = [...known.filter((member) => !left.includes(member)), ...possible.tried];
  const about = { topic: state.topic, unnamed: state.as === 'unnamed', asker: actor.member };
  const askedOn = about.unnamed ? workingDay(now) : localDate(now, actor.timeZone);
  const row = { ...about, askedOn, dueAt: now };
  const id = await questions.createQuestion(tx, vault, row, { left, out });
  const question = await questions.lockQuestion(tx, vault, id);
  if (!question) throw new Error('A question must be there to be sent, but the one just written is not.');
  await addPost(tx, vault, question, { words: values.words });
  const welcome = question.unnamed ? undefined : await findWelcome(context, left);
  const reader = await moveOn(context, question, welcome ? { welcome } : {});
  if (values.hours === 'work' || values.hours === 'evenings') {
    await changeContactHours(context, actor.member, values.hours);
  }
  return reader === undefined ? none : { ...none, done: sentTo(question, reader) };
}

/** D19: a newcomer's own person: the first whom they left ticked, or a coordinator. Never without a name: it would tell. */
async function findWelcome(
  { tx, actor, now }: Context,
  left: readonly MemberId[],
): Promise<{ member: MemberId; name: string } | undefined> {
  const joinedAt = (await readProfile(tx, actor.member))?.joinedAt ?? null;
  if (!isNewcomer(joinedAt, now)) return undefined;
  const coordinators = await readRoleHolders(tx, 'coordinator', now);
  const names = await readMembers(tx, [...left, ...coordinators]);
  const reachable = await mayContact(tx, actor.member);
  const isWelcoming = (one: MemberId) => one !== actor.member && names.has(one) && reachable(one);
  const member = [...left, ...coordinators].find(isWelcoming);
  return member && { member, name: names.get(member) ?? '' };
}

import type { Work } from '../../../bot/feature.ts';
import type { MemberId } from '../../../chat/message.ts';
import { readSafety } from '../../../directory/safety.ts';
import { replaceCards } from '../../../outbox/enqueue/cards.ts';
import { cardOf } from '../rules/cards.ts';
import type { Person } from '../rules/circle.ts';
import { AGAIN_MS } from '../rules/limits.ts';
import { next } from '../rules/machine.ts';
import { type Event, isOpen, type State } from '../rules/states.ts';
import { readCircle } from '../store/circle.ts';
import * as store from '../store/requests.ts';
import { askerMessage, moved, statusCard } from '../views/asker.ts';
import { afterwards, askEdit, askMessage } from '../views/responder.ts';
import type { Shown } from '../views/shown.ts';

/** What a locked request shows now. */
export async function show({ tx, now }: Work, request: store.Escalation): Promise<Shown> {
  const { nation } = await readSafety(tx, now);
  return { request, circle: await readCircle(tx, request.asker, now), nation, now };
}

/**
 * One event, for a locked request: decides, writes, asks, and brings every card up to date. `undefined`: nothing came
 * of it.
 */
export async function advance(
  work: Work,
  before: store.Escalation,
  event: Event,
  by: By = {},
): Promise<Shown | undefined> {
  const { tx, now } = work;
  const circle = await readCircle(tx, before.asker, now);
  const isPast = !isOpen(before.state) && (await store.findLatest(tx, before.asker)) !== before.id;
  const decision = isPast ? undefined : next(before, event, circle, now);
  if (!decision || !(await store.writeDecision(tx, before, decision))) return undefined;
  const asked = await store.createAsks(tx, before.id, decision, circle, now);
  const isMove = asked.length > 0 || decision.memory.state !== before.state;
  return spread(work, before, { circle, asked, isNews: isMove && isNews(before, decision.memory.state, by) });
}

/** The request of somebody who presses for the first time. `undefined`: another press of theirs was first. */
export async function open(
  work: Work,
  asker: MemberId,
  event: Event,
  chosen: MemberId | null,
): Promise<Shown | undefined> {
  const { tx, now } = work;
  const circle = await readCircle(tx, asker, now);
  const decision = next(await store.newRequest(tx, asker, chosen, now), event, circle, now);
  const id = decision && (await store.createRequest(tx, asker, decision, now));
  if (!decision || !id) return undefined;
  const asked = await store.createAsks(tx, id, decision, circle, now);
  return spread(work, undefined, { circle, asked, isNews: false, id });
}

/** Who pressed, if anybody did; and whether on another card than the asker's living one. */
interface By {
  actor?: MemberId;
  elsewhere?: true;
}

interface Spread {
  circle: readonly Person[];
  /** The asks that were made just now. */
  asked: readonly string[];
  /** The asker's card comes anew, further down, where they will see it. */
  isNews: boolean;
  id?: string;
}

async function spread(
  work: Work,
  before: store.Escalation | undefined,
  { circle, asked, isNews, id = before?.id ?? '' }: Spread,
): Promise<Shown> {
  const { tx, now, enqueue } = work;
  if (before && isNews) await moveCard(work, before);
  const request = await read(work, id);
  const { nation } = await readSafety(tx, now);
  const shown = { request, circle, nation, now };
  for (const ask of request.asks) {
    if (asked.includes(ask.id)) enqueue(askMessage(ask, expiryOf(request, now)));
  }
  if (before) await refreshCards(work, before, request);
  // Nobody could be asked: the answer to the press says all of it, and a card that lives on would say it twice.
  if (before || isOpen(request.state)) enqueue(askerMessage(request, statusCard(shown)));
  return shown;
}

/** The asker's card comes anew; the one before, if they saw it, says so. */
async function moveCard(work: Work, before: store.Escalation): Promise<void> {
  await replaceCards(work, [askerMessage(before, moved)]);
  await store.nextCard(work.tx, before.id);
}

async function read({ tx }: Work, id: string): Promise<store.Escalation> {
  const request = await store.readRequest(tx, id);
  if (!request) throw new Error(`Expected the request ${id}, which this transaction has locked.`);
  return request;
}

/** What the asker waits for and did not do themself, or pressed elsewhere than on the card. */
const isNews = (before: store.Escalation, state: State, { actor, elsewhere }: By): boolean =>
  elsewhere === true ||
  (state !== before.state &&
    actor !== before.asker &&
    ['taken', 'urgent-taken', 'checked', 'unanswered'].includes(state));

/** An ask that arrives when the next person is asked already would only confuse: then it is better that it never does. */
const expiryOf = ({ urgent, dueAt }: store.Escalation, now: Date): Date =>
  urgent || !dueAt ? new Date(now.getTime() + AGAIN_MS) : dueAt;

/** Every responder's card whose words have changed; an ask that was not sent yet is taken back. */
async function refreshCards(work: Work, before: store.Escalation, after: store.Escalation): Promise<void> {
  const changed = before.asks.flatMap((old) => {
    const ask = after.asks.find(({ id }) => id === old.id);
    if (!ask) return [];
    const card = cardOf(after, ask);
    return card === cardOf(before, old) ? [] : [askEdit(ask, card)];
  });
  await replaceCards(work, changed);
  if (isOpen(before.state) && !isOpen(after.state) && before.urgent)
    for (const caller of urgentCallers(before)) work.enqueue(afterwards(after, caller));
}

const urgentCallers = ({ asks, caller }: store.Escalation): ReadonlySet<MemberId> =>
  new Set(
    asks
      .filter(({ person, outcome, urgent }) => outcome === 'calling' && (urgent || person === caller))
      .map(({ person }) => person),
  );

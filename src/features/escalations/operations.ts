import type { Work } from '../../bot/feature.ts';
import { slotOf } from '../../bot/messages/declare.ts';
import { close, list, show, showAll, tell, unlist } from '../../bot/messages/say.ts';
import type { MemberId } from '../../chat/message.ts';
import { readSafety } from '../../directory/safety.ts';
import { detachShown } from '../../outbox/retention.ts';
import * as messages from './messages.ts';
import { cardOf, ownCardId } from './rules/cards.ts';
import type { Person } from './rules/circle.ts';
import { next } from './rules/machine.ts';
import { type Event, isOpen, type State } from './rules/states.ts';
import { readShown, type Shown } from './store/cards.ts';
import { readCircle } from './store/circle.ts';
import * as store from './store/requests.ts';
import { moved } from './views/asker.ts';

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

/**
 * A new request, for a circle that was read after `latest` was locked: their last one before, which is over. `undefined`:
 * another press of theirs was first.
 */
export async function open(
  work: Work,
  asker: MemberId,
  event: Event,
  {
    chosen,
    latest,
    circle,
  }: { chosen: MemberId | null; latest: store.Escalation | undefined; circle: readonly Person[] },
): Promise<Shown | undefined> {
  const { tx, now } = work;
  const decision = next(await store.newRequest(tx, asker, chosen, now), event, circle, now);
  const id = decision && (await store.createRequest(tx, asker, decision, now));
  if (!decision || !id) return undefined;
  const asked = await store.createAsks(tx, id, decision, circle, now);
  const shown = await spread(work, undefined, { circle, asked, isNews: false, id });
  // That nobody answered the one before is no longer what there is to say.
  if (latest) unlist(work, messages.ownCallCard, [{ ...shown, request: latest }]);
  return shown;
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
  const { tx, now } = work;
  const { nation } = await readSafety(tx, now);
  if (before && isNews) await moveCard(work, { request: before, circle, nation, now });
  const request = await read(work, id);
  const shown = { request, circle, nation, now };
  const asks = request.asks.filter((ask) => asked.includes(ask.id));
  showAll(
    work,
    messages.askCard,
    asks.map((ask) => ({ request, ask })),
  );
  if (before) refreshCards(work, before, request);
  if (before || isOpen(request.state)) show(work, messages.ownCallCard, shown);
  // Nobody could be asked: the answer to the press says all of it, and a card that lives on would say it twice.
  else list(work, messages.ownCallCard, [shown]);
  return shown;
}

/** The asker's card comes anew; the one before, if they saw it, says so. */
async function moveCard(work: Work, before: Shown): Promise<void> {
  await close(work, messages.ownCallCard, [before], moved);
  await store.nextCard(work.tx, before.request.id);
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

/** Every responder's card whose words have changed; an ask that was not sent yet is taken back. */
function refreshCards(work: Work, before: store.Escalation, after: store.Escalation): void {
  const changed = before.asks.flatMap((old) => {
    const ask = after.asks.find(({ id }) => id === old.id);
    return ask && cardOf(after, ask) !== cardOf(before, old) ? [{ request: after, ask }] : [];
  });
  showAll(work, messages.askCard, changed, { only: 'seen' });
  if (!isOpen(before.state) || isOpen(after.state) || !before.urgent) return;
  for (const caller of urgentCallers(before))
    tell(work, messages.afterwards, { request: after, caller }, `${after.closedAt?.getTime()}`);
}

const urgentCallers = ({ asks, caller }: store.Escalation): ReadonlySet<MemberId> =>
  new Set(
    asks
      .filter(({ person, outcome, urgent }) => outcome === 'calling' && (urgent || person === caller))
      .map(({ person }) => person),
  );

/** Shredded: what was shown to the asker would still say whose call it was. */
export async function detachCards(work: Work, request: store.Escalation): Promise<void> {
  const shown = await readShown(work.tx, request, work.now);
  unlist(work, messages.ownCallCard, [shown]);
  const cards = Array.from({ length: request.card + 1 }, (_, card) => ownCardId({ id: request.id, card }));
  const about = { reader: request.asker, edition: 0 };
  await detachShown(
    work.tx,
    cards.map((record) => slotOf(messages.ownCallCard, { record, ...about })),
  );
}

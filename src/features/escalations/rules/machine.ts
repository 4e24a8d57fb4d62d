import type { MemberId } from '../../../chat/message.ts';
import { inOrder, mayAsk, type Person } from './circle.ts';
import {
  AGAIN_MS,
  ANSWER_MS,
  AT_ONCE,
  CALL_MS,
  GAP_MS,
  LATE_MS,
  ONE_PRESS_MS,
  ROUNDS,
  STEP_MS,
  TWICE_MS,
  UNDO_MS,
} from './limits.ts';

/**
 * - `planned`: somebody will be asked later, at a time the asker chose. `asked`: one person is asked at a time.
 * - `taken`: somebody said "I'm calling now". `checked`: the asker was asked whether they have spoken.
 * - `urgent`: two at once, along the list, again and again. `urgent-taken`: somebody said so while it is urgent.
 * - `spoken`, `stopped`: the asker ended it. `unanswered`: it ended loudly.
 */
export type State = OpenState | ClosedState;
export type OpenState = 'planned' | 'asked' | 'taken' | 'checked' | 'urgent' | 'urgent-taken';
export type ClosedState = 'spoken' | 'stopped' | 'unanswered';
export const OPEN: readonly State[] = ['planned', 'asked', 'taken', 'checked', 'urgent', 'urgent-taken'];
export const isOpen = (state: State | 'new'): state is OpenState => OPEN.includes(state as State);

export type Outcome = 'sent' | 'undelivered' | 'handed-over' | 'calling';
export interface Asked {
  person: MemberId;
  at: Date;
  urgent: boolean;
  outcome: Outcome;
}

/** All that is remembered between two events. */
export interface Memory {
  state: State | 'new';
  /** The present pass along the list is urgent, and when it began. What was asked before it counts for the gap alone. */
  urgent: boolean;
  since: Date;
  /** Whether it ever turned urgent: that is the one time when somebody may be asked again at once. */
  urgentSince: Date | null;
  pressedAt: Date;
  dueAt: Date | null;
  closedAt: Date | null;
  chosen: MemberId | null;
  /** Who said last that they are calling, and did not hand it over since. */
  caller: MemberId | null;
  skipped: readonly MemberId[];
}
export interface Request extends Memory {
  /** Oldest first. */
  asks: readonly Asked[];
  /** What the same asker's other requests asked of people a moment ago. */
  earlier: readonly Pick<Asked, 'person' | 'at'>[];
}

export type Event =
  | { kind: 'press' | 'urge' | 'time' | 'another' | 'spoken' | 'stop' }
  | { kind: 'answer' | 'hand-over' | 'undelivered' | 'skip'; person: MemberId }
  | { kind: 'plan'; person: MemberId; at: Date };

/** What follows: what to remember, whom to ask now, and what became of somebody's ask. */
export interface Decision {
  memory: Memory & { state: State };
  ask: readonly MemberId[];
  mark?: { person: MemberId; outcome: Outcome };
}

/**
 * The transition table. A move names what happens; where it leads is beside it:
 * - ask-next: `asked`, or `unanswered` when nobody is left. begin: the same, as a new pass along the list.
 * - turn-urgent: `urgent` with the first two at once, or `unanswered`. go-on: `urgent` with the next along the list, or `unanswered`.
 * - press-again: a double tap changes nothing; within half an hour of the last press turn-urgent; later begin.
 * - take: `taken` or `urgent-taken`. check: `checked`. resume: what a stop interrupted. plan: `planned`. keep: stays.
 */
const TABLE: Record<State | 'new', Partial<Record<Event['kind'], Move>>> = {
  new: { press: 'begin', urge: 'turn-urgent', plan: 'plan' },
  planned: {
    ...{ press: 'press-again', urge: 'turn-urgent', time: 'begin', plan: 'plan', skip: 'keep' },
    ...{ answer: 'take', 'hand-over': 'keep', undelivered: 'keep', spoken: 'spoken', stop: 'stopped' },
  },
  asked: {
    ...{ press: 'turn-urgent', urge: 'turn-urgent', time: 'ask-next', another: 'ask-next', skip: 'keep' },
    ...{
      answer: 'take',
      'hand-over': 'ask-next',
      undelivered: 'ask-next',
      spoken: 'spoken',
      stop: 'stopped',
    },
  },
  taken: {
    ...{ press: 'turn-urgent', urge: 'turn-urgent', time: 'check', another: 'ask-next' },
    ...{ 'hand-over': 'ask-next', undelivered: 'keep', spoken: 'spoken', stop: 'stopped' },
  },
  checked: {
    ...{ press: 'turn-urgent', urge: 'turn-urgent', time: 'unanswered', another: 'ask-next' },
    ...{ 'hand-over': 'ask-next', undelivered: 'keep', spoken: 'spoken', stop: 'stopped' },
  },
  urgent: {
    ...{ press: 'turn-urgent', urge: 'turn-urgent', time: 'go-on', skip: 'keep' },
    ...{ answer: 'take', 'hand-over': 'go-on', undelivered: 'go-on', spoken: 'spoken', stop: 'stopped' },
  },
  'urgent-taken': {
    ...{ press: 'turn-urgent', urge: 'turn-urgent', time: 'go-on' },
    ...{ 'hand-over': 'go-on', undelivered: 'keep', spoken: 'spoken', stop: 'stopped' },
  },
  spoken: { press: 'reopen', urge: 'reopen', another: 'ask-next' },
  stopped: { press: 'reopen', urge: 'reopen', another: 'resume' },
  unanswered: { press: 'reopen', urge: 'reopen', plan: 'plan', answer: 'take-late' },
};

type Move = keyof typeof MOVES;
type Made = Omit<Decision, 'mark'>;
interface Scene {
  request: Request;
  event: Event;
  circle: readonly Person[];
  now: Date;
}

/**
 * What an event leads to. `circle` is the asker's list as it is at this moment, so whoever is on *not this person*, or
 * has gone, is never asked. `undefined`: nothing, somebody or something was quicker.
 */
export function next(
  request: Request,
  event: Event,
  circle: readonly Person[],
  now: Date,
): Decision | undefined {
  const move = TABLE[request.state][event.kind];
  if (!move) return undefined;
  const isPress = event.kind === 'press' || event.kind === 'urge';
  const mark = outcomeOf(request, event);
  if (mark === 'nobody') return undefined;
  const marked = mark ? markLast(request, mark) : request;
  if (isPress && isDoubleTap(request, event, now)) return keep({ request: marked, event, circle, now });
  // Whoever was passed over already, or is not the one who rings, changes nothing for the others.
  const isStray = mark && mark.outcome !== 'calling' && !isCurrent(request, mark.person);
  const made = MOVES[isStray ? 'keep' : move]({ request: marked, event, circle, now });
  if (!made) return undefined;
  const pressedAt = isPress ? now : request.pressedAt;
  return { ...made, memory: { ...made.memory, pressedAt }, ...(mark && { mark }) };
}

const isDoubleTap = ({ state, urgent, pressedAt }: Request, { kind }: Event, now: Date): boolean =>
  state !== 'new' && now.getTime() - pressedAt.getTime() < ONE_PRESS_MS && (kind === 'press' || urgent);

/** What the event says about somebody's ask; `nobody`: they were never asked, so they have no say. */
function outcomeOf({ asks }: Request, event: Event): Decision['mark'] | 'nobody' {
  const outcomes = { answer: 'calling', 'hand-over': 'handed-over', undelivered: 'undelivered' } as const;
  if (event.kind !== 'answer' && event.kind !== 'hand-over' && event.kind !== 'undelivered') return undefined;
  const last = asks.findLast(({ person }) => person === event.person);
  return last ? { person: event.person, outcome: outcomes[event.kind] } : 'nobody';
}

function markLast(request: Request, { person, outcome }: NonNullable<Decision['mark']>): Request {
  const last = request.asks.findLastIndex((ask) => ask.person === person);
  const asks = request.asks.map((ask, index) => (index === last ? { ...ask, outcome } : ask));
  const isCaller = request.caller === person && outcome === 'handed-over';
  return { ...request, asks, ...(isCaller && { caller: null }) };
}

/** Whom it waits for: whoever is calling, else the last one asked, and everybody who was asked while it is urgent. */
function isCurrent({ state, caller, asks }: Request, person: MemberId): boolean {
  if (state === 'taken' || state === 'checked' || state === 'urgent-taken') return caller === person;
  return state === 'urgent' || asks.at(-1)?.person === person;
}

// --- the moves -----------------------------------------------------------------------------------------------------

const MOVES = {
  keep,
  begin: (scene: Scene) => askNext(anew(scene, { urgent: false })),
  'ask-next': (scene: Scene) => askNext(scene),
  'turn-urgent': turnUrgent,
  'go-on': (scene: Scene) => goOn(scene, AGAIN_MS),
  'press-again': (scene: Scene) =>
    isTwice(scene) ? turnUrgent(scene) : askNext(anew(scene, { urgent: false })),
  reopen: (scene: Scene) => (isTwice(scene) ? turnUrgent(scene) : undefined),
  resume: (scene: Scene) =>
    !isWithin(scene, UNDO_MS) ? undefined : scene.request.urgent ? goOn(scene, GAP_MS) : askNext(scene),
  take,
  'take-late': (scene: Scene) => (isWithin(scene, LATE_MS) ? take(scene) : undefined),
  check: ({ request, now }: Scene) => to(request, 'checked', after(now, CALL_MS)),
  plan: ({ request, event }: Scene) =>
    event.kind === 'plan'
      ? to({ ...request, chosen: event.person, urgent: false }, 'planned', event.at)
      : undefined,
  unanswered: (scene: Scene) => close(scene, 'unanswered'),
  spoken: (scene: Scene) => close(scene, 'spoken'),
  stopped: (scene: Scene) => close(scene, 'stopped'),
} as const satisfies Record<string, (scene: Scene) => Made | undefined>;

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);
const isTwice = ({ request, now }: Scene): boolean => now.getTime() - request.pressedAt.getTime() <= TWICE_MS;
const isWithin = ({ request: { closedAt }, now }: Scene, ms: number): boolean =>
  closedAt !== null && now.getTime() - closedAt.getTime() <= ms;
const anew = (scene: Scene, about: Pick<Memory, 'urgent'> & Partial<Memory>): Scene => ({
  ...scene,
  request: { ...scene.request, ...about, since: scene.now },
});

function to(request: Request, state: State, dueAt: Date | null, ask: readonly MemberId[] = []): Made {
  const { asks: _, earlier: __, ...memory } = request;
  return { memory: { ...memory, state, dueAt, closedAt: isOpen(state) ? null : request.closedAt }, ask };
}

function close({ request, now }: Scene, state: ClosedState): Made {
  return to({ ...request, closedAt: now }, state, null);
}

function keep({ request, event }: Scene): Made | undefined {
  if (request.state === 'new') return undefined;
  const skipped = event.kind === 'skip' ? [...request.skipped, event.person] : request.skipped;
  return to({ ...request, skipped }, request.state, request.dueAt);
}

/** One after the other, each once in a pass, inside their own hours. */
function askNext(scene: Scene): Made {
  const { request, now } = scene;
  const left = untouched(scene, now);
  const ready = left.find(({ member }) => now >= after(lastAsk(request, member), GAP_MS));
  // Whoever was calling before has not: else nobody would be asked next.
  const plain = { ...request, urgent: false, caller: null };
  if (ready) return to(plain, 'asked', after(now, ANSWER_MS), [ready.member]);
  if (left.length === 0) return close({ ...scene, request: plain }, 'unanswered');
  return to(plain, 'asked', soonest(request, left, GAP_MS));
}

/** Those who may be asked at that time and were not yet in this pass. */
export const untouched = (
  { request, circle }: Pick<Scene, 'request' | 'circle'>,
  at: Date,
): readonly Person[] =>
  inOrder(circle, request.chosen).filter(
    (person) =>
      mayAsk(person, at) === 'now' &&
      !request.skipped.includes(person.member) &&
      !inPass(request).some((ask) => ask.person === person.member),
  );

const inPass = ({ asks, since }: Request): readonly Asked[] => asks.filter(({ at }) => at >= since);

function lastAsk({ asks, earlier }: Request, member: MemberId): Date {
  const times = [...earlier, ...asks].filter(({ person }) => person === member).map(({ at }) => at.getTime());
  return new Date(Math.max(0, ...times));
}

const soonest = (request: Request, people: readonly Person[], gapMs: number): Date =>
  new Date(Math.min(...people.map(({ member }) => lastAsk(request, member).getTime() + gapMs)));

/** The first two on the list at once, the one time that it turns urgent; after that a press asks whomever the gap allows. */
function turnUrgent(scene: Scene): Made {
  const { request, now } = scene;
  const pass = anew(scene, { urgent: true, urgentSince: request.urgentSince ?? now, caller: null });
  if (request.urgentSince) return goOn(pass, GAP_MS);
  const first = urgentCircle(pass).slice(0, AT_ONCE);
  if (first.length === 0) return close(pass, 'unanswered');
  return to(
    pass.request,
    'urgent',
    after(now, STEP_MS),
    first.map(({ member }) => member),
  );
}

/** An *I can't* that was said while it was urgent holds until this is over. */
function urgentCircle({ request, circle, now }: Scene): Person[] {
  const cannot = request.asks.filter(({ urgent, outcome }) => urgent && outcome === 'handed-over');
  return inOrder(circle, null).filter(
    (person) =>
      mayAsk(person, now) !== 'no' &&
      !request.skipped.includes(person.member) &&
      !cannot.some((ask) => ask.person === person.member),
  );
}

/** Along the list, who was asked longest ago first, nobody more often than the rounds allow. */
function goOn(scene: Scene, gapMs: number): Made {
  const { request, now } = scene;
  const pass = inPass(request);
  const left = urgentCircle(scene).filter(({ member }) => {
    const own = pass.filter(({ person }) => person === member);
    return own.length < ROUNDS && own.at(-1)?.outcome !== 'undelivered';
  });
  const ready = left
    .filter(({ member }) => now >= after(lastAsk(request, member), gapMs))
    .sort((a, b) => lastAsk(request, a.member).getTime() - lastAsk(request, b.member).getTime())
    .slice(0, AT_ONCE)
    .map(({ member }) => member);
  if (ready.length > 0) return to(request, 'urgent', after(now, STEP_MS), ready);
  if (left.length > 0) return to(request, 'urgent', soonest(request, left, gapMs));
  // Nobody is left to be asked; whoever was asked last still has their ten minutes.
  const waiting = pass.filter(({ outcome }) => outcome === 'sent' || outcome === 'calling').at(-1);
  const end = waiting && after(waiting.at, AGAIN_MS);
  return end && end > now ? to(request, 'urgent', end) : close(scene, 'unanswered');
}

function take({ request, event, now }: Scene): Made {
  if (event.kind !== 'answer') throw new Error(`Only an answer takes a call, not ${event.kind}.`);
  const own = request.asks.findLast(({ person }) => person === event.person);
  const taken = { ...request, caller: event.person };
  return request.urgent || own?.urgent
    ? to({ ...taken, urgent: true }, 'urgent-taken', after(now, AGAIN_MS))
    : to(taken, 'taken', after(now, CALL_MS));
}

import type { MemberId } from '../../../chat/message.ts';
import type { Person } from './circle.ts';
import { ONE_PRESS_MS } from './limits.ts';
import { keep, MOVES } from './moves.ts';
import type { Decision, Event, Request, State } from './states.ts';

/**
 * The transition table. A move names what happens; where it leads is beside it:
 * - ask-next: `asked`, or `unanswered` when nobody is left. begin: the same, as a new pass along the list.
 * - turn-urgent: `urgent` with the first two at once, or `unanswered`. go-on: `urgent` with the next along the list, or `unanswered`.
 * - press-again: a double tap changes nothing; within half an hour of the last press turn-urgent; later begin.
 * - take: `taken` or `urgent-taken`. check: `checked`. resume: what the asker ended by mistake. plan: `planned`. keep: stays.
 */
const TABLE: Record<State | 'new', Partial<Record<Event['kind'], Move>>> = {
  new: { press: 'begin', urge: 'turn-urgent', plan: 'plan' },
  planned: {
    press: 'press-again',
    urge: 'turn-urgent',
    time: 'begin',
    plan: 'plan',
    skip: 'keep',
    answer: 'take',
    'hand-over': 'keep',
    undelivered: 'keep',
    spoken: 'spoken',
    stop: 'stopped',
  },
  asked: {
    press: 'turn-urgent',
    urge: 'turn-urgent',
    time: 'ask-next',
    another: 'ask-next',
    skip: 'keep',
    answer: 'take',
    'hand-over': 'ask-next',
    undelivered: 'ask-next',
    spoken: 'spoken',
    stop: 'stopped',
  },
  taken: {
    press: 'turn-urgent',
    urge: 'turn-urgent',
    time: 'check',
    another: 'ask-next',
    'hand-over': 'ask-next',
    undelivered: 'keep',
    spoken: 'spoken',
    stop: 'stopped',
  },
  checked: {
    press: 'turn-urgent',
    urge: 'turn-urgent',
    time: 'unanswered',
    another: 'ask-next',
    'hand-over': 'ask-next',
    undelivered: 'keep',
    spoken: 'spoken',
    stop: 'stopped',
  },
  urgent: {
    press: 'turn-urgent',
    urge: 'turn-urgent',
    time: 'go-on',
    skip: 'keep',
    answer: 'take',
    'hand-over': 'go-on',
    undelivered: 'go-on',
    spoken: 'spoken',
    stop: 'stopped',
  },
  'urgent-taken': {
    press: 'turn-urgent',
    urge: 'turn-urgent',
    time: 'go-on',
    'hand-over': 'go-on',
    undelivered: 'keep',
    spoken: 'spoken',
    stop: 'stopped',
  },
  spoken: { press: 'reopen', urge: 'reopen', another: 'ask-next', undo: 'resume' },
  stopped: { press: 'reopen', urge: 'reopen', undo: 'resume' },
  unanswered: { press: 'reopen', urge: 'reopen', plan: 'plan', answer: 'take-late' },
};

type Move = keyof typeof MOVES;

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

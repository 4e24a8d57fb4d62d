import type { MemberId } from '../../../chat/message.ts';
import { inOrder, mayAsk, type Person, whenAgain } from './circle.ts';
import {
  AGAIN_MS,
  ANSWER_MS,
  AT_ONCE,
  CALL_MS,
  GAP_MS,
  LATE_MS,
  ROUNDS,
  STEP_MS,
  TWICE_MS,
  UNDO_MS,
} from './limits.ts';
import {
  type Asked,
  type ClosedState,
  type Decision,
  type Event,
  isOpen,
  type Memory,
  type Request,
  type State,
} from './states.ts';

export type Made = Omit<Decision, 'mark'>;
export interface Scene {
  request: Request;
  event: Event;
  circle: readonly Person[];
  now: Date;
}

/** What the transition table names. */
export const MOVES = {
  keep,
  begin: (scene: Scene) => askNext(anew(scene, { urgent: false })),
  'ask-next': (scene: Scene) => askNext(scene),
  'turn-urgent': turnUrgent,
  'go-on': (scene: Scene) => advance(scene, AGAIN_MS),
  'press-again': (scene: Scene) =>
    isTwice(scene) ? turnUrgent(scene) : askNext(anew(scene, { urgent: false })),
  reopen: (scene: Scene) => (isTwice(scene) ? turnUrgent(scene) : undefined),
  resume: (scene: Scene) => (isWithin(scene, UNDO_MS) ? resume(scene) : undefined),
  take,
  'take-late': (scene: Scene) => (isWithin(scene, LATE_MS) ? take(scene) : undefined),
  check: ({ request, now }: Scene) => to(request, 'checked', after(now, CALL_MS)),
  plan: ({ request, event, now }: Scene) =>
    event.kind === 'plan'
      ? to({ ...request, chosen: event.person, urgent: false, since: now }, 'planned', event.at)
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

export function keep({ request, event }: Scene): Made | undefined {
  if (request.state === 'new') return undefined;
  const skipped = event.kind === 'skip' ? [...new Set([...request.skipped, event.person])] : request.skipped;
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
  if (request.urgentSince) return advance(pass, GAP_MS);
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
function urgentCircle({ request, circle, now }: Pick<Scene, 'request' | 'circle' | 'now'>): Person[] {
  const cannot = request.asks.filter(({ urgent, outcome }) => urgent && outcome === 'handed-over');
  return inOrder(circle, null).filter(
    (person) =>
      mayAsk(person, now) !== 'no' &&
      !request.skipped.includes(person.member) &&
      !cannot.some((ask) => ask.person === person.member),
  );
}

/** Those whom a pass that is urgent may still ask, now or later. */
export function urgentLeft(scene: Pick<Scene, 'request' | 'circle' | 'now'>): Person[] {
  const pass = inPass(scene.request);
  return urgentCircle(scene).filter(({ member }) => {
    const own = pass.filter(({ person }) => person === member);
    return own.length < ROUNDS && own.at(-1)?.outcome !== 'undelivered';
  });
}

/** Along the list, who was asked longest ago first, nobody more often than the rounds allow. */
function advance(scene: Scene, gapMs: number): Made {
  const { request, now } = scene;
  const pass = inPass(request);
  const left = urgentLeft(scene);
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

function resume(scene: Scene): Made {
  const { request, now } = scene;
  if (request.caller) return calling(request, now);
  if (request.urgent) return advance(scene, GAP_MS);
  const planned = replan(scene);
  return planned ? to(request, 'planned', planned) : askNext(scene);
}

/** Nobody was asked yet, and nobody was only waiting for the gap: it was planned, and the asker was promised that time. */
function replan(scene: Scene): Date | undefined {
  const { request, circle, now } = scene;
  const isSoon = ({ member }: Person) => now < after(lastAsk(request, member), GAP_MS);
  if (inPass(request).length > 0 || untouched(scene, now).some(isSoon)) return undefined;
  return whenAgain(
    circle.filter(({ member }) => member === request.chosen),
    now,
  )?.at;
}

function take({ request, event, now }: Scene): Made {
  if (event.kind !== 'answer') throw new Error(`Only an answer takes a call, not ${event.kind}.`);
  const own = request.asks.findLast(({ person }) => person === event.person);
  return calling({ ...request, caller: event.person, urgent: request.urgent || own?.urgent === true }, now);
}

const calling = (request: Request, now: Date): Made =>
  request.urgent
    ? to(request, 'urgent-taken', after(now, AGAIN_MS))
    : to(request, 'taken', after(now, CALL_MS));

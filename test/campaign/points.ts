import type { Platform } from '../../src/chat/inbound.ts';
import { type Fault, faultKinds } from '../../src/playground/simulated.ts';
import { type Step, steps } from '../../src/store/steps.ts';

export type FaultKind = Fault['kind'] | 'none';
export const faults: readonly FaultKind[] = ['none', ...faultKinds];

/** A process dies at this step, while the platform plays this fault to the message that it was about. */
export interface Point {
  step: Step;
  fault: FaultKind;
  platform: Platform;
  class: 'urgent' | 'quiet';
}

export const nameOf = ({ step, fault, platform, class: how }: Point): string =>
  `${step}, ${fault}, ${platform}, ${how}`;

/** An attempt that met this fault: nobody knows whether the message arrived. */
const isUnknown = (fault: FaultKind) => ['broken', 'hang'].includes(fault) || isShown(fault);
/** It arrives and is answered, if late. */
const isFine = (fault: FaultKind) => fault === 'none' || fault === 'slow';
/** The message was shown, and then its answer did not come. */
const isShown = (fault: FaultKind) => fault.startsWith('accepted');

/** Why there is no such case; undefined where there is one. */
export function excuse({ step, fault, platform, class: how }: Point): string | undefined {
  const isTold = fault === 'refused' || (platform === 'teams' && how === 'quiet' && isUnknown(fault));
  if (step === 'settle.told' && !isTold) return 'that a message arrives is no news for its feature';
  if ((step === 'settle.written' || step === 'settle.freed') && isFine(fault))
    return 'that it arrived is written down, and its lane given back, in one statement';
  if (step !== 'send.answered') return undefined;
  if (fault === 'refused') return 'what is refused is never answered well';
  if (platform === 'slack' && isShown(fault)) return 'what is found by looking it up is not sent again';
  if (platform === 'teams' && how === 'quiet' && isUnknown(fault))
    return 'a quiet message on Teams that may have arrived is not sent again';
  return undefined;
}

/** Every step under every fault, on both platforms, for both classes. */
export const everyPoint: readonly Point[] = steps.flatMap((step) =>
  faults.flatMap((fault) =>
    (['slack', 'teams'] as const).flatMap((platform) =>
      (['urgent', 'quiet'] as const).map((how): Point => ({ step, fault, platform, class: how })),
    ),
  ),
);

export const points: readonly Point[] = everyPoint.filter((point) => excuse(point) === undefined);

/** Each step once and each fault at least once, the platforms and classes in turn. */
export function fewPoints(): Point[] {
  const left = new Set(faults);
  return steps.map((step, index) => {
    const possible = points.filter((point) => point.step === step);
    const [platform, how] = [index % 2 ? 'teams' : 'slack', index % 4 < 2 ? 'urgent' : 'quiet'];
    const worth = (point: Point) =>
      (left.has(point.fault) ? 4 : 0) + (point.platform === platform ? 2 : 0) + (point.class === how ? 1 : 0);
    const chosen = possible.reduce((best, point) => (worth(point) > worth(best) ? point : best));
    left.delete(chosen.fault);
    return chosen;
  });
}

/** On Slack it is the second attempt that looks up the first: the process dies there, not before the first. */
const looksUp = ({ step, platform }: Point) => step === 'send.looked-up' && platform === 'slack';
export const timesReached = (point: Point): number => (looksUp(point) ? 2 : 1);

/** The faults that the message meets, in order. What is looked up must first have become unknown. */
export function faultsOf(point: Point): Fault[] {
  const { fault } = point;
  const meets: Fault[] = [];
  if (looksUp(point) && !isUnknown(fault))
    meets.push({ kind: fault === 'none' ? 'accepted-reset' : 'broken' });
  // Who refuses once refuses always.
  if (fault !== 'none') meets.push({ kind: fault, times: fault === 'refused' ? 1_000 : 1 });
  return meets;
}

/** What is promised at such a point: how often the message is seen, and what becomes of it. */
export interface Promised {
  copies: number;
  state: 'sent' | 'failed' | 'unknown';
  told: 0 | 1;
}

/** It dies with the message in hand: it had begun to send it, and had not written down what came of it. */
const unsent: readonly Step[] = ['send.committed', 'send.looked-up'];
const unsettled: readonly Step[] = ['settle.written', 'settle.told', 'settle.freed'];
const inHand = (step: Step) => step === 'send.answered' || unsent.includes(step) || unsettled.includes(step);

export function promiseOf({ step, fault, platform, class: how }: Point): Promised {
  // A refusal or a lost answer ends an attempt; the one that is answered is a later one, and the dead process made it.
  const isShownByDead = step === 'send.answered';
  if (platform === 'teams' && how === 'quiet' && (isUnknown(fault) || inHand(step))) {
    const isShownByFault = isShown(fault) && !unsent.includes(step);
    return { copies: isShownByDead || isShownByFault ? 1 : 0, state: 'unknown', told: 1 };
  }
  if (fault === 'refused') return { copies: 0, state: 'failed', told: 1 };
  const again = platform === 'teams' ? Number(isShown(fault)) + Number(isShownByDead) : 0;
  return { copies: 1 + again, state: 'sent', told: 0 };
}

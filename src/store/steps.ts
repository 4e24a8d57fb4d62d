/**
 * The moments between which something is committed, said or sent, in the order in which they come. A process may die
 * at any of them and nothing is lost: the tests end one at each.
 */
export const steps = [
  'inbound.claimed',
  'inbound.handled',
  'inbound.enqueued',
  'inbound.committed',
  'claim.committed',
  'claim.granted',
  'send.committed',
  'send.looked-up',
  'send.answered',
  'settle.written',
  'settle.told',
  'settle.freed',
  'settle.committed',
  'sweep.advanced',
  'sweep.enqueued',
  'sweep.committed',
] as const;
export type Step = (typeof steps)[number];

/** Called at each step, and waited for. The bot itself does nothing there. */
export type TestHook = (step: Step) => Promise<void> | void;
export const noTestHook: TestHook = () => {};

import type { Reply } from '../../src/chat/reply.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { Network } from './network.ts';

type Where = Pick<Network, 'bot' | 'slack' | 'teams'>;

/** What the bot answers to a press on a button that this person was never shown. */
export const guess = (
  network: Where,
  person: SimulatedPerson,
  route: string,
  value: unknown,
): Promise<Reply> =>
  network.bot.receive({ ...from(network, person), kind: 'action', route, value: JSON.stringify(value) });

/** The same of a form, whatever stands on their screen. */
export const guessForm = (
  network: Where,
  person: SimulatedPerson,
  route: string,
  state: unknown,
  values: Record<string, string | readonly string[]> = {},
): Promise<Reply> =>
  network.bot.receive({
    ...from(network, person),
    kind: 'submission',
    route,
    state: JSON.stringify(state),
    values,
  });

function from({ slack, teams }: Where, { user, name }: SimulatedPerson) {
  const { platform, workspace } = user.startsWith('t-') ? teams : slack;
  const where = { platform, workspace };
  return {
    id: `guess ${Math.random()}`,
    sender: { ...where, user, name },
    conversation: { ...where, id: `D-${user}`, kind: 'direct' as const },
  };
}

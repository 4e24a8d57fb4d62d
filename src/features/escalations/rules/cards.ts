import { LATE_MS } from './limits.ts';
import { type Asked, isOpen, type Request } from './states.ts';

/**
 * What a responder's card says. `open`: can you call? `mine`: I'm calling. `other`: somebody else is. `moved`: asked
 * again further down. `handed`: I can't. `late`: it ended loudly, and a call is still welcome. `over`: nothing is needed.
 */
export type AskCard = 'open' | 'mine' | 'other' | 'moved' | 'handed' | 'late' | 'over';

export function cardOf(request: Pick<Request, 'state' | 'asks' | 'caller'>, ask: Asked): AskCard {
  const { state, asks } = request;
  if (asks.findLast(({ person }) => person === ask.person) !== ask) return 'moved';
  if (state === 'spoken' || state === 'stopped') return 'over';
  if (ask.outcome === 'handed-over') return 'handed';
  if (state === 'unanswered') return 'late';
  if (state === 'taken' || state === 'checked' || state === 'urgent-taken')
    return request.caller === ask.person ? 'mine' : 'other';
  return 'open';
}

/** It waits for its reader: they may still call, or are the one who does. */
export const isForThem = (card: AskCard): boolean => card === 'open' || card === 'mine';

/** Which of the asker's cards it is: news comes as a new one, further down. */
export const ownCardId = ({ id, card }: { id: string; card: number }): string => `${id}:${card}`;

/** Name and number are opened to whoever may call now, at the moment of the press. */
export function mayOpen(request: Request, ask: Asked, now: Date): boolean {
  const card = cardOf(request, ask);
  if (card === 'late')
    return request.closedAt !== null && now.getTime() - request.closedAt.getTime() <= LATE_MS;
  return isOpen(request.state) && isForThem(card);
}

import type { Button } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import * as routes from '../routes.ts';
import type { Person } from '../rules/circle.ts';
import { UNDO_MS } from '../rules/limits.ts';
import type { Shown } from '../store/cards.ts';
import { short } from './parts.ts';
import { NOW } from './talk.ts';

export const idOf = ({ request: { id } }: Shown) => ({ request: id });
export const nowButton = (shown: Shown) => button(routes.urge, NOW, idOf(shown), 'danger');
export const stopButton = (shown: Shown) =>
  button(routes.end, 'I’m OK now, stop', { ...idOf(shown), how: 'stop' });
export const spokenButton = (shown: Shown) =>
  button(routes.end, 'We’ve spoken', { ...idOf(shown), how: 'spoken' }, 'primary');
/** Every press can be undone for ten minutes. */
export const undoButtons = (shown: Shown): Button[] => {
  const { closedAt } = shown.request;
  const isFresh = closedAt !== null && shown.now.getTime() - closedAt.getTime() <= UNDO_MS;
  return isFresh ? [button(routes.undo, 'That was a mistake', idOf(shown))] : [];
};
export const anotherButton = (shown: Shown, person: Person) =>
  button(routes.another, `Ask ${short(person.name)} to call me`, idOf(shown));

export const callerName = ({ request: { caller, asks } }: Shown): string =>
  asks.findLast(({ person }) => person === caller)?.name ?? 'Somebody';

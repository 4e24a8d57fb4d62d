import { faultsOf } from './check-card.ts';
import { isObject, type Json, words } from './json.ts';

/** A dialog as the bot described it: what the client shows, closes or refuses. */
export type TaskAnswer =
  | { kind: 'continue'; title: string; card: Json }
  | { kind: 'message'; text: string }
  | { kind: 'close' }
  | { kind: 'broken'; reason: string };

/** How a client reads the answer to task/fetch and task/submit; only a submit may be answered with nothing. */
export function readTask(name: 'task/fetch' | 'task/submit', status: number, body: unknown): TaskAnswer {
  if (status !== 200) return { kind: 'broken', reason: `${name} answered with ${status}` };
  if (body === undefined)
    return name === 'task/submit'
      ? { kind: 'close' }
      : { kind: 'broken', reason: `${name} answered with nothing` };
  const task = isObject(body) && isObject(body.task) ? body.task : {};
  if (task.type === 'message' && words(task.value) !== '')
    return { kind: 'message', text: words(task.value) };
  const info = isObject(task.value) ? task.value : {};
  if (task.type !== 'continue' || !isObject(info.card))
    return { kind: 'broken', reason: `${name} answered with neither a card nor words` };
  const strange = Object.keys(info).filter((key) => !['title', 'height', 'width', 'card'].includes(key));
  const faults = [
    ...strange.map((key) => `unknown property "${key}" of a dialog`),
    ...faultsOf(info.card.content),
  ];
  if (info.card.contentType !== 'application/vnd.microsoft.card.adaptive')
    faults.push('expected an adaptive card');
  if (faults.length > 0) return { kind: 'broken', reason: faults.join('; ') };
  return { kind: 'continue', title: words(info.title), card: info.card.content as Json };
}

/** How a client reads the answer to a press on a card. */
export type PressAnswer =
  | { kind: 'card'; card: Json }
  | { kind: 'words'; text: string }
  | { kind: 'broken'; reason: string };

export function readPress(status: number, body: unknown): PressAnswer {
  if (status !== 200 || !isObject(body))
    return { kind: 'broken', reason: `a press was answered with ${status}` };
  const { type, value } = body;
  if (type === 'application/vnd.microsoft.activity.message') return { kind: 'words', text: words(value) };
  if (type === 'application/vnd.microsoft.error' && isObject(value) && words(value.message) !== '')
    return { kind: 'words', text: words(value.message) };
  if (type !== 'application/vnd.microsoft.card.adaptive')
    return { kind: 'broken', reason: `a press was answered with type ${String(type)}` };
  const faults = faultsOf(value);
  return faults.length > 0
    ? { kind: 'broken', reason: faults.join('; ') }
    : { kind: 'card', card: value as Json };
}

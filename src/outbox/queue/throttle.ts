import type { Limit } from '../../chat/adapter.ts';

export type Method = 'post' | 'edit';

/** When the last writes to one place were granted: epoch milliseconds, oldest first. */
export type Recent = Record<Method, readonly number[]>;
export const none: Recent = { post: [], edit: [] };

/**
 * What quiet messages leave free of a workspace's limit for urgent ones: a twentieth, so that a fan-out takes at most
 * a tenth longer than the limit makes it, and a ping for help never waits behind it. An edit pings nobody.
 */
const reserveOf = ({ per, on, most }: Limit): number =>
  per === 'workspace' && on !== 'edit' && most > 1 ? Math.max(1, Math.floor(most / 20)) : 0;

/**
 * The first moment at which one more write keeps every limit: no window of a limit's length then holds more than it
 * allows. In the past when nothing stands in the way. Pure; epoch milliseconds.
 */
export function freeAt(limits: readonly Limit[], recent: Recent, method: Method, isUrgent: boolean): number {
  let free = 0;
  for (const limit of limits) {
    if (limit.on !== 'any' && limit.on !== method) continue;
    const times = limit.on === 'any' ? merged(recent) : recent[method];
    const room = isUrgent ? limit.most : limit.most - reserveOf(limit);
    const first = times[times.length - room];
    if (first !== undefined) free = Math.max(free, first + limit.inMs);
  }
  return free;
}

/** The same with one more write, and without those that no limit counts any longer. */
export function granted(limits: readonly Limit[], recent: Recent, method: Method, at: number): Recent {
  const longest = Math.max(0, ...limits.map(({ inMs }) => inMs));
  const most = Math.max(0, ...limits.map((limit) => limit.most));
  const keep = (times: readonly number[]) =>
    times.filter((time) => time > at - longest).slice(-most || times.length);
  return most === 0
    ? none
    : { post: keep(recent.post), edit: keep(recent.edit), [method]: keep([...recent[method], at]) };
}

const merged = ({ post, edit }: Recent): number[] => [...post, ...edit].sort((a, b) => a - b);

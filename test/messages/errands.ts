import type { Feature, Work } from '../../src/bot/feature.ts';
import type { Lost } from '../../src/bot/messages/declare.ts';
import { type CardKind, messagesOf, type Reader } from '../../src/bot/messages/declare.ts';
import { onLost } from '../../src/bot/messages/undelivered.ts';
import { runWork } from '../../src/bot/work.ts';
import { paragraph } from '../../src/chat/message.ts';
import { features as ours } from '../../src/features/index.ts';
import { noTestHook } from '../../src/store/steps.ts';
import type { Network } from '../support/network.ts';

/** A record of a feature that is only here to be spoken of. */
export interface Errand {
  id: string;
  title: string;
  readers: readonly Reader[];
  state: 'open' | 'done';
  /** Which date it has; another one is another card. */
  moved: number;
  until?: Date;
  day?: Date;
  rank?: number;
}

/** A feature whose records are in memory, for what is true of every declared message. */
export function errandsFeature(name = 'errands') {
  const records = new Map<string, Errand>();
  const losses: (Lost & { kind: string })[] = [];
  const { card, news } = messagesOf(name);
  const said: CardKind<Errand> = {
    record: ({ id }) => id,
    to: ({ readers }) => readers,
    preview: 'title',
    draw: ({ title, state }) => ({ title: `${title}, ${state}`, body: [paragraph('An errand.')] }),
    read: async (_, ids) => new Map(ids.flatMap((id) => records.get(id) ?? []).map((one) => [one.id, one])),
    waits: ({ state, until, rank = 10 }, _reader, now) =>
      state === 'open' && !(until && until <= now) ? { rank, ...(until && { until }) } : undefined,
    comes: ({ day, title }) => (day ? { at: day, line: `${title} comes.` } : undefined),
    expected: async (_tx, _now, _limit, reader) =>
      [...records.values()].flatMap(({ id, readers }) =>
        readers.flatMap((one) =>
          'member' in one && (!reader || reader === one.member) ? [{ record: id, reader: one.member }] : [],
        ),
      ),
    lost: 'handled',
  };
  const errand = card<Errand>('errand', said);
  const { expected: _, waits: __, comes: ___, ...plain } = said;
  const dated = card<Errand>('dated', {
    ...plain,
    lost: 'home',
    waits: ({ state }) => (state === 'open' ? { rank: 20 } : undefined),
    edition: {
      of: ({ moved }) => moved,
      moved: ({ title }) => ({ title: `${title} has moved`, body: [] }),
    },
  });
  const note = news<Errand>('note', {
    record: ({ id }) => id,
    to: ({ readers }) => readers,
    preview: 'message',
    draw: ({ title }) => ({ title: 'You have a message', body: [paragraph(`About ${title}.`)] }),
    lost: 'handled',
  });
  const remember = (kind: string) => async (_work: Work, lost: Lost) => void losses.push({ kind, ...lost });
  const feature: Feature = {
    name,
    bindings: [],
    messages: [errand, dated, note],
    delivery: { lost: [onLost(errand, remember('errand')), onLost(note, remember('note'))] },
  };
  return { feature, records, losses, errand, dated, note };
}

/** One piece of work of the bot, as a handler or a sweep does it. */
export function workIn(network: Network, features: readonly Feature[]) {
  const parts = {
    features: [...ours, ...features],
    vault: network.vault,
    settings: { join: 'approval' as const },
    log: () => {},
    testHook: noTestHook,
  };
  return async <T>(run: (work: Work) => T | Promise<T>): Promise<T> => {
    const now = await network.now();
    return network.database.transaction(async (tx) => {
      const { result } = await runWork(parts, tx, now, async (work) => run(work));
      return result;
    });
  };
}

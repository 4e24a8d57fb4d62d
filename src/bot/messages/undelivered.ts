import { shownSlots } from '../../outbox/enqueue/shown.ts';
import { readReader } from '../../outbox/queue/recipients.ts';
import type { UndeliveredMessage } from '../../outbox/queue/settle.ts';
import { through } from '../../store/database.ts';
import type { Feature, LossHandler, Work } from '../feature.ts';
import type { AnyMessage, CardOf, Lost, NewsOf } from './declare.ts';

/** Binds what follows when a message of this kind will not arrive: a human is told, or the next step is taken. */
export const onLost = <S>({ kind }: CardOf<S> | NewsOf<S>, handle: LossHandler['handle']): LossHandler => ({
  kind,
  handle,
});

/**
 * Tells the feature that declared it. Of a kind that the code no longer knows, and of news from before there were
 * declarations, the log says so; the status counts it, as every message that did not arrive.
 */
export async function tellLost(work: Work, row: UndeliveredMessage, outcome: Lost['outcome']): Promise<void> {
  const { kind, record } = row;
  const feature = work.features.find(({ messages }) => messages?.some((one) => one.kind === kind));
  if (!feature || record === null)
    return work.log({ level: 'warn', event: 'message.kind-unknown', kind: kind ?? 'none' });
  const handler = feature.delivery?.lost?.find((one) => one.kind === kind);
  if (!handler) return;
  const slots = row.slot === null ? new Set() : await shownSlots(work.tx, [row.slot]);
  await handler.handle(work, {
    record,
    edition: row.edition ?? 0,
    outcome,
    wasSeen: slots.size > 0,
    reader: await readReader(through(work.tx), row.destination),
  });
}

/** @throws when two declarations share a name, or one whose loss is to be handled has no handler: no such bot starts. */
export function checkMessages(features: readonly Feature[]): void {
  const known = new Map<string, AnyMessage>();
  for (const { name, messages = [], delivery } of features) {
    for (const one of messages) {
      if (one.feature !== name)
        throw new Error(
          `The message "${one.kind}" stands in ${name}: declare it with messagesOf('${name}').`,
        );
      if (known.has(one.kind))
        throw new Error(`The message "${one.kind}" is declared twice: give one of them another name.`);
      known.set(one.kind, one);
      const isHandled = delivery?.lost?.some(({ kind }) => kind === one.kind) ?? false;
      if (isHandled !== (one.said.lost === 'handled'))
        throw new Error(
          isHandled
            ? `"${one.kind}" says that its loss is not handled, and ${name} binds a handler to it: write lost: 'handled'.`
            : `"${one.kind}" says that its loss is handled: bind onLost(...) to it in delivery.lost of ${name}.`,
        );
    }
    for (const { kind } of delivery?.lost ?? [])
      if (!known.has(kind))
        throw new Error(
          `${name} handles the loss of "${kind}", which is not among its messages: add it there.`,
        );
  }
}

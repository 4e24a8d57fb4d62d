import type { Card, Message } from '../../chat/message.ts';
import { previewed } from '../../chat/preview.ts';
import type { Draft } from '../../outbox/enqueue/draft.ts';
import { shownSlots } from '../../outbox/enqueue/shown.ts';
import { withdraw, withdrawNews } from '../../outbox/enqueue/withdraw.ts';
import type { Work } from '../feature.ts';
import { type CardOf, keyOf, type NewsOf, nameOf, type Reader, slotOf } from './declare.ts';

/** What a card says in place of what its record would have it say, or a whole message with its own first words. */
export type Words = Card | Message;

export interface Showing<S> {
  /** These readers, in place of all whom it is for. */
  to?: readonly Reader[];
  /** Changes what was seen; what waits unseen is taken back. */
  only?: 'seen';
  as?: Words | ((seen: S, reader: Reader) => Words);
}

/**
 * Sends a card, or changes what was shown of it, and puts it on home or takes it off.
 * @returns what the first reader sees, for whoever pressed
 */
export function show<S>(work: Work, kind: CardOf<S>, seen: NoInfer<S>, about: Showing<S> = {}): Message {
  const drafts = send(work, kind, seen, about);
  const [first] = drafts;
  if (!first) throw new Error(`Expected a reader of ${kind.kind}: show it to somebody, or not at all.`);
  return first.message;
}

/** The same for many records at once: one statement, however many. */
export function showAll<S>(
  work: Work,
  kind: CardOf<S>,
  seen: readonly NoInfer<S>[],
  about: Showing<S> = {},
): void {
  for (const one of seen) send(work, kind, one, about);
}

function send<S>(work: Work, kind: CardOf<S>, seen: S, about: Showing<S>): CardDraft[] {
  const drafts = draftsOf(work, kind, seen, about);
  work.enqueue(...drafts);
  for (const { to, about } of drafts) place(work, kind, to, about, seen);
  return drafts;
}

/** Puts cards on home, or takes them off, without a message: for who comes later, or who holds a role now. */
export function list<S>(
  work: Work,
  kind: CardOf<S>,
  seen: readonly NoInfer<S>[],
  to?: readonly Reader[],
): void {
  for (const one of seen)
    for (const reader of to ?? kind.said.to(one))
      place(work, kind, reader, { record: kind.said.record(one), ...editionOf(kind, one) }, one);
}

/** Takes cards off their readers' homes; what was shown stays as it is. */
export function unlist<S>(
  work: Work,
  kind: CardOf<S>,
  seen: readonly NoInfer<S>[],
  to?: readonly Reader[],
): void {
  for (const one of seen)
    for (const reader of to ?? kind.said.to(one))
      place(work, kind, reader, { record: kind.said.record(one), ...editionOf(kind, one) });
}

/** Its place on one reader's home; without what was seen it has none any more, and nor has an edition that is past. */
function place<S>(
  { listOnHome, now }: Work,
  { kind, said }: CardOf<S>,
  reader: Reader,
  { record, edition }: { record: string; edition?: number },
  seen?: S,
): void {
  if (!('member' in reader) || !(said.waits || said.comes)) return;
  const { member } = reader;
  const isPast = seen === undefined || (edition !== undefined && edition !== said.edition?.of(seen));
  listOnHome({
    member,
    kind,
    record,
    ...(edition !== undefined && { edition }),
    ...(!isPast && {
      waits: said.waits?.(seen, member, now),
      comesAt: said.comes?.(seen, member)?.at,
    }),
  });
}

/**
 * Cards that ask nothing any more: what nobody has seen is taken back, what was seen changes to `as`, and none of it is
 * on home.
 * @returns the records of which nothing was ever seen
 */
export async function close<S>(
  work: Work,
  kind: CardOf<S>,
  seen: readonly NoInfer<S>[],
  as?: Showing<S>['as'],
): Promise<ReadonlySet<string>> {
  const drafts = seen.flatMap((one) => draftsOf(work, kind, one, { only: 'seen', as: as ?? NOTHING }));
  const slots = drafts.map(({ slot }) => slot);
  const shown = await shownSlots(work.tx, slots);
  // What may have arrived is looked for first where it is to change: taken back, it could stand there as it was.
  const withdrawn = await withdraw(work.tx, as ? slots.filter((slot) => !shown.has(slot)) : slots);
  if (as) work.enqueue(...drafts.filter(({ slot }) => shown.has(slot)));
  for (const { to, about } of drafts) place(work, kind, to, about);
  return new Set(
    drafts.flatMap(({ slot, about }) => (withdrawn.has(slot) && !shown.has(slot) ? about.record : [])),
  );
}

/** Of these records, those of which a reader has seen something, or may have: what is told once is not told again. */
export async function findSeen<S>(
  work: Work,
  kind: CardOf<S>,
  seen: readonly NoInfer<S>[],
): Promise<ReadonlySet<string>> {
  const drafts = seen.flatMap((one) => draftsOf(work, kind, one, { only: 'seen', as: NOTHING }));
  const shown = await shownSlots(
    work.tx,
    drafts.map(({ slot }) => slot),
  );
  return new Set(drafts.flatMap(({ slot, about }) => (shown.has(slot) ? about.record : [])));
}

/** Sends news, once for each occasion. */
export function tell<S>(
  work: Work,
  kind: NewsOf<S>,
  seen: NoInfer<S>,
  occasion: string,
  to: readonly Reader[] = kind.said.to(seen),
): Message | undefined {
  const drafts = to.map((reader) => newsDraft(work, kind, seen, { reader, occasion }));
  work.enqueue(...drafts);
  return drafts[0]?.message;
}

/** Takes back news of these records that has not been sent yet. */
export async function untell<S>(
  { tx }: Work,
  kind: NewsOf<S>,
  records: readonly string[],
  occasion?: string,
): Promise<void> {
  await withdrawNews(tx, kind.kind, records, occasion);
}

/**
 * Cards as they are now: where one was seen it changes, where it still waits it comes as it is now, and whoever was sent
 * none gets none.
 */
export async function refresh<S>(work: Work, kind: CardOf<S>, seen: readonly NoInfer<S>[]): Promise<void> {
  const drafts = seen.flatMap((one) => draftsOf(work, kind, one, {}));
  const slots = drafts.map(({ slot }) => slot);
  const shown = await shownSlots(work.tx, slots);
  const waiting = await withdraw(
    work.tx,
    slots.filter((slot) => !shown.has(slot)),
  );
  work.enqueue(...drafts.filter(({ slot }) => shown.has(slot) || waiting.has(slot)));
  list(work, kind, seen);
}

type CardDraft = Draft & { slot: string; about: NonNullable<Draft['about']> };

function draftsOf<S>(work: Work, kind: CardOf<S>, seen: S, { to, only, as }: Showing<S>): CardDraft[] {
  const { said } = kind;
  const record = said.record(seen);
  const { edition } = editionOf(kind, seen);
  const draft = (reader: Reader, words: Words, of: number | undefined): CardDraft => ({
    to: reader,
    class: said.class ?? 'quiet',
    ...(said.asked && { asked: true }),
    slot: slotOf(kind, { record, reader: nameOf(reader), edition: of ?? 0 }),
    message: worded(kind, seen, reader, words),
    origin: { feature: kind.feature, id: record },
    about: { kind: kind.kind, record, ...(of !== undefined && { edition: of }) },
  });
  return (to ?? said.to(seen)).flatMap((reader) => {
    const words = typeof as === 'function' ? as(seen, reader) : as;
    const expiresAt = only ? undefined : said.expires?.(seen, work.now);
    const current: CardDraft = {
      ...draft(reader, words ?? said.draw(seen, { reader, now: work.now }), edition),
      ...(only && { only }),
      ...(expiresAt && { expiresAt }),
    };
    if (!said.edition?.moved || !edition || only) return [current];
    // An edit rings no bell: what moved is a new card, and the one before says where it went.
    const before = draft(reader, said.edition.moved(seen, reader), edition - 1);
    return [current, { ...before, only: 'seen' }];
  });
}

function newsDraft<S>(
  work: Work,
  kind: NewsOf<S>,
  seen: S,
  { reader, occasion }: { reader: Reader; occasion: string },
): Draft {
  const { said } = kind;
  const record = said.record(seen);
  const expiresAt = said.expires?.(seen, work.now);
  return {
    to: reader,
    class: said.class ?? 'quiet',
    ...(said.asked && { asked: true }),
    key: keyOf(kind, { record, reader: nameOf(reader), occasion }),
    message: worded(kind, seen, reader, said.draw(seen, { reader, now: work.now })),
    origin: { feature: kind.feature, id: record },
    about: { kind: kind.kind, record, occasion },
    ...(expiresAt && { expiresAt }),
  };
}

/** A message stays one: it has first words of its own. */
function worded<S>({ said }: CardOf<S> | NewsOf<S>, seen: S, reader: Reader, words: Words): Message {
  if ('text' in words) return words;
  const preview = typeof said.preview === 'function' ? said.preview(seen, reader) : said.preview;
  return previewed(words, preview);
}

const editionOf = <S>({ said }: CardOf<S>, seen: S): { edition?: number } =>
  said.edition ? { edition: said.edition.of(seen) } : {};

/** What is not drawn, where only what it is known by is asked. */
const NOTHING: Card = { title: '', body: [] };

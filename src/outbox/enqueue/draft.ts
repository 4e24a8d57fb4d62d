import { randomUUID } from 'node:crypto';
import type { MemberId, Message } from '../../chat/message.ts';
import { network, type Seal, toColumn } from '../../store/seal.ts';
import { sealPayload } from '../queue/payload.ts';
import { sealedToPlace } from '../queue/recipients.ts';

/**
 * Something to say to somebody else, or later.
 *
 * `key`: the same key twice is one message. `slot`: one card that lives on; a later draft for the slot edits what was
 * shown and replaces what is still waiting. Whoever enqueues to a slot first locks the record that the card shows,
 * then reads, then renders: otherwise two replies each count without the other.
 * `to.unnamed` is somebody who writes without a name: no plain row says who it is; `lane` keeps their order and may be
 * anything that does not name them. What was shown to them is never edited, for the reference would name their chat; and
 * its row keeps only the hour, for a finer moment could be matched with who was there.
 * `to.account` is for what is said of an account itself, whoever has it.
 * `quiet` waits for the person's hours, `urgent` does not; what they `asked` for does not wait for the end of a break.
 */
export type Draft = {
  to:
    | { member: MemberId }
    | { account: string }
    | { conversation: string }
    | { unnamed: MemberId; lane: string };
  message: Message;
  class: 'urgent' | 'quiet';
  asked?: true;
  origin: { feature: string; id: string };
  about?: About;
  /** Changes what was shown, and is no message where nothing was: what waits unseen in its slot is taken back. */
  only?: 'seen';
  notBefore?: Date;
  expiresAt?: Date;
} & ({ key: string; slot?: string } | { slot: string; key?: undefined });

/** What a message is about, as its declaration names it. */
export interface About {
  kind: string;
  record: string;
  edition?: number;
  occasion?: string;
}

/** A draft with what it is known by, and its place among those that were written with it. */
export interface Numbered {
  id: string;
  key: string;
  place: number;
  draft: Draft;
}

/**
 * Of several drafts for one slot in one transaction only the last one is worth sending. They are in the order in which
 * everybody writes them, so that no two transactions wait for each other: changes of cards before news, which so stands
 * at the end of the chat.
 */
export function number(drafts: readonly Draft[]): Numbered[] {
  const latest = new Map(drafts.map((draft) => [draft.slot ?? `key ${draft.key}`, draft]));
  return [...latest.values()]
    .map((draft, place) => {
      const id = randomUUID();
      return { id, key: draft.key ?? `${draft.slot}#${id}`, place, draft };
    })
    .sort((a, b) => compare(slotOf(a), slotOf(b)) || compare(a.key, b.key));
}

const slotOf = ({ draft: { slot } }: Numbered): string => slot ?? '\uffff';
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whose key a draft is sealed with. */
export const ownerOf = ({ to }: Draft): string => ('member' in to ? to.member : network);

/** A draft as it is written. What is as usual is left out, for a fan-out writes thousands. */
export function toRow(
  seal: Seal,
  { id, key, place, draft }: Numbered,
  now: Date,
  answering: MemberId | undefined,
): Row {
  const { to, slot, expiresAt, notBefore, origin } = draft;
  const { sealed, for: owner } = sealPayload(seal, { id, message: draft.message, owner: ownerOf(draft) });
  const unnamed = 'unnamed' in to ? to.unnamed : undefined;
  const person = 'member' in to ? to.member : unnamed;
  return {
    id,
    key,
    place,
    slot,
    sealed,
    owner,
    class: draft.class,
    feature: origin.feature,
    origin_id: origin.id,
    ...draft.about,
    only_seen: draft.only && true,
    asked: draft.asked,
    answers: person !== undefined && person === answering ? true : undefined,
    due_at: notBefore && notBefore > now ? notBefore : now,
    expires_at: expiresAt,
    member: 'member' in to ? to.member : undefined,
    account: 'account' in to ? to.account : undefined,
    conversation: 'conversation' in to ? to.conversation : undefined,
    lane: laneOf(to),
    sealed_to: unnamed && toColumn(seal(sealedToPlace(id), unnamed)),
  };
}

/** Undefined for a member: where they are written to is looked up as it is written. */
function laneOf(to: Draft['to']): string | undefined {
  if ('account' in to) return `account:${to.account}`;
  if ('conversation' in to) return `conversation:${to.conversation}`;
  return 'unnamed' in to ? `unnamed:${to.lane}` : undefined;
}

export interface Row extends Partial<About> {
  id: string;
  key: string;
  place: number;
  slot: string | undefined;
  class: Draft['class'];
  feature: string;
  origin_id: string;
  only_seen: true | undefined;
  sealed: string;
  owner: string;
  asked: true | undefined;
  answers: true | undefined;
  due_at: Date;
  expires_at: Date | undefined;
  member: string | undefined;
  account: string | undefined;
  conversation: string | undefined;
  lane: string | undefined;
  sealed_to: string | undefined;
}

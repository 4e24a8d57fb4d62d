import { UNDO_MS } from '../../../bot/undo.ts';
import { type Block, type MemberId, paragraph } from '../../../chat/message.ts';
import { type SafetySeat, SEATS } from '../../../directory/safety-gate.ts';
import { plainly } from '../../../text/normalise.ts';
import { phoneKey } from '../../../text/phone.ts';
/** Every press can be undone for ten minutes; after that a number stays confirmed, for taking one back switches support off. */
export const mayUnconfirm = (checkedAt: Date, now: Date): boolean =>
  now.getTime() - checkedAt.getTime() <= UNDO_MS;

/** The lead and the deputy are two people who answer two phones. */
export const isOnePerson = (
  one: { name: string; number: string; member?: MemberId },
  other: { name: string; number: string; member?: MemberId },
): boolean =>
  (one.member !== undefined && one.member === other.member) ||
  plainly(one.name) === plainly(other.name) ||
  phoneKey(one.number) === phoneKey(other.number);

/** Said to whoever has a seat, before they press. */
export const toldOfLeaving = (which: SafetySeat): Block =>
  paragraph(
    `You’re the ${SEATS[which]}. If you press, I tell the coordinators now, so that they can name somebody before you go.`,
  );
export const toldOfBreak = (which: SafetySeat): string =>
  `You’re the ${SEATS[which]}: the coordinators are told until when, and people aren’t shown you meanwhile. You don’t have to say why.`;

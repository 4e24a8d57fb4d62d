import type { MemberId } from '../../../chat/message.ts';
import { plainly } from '../../../text/normalise.ts';
import { phoneKey } from '../../../text/phone.ts';

/** Whom to call about whoever runs the bot. */
export interface Line {
  name: string;
  number: string;
}

/** A coordinator, with the numbers that are known to be theirs. */
export interface Coordinator {
  member: MemberId;
  name: string;
  numbers: readonly string[];
}

/** Why somebody can't stand there: what people say about a coordinator is not to reach one. */
export const isCoordinators = ({ name, number }: Line, coordinators: readonly Coordinator[]): boolean =>
  coordinators.some(
    (one) =>
      plainly(one.name) === plainly(name) || one.numbers.some((own) => phoneKey(own) === phoneKey(number)),
  );

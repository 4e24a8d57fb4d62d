import { localDate } from '../../../outbox/hours.ts';
import { spokenDate } from '../../../time/spoken.ts';

/** `Thu 12 March 2027`, where the reader is. Terms and checks lie months apart, so the year is said. */
export const spokenDay = (at: Date, timeZone: string): string => spokenDate(localDate(at, timeZone));

import { spokenTime } from '../../../chat/message.ts';

/** `Thu 12 March 2027`, where the reader is. Terms and checks lie months apart, so the year is said. */
export function spokenDay(at: Date, timeZone: string): string {
  const year = new Intl.DateTimeFormat('en-GB', { timeZone, year: 'numeric' }).format(at);
  const [day] = spokenTime(at, 'datetime', timeZone).split(/, (?=\d)/);
  return `${day?.replace(',', '')} ${year}`;
}

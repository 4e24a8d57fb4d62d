// The whole table: the smaller ones don’t know what a number costs.
import { findPhoneNumbersInText, type PhoneNumber, parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { plainly } from './normalise.ts';

/** A number without its country's code is a British one. */
const HOME = 'GB';

/** Emergency services, 111, helplines such as 116 123, and numbers to text such as 85258. */
const SHORT = /^[1-9]\d{2,5}$/;

export type PhoneProblem = 'none' | 'short' | 'long';

/** What to answer to each, in the field where it was typed. */
export const PHONE_PROBLEMS: Record<PhoneProblem, string> = {
  none: 'Please give a number, such as 07700 900123.',
  short: 'Please give the whole number with its area code, such as 020 7946 0018.',
  long: 'That number has too many digits. Please check it: most have eleven, such as 07700 900123.',
};

function parse(plain: string): PhoneNumber | undefined {
  try {
    return parsePhoneNumberWithError(plain, { defaultCountry: HOME, extract: false });
  } catch {
    return undefined;
  }
}

/** What contacts and web pages put before a number and between its digits. */
const tidy = (typed: string): string => plainly(typed).replace(/^(tel|phone|mobile|mob)\b[.:]?\s*/, '');

/**
 * A telephone number as it is kept: in the groups in which it was typed, without what copying brought along. One that
 * begins with a country's code is written with a plus, so that it can be dialled as it stands. `short`: numbers such as
 * 999 and 116 123 are some too.
 */
export function readPhone(
  typed: string,
  { short = false }: { short?: boolean } = {},
): { phone: string } | { problem: PhoneProblem } {
  const plain = tidy(typed);
  const digits = plain.replace(/\D/g, '');
  if (/^[\d\s().-]+$/.test(plain) && SHORT.test(digits))
    return short ? { phone: plain } : { problem: 'short' };
  const number = parse(plain);
  // A row of the same digit fills a field; it is nobody's number.
  if (!number || /^(\d)\1*$/.test(digits)) return { problem: 'none' };
  if (!number.isPossible()) return { problem: digits.length > 11 ? 'long' : 'short' };
  if (/^\(?0[1-9]/.test(plain)) return { phone: plain };
  const isForeign = /^(\+|00)/.test(plain.replace(/[\s()]/g, '')) || number.countryCallingCode !== '44';
  return { phone: isForeign ? number.formatInternational() : number.formatNational() };
}

/** The same for every way in which one number can be written; an extension is a phone of its own. */
export function phoneKey(number: string): string {
  const plain = tidy(number);
  const digits = plain.replace(/\D/g, '');
  const parsed = SHORT.test(digits) ? undefined : parse(plain);
  return parsed ? [parsed.number, parsed.ext].filter(Boolean).join(' ') : digits;
}

/** Directory enquiries, of which no table of numbers knows. */
const ENQUIRIES = /^118\d{3}$/;
/** Also 070, which looks like a mobile number and costs like a premium one. */
const COSTLY: readonly (string | undefined)[] = ['PREMIUM_RATE', 'SHARED_COST', 'PERSONAL_NUMBER'];

/** Whether ringing it costs extra, as far as its first digits tell: nobody in distress is sent to one. */
export function isCostly(phone: string): boolean {
  const plain = tidy(phone);
  return ENQUIRIES.test(plain.replace(/\D/g, '')) || COSTLY.includes(parse(plain)?.getType());
}

/** The same of a number that stands among other words. */
export const namesCostly = (words: string): boolean =>
  /\b118[\s-]?\d{3}\b/.test(words) ||
  findPhoneNumbersInText(plainly(words), HOME).some(({ number }) => COSTLY.includes(number.getType()));

/** A number stays on one line: its spaces are NO-BREAK SPACE. */
export const unbroken = (digits: string): string => digits.replaceAll(' ', '\u00a0');
/** As it was typed. */
export const breakable = (digits: string): string => digits.replaceAll('\u00a0', ' ');

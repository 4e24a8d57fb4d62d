import { z } from 'zod';
import { isName, isOurs, NAME_LENGTH } from '../text/name.ts';
import { oneLine } from '../text/normalise.ts';
import { isCostly, namesCostly, PHONE_PROBLEMS, readPhone } from '../text/phone.ts';
import { ownLimit } from './route.ts';

const FILL = 'Please fill this in.';
const TOO_LONG = 'Please keep this to 40 characters.';

const phoneField = (about: { short?: boolean }) =>
  z
    .string()
    .max(80, TOO_LONG)
    .transform((typed, context) => {
      const read = readPhone(typed, about);
      if ('phone' in read) return read.phone;
      context.addIssue({ code: 'custom', message: PHONE_PROBLEMS[read.problem] });
      return z.NEVER;
    })
    .pipe(z.string().max(40, TOO_LONG));

/** A field for somebody's telephone number. */
export const phone = phoneField({});
const COSTLY = 'Ringing that number costs extra. Please give one that doesn’t.';
/** Where a service answers, which may have a number as short as 111. */
export const servicePhone = phoneField({ short: true }).refine((typed) => !isCostly(typed), COSTLY);
/** Where somebody answers who looks after safety. */
export const safetyPhone = phone.refine((typed) => !isCostly(typed), COSTLY);
/** Words in which numbers may stand, none of which costs extra. */
export const safetyWords = (most: number) =>
  line(most)
    .refine((typed) => typed !== '', FILL)
    .refine((typed) => !namesCostly(typed), COSTLY);

/** A field for one line of words: what nobody sees is left out before it is measured. */
export const line = (most: number) =>
  z
    .string()
    .max(4 * most, `Please keep this to ${most} characters.`)
    .transform(oneLine)
    .pipe(z.string().max(most, `Please keep this to ${most} characters.`));

const OURS = 'That looks like my own name, or like a role here. Please use the name that people know you by.';
const isTheirs = (name: string): boolean => !isOurs(name);

/** A field for somebody's whole name. */
export const personName = line(NAME_LENGTH)
  .refine(isName, 'Please give a name in letters, on one line.')
  .refine(isTheirs, OURS);
/** What somebody likes to be called. */
export const callingName = line(40)
  .refine(isName, 'Please give a name in letters, such as Dilys.')
  .refine(isTheirs, OURS);

export const nothing = z.object({});

export const CHOOSE = 'Please choose one.';
export const words = (most: number) => z.string().trim().max(most, `Please keep this to ${most} characters.`);
/** Words that must be there. */
export const filled = (most: number) =>
  z.string(FILL).trim().min(1, FILL).max(most, `Please keep this to ${most} characters.`);
export const wholeNumber = (least: number, most: number) => {
  const hint = `Please give a whole number from ${least} to ${most}.`;
  return z.coerce.number(hint).int(hint).min(least, hint).max(most, hint);
};
/** For whoever was chosen and is none, or none any more. */
export const notMember = 'They aren’t a member of this network now. Please choose somebody else.';
const DATE = 'Please give a date, such as 2027-03-16.';
export const date = z.iso.date(DATE);
/** Breaks end within a year. */
export const near = ownLimit(z.iso.date(DATE));
export const someone = z.uuid('Please choose a name from the list.');
export const ids = z.array(z.uuid()).default([]);

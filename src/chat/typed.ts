import { z } from 'zod';
import { PHONE_PROBLEMS, readPhone } from '../text/phone.ts';

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
/** Where a service answers, which may have a number as short as 111. */
export const servicePhone = phoneField({ short: true });

import { z } from 'zod';
import { isNumber, tidyNumber } from '../rules/phone.ts';

/** A field for a telephone number; what is kept of it has plain spaces. */
export const number = z
  .string()
  .max(80, 'Please keep this to 40 characters.')
  .transform(tidyNumber)
  .pipe(
    z
      .string()
      .max(40, 'Please keep this to 40 characters.')
      .refine(isNumber, 'Please give a number, such as 07700 900123.'),
  );

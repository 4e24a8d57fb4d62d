import type { z } from 'zod';

/** A field left empty arrives as no field at all. */
export function missingField(issue: {
  code: string;
  input?: unknown;
  origin?: unknown;
  maximum?: unknown;
}): string | undefined {
  if (issue.code === 'too_big' && issue.origin === 'string')
    return `Please keep this to ${issue.maximum} characters.`;
  return issue.code === 'invalid_type' && issue.input === undefined ? 'Please fill this in.' : undefined;
}

/** The first problem of each field. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? '')] ??= message;
  return errors;
}

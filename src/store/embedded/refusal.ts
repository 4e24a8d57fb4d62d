/** Why the embedded PostgreSQL cannot run here, in words for the operator, always with the way out. */
export function refusal(what: string, whatToDo: string, cause?: unknown): Error {
  return new Error(
    `${what}\n${whatToDo}\nOr set DATABASE_URL to a PostgreSQL server (15 or later) of your own; then nothing is embedded.`,
    { cause },
  );
}

export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

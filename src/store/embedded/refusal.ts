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

/** What a program of PostgreSQL said when it failed; a full disk is the one case with a way out of its own. */
export function explainOutput(what: string, folder: string, output: string): Error {
  if (/no space left|disk full|disk quota/i.test(output)) return refuseFull(what, folder);
  const end = output.trim().split('\n').slice(-12).join('\n');
  return refusal(
    `${what}:\n${end || 'it gave no reason'}`,
    `Mend that and start again; ${folder} holds the data.`,
  );
}

/** An error of the file system in words, where it is one that the operator can do something about. */
export function explainError(folder: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return refuseFull('The embedded PostgreSQL cannot run', folder, error);
  if (code === undefined || !['EACCES', 'EPERM', 'EROFS', 'ENOTDIR'].includes(code)) return error;
  return refusal(
    `The embedded PostgreSQL cannot use its folder ${folder}: ${(error as Error).message}`,
    'Give the folder to the user that the bot runs as (chown -R), or set DATA_DIR to one that this user may write to.',
    error,
  );
}

function refuseFull(what: string, folder: string, cause?: unknown): Error {
  return refusal(`${what}: the disk that holds ${folder} is full.`, 'Make room, then start again.', cause);
}

/** Ours: from so many letters on, two slips are still one word. */
export const LONG = 7;

/**
 * Whether this is a slip of the finger for that word. Short words count only with a letter missing, doubled or two
 * changed over: "hope" is not "home", and "lost" is not "list". Both in small letters.
 */
export function isSlip(typed: string, command: string): boolean {
  const isLong = Math.min(typed.length, command.length) >= LONG;
  const most = isLong ? 2 : 1;
  if (Math.abs(typed.length - command.length) > most || typed[0] !== command[0]) return false;
  return distance(typed, command, isLong ? 1 : 2) <= most;
}

/** Letters missing, added or changed over count one; a wrong letter counts `wrong`. */
function distance(from: string, to: string, wrong: number): number {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1];
      const swapped = from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : wrong),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}

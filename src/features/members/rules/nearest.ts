import { plainly } from '../../../text/normalise.ts';

/** Words of somebody who may be in distress: never taken for a slip of the finger. */
const NEVER =
  /\b(lost|alone|hope|hopeless|hurt|hurts|hurting|pain|die|died|dying|dead|death|scared|afraid|unsafe|tired|crisis|cry|crying|sad|sorry|end|over|hell)\b/i;
/** Ours: whoever types more than this is talking to somebody. */
const MOST_WORDS = 2;
const LONG = 7;

/**
 * The one command that somebody seems to have mistyped. Short words count only with a letter missing, doubled or two
 * changed over: "hope" is not "home", and "lost" is not "list". `undefined`: none, or more than one.
 */
export function nearestCommand(typed: string, commands: readonly string[]): string | undefined {
  const words = plainly(typed)
    .replace(/^\/?(alongside\s+)?\/?/, '')
    .replace(/[.!]+$/, '');
  if (words.length < 3 || words.length > 30 || words.split(/\s+/).length > MOST_WORDS || NEVER.test(words))
    return undefined;
  const near = commands.filter((command) => isSlip(words, command));
  return near.length === 1 ? near[0] : undefined;
}

function isSlip(typed: string, command: string): boolean {
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

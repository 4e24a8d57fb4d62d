import { isCodeShaped } from '../../../text/codes.ts';
import { plainly, withoutMarks } from '../../../text/normalise.ts';
import { isSlip, LONG } from '../../../text/slip.ts';

/** Words of somebody who may be in distress: never taken for a slip of the finger. */
const NEVER =
  /\b(lost|alone|lonely|hope|hopeless|hopeful|helpless|hurt|hurts|hurting|pain|die|died|dying|dead|death|kill|suicid\w*|scared|afraid|frightened|terrified|worried|panic\w*|unsafe|danger|emergency|urgent|ambulance|police|tired|crisis|cry|crying|sad|sorry|end|over|hell|sick|ill|unwell|numb|empty|worthless|useless|desperate|struggling|broken|hate|abus\w*|beat\w*|rap(e|ed)|overdose|pills|goodbye|bye|nobody)\b/i;
/** Ours: whoever types more than this is talking to somebody. */
const MOST_WORDS = 2;

/** The one command that somebody seems to have mistyped. `undefined`: none, or more than one. */
export function nearestCommand(typed: string, commands: readonly string[]): string | undefined {
  const words = withoutMarks(plainly(typed).replace(/^\/?(alongside\s+)?\/?/, ''));
  if (words.length < 3 || words.length > 30 || words.split(/\s+/).length > MOST_WORDS || NEVER.test(words))
    return undefined;
  const near = commands.filter((command) => isSlip(words, command));
  return near.length === 1 ? near[0] : undefined;
}

export interface Typeable {
  id: string;
  /** Words may follow it. */
  takesWords: boolean;
}

/**
 * What somebody seems to have meant, with the words that follow where the command takes them: “aks how do I claim”. A
 * long slip stands for its command whatever the one word after it, and so does a right word with a wrong one.
 */
export function nearestTyped(bare: string, commands: readonly Typeable[]): string | undefined {
  const ids = commands.map(({ id }) => id);
  const whole = nearestCommand(bare, ids);
  if (whole !== undefined || NEVER.test(plainly(bare))) return whole;
  const ends = [...bare.matchAll(/\S+/g)].map(({ index, 0: word }) => index + word.length);
  for (const end of [ends[1], ends[0]]) {
    const rest = end === undefined ? '' : bare.slice(end).trim();
    if (rest === '') continue;
    const head = withoutMarks(plainly(bare.slice(0, end)));
    const takes = commands.filter(
      ({ id, takesWords }) =>
        (takesWords || isCodeShaped(rest)) &&
        !isInflected(head, id) &&
        head.length >= MIN &&
        isSlip(head, id),
    );
    if (takes.length === 1) return `${takes[0]?.id} ${rest}`;
    if (/\s|^me\W*$/i.test(rest)) continue;
    const [near, ...others] = ids.filter(
      (id) => id === head || (Math.min(id.length, head.length) >= LONG && isSlip(head, id)),
    );
    if (near !== undefined && others.length === 0) return near;
  }
  return undefined;
}

const MIN = 3;

/** A word or two, and none of distress: somebody who tries out what can be typed. */
export const isOneWord = (bare: string): boolean =>
  bare.split(/\s+/).length <= MOST_WORDS && !NEVER.test(plainly(bare));

/** “asks” and “linked” are words of their own. */
const isInflected = (typed: string, command: string): boolean =>
  /^(s|es|d|ed|er|ing)$/.test(typed.slice(command.length)) && typed.startsWith(command);

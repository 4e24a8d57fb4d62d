import type { Inbound } from '../chat/inbound.ts';
import type { Button } from '../chat/message.ts';
import { none, type Reply } from '../chat/reply.ts';
import type { CommandRoute } from '../chat/route.ts';
import { readSafety, safeguardingLine } from '../directory/safety.ts';
import { readConcern, wordsIn } from './crisis.ts';
import { type Fate, sayOthersSee, withCrisisHelp } from './crisis-help.ts';
import type { Context } from './feature.ts';
import { moreNumbers } from './home.ts';

/**
 * Words that may mean danger get the numbers in the same exchange. Nothing is kept of it, and nothing is held back.
 * `asked`: the command that the words were read as.
 */
export async function attachCrisisHelp(
  context: Context,
  inbound: Inbound,
  reply: Reply,
  asked: CommandRoute | undefined,
): Promise<Reply> {
  const concern = readConcern(wordsIn(inbound));
  if (!concern) return minded(inbound, reply);
  const buttons: Button[] = [];
  for (const feature of context.features)
    buttons.push(...((await feature.helpNow?.(context, concern)) ?? []));
  // Behind whatever leads to a person, or away from here.
  buttons.push(moreNumbers);
  const safety = await readSafety(context.tx, context.now);
  const { nation } = safety;
  const safeguarding = safeguardingLine(safety);
  // What goes with a command may have been kept: its own answer says so.
  const fate = asked?.usage ? 'answered' : fateOf(inbound);
  // The usual "nobody has read that" would say it twice; a command's own answer still follows.
  const rest = inbound.kind === 'submission' || asked ? reply : none;
  return withCrisisHelp(rest, { concern, fate, isPublic: isPublic(inbound), safeguarding, nation, buttons });
}

/** A slash command is shown to nobody else, wherever it is typed; words that mention the bot stand there for all. */
export const isPublic = (inbound: Inbound): boolean =>
  inbound.kind === 'message' && inbound.conversation.kind !== 'direct';

export const minded = (inbound: Inbound, reply: Reply): Reply =>
  isPublic(inbound) ? sayOthersSee(reply) : reply;

export const fateOf = ({ kind }: Inbound): Fate =>
  kind === 'submission' ? 'form' : kind === 'command' ? 'command' : 'chat';

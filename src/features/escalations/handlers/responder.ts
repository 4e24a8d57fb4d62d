import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { readReach } from '../../../directory/reach.ts';
import { readSafety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { advance } from '../operations.ts';
import { cardOf, mayOpen } from '../rules/cards.ts';
import { SHRED_DAYS } from '../rules/limits.ts';
import { untouched } from '../rules/moves.ts';
import { readCircle } from '../store/circle.ts';
import { readWords } from '../store/words.ts';
import * as views from '../views/responder.ts';
import type { Asked } from './guards.ts';

/** Name, number and words, to the one who may call now: the right is checked and the words unsealed at this moment. */
export async function openAsk(context: Context, own: Asked): Promise<OpenForm | Say> {
  const { tx, vault, actor, now } = context;
  const { request, ask } = own;
  if (!mayOpen(request, ask, now)) return say(message(views.askCard(settledCard(own), own.ask.id)));
  const isReader = request.readers.includes(actor.member);
  const circle = await readCircle(tx, request.asker, now);
  await recordAudit(tx, {
    at: now,
    actor: actor.member,
    action: 'call.opened',
    record: `call:${request.id}`,
    about: [request.asker],
    private: true,
    keepDays: SHRED_DAYS,
  });
  return open(
    views.openedView({
      request,
      ask,
      isReader,
      isMine: cardOf(request, ask) === 'mine',
      reach: await readReach(tx, vault, request.asker),
      words: isReader ? await readWords(tx, vault, { id: request.id, asker: request.asker }) : undefined,
      nextName: untouched({ request, circle }, now)[0]?.name,
      safety: await readSafety(tx, now),
    }),
  );
}

/** What the card says; a call that comes too late is over, whatever it says. */
function settledCard({ request, ask }: Asked) {
  const card = cardOf(request, ask);
  return card === 'late' ? 'over' : card;
}

const answer =
  (kind: 'answer' | 'hand-over') =>
  async (context: Context, own: Asked): Promise<Say | Update> => {
    const { id } = own.ask;
    const event = { kind, person: context.actor.member };
    const shown = await advance(context, own.request, event, { actor: context.actor.member });
    const after = shown?.request.asks.find((one) => one.id === id);
    if (shown && after) return update(message(views.askCard(cardOf(shown.request, after), id)));
    return update(message(views.askCard(settledCard(own), id)));
  };
export const call = answer('answer');
export const handOver = answer('hand-over');

export async function whatToSay({ tx, now }: Context): Promise<OpenForm> {
  return open(views.sayView(await readSafety(tx, now)));
}

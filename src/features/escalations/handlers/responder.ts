import { may, stands } from '../../../bot/access.ts';
import type { Context } from '../../../bot/feature.ts';
import { message } from '../../../chat/message.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { isNever } from '../../../directory/circle.ts';
import { readReach } from '../../../directory/reach.ts';
import { readSafety } from '../../../directory/safety.ts';
import { recordAudit } from '../../../store/audit.ts';
import { advance } from '../operations.ts';
import { cardOf, mayOpen } from '../rules/cards.ts';
import { SHRED_DAYS } from '../rules/limits.ts';
import { untouched } from '../rules/moves.ts';
import { readCircle } from '../store/circle.ts';
import * as store from '../store/requests.ts';
import { readWords } from '../store/words.ts';
import * as views from '../views/responder.ts';

type Which = { ask: string };
interface Own {
  request: store.Escalation;
  ask: store.Ask;
}

/** The responder's own ask; its request, which the card shows, is locked. Whoever is on *not this person* has none. */
async function lockOwn({ tx, actor }: Context, id: string): Promise<Own | undefined> {
  const found = await store.findAsked(tx, id);
  if (!found || !may('call.answer', stands('who is asked to call', found.person === actor.member)))
    return undefined;
  const request = await store.lockRequest(tx, found.request);
  const ask = request?.asks.find((one) => one.id === id);
  if (!request || !ask || (await isNever(tx, request.asker, actor.member))) return undefined;
  return { request, ask };
}

/** Name, number and words, to the one who may call now: the right is checked and the words unsealed at this moment. */
export async function openAsk(context: Context, { ask: id }: Which): Promise<OpenForm | Say> {
  const { tx, vault, actor, now } = context;
  const own = await lockOwn(context, id);
  if (!own) return say(views.nothingNeeded);
  const { request, ask } = own;
  if (!mayOpen(request, ask, now)) return say(message(views.askCard(settledCard(own), id)));
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
function settledCard({ request, ask }: Own) {
  const card = cardOf(request, ask);
  return card === 'late' ? 'over' : card;
}

const answer =
  (kind: 'answer' | 'hand-over') =>
  async (context: Context, { ask: id }: Which) => {
    const own = await lockOwn(context, id);
    if (!own) return say(views.nothingNeeded);
    const event = { kind, person: context.actor.member };
    const shown = await advance(context, own.request, event, { actor: context.actor.member });
    const after = shown?.request.asks.find((one) => one.id === id);
    if (shown && after) return update(message(views.askCard(cardOf(shown.request, after), id)));
    return update(message(views.askCard(settledCard(own), id)));
  };
export const call: (context: Context, which: Which) => Promise<Say | Update> = answer('answer');
export const handOver: (context: Context, which: Which) => Promise<Say | Update> = answer('hand-over');

export async function whatToSay({ tx, now }: Context): Promise<OpenForm> {
  return open(views.sayView(await readSafety(tx, now)));
}

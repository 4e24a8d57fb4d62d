import type { z } from 'zod';
import type { Context } from '../../../bot/feature.ts';
import { show } from '../../../bot/messages/say.ts';
import { message } from '../../../chat/message.ts';
import {
  type Invalid,
  invalid,
  type OpenForm,
  open,
  type Say,
  say,
  type Update,
  update,
} from '../../../chat/reply.ts';
import * as store from '../../../directory/responder.ts';
import { mayAskCard } from '../messages.ts';
import type * as routes from '../routes/call-consent.ts';
import * as views from '../views/call-consent.ts';

export async function answerResponder(
  context: Context,
  { agreed, card }: z.output<typeof routes.answerResponder.input>,
): Promise<Say | Update> {
  await store.lockResponder(context.tx, context.actor.member);
  const answered = await keepAnswer(context, { agreed, outOfHours: false, monthlyCap: null }, card);
  // The welcome asks more than this: it stays as it is.
  return card ? update(answered) : say(answered);
}

/** Writes what somebody answered; the card that asked them, if they have it, shows the answer. */
async function keepAnswer(context: Context, answer: Parameters<typeof store.writeResponder>[2], card?: true) {
  const { tx, actor } = context;
  await store.writeResponder(tx, actor.member, answer);
  const responder = await store.readResponder(tx, actor.member);
  show(context, mayAskCard, { member: actor.member, responder }, { only: 'seen' });
  return message(views.answeredCard(responder, card));
}

export const showResponder = async ({ tx, actor }: Context): Promise<OpenForm> =>
  open(views.responderForm(await store.readResponder(tx, actor.member)));

export async function saveResponder(
  context: Context,
  { values }: { values: z.output<typeof routes.saveResponder.input> },
): Promise<Say | Invalid> {
  const agreed = values.agreed === 'yes';
  const outOfHours = agreed && values.outOfHours === 'yes';
  if (outOfHours && !values.monthlyCap) return invalid({ monthlyCap: views.chooseCap });
  const monthlyCap = values.monthlyCap === 'none' ? null : Number(values.monthlyCap ?? 1);
  await store.lockResponder(context.tx, context.actor.member);
  return say(await keepAnswer(context, { agreed, outOfHours, monthlyCap }));
}

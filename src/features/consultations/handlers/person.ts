import type { Context } from '../../../bot/feature.ts';
import { show, untell } from '../../../bot/messages/say.ts';
import { forSomebodyElse } from '../../../bot/words.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { consultedCard, outcomeCard, reminder } from '../messages.ts';
import { refreshRun } from '../operations.ts';
import { type ConsultedState, takesAnswers } from '../rules/consultation.ts';
import * as answers from '../store/answers.ts';
import { type Asked, markOutcomeRead, writeConsultedState } from '../store/consulted.ts';
import * as views from '../views/person.ts';

/** Whoever left its audience keeps what they answered, and is asked nothing. */
const mayAnswer = ({ consultation, consulted }: Asked, { now }: Context): boolean =>
  takesAnswers(consultation, now) && (!consulted.away || consulted.state === 'answered');

const refuse = (context: Context, asked: Asked): Say | Update =>
  takesAnswers(asked.consultation, context.now)
    ? update(show(context, consultedCard, asked, { only: 'seen' }))
    : say(views.notNow(asked.consultation));

/** Their card, and the count of whoever runs it where that has changed. */
async function showAs(context: Context, asked: Asked, state: ConsultedState): Promise<Update> {
  const { consultation, consulted } = asked;
  await untell(context, reminder, [consulted.id]);
  if ((consulted.state === 'answered') !== (state === 'answered')) await refreshRun(context, consultation);
  return update(show(context, consultedCard, { consultation, consulted: { ...consulted, state } }));
}

export async function choose(
  context: Context,
  asked: Asked,
  { choice }: { choice: number },
): Promise<Say | Update> {
  const { questionKind, choices } = asked.consultation;
  if (!mayAnswer(asked, context)) return refuse(context, asked);
  if (questionKind !== 'choices' || choice >= choices.length) return say(forSomebodyElse);
  await answers.writeAnswer(context.tx, context.vault, asked, { choice });
  return showAs(context, asked, 'answered');
}

export async function openAnswer(context: Context, asked: Asked): Promise<OpenForm | Say> {
  if (!mayAnswer(asked, context)) return say(views.notNow(asked.consultation));
  if (asked.consultation.questionKind !== 'words') return say(forSomebodyElse);
  return open(views.answerForm(asked, await answers.readOwnAnswer(context.tx, context.vault, asked)));
}

export async function answer(
  context: Context,
  asked: Asked,
  { values: { words } }: { values: { words: string } },
): Promise<Say | Update> {
  if (!mayAnswer(asked, context)) return refuse(context, asked);
  if (asked.consultation.questionKind !== 'words') return say(forSomebodyElse);
  await answers.writeAnswer(context.tx, context.vault, asked, { words });
  return showAs(context, asked, 'answered');
}

export const readOwn = async ({ tx, vault }: Context, asked: Asked): Promise<OpenForm> =>
  open(views.ownPage(asked, await answers.readOwnAnswer(tx, vault, asked)));

/** "Not today", or of what asks nothing that it was read. An answer that was given stands. */
export async function putAway(context: Context, asked: Asked): Promise<Say | Update> {
  const { consultation, consulted } = asked;
  const asks = consultation.questionKind !== 'none';
  if (consultation.state === 'withdrawn' || (asks && !takesAnswers(consultation, context.now)))
    return say(views.notNow(consultation));
  if (consulted.state !== 'asked') return showAs(context, asked, consulted.state);
  await writeConsultedState(context.tx, consulted.id, 'put-away');
  return showAs(context, asked, 'put-away');
}

/** What they said is undone: an answer goes, and either way they are asked as at first. */
export async function askAgain(context: Context, asked: Asked): Promise<Say | Update> {
  const { tx, vault } = context;
  if (!takesAnswers(asked.consultation, context.now)) return refuse(context, asked);
  await answers.deleteAnswer(tx, vault, asked);
  await writeConsultedState(tx, asked.consulted.id, 'asked');
  return showAs(context, asked, 'asked');
}

export async function outcomeRead(
  context: Context,
  { consultation, consulted }: Asked,
): Promise<Say | Update> {
  if (consultation.state !== 'told-back') return say(views.notNow(consultation));
  await markOutcomeRead(context.tx, consulted.id);
  return update(show(context, outcomeCard, { consultation, consulted: { ...consulted, outcomeRead: true } }));
}

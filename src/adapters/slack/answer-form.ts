import type { Invalid, Reply } from '../../chat/reply.ts';
import { type Desk, newForm, replaceCard } from './answer.ts';
import { limits, shorten } from './limits.ts';
import type { Log } from './log.ts';
import { inputsOf, type Submission } from './parse-form.ts';
import { renderClosing } from './render-form.ts';
import { unread, unreadWords } from './unread.ts';

/** `ack` is the body of our response; `then` is done after it was decided, before it is sent. */
export async function answerSubmission(
  desk: Desk,
  sent: Submission,
  reply: Reply,
): Promise<object | undefined> {
  const memo = sent.view?.memo ?? {};
  const origin = {
    ...(memo.card && { card: memo.card }),
    ...(memo.responseUrl && { responseUrl: memo.responseUrl }),
  };
  switch (reply.kind) {
    case 'form':
      return { response_action: 'update', view: newForm(reply.form, origin) };
    case 'invalid':
      return refuse(sent, reply);
    case 'say':
      return { response_action: 'update', view: renderClosing(reply.message, origin) };
    case 'update': {
      const shown = await replaceCard(desk, memo.responseUrl, memo.card, reply.message);
      return shown
        ? { response_action: 'clear' }
        : { response_action: 'update', view: renderClosing(reply.message, origin) };
    }
    default:
      // Also what was beneath it: the form is done with.
      return { response_action: 'clear' };
  }
}

/** A form that does not say who sent it stays open, with what was typed. */
export function refuseUnread(log: Log, body: unknown): object {
  unread(log, 'submission');
  return refuse({ fields: inputsOf(body) }, { kind: 'invalid', fields: {}, form: unreadWords });
}

/** Slack keeps what was typed, and puts each error beside its field. What belongs to no field stands at the first. */
function refuse(sent: Pick<Submission, 'fields'>, { fields, form }: Invalid): object {
  const errors: Record<string, string> = {};
  const add = (blockId: string, words: string) => {
    errors[blockId] = shorten([errors[blockId], words].filter(Boolean).join(' '), limits.inputHint);
  };
  const [first] = sent.fields.values();
  const whole = [form ?? ''].filter((words) => words !== '');
  const beside: [string, string][] = [];
  for (const [field, words] of Object.entries(fields)) {
    const blockId = sent.fields.get(field);
    if (blockId === undefined) whole.push(words);
    else beside.push([blockId, words]);
  }
  if (first === undefined) {
    const text = [...whole, ...Object.values(fields)].join(' ') || 'That did not work. Please try again.';
    return { response_action: 'update', view: renderClosing({ text }, {}) };
  }
  for (const words of whole) add(first, words);
  for (const [blockId, words] of beside) add(blockId, words);
  if (Object.keys(errors).length === 0) add(first, 'Please check this.');
  return { response_action: 'errors', errors };
}

import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Message, message, paragraph, small } from '../../../chat/message.ts';
import { form } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { CallOut } from '../store/call-outs.ts';
import { dayIn } from './words.ts';

/** A later reply-by; a call-out that has closed opens again by it. */
export const extendForm = (callOut: CallOut): Form =>
  form(
    routes.extend,
    { callOut: callOut.id },
    {
      title: callOut.state === 'open' ? 'More time to reply' : 'Open it again',
      submit: 'Save',
      body: [
        small(
          'Everybody’s card says the new day. Whoever has answered is asked nothing again, and nobody is reminded twice.',
        ),
      ],
      fields: [
        field.date('replyBy', 'Reply by', {
          hint: 'Replies are welcome until the end of this day.',
          ...(callOut.state === 'open' && { initial: callOut.replyBy }),
        }),
      ],
    },
  );

export const extended = (callOut: CallOut, silent: number): Message =>
  message({
    title: `Replies are welcome until ${dayIn(callOut)(callOut.replyBy)}`,
    body: [
      paragraph(
        silent === 0
          ? 'Everybody has answered, so nobody is written to.'
          : `${people(silent)} ${silent === 1 ? 'hasn’t' : 'haven’t'} answered, and can reply until then.`,
      ),
    ],
  });
export const notExtended: Message = message({
  title: 'That can’t be opened again',
  body: [
    paragraph(
      'It was taken back, or its project is over. Nothing was changed. Type “availability new” to begin another.',
    ),
  ],
});

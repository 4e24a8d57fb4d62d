import { settingsButton } from '../../../bot/home.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Reach } from '../../../directory/reach.ts';
import * as routes from '../routes/reach.ts';

export function reachForm(reach: Reach | undefined): Form {
  return form(
    routes.saveReach,
    {},
    {
      title: 'How to reach me',
      submit: 'Save',
      private: true,
      body: [
        paragraph(
          'Asked once, so that whoever you ask for a call can ring you, and your buddy can reach you.',
        ),
        small(
          'Who reads it: whoever opens your request for a call, and your buddy once you have both said yes. Kept encrypted until you change it or ask me to forget it. Your organisation’s IT team may be able to see that I wrote to you, and what shows in this chat; this form doesn’t stay there.',
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.text('number', 'Your number', {
          maxLength: 40,
          ...(reach && { initial: reach.number }),
          hint: 'A phone that only you answer is best.',
        }),
        field.select('way', 'A call or a message?', {
          options: [
            { value: 'call', label: 'A call' },
            { value: 'message', label: 'A text message' },
          ],
          ...(reach && { initial: reach.way }),
        }),
        field.select('safe', 'Is it safe to call you?', {
          options: [
            { value: 'yes', label: 'Yes' },
            { value: 'message-first', label: 'Text me first' },
            { value: 'no', label: 'No, please don’t call' },
          ],
          ...(reach && { initial: reach.safe }),
        }),
        field.text('note', 'Anything else they should know', {
          optional: true,
          maxLength: 200,
          ...(reach?.note && { initial: reach.note }),
          hint: 'Such as: not before nine, or don’t leave a message.',
        }),
      ],
    },
  );
}
export const notSafe =
  'You’ve said it isn’t safe to call. Please choose a text message, or “Text me first” below.';

export const reachSaved: Message = message({
  title: 'Saved, and nobody was told',
  body: [
    paragraph(
      'It’s opened by whoever opens your request for a call, and by your buddy once you have both said yes. You can change it, or have me forget it, at any time.',
    ),
  ],
  actions: [
    button(routes.openReach, 'How to reach me', {}),
    button(routes.forgetReach, 'Forget how to reach me', {}),
  ],
});
export const reachForgotten: Message = message({
  title: 'I’ve forgotten it',
  body: [
    paragraph(
      'Nobody can ring you through me until you say again how. The numbers under “help” are always there.',
    ),
  ],
  actions: [button(routes.openReach, 'How to reach me', {}), settingsButton],
});

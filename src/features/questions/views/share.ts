import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { cutTo } from '../../../text/cut.ts';
import * as routes from '../routes.ts';
import type { Published } from '../store/published.ts';
import { beforeTyping } from './words.ts';

export const shareCard = (topic: string, post: string): Card => ({
  title: 'May others see an answer of yours?',
  body: [
    paragraph(
      `It’s about “${topic}”. Whoever asked has said yes. You edit both first, and no name is shown, not yours either. If you do nothing, nobody sees it.`,
    ),
  ],
  actions: [
    button(routes.openEdit, 'Edit it first', { post }, 'primary'),
    button(routes.keep, 'No, keep it private', { post }),
  ],
});

export const editForm = (post: string, words: Published): Form =>
  form(
    routes.publish,
    { post },
    {
      title: 'Before others see it',
      submit: 'Publish',
      private: true,
      body: [
        paragraph(
          'Please take out names, places and anything that could give somebody away, in the question most of all.',
        ),
        small(
          'Every member of the network can find what you publish, and it stays until you or whoever asked takes it down.',
        ),
        ...beforeTyping('What you don’t publish stays with whoever asked.'),
      ],
      fields: [
        field.text('question', 'The question', {
          multiline: true,
          maxLength: routes.QUESTION_LENGTH,
          initial: cutTo(words.question, routes.QUESTION_LENGTH),
        }),
        field.text('answer', 'The answer', {
          multiline: true,
          maxLength: routes.ANSWER_LENGTH,
          initial: words.answer,
        }),
      ],
    },
  );

export const publishedCard = (post: string): Card => ({
  title: 'Others can find it now',
  body: [paragraph('No name is shown. It’s offered to members who are about to ask something like it.')],
  actions: [button(routes.takeDown, 'Take it down', { post })],
});
export const keptCard: Card = {
  title: 'It stays private',
  body: [paragraph('Nobody else sees it. You don’t have to say why.')],
};
export const mindChangedCard: Card = {
  title: 'It isn’t shown to others',
  body: [paragraph('Whoever asked would rather keep it private. Nothing is needed from you.')],
};
export const nothingToShare = plain(
  'There’s nothing to publish here now',
  'Whoever asked may have changed their mind. Nothing was shown to anyone.',
);

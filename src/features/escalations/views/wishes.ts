import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { itTeam } from '../../../chat/words.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import * as routes from '../routes.ts';
import type { Wish } from '../store/wishes.ts';
import { supportCard } from './parts.ts';

/** To whoever sent it, and to nobody else. */
export const readerLeft = (wish: Wish): Card =>
  supportCard(
    [
      paragraph(bold('The person you wrote to can’t see to it any more.')),
      paragraph(
        'What they do here has changed. It’s kept, and nobody else can read it: you can choose who should.',
      ),
      small(helplineFootnote),
    ],
    [button(routes.moveWish, 'Choose somebody else', { wish: wish.id }, 'primary')],
  );

export const moveForm = (wish: Wish, to: readonly { member: string; name: string }[]): Form =>
  form(
    routes.saveWishMove,
    { wish: wish.id },
    {
      title: 'Who should read this?',
      submit: 'Send',
      private: true,
      body: [
        paragraph(`What you wrote goes to the person you choose, instead of ${wish.toName}.`),
        small(`Only they can read it. Shredded 7 days after they’ve seen to it. ${itTeam}`),
        small(helplineFootnote),
      ],
      fields: [
        field.select('to', 'Who should read this?', {
          options: to.map(({ member, name }) => ({ value: member, label: name })),
        }),
      ],
    },
  );

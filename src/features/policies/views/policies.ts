import type { Beginning } from '../../../bot/beginning.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import { spokenDate } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import { type Basis, basisWords } from '../rules/policies.ts';
import type { Policy } from '../store.ts';
import { wordsOf } from './words.ts';

/** What has to be read before something can begin. */
export const readFirst = (policy: Policy, what: Beginning, after: Button): Message => {
  const { route, value, label, opensForm } = after;
  const next = { route, value, label, ...(opensForm && { opensForm }) };
  return message({
    title: `Before you begin: ${policy.title}`,
    body: wordsOf(policy),
    actions: [
      button(routes.acknowledge, 'I’ve read it', { policy: policy.id, what, after: next }, 'primary'),
    ],
  });
};
export const acknowledgedCard = (after: Button | undefined): Card => ({
  title: 'Thank you',
  body: [
    paragraph(
      after
        ? 'I’ve written down that you’ve read it. Now on to what you wanted to do:'
        : 'I’ve written down that you’ve read it.',
    ),
  ],
  actions: after ? [after] : [],
});
export const replaced = plain(
  'There is a newer version',
  'Please go back to what you wanted to do, and I’ll show you that one.',
);

/** To whoever read the version before. */
export const changedCard = (policy: Policy): Card => ({
  title: `${policy.title} has changed`,
  body: wordsOf(policy),
  actions: [button(routes.acknowledge, 'I’ve read it', { policy: policy.id }, 'primary')],
});
/** To whoever had begun before it was published. */
export const addedCard = (policy: Policy): Card => ({
  title: `Please read: ${policy.title}`,
  body: [
    paragraph('It’s newer than your time here, and holds for everybody. Nothing of yours waits for it.'),
    ...wordsOf(policy),
  ],
  actions: [button(routes.acknowledge, 'I’ve read it', { policy: policy.id }, 'primary')],
});
export function documentsPage(
  current: readonly Policy[],
  read: ReadonlyMap<string, Date>,
  basis: Basis | undefined,
): Form {
  const shown = current.flatMap((policy): Block[] => {
    const at = read.get(policy.id);
    return [
      paragraph(bold(policy.title)),
      ...wordsOf(policy),
      small(
        at
          ? `You confirmed this version on ${spokenDate(at.toISOString().slice(0, 10))}.`
          : 'You haven’t been asked to confirm it.',
      ),
    ];
  });
  return readingView(
    'Notices and policies',
    ...(shown.length > 0 ? shown : [paragraph('There are none yet. Your coordinators publish them here.')]),
    small(basisWords(basis)),
  );
}

import { type Card, type Message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import type { Consultation } from '../store/consultations.ts';
import type { Run } from '../store/run.ts';
import { coverage, writeButton } from './writer.ts';

export const sentBefore: Message = plain(
  'This has been sent already',
  'So it can’t be changed any more. Its card shows how it stands.',
);
export const lastDayHasPassed: Message = plain(
  'The last day for answers has passed',
  'Nothing was sent. Press “Change”, choose a later day, and send it then.',
);
export const discarded: Message = plain(
  'Thrown away',
  'Nobody was written to. Press “Write to the pool” on your home to begin another.',
);
export const tooLate: Message = plain(
  'It can’t be taken back any more',
  'That’s possible for ten minutes after sending. Nothing was changed.',
);
export const kept: Message = plain('It stays open', 'Nothing was changed.');
export const notYours: Message = plain(
  'That’s with somebody else',
  'Nothing was changed. Type “home” to see what is waiting for you.',
);
export const notClosed: Message = plain(
  'That isn’t possible now',
  'What came of it is told once the question has closed, and once only. Its card shows how it stands.',
);

export const confirmClose = (run: Run): Message =>
  confirm({
    title: 'Close it now?',
    says: [
      coverage(run),
      'Nobody can answer after that, and it doesn’t open again. Whoever answers late is told so kindly.',
    ],
    yes: button(routes.close, 'Close it now', { consultation: run.consultation.id }, 'primary'),
    no: button(routes.keepOpen, 'Not yet', {}),
  });

// --- it is time to write again, and whose it is now -----------------------------------------------------------------------

export const quietCard = ({ id }: Consultation): Card => ({
  title: 'It’s three months since the pool last heard from you',
  body: [
    paragraph('A few lines of what’s new are enough, with one question back if you like.'),
    small(
      'Everybody who may write to the pool sees this, and once one of you has answered it’s gone. It isn’t said twice.',
    ),
  ],
  actions: [{ ...writeButton, style: 'primary' }, button(routes.notNow, 'Not now', { consultation: id })],
});
export const quietOver: Message = plain(
  'That’s fine',
  'It’s off everybody’s home. You can write to the pool at any time.',
);

export const yoursNowCard = ({ title, named, questionKind }: Consultation): Card => ({
  title: 'A question to the pool is yours now',
  body: [
    paragraph(`“${title}”: whoever ran it has left the network. Its card is with you.`),
    ...(questionKind === 'none'
      ? []
      : [
          small(
            named
              ? 'People were told that whoever runs it reads their answers, with their names.'
              : 'People were told that nobody learns who answered what.',
          ),
        ]),
  ],
});

import { mayUndo } from '../../../bot/undo.ts';
import {
  type Block,
  type Button,
  bold,
  type Card,
  type Message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { confirm, people, plain } from '../../../chat/words.ts';
import * as routes from '../routes.ts';
import { isTooSmall, shutBecause } from '../rules/consultation.ts';
import type { Consultation } from '../store/consultations.ts';
import type { Run } from '../store/run.ts';
import { wordsOf } from './kinds.ts';
import { askedCard, outcomeBlocks } from './person.ts';
import { lastDay } from './words.ts';

export const writeButton = button(routes.openDraft, 'Write to the pool', {});

/** Exactly as people will get it, with whom it goes to. */
export function draftCard({ consultation, audience }: Run): Card {
  const { id } = consultation;
  // Nobody's: it is not sent yet.
  const asked = askedCard({ consultation, consulted: { id } });
  const about = { consultation: id };
  const mayGo = audience > 0 && !isTooSmall(consultation, audience);
  return {
    title: `${wordsOf(consultation).yours}, before they go`,
    body: [
      paragraph(bold(asked.title)),
      ...asked.body,
      small(`Beneath it: ${(asked.actions ?? []).map(({ label }) => `[${label}]`).join(' ')}`),
      { type: 'divider' },
      ...goesTo(consultation, audience),
    ],
    actions: [
      ...(mayGo ? [button(routes.send, `Send to ${people(audience)}`, about, 'primary')] : []),
      button(routes.changeDraft, 'Change', about),
      button(routes.discard, 'Throw away', about, 'danger'),
    ],
  };
}

function goesTo(consultation: Consultation, audience: number): Block[] {
  const { among, nobody } = wordsOf(consultation);
  if (audience === 0) return [paragraph(nobody)];
  const goes = paragraph(bold(`This goes to ${people(audience)} ${among}.`));
  return isTooSmall(consultation, audience)
    ? [
        goes,
        paragraph(
          'They’re fewer than five, so without names you could never be shown what they answer. Press “Change” to ask with names, or to leave the question out.',
        ),
      ]
    : [goes];
}

export function runCard(run: Run, now: Date): Card {
  const { consultation } = run;
  if (consultation.state === 'draft') return draftCard(run);
  const { title, questionKind, state } = consultation;
  const { yours } = wordsOf(consultation);
  const began = {
    open: yours,
    closed: questionKind === 'none' ? yours : 'The question has closed',
    'told-back': 'You told everybody what came of it',
    withdrawn: 'Taken back',
  }[state];
  return { title: `${began}: ${title}`, body: standing(run, now), actions: runActions(run, now) };
}

function standing(run: Run, now: Date): Block[] {
  const { consultation } = run;
  const { sentTo, questionKind, question, state } = consultation;
  if (state === 'withdrawn')
    return [paragraph('Whoever had read it was told that nothing is needed, and any answers are deleted.')];
  const went = paragraph(`It went to ${people(sentTo)}.`);
  if (questionKind === 'none') return [went, ...(mayTakeBack(consultation, now) ? [small(UNDO)] : [])];
  return [
    paragraph(bold(question ?? '')),
    paragraph(coverage(run)),
    ...shutBlocks(run),
    ...(state === 'open' ? [small(openLine(consultation))] : []),
    ...(state === 'closed' ? toTell(run) : []),
    ...(state === 'told-back' ? told(run, now) : []),
  ];
}

const UNDO = 'If it was sent by mistake, you can take it back for ten minutes.';

/** How many; of nobody does it say whether they have. */
const coverage = ({ consultation, coverage: { answered } }: Run): string =>
  `${answered} of ${consultation.sentTo} ${answered === 1 && consultation.sentTo === 1 ? 'has' : 'have'} answered.`;

function shutBlocks({ consultation, coverage: { answered } }: Run): Block[] {
  const shut = shutBecause(consultation, answered);
  if (shut === undefined) return [];
  if (shut === 'until-closed')
    return [small('Without names: you can read them all together once it has closed.')];
  return [
    small(
      consultation.state === 'open'
        ? 'Fewer than five answers so far: not shown. Without names you can read them all together once it has closed, from five on.'
        : 'Fewer than five answers: not shown, for without names somebody might still be recognised by theirs.',
    ),
  ];
}

function openLine(consultation: Consultation): string {
  const { reminds, remindedAt } = consultation;
  const until = `Answers until the end of ${lastDay(consultation)}; silence says nothing about anyone.`;
  if (!reminds) return `${until} Nobody is reminded.`;
  return remindedAt
    ? `${until} The one reminder has gone out.`
    : `${until} One reminder goes out half-way, only to those who have neither answered nor put it away.`;
}

function toTell({ consultation, coverage: { answered, reachable } }: Run): Block[] {
  if (consultation.outcome !== null)
    return [
      { type: 'divider' },
      paragraph(bold('You said, we did')),
      ...outcomeBlocks(consultation),
      { type: 'divider' },
      paragraph(bold(reachable === 0 ? NOBODY_LEFT : `This goes to ${people(reachable)}, whom you asked.`)),
    ];
  if (answered === 0)
    return [
      paragraph(
        'Nobody answered, which says nothing about anyone. You can still tell people what comes next.',
      ),
    ];
  return [
    paragraph(bold('Tell people what came of it')),
    small('Everybody whom it went to gets it, whether or not they answered: “You said, we did.”'),
  ];
}
const NOBODY_LEFT = 'Everybody whom it went to has left since, so there’s nobody to tell.';

function told({ consultation, coverage: { reachable } }: Run, now: Date): Block[] {
  return [
    { type: 'divider' },
    ...outcomeBlocks(consultation),
    small(`Sent to ${people(reachable)}. Thank you.${mayUndo(consultation.toldAt, now) ? ` ${UNDO}` : ''}`),
  ];
}

const mayTakeBack = ({ state, openedAt }: Consultation, now: Date): boolean =>
  state === 'open' && mayUndo(openedAt, now);

function runActions({ consultation, coverage: { answered, reachable } }: Run, now: Date): Button[] {
  const { id, state, outcome, questionKind, toldAt } = consultation;
  const about = { consultation: id };
  const read =
    questionKind !== 'none' && answered > 0 && shutBecause(consultation, answered) === undefined
      ? [button(routes.readAnswers, 'Read the answers', about)]
      : [];
  switch (state) {
    case 'draft':
      return [];
    case 'withdrawn':
      return [button(routes.writeAgain, 'Write it again', about)];
    case 'open':
      return [
        ...read,
        ...(questionKind === 'none' ? [] : [button(routes.askToClose, 'Close now', about)]),
        ...(mayTakeBack(consultation, now) ? [button(routes.takeBack, 'That was a mistake', about)] : []),
      ];
    case 'closed':
      if (questionKind === 'none') return [];
      return outcome === null
        ? [...read, button(routes.openOutcome, 'Tell people what came of it', about, 'primary')]
        : [
            ...(reachable > 0
              ? [button(routes.tellBack, `Send to ${people(reachable)}`, about, 'primary')]
              : []),
            button(routes.openOutcome, 'Change', about),
            ...read,
          ];
    case 'told-back':
      return [...read, ...(mayUndo(toldAt, now) ? [button(routes.untell, 'That was a mistake', about)] : [])];
  }
}

// --- what is answered to a press ----------------------------------------------------------------------------------------

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

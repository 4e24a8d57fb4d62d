import { mayUndo } from '../../../bot/undo.ts';
import { type Block, type Button, bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { people } from '../../../chat/words.ts';
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
export const coverage = ({ consultation, coverage: { answered } }: Run): string =>
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

import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { type Block, type Button, bold, type Card, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { itTeam, plain } from '../../../chat/words.ts';
import { EMERGENCY, helplineFootnote } from '../../../directory/helplines.ts';
import type { Reach } from '../../../directory/reach.ts';
import type { SafetyPerson } from '../../../directory/safety.ts';
import { cut } from '../../../text/cut.ts';
import { howToReachMe } from '../../circle/rules/links.ts';
import * as routes from '../routes.ts';
import type { Meeting } from '../store/meetings.ts';
import type { Note } from '../store/notes.ts';
import { buddyOf, type Pair, sideOf } from '../store/pairs.ts';
import { plannedBlocks } from './meetings.ts';
import { noteRow } from './notes.ts';
import { buddyName, options } from './words.ts';

export const reachButton = (pair: Pair, member: string): Button =>
  button(routes.openReach, cut(`How to reach ${buddyName(pair, member)}`, 75), { pair: pair.id }, 'primary');
export const dateButton = (pair: Pair): Button =>
  button(routes.openDate, 'We have a date', { pair: pair.id });
export const metButton = (pair: Pair): Button => button(routes.openMet, 'We’ve met', { pair: pair.id });
const agreementButton = (pair: Pair): Button =>
  button(routes.openAgreement, 'Our agreement', { pair: pair.id });

export function introduction(pair: Pair, member: string, hasReach: boolean): Card {
  const name = buddyName(pair, member);
  const missing = `${name} can’t reach you yet: I don’t have a number for you.`;
  return {
    title: 'You both said yes',
    body: [
      paragraph(
        bold(`You and ${name} are buddies from today.`),
        ' Either of you can begin; a short hello is plenty.',
      ),
      paragraph(
        'Two minutes that help later: agree how often you’ll talk, what stays between you, and when it can’t.',
      ),
      ...(hasReach ? [] : [paragraph(missing)]),
      small('You can pause or end this at any time and don’t have to say why. Type “buddy” for everything.'),
    ],
    actions: [
      ...(hasReach ? [] : [howToReachMe]),
      reachButton(pair, member),
      agreementButton(pair),
      dateButton(pair),
      metButton(pair),
    ],
  };
}

const WAYS = { call: 'prefers a call', message: 'prefers a message' };
const SAFE = {
  yes: 'It’s safe to call.',
  'message-first': 'Please send a message before you call.',
  no: 'Please don’t call: it isn’t safe. Send a message that says little.',
};
export function reachPage(pair: Pair, member: string, reach: Reach | undefined): Form {
  const name = buddyName(pair, member);
  const title = `How to reach ${name}`;
  if (!reach) {
    const missing = `${name} hasn’t given me a number yet. It can be added at any time, under “settings”.`;
    return readingView(title, paragraph(missing));
  }
  return readingView(
    title,
    paragraph(bold(reach.number)),
    paragraph(`${name} ${WAYS[reach.way]}. ${SAFE[reach.safe]}`),
    ...(reach.note ? [paragraph(reach.note)] : []),
    small('For you alone. Please don’t pass it on.'),
  );
}

const RHYTHM = {
  month: 'about once a month',
  'six-weeks': 'about every six weeks',
  see: 'let’s see as we go',
};
const BETWEEN = { everything: 'everything', 'ask-first': 'ask me before you tell anyone' };

/** C22: two questions, and the one limit that is not up to them. */
export function agreementForm(pair: Pair, member: string, lead: SafetyPerson | undefined): Form {
  const [mine, theirs] = [sideOf(pair, member), buddyOf(pair, member)];
  const name = buddyName(pair, member);
  const turnTo = lead
    ? `${lead.name}, who looks after safeguarding (${lead.number})`
    : 'whoever leads on safeguarding where you work';
  const chosen =
    theirs.rhythm && theirs.between
      ? paragraph(
          bold(`${name} chose: `),
          `${RHYTHM[theirs.rhythm]}; between us: ${BETWEEN[theirs.between]}.`,
        )
      : paragraph(`${name} hasn’t chosen yet, and will see what you choose.`);
  return form(
    routes.saveAgreement,
    { pair: pair.id },
    {
      title: 'Our agreement',
      submit: 'Keep it',
      private: true,
      body: [
        paragraph(bold('What stays between us: '), 'what you tell each other. I pass none of it on.'),
        paragraph(
          bold('When it can’t: '),
          `someone is at risk of serious harm. Then call ${EMERGENCY} if it’s urgent, or ${turnTo}. If it’s safe to, tell each other first.`,
        ),
        chosen,
        small(`Only the two of you see this, for as long as you’re buddies. ${itTeam} ${helplineFootnote}`),
      ],
      fields: [
        field.select('rhythm', 'How often suits you?', {
          options: options(RHYTHM),
          ...(mine?.rhythm && { initial: mine.rhythm }),
        }),
        field.select('between', 'What stays between us?', {
          options: options(BETWEEN),
          ...(mine?.between && { initial: mine.between }),
        }),
      ],
    },
  );
}
export const agreementKept = (pair: Pair, member: string) =>
  plain(
    'That’s kept',
    `${buddyName(pair, member)} can see what you chose. You can change it whenever you like.`,
  );

export interface Together {
  pair: Pair;
  planned: Meeting | undefined;
  held: readonly Meeting[];
  notes: ReadonlyMap<string, Note>;
  now: Date;
}

/** As many meetings as a phone shows without much scrolling; the notes on older ones are on a page of their own. */
const SHOWN = 3;

/** Everything about the pair, for one of the two. */
export function togetherCard({ pair, planned, held, notes, now }: Together, member: string): Card {
  const name = buddyName(pair, member);
  const paused = pair.state === 'paused';
  const mine = sideOf(pair, member)?.paused;
  const body: Block[] = [
    paragraph(bold(`You and ${name} are buddies.`), paused ? ' It’s paused for now.' : ''),
  ];
  if (planned) body.push(...plannedBlocks(planned, now));
  if (held.length > 0) body.push(small('You’ve met, with your own notes:'));
  body.push(...held.slice(0, SHOWN).map((meeting) => noteRow(meeting, notes.get(meeting.id))));
  const running = paused ? [] : [reachButton(pair, member), dateButton(pair)];
  const rest = paused
    ? mine
      ? [button(routes.resume, 'Pick it up again', { pair: pair.id }, 'primary')]
      : []
    : [
        button(routes.skip, 'Skip this month', { pair: pair.id }),
        button(routes.askForHelp, 'Help us find a time', { pair: pair.id }),
        button(routes.pause, 'Pause', { pair: pair.id }),
      ];
  const older = notes.size > 0 ? [button(routes.openNotes, 'All my notes', { pair: pair.id })] : [];
  return {
    title: 'Buddies',
    body,
    actions: [
      ...running,
      metButton(pair),
      agreementButton(pair),
      ...older,
      ...rest,
      button(routes.askToEnd, 'End', { pair: pair.id }),
    ],
  };
}

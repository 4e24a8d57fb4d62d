import type { HomePart, Waiting } from '../../../bot/feature.ts';
import { HOME_PAGE } from '../../../bot/home.ts';
import { type Block, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { cardBlocks } from '../../../chat/words.ts';
import type { Actor } from '../../../directory/actor.ts';
import { helplineFootnote } from '../../../directory/helplines.ts';
import type { Calendar } from '../../../time/calendar.ts';
import * as routes from '../routes.ts';
import { type Able, hello } from '../rules.ts';
import type { Profile } from '../store/profile.ts';
import type { Responder } from '../store/responder.ts';
import type { Person } from '../store.ts';
import { ableRow, mayAskAgainRow } from './asked.ts';
import { askableButton, employerButton } from './at-work.ts';
import { breakRow, hoursRow } from './hours.ts';
import { askButton, homeButton, hoursButtons } from './joining.ts';
import { accountsButton } from './linking.ts';
import { organisationsButton } from './organisations.ts';
import { importButton } from './people-list.ts';
import { privacyButton } from './privacy.ts';
import { profileRow } from './profile.ts';
import { sharedWithMeButton, supportButtons } from './support.ts';

export const helpButton = button(routes.openHelp, 'Help, and people to call', {});

/** Where somebody may need a person or a number now. */
export const moreNumbers = button(routes.openHelp, 'More numbers', {});

export interface Page {
  cards: readonly Card[];
  blocks: readonly Block[];
  /** How many stand on the pages before, and how many there are in all. */
  from: number;
  all: number;
}

export function homePage(actor: Actor, { cards, blocks, from, all }: Page): Message {
  const left = all - from - HOME_PAGE;
  const more: Block[] =
    left > 0
      ? [
          {
            ...{ type: 'row', text: `… and ${left} more.` },
            actions: [
              button(routes.openHome, `Show the next ${Math.min(left, HOME_PAGE)}`, {
                page: from / HOME_PAGE + 1,
              }),
            ],
          },
        ]
      : [];
  return message({
    title: hello(actor),
    body: [
      ...(cards.length > 0 ? cards.flatMap(cardBlocks) : [paragraph('Nothing is waiting for you.')]),
      ...more,
      ...blocks,
      { type: 'divider' },
      small(helplineFootnote),
    ],
    actions: [
      ...(from > 0 ? [button(routes.openHome, 'Back to the first', {})] : []),
      ...[helpButton, employerButton],
      ...(actor.standing === 'member' ? [askableButton] : []),
    ],
  });
}

/** What somebody has said of themselves. */
interface Said {
  able: Able;
  responder: Responder;
  profile: Profile;
}

/** Everybody's own part of home: short, for the rest is a page further. */
export function ownHome(
  actor: Actor,
  person: Person,
  waiting: { asking: readonly Waiting[]; cards: readonly Waiting[] },
  { able, responder, profile }: Said,
  now: Date,
  linked: readonly Block[],
): HomePart {
  return {
    waiting: [...waiting.asking, ...waiting.cards],
    blocks: [
      ...linked,
      ...(actor.standing === 'member'
        ? memberRows(actor, person, { able, responder, profile }, now)
        : [standingBlock(actor)]),
    ],
  };
}

const standingBlock = ({ standing }: Actor): Block =>
  standing === 'asked'
    ? paragraph('You’ve asked to join. A coordinator will look at it.')
    : { type: 'row', text: 'You’re a guest here.', actions: [askButton] };

function memberRows(actor: Actor, person: Person, { able, responder, profile }: Said, now: Date): Block[] {
  const unasked: Block[] =
    person.calendar.contactHours === 'unasked'
      ? [{ type: 'row', text: 'When may I message you?', actions: hoursButtons }]
      : [];
  const settings = button(routes.openSettings, 'My settings', {});
  return [
    ...(responder.answer === null ? [mayAskAgainRow] : []),
    ...unasked,
    ...breakRow(person.calendar, now),
    ableRow(able, actor.timeZone),
    profileRow(profile),
    { type: 'row', text: 'Your hours, lists and privacy:', actions: [settings] },
  ];
}

/** The second page of home. It stands in the chat, so it says what there is, and nothing of what is in it. */
export function settingsPage(calendar: Calendar, hasReach: boolean, isCoordinator: boolean): Message {
  const row = (text: string, ...actions: ReturnType<typeof button>[]): Block => ({
    type: 'row',
    text,
    actions,
  });
  const coordinating = [
    row(
      'For coordinators:',
      button(routes.openRoles, 'Roles', {}),
      organisationsButton,
      importButton,
      button(routes.openSafety, 'Safety set-up', {}),
      button(routes.openStatus, 'Messages', {}),
    ),
  ];
  return message({
    title: 'My settings',
    body: [
      hoursRow(calendar),
      row('If you use both Slack and Teams:', accountsButton),
      row('What you say about yourself:', button(routes.openProfile, 'My profile', {})),
      row('In your own words, kept encrypted, read only by whom you choose:', ...supportButtons),
      row('What others have shared with you:', sharedWithMeButton),
      row(
        'Who would you like me to ask, and who never? Only you see either; nobody is told.',
        button(routes.openList, 'My list', {}),
        button(routes.openNever, 'Not this person', {}),
      ),
      row(
        'For whoever you ask for a call, and your buddy once you’ve both said yes; kept encrypted:',
        button(routes.openReach, 'How to reach me', {}),
        ...(hasReach ? [button(routes.forgetReach, 'Forget how to reach me', {})] : []),
      ),
      row('Whether others may ask you to ring them:', button(routes.openResponder, 'Being asked', {})),
      row('What I keep about you:', privacyButton),
      row('At work:', askableButton, employerButton),
      ...(isCoordinator ? coordinating : []),
    ],
    actions: [homeButton],
  });
}

import type { Form } from '../../../chat/form.ts';
import type { Json } from '../../../chat/inbound.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, readingView } from '../../../chat/route.ts';
import { plain } from '../../../chat/words.ts';
import type { SafetySeat } from '../../../directory/safety-gate.ts';
import type { Retention } from '../../../store/retention.ts';
import { capital } from '../../../text/cut.ts';
import { documentsButton } from '../../policies/rules/links.ts';
import { sharedButton } from '../../pool/rules/links.ts';
import { toldOfLeaving } from '../../safeguarding/rules/seats.ts';
import * as routes from '../routes.ts';
import { employerView } from '../routes.ts';
import { LOOKED_AT } from './audit.ts';

export const privacyButton = button(routes.openPrivacy, 'Privacy', {});
const keepButton = button(routes.keepMyData, 'Keep my data', {}, 'primary');

export function privacyPage(due: string | undefined): Message {
  return message({
    title: 'What I keep about you',
    body: [
      paragraph(
        bold('What and why: '),
        'what you tell me, so that people here can find and help each other. Nothing is inferred from it, and nothing is sold or used to train anything.',
      ),
      paragraph(
        bold('Who sees it: '),
        'your name and profile, the members. Private words: only the people each form names. Coordinators read none, except where a form says so.',
      ),
      paragraph(bold('How long: '), 'it differs. Press “What, and how long”.'),
      small('Private words are kept encrypted with a key of your own. Forgetting you destroys that key.'),
      ...(due
        ? [paragraph(bold(`I’ll forget you on ${due}.`), ' You can change your mind until then.')]
        : []),
    ],
    actions: [
      button(routes.openKept, 'What, and how long', {}),
      button(routes.openLookedAt, LOOKED_AT, {}),
      sharedButton,
      button(routes.sendMyData, 'Send me my data', {}),
      due ? keepButton : button(routes.askToForget, 'Forget me', {}),
      documentsButton,
      button(employerView, 'What does my employer see?', {}),
    ],
  });
}

const KEPT_FOR: Record<string, string> = {
  person: 'Your name, accounts, profile, lists and settings, and how to reach you',
  message: 'Messages that I write to you',
  audit: 'Who did what, and who opened whose private words',
  'unnamed-message': 'Messages about a question without a name',
  'call-counts': 'How many calls there were',
  calls: 'Calls that you asked for',
  coming: 'Who’s coming to a meeting',
  conflicts: 'What you said about conflicts',
  download: 'A copy of your data that you asked for',
  events: 'Meetings',
  feedback: 'What you’d like a meeting to talk about',
  forgotten: 'After somebody is forgotten',
  guests: 'Guests',
  invited: 'People whom a coordinator expects',
  meetings: 'Your meetings with a buddy',
  needs: 'Access needs',
  pairs: 'Buddies',
  projects: 'Peer projects',
  published: 'Questions and answers that were shared',
  wishes: 'Asking for another supervisor',
};

/** What is kept how long: the words of the very classes that the sweep purges by. */
export function keptPage(classes: readonly Retention[], basis: string): Form {
  const technical = ['network', 'record', 'delivery', 'deferral'];
  return readingView(
    'What I keep and how long',
    ...classes
      .filter(({ name }) => !technical.includes(name))
      .map(({ name, keeps }) => paragraph(bold(`${KEPT_FOR[name] ?? subject(name)}: `), `${keeps}.`)),
    small(basis),
  );
}

const subject = (name: string) => capital(name).replaceAll('-', ' ');

// --- my data -----------------------------------------------------------------------------------------------------------

export function dataPage(parts: readonly string[], link: string | undefined): Message {
  return message({
    title: 'Your data',
    body: [
      paragraph(
        'Everything that I keep about you, part by part. It opens for you alone and stays out of this chat.',
      ),
      ...(link
        ? [
            paragraph('Or as a file: ', { type: 'link', text: 'open the page', url: link }, '.'),
            small(
              'The link works once, for 15 minutes. Whoever has it can fetch the file, so please don’t pass it on.',
            ),
          ]
        : []),
    ],
    actions: parts.map((part) => button(routes.readMyData, subject(part), { part, page: 0 })),
  });
}

/** Slack shows at most 3,000 characters in one block; a page stays well below both platforms' limits. */
const CHUNK = 2_400;
const CHUNKS = 4;

export function dataView(part: string, data: Json, page: number): Form {
  const text = JSON.stringify(data, undefined, 1);
  const from = page * CHUNK * CHUNKS;
  const here = text.slice(from, from + CHUNK * CHUNKS);
  const chunks = Array.from({ length: Math.ceil(here.length / CHUNK) }, (_, index) =>
    paragraph(here.slice(index * CHUNK, (index + 1) * CHUNK)),
  );
  const turn = (label: string, to: number) => button(routes.readMyData, label, { part, page: to });
  const turns = [
    ...(page > 0 ? [turn('Back', page - 1)] : []),
    ...(from + CHUNK * CHUNKS < text.length ? [turn('More', page + 1)] : []),
  ];
  return readingView(
    subject(part),
    ...(chunks.length > 0 ? chunks : [paragraph('There is no such page.')]),
    ...(turns.length > 0 ? [{ type: 'row' as const, text: ' ', actions: turns }] : []),
  );
}

// --- forget me ---------------------------------------------------------------------------------------------------------

/** `seat`: they look after safety, and somebody has to be found. */
export const confirmForget = (day: string, seat?: SafetySeat): Message =>
  message({
    title: 'Forget you?',
    body: [
      paragraph(
        `In a week, on ${day}, I delete your accounts, profile and settings, and destroy the key of your private words: nobody can read them then, not even in old copies once the network’s own key is turned.`,
      ),
      paragraph(
        'I empty the messages that I sent you in the last year, where the platform lets me. What I answered at once in this chat stays until you delete it, and an employer’s archive may keep copies of both.',
      ),
      paragraph(
        'A pairing or a call that is under way ends, without a reason given. What others rely on stays, as from “somebody who has left”.',
      ),
      ...(seat ? [toldOfLeaving(seat)] : []),
    ],
    actions: [button(routes.forgetMe, 'Yes, forget me', {}, 'danger'), keepButton],
  });

export const willForget = (day: string): Card => ({
  title: `I’ll forget you on ${day}`,
  body: [paragraph('Until then nothing changes, and you can change your mind.')],
  actions: [keepButton],
});
export const kept: Card = {
  title: 'Nothing is forgotten',
  body: [paragraph('Everything stays as it was.')],
};
export const nothingAsked = plain(
  'Nothing was going to be forgotten',
  'If you’d like me to forget you, type privacy and press Forget me.',
);
export const handOverFirst = message({
  title: 'Please hand over first',
  body: [
    paragraph(
      'You’re the only coordinator, and without one nobody could be let in, or helped. Give somebody else the role, then press Forget me again.',
    ),
  ],
  actions: [],
});
export const stillLast: Card = {
  title: 'I haven’t forgotten you yet',
  body: [
    paragraph(
      'You’re the only coordinator now. Give somebody else the role, and I’ll forget you the day after; or keep your data.',
    ),
  ],
  actions: [keepButton],
};

/** What stands in a message of ours once its reader asked to be forgotten. */
export const emptied: Card = {
  title: 'This message was removed',
  body: [paragraph('Its reader asked to be forgotten.')],
};

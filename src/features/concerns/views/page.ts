import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  type Button,
  bold,
  type Inline,
  type Message,
  message,
  paragraph,
  small,
} from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { initial } from '../../../chat/words.ts';
import { ADVICE_LISTED, adviceLines } from '../../../directory/advice-lines.ts';
import { EMERGENCY, helplineFootnote, type Nation } from '../../../directory/helplines.ts';
import { type Safety, safeguardingLine } from '../../../directory/safety.ts';
import { monthOf } from '../../../time/spoken.ts';
import * as routes from '../routes.ts';
import type { Line } from '../rules/line.ts';
import type { OwnWords } from '../store.ts';

/** All that stands on the page. Where the network has said nothing yet, what is true in England does. */
export interface Page {
  own: OwnWords;
  line: Line | undefined;
  nation: Nation;
  there: Safety['there'];
}

/** One thing on the page: what it is about, and whom to turn to. */
export interface Part {
  about: string;
  lines: readonly string[];
  link?: string;
}

export const TITLE = 'When something is wrong';

/** Until two people have set a number, whoever is there in any council or charity. */
const NO_LINE =
  'the monitoring officer of your council (its switchboard puts you through), or the chair of your trustees';
const DEFAULT_PROCEDURE =
  'Every council and every charity has a procedure for complaints and for grievances. Ask for it in writing: it says who looks into what, and by when.';
const DEFAULT_CONTACTS = [
  'About a councillor: the monitoring officer of the principal council, such as your district or county.',
  'About a member of staff: the clerk, the chief executive or whoever manages them.',
  'About the clerk or the chief executive: the chair.',
  'About a volunteer: whoever looks after volunteers there, or the chair of the trustees.',
];

/** The same in a chat, on the web and on paper. `isPublic`: whoever has the address reads it. */
export function partsOf({ own, line, nation, there }: Page, { isPublic }: { isPublic: boolean }): Part[] {
  const safeguarding = !isPublic || own.leadOnWeb ? safeguardingLine({ there }) : undefined;
  return [
    {
      about: 'If it’s about the person who runs this system, or a coordinator',
      lines: [`Don’t write it here. Call ${line ? `${line.name}: ${line.number}` : NO_LINE}.`],
    },
    {
      about: 'How it’s dealt with',
      lines: (own.procedure ?? DEFAULT_PROCEDURE).split(/\n+/),
      ...(own.link && { link: own.link }),
    },
    { about: 'Who receives what', lines: own.contacts?.split(/\n+/) ?? DEFAULT_CONTACTS },
    {
      about: 'Advice from outside',
      lines: [
        ...adviceLines(nation),
        'If you’re in a union, its representative.',
        'If you volunteer: the procedure of the charity or council that you volunteer for.',
      ],
    },
    {
      about: 'If somebody isn’t safe',
      lines: [
        `In danger: ${EMERGENCY}.`,
        safeguarding ??
          (isPublic
            ? 'Your network’s safeguarding lead: type help in your chat with its bot.'
            : 'Your own organisation’s safeguarding lead.'),
      ],
    },
  ];
}

export const KEPT_NOTHING = 'I keep nothing of this: not that you read it, and not who you are.';
export const AS_LISTED = `Acas, Protect and Citizens Advice as listed in ${monthOf(`${ADVICE_LISTED}-01`)}.`;

const paper = button(routes.openPaper, 'A form to print', {});
export const pageButton = button(routes.openPage, TITLE, {});
const editButton = button(routes.openEdit, 'Change this page', {});
const lineButton = button(routes.openLine, 'Whom to call instead of us', {});

const blocks = ({ about, lines, link }: Part): Block[] => {
  const [first = '', ...rest] = lines;
  const where: Inline[] = link ? [' ', { type: 'link', text: 'Read it here', url: link }] : [];
  return [
    paragraph(bold(`${about}: `), first, ...(rest.length === 0 ? where : [])),
    ...rest.map((one, i) => paragraph(one, ...(i === rest.length - 1 ? where : []))),
  ];
};

/** `url`: where it is without an account, and while the bot is away. */
export function pageMessage(
  page: Page,
  {
    url,
    isCoordinator,
    waiting,
  }: { url: string | undefined; isCoordinator: boolean; waiting: readonly Block[] },
): Message {
  return message({
    title: TITLE,
    body: [
      ...partsOf(page, { isPublic: false }).flatMap(blocks),
      small(`${KEPT_NOTHING} Your organisation’s IT team may be able to see that you wrote to me.`),
      ...(url
        ? [
            small('The same without an account, to print, and when I’m away: ', {
              type: 'link',
              text: 'this page',
              url,
            }),
          ]
        : []),
      small(`${AS_LISTED} ${helplineFootnote}`),
      ...(isCoordinator ? waiting : []),
    ],
    actions: [paper, ...(isCoordinator ? [editButton, lineButton] : [])],
  });
}

/** What to write down, by hand. */
export const PAPER = [
  'What happened, as you saw or heard it',
  'When, and where',
  'Who was there',
  'What has been done so far',
  'What you would like to happen',
  'Your name, and how to reach you, if you want to give them',
];
export const PAPER_HINT =
  'Keep a copy, with the day on it. Say to whoever takes it that you’d like to know by when you’ll hear. Somebody you trust can come with you.';

export const paperForm = (url: string | undefined): Form =>
  readingView(
    'A form to print',
    paragraph('Write it by hand, or in a file of your own: nothing of it is typed here.'),
    ...PAPER.map((one) => paragraph(bold(`${one}:`))),
    small(PAPER_HINT),
    ...(url ? [small('With lines to write on: ', { type: 'link', text: 'the page to print', url })] : []),
    small(helplineFootnote),
  );

export function editForm(own: OwnWords, url: string | undefined): Form {
  return form(
    routes.save,
    {},
    {
      title: 'Change this page',
      submit: 'Save',
      body: [
        small(
          `Everybody reads it${url ? `, at ${url} also without an account` : ''}. Please write about no case, and name no number that a coordinator answers.`,
        ),
        small('Leave a field empty, and what is true in England stands there.'),
        small(helplineFootnote),
      ],
      fields: [
        field.text('procedure', 'How a concern is dealt with here', {
          optional: true,
          multiline: true,
          maxLength: routes.PROCEDURE_LENGTH,
          ...initial(own.procedure),
        }),
        field.text('link', 'Where the procedure can be read', {
          optional: true,
          hint: 'An address that begins with https://',
          maxLength: 500,
          ...initial(own.link),
        }),
        field.text('contacts', 'Who receives what', {
          optional: true,
          multiline: true,
          hint: 'One a line, such as “About a councillor: Jo Field, monitoring officer, 01632 960123”.',
          maxLength: routes.CONTACTS_LENGTH,
          ...initial(own.contacts),
        }),
        field.select('leadOnWeb', 'On the web page: the safeguarding lead’s name and number?', {
          hint: 'Please ask them first. Members see both in the chat, whatever you choose.',
          options: [
            { value: 'no', label: 'No, in the chat alone' },
            { value: 'yes', label: 'Yes, they said so' },
          ],
          initial: own.leadOnWeb ? 'yes' : 'no',
        }),
      ],
    },
  );
}

export const saved: Message = message({
  title: 'Saved: this is the page now',
  body: [paragraph('Please read it once as somebody who is upset would.')],
  actions: [pageButton],
});

/** For whom the page is one of the things that they look after. */
export const coordinatorsButton: Button = button(routes.openPage, `${TITLE}: the page`, {});

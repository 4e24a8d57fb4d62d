import { homeButton } from '../../../bot/home.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import {
  type Block,
  bold,
  type Card,
  type Message,
  message,
  paragraph,
  row,
  small,
} from '../../../chat/message.ts';
import { button, form } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import {
  helplineFootnote,
  helplinesOf,
  NATIONS,
  type Nation,
  type SupportNumber,
} from '../../../directory/helplines.ts';
import { isStale, NATION_NAMES } from '../../../directory/own-helplines.ts';
import type { Safety, SafetyPerson } from '../../../directory/safety.ts';
import type { GateStep, SafetySeat } from '../../../directory/safety-gate.ts';
import { breakable } from '../../../text/phone.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import * as routes from '../routes/safety.ts';
import { mayUnconfirm } from '../rules/seats.ts';
import { howToRing, ownRows } from './own-helplines.ts';
import { seatLines, seatsCard } from './seats.ts';

const PEOPLE: Record<SafetySeat, string> = { lead: 'safeguarding lead', deputy: 'deputy' };
const STEPS: Record<GateStep, string> = {
  lead: 'name a safeguarding lead',
  deputy: 'name a deputy',
  somebody: 'name a safeguarding lead or a deputy who is there now',
  'out-of-hours': 'say who answers out of hours',
  numbers: 'confirm each number',
};

/** What coordinators are told on their home until all is well. */
export const setUpCard = (safety: Safety, now: Date, timeZone: string): Card =>
  safety.open ? seatsCard(safety, now, timeZone) : closedCard(safety, now, timeZone);

function closedCard(safety: Safety, now: Date, timeZone: string): Card {
  return {
    title: 'Questions, calls and wellbeing are switched off',
    body: [
      paragraph(`To switch them on: ${list(safety.steps.map((step) => STEPS[step]))}.`),
      ...seatLines(safety, now, timeZone).map((line) => paragraph(line)),
    ],
    actions: [setUpButton],
  };
}

const setUpButton = button(routes.openSafety, 'Safety set-up', {}, 'primary');

export function oldNumbersCard(oldest: Date, timeZone: string): Card {
  return {
    title: 'Please ring the numbers again',
    body: [
      paragraph(
        `The oldest was confirmed on ${spokenDateAt(oldest, timeZone)}, more than six months ago. They stay where people can see them meanwhile.`,
      ),
    ],
    actions: [setUpButton],
  };
}

export function safetyPage(
  safety: Safety,
  now: Date,
  timeZone: string,
  waiting: readonly Block[] = [],
): Message {
  const { steps, nation, outOfHours } = safety;
  const missing = seatLines(safety, now, timeZone);
  return message({
    title: safety.open
      ? `Safety set-up: ${missing.length > 0 ? 'switched on' : 'complete'}`
      : `Safety set-up: ${steps.length} still to do`,
    body: [
      paragraph(
        safety.open
          ? 'Questions, calls and wellbeing are switched on.'
          : `Questions, calls and wellbeing are switched off. Still to do: ${list(steps.map((step) => STEPS[step]))}.`,
      ),
      ...missing.map((line) => paragraph(line)),
      ...waiting,
      personRow('lead', safety),
      personRow('deputy', safety),
      row(
        [bold('Out of hours: '), outOfHours ?? 'not said yet'],
        button(
          routes.openOutOfHours,
          `${outOfHours === undefined ? 'Say' : 'Change'} who answers out of hours`,
          {},
        ),
      ),
      row([bold('Nation: '), NATION_NAMES[nation]], button(routes.openNation, 'Change the nation', {})),
      { type: 'divider' },
      paragraph(bold('Numbers that everybody sees. '), ...(safety.open ? [] : [howToRing])),
      ...helplinesOf(nation).map((number) => numberRow(safety, number, now, timeZone)),
      { type: 'divider' },
      ...ownRows(safety, now, timeZone),
    ],
    actions: [homeButton],
  });
}

function personRow(which: SafetySeat, safety: Safety): Block {
  const person = safety[which];
  const title = which === 'lead' ? 'Safeguarding lead: ' : 'Safeguarding deputy: ';
  const empty = safety.wasOn ? 'nobody now' : 'not named yet';
  const words = person ? `${person.name}, ${person.number}` : empty;
  const label = `${person ? 'Change' : 'Name'} the ${PEOPLE[which]}`;
  return row([bold(title), words], button(routes.openSafetyPerson, label, { which }));
}

function numberRow({ nation, checks }: Safety, number: SupportNumber, now: Date, timeZone: string): Block {
  const check = checks.get(number.id);
  const carried = { nation, number: number.id };
  const confirm = button(
    routes.confirmNumber,
    `I have ${number.readOnly ? 'checked' : 'rung'} ${number.digits}`,
    carried,
  );
  const title = [bold(number.digits), `, ${number.name}: `];
  if (!check) return row([...title, 'not confirmed yet'], confirm);
  const words = `confirmed on ${spokenDateAt(check.at, timeZone)}`;
  if (isStale(check.at, now)) return row([...title, `${words}, please again`], confirm);
  if (!mayUnconfirm(check.at, now)) return paragraph(...title, words);
  return row(
    [...title, words],
    button(routes.unconfirmNumber, `${number.digits}: that was a mistake`, carried),
  );
}

export function safetyPersonForm(which: SafetySeat, person: SafetyPerson | undefined): Form {
  return form(
    routes.saveSafetyPerson,
    { which },
    {
      title: which === 'lead' ? 'Safeguarding lead' : 'Safeguarding deputy',
      submit: 'Save',
      body: [
        paragraph(
          'Whom do people turn to when they worry about somebody’s safety? Please get their agreement first.',
        ),
        small(
          'Who reads it: every member, on help screens and on the card of whoever rings somebody. Kept until a coordinator changes it.',
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.member('person', 'A member of this network', {
          optional: true,
          ...(person?.member && { initial: { value: person.member, label: person.name } }),
          ...(person?.member && { hint: `Now ${person.name}. Choose again, or type a name below.` }),
        }),
        field.text('name', 'Or somebody else: their name', {
          optional: true,
          maxLength: 80,
          ...(person && !person.member && { initial: person.name }),
        }),
        field.text('number', 'Number', {
          maxLength: 40,
          ...(person && { initial: breakable(person.number) }),
          hint: 'One that somebody answers.',
        }),
      ],
    },
  );
}
export const nameSomebody = 'Please choose a member, or type a name below.';
export const notMember =
  'They aren’t a member of this network now. Please choose somebody else, or type a name.';
export const someoneElse = 'The lead and the deputy are two people, so that one of them can be reached.';

export const outOfHoursForm = (outOfHours: string | undefined): Form =>
  form(
    routes.saveOutOfHours,
    {},
    {
      title: 'Out of hours',
      submit: 'Save',
      body: [
        paragraph(
          'Who answers in the evening, at night and at weekends? If it’s nobody, please write “nobody”: people need to know it.',
        ),
        small(
          'Who reads it: members who’d like a call when nobody on their list is free, before they ask, and whoever opens a request. Kept until a coordinator changes it.',
        ),
        small(helplineFootnote),
      ],
      fields: [
        field.text('words', 'Who answers out of hours?', {
          maxLength: 300,
          ...(outOfHours !== undefined && { initial: outOfHours }),
          hint: 'Such as: nobody. Or: the on-call manager, 020 7946 0000.',
        }),
      ],
    },
  );

export const nationForm = (nation: Nation): Form =>
  form(
    routes.saveNation,
    {},
    {
      title: 'Nation',
      submit: 'Save',
      body: [
        paragraph(
          'Which numbers people see. Each nation’s numbers are confirmed once: until they are, questions, calls and wellbeing are switched off.',
        ),
      ],
      fields: [
        field.select('nation', 'Nation', {
          initial: nation,
          options: NATIONS.map((value) => ({ value, label: NATION_NAMES[value] })),
        }),
      ],
    },
  );

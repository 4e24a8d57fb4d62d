import { type Block, type Card, paragraph } from '../../../chat/message.ts';
import { button } from '../../../chat/route.ts';
import { list } from '../../../chat/words.ts';
import type { Role } from '../../../directory/actor.ts';
import { nameOf } from '../../../directory/role-names.ts';
import type { Safety, SafetyPerson, There } from '../../../directory/safety.ts';
import { type SafetySeat, SEATS } from '../../../directory/safety-gate.ts';
import { spokenDateAt } from '../../../time/spoken.ts';
import { NETWORK_ZONE } from '../../../time/zones.ts';
import * as routes from '../routes/safety.ts';
import { seatTrouble } from '../rules/set-up.ts';

const setUpButton = button(routes.openSafety, 'Safety set-up', {});
const day = (at: Date) => spokenDateAt(at, NETWORK_ZONE);
const names = (there: readonly There[]) => list(there.map(({ name }) => name));

/** What coordinators are told of a seat. */
export type SeatNews =
  | { is: 'leaving'; safety: Safety; name: string; at: Date }
  | { is: 'staying' | 'back' | 'named'; name: string }
  | { is: 'gone'; safety: Safety }
  | { is: 'away'; safety: Safety; name: string; until: Date }
  | { is: 'role-over'; name: string; role: Role }
  | { is: 'newer' };

export function seatNewsCard(which: SafetySeat, news: SeatNews): Card {
  switch (news.is) {
    case 'leaving':
      return leavingCard(news.safety, which, news.name, news.at);
    case 'staying':
      return stayingCard(which, news.name);
    case 'back':
      return backCard(which, news.name);
    case 'named':
      return namedCard(which, news.name);
    case 'gone':
      return goneCard(news.safety, which);
    case 'away':
      return awayCard(news.safety, which, news.name, news.until);
    case 'role-over':
      return roleOverCard(which, news.name, news.role);
    case 'newer':
      return newerCard;
  }
}

const OFF =
  'Questions and calls are switched off then, for nobody would be there who looks after safety. What has begun goes on to its end.';

/** Who is shown, and whether it all goes on, once this one is not there. */
const afterwards = (others: readonly There[], from: string): Block =>
  paragraph(
    others.length > 0
      ? `${from}, people are shown ${names(others)}, and questions and calls stay switched on.`
      : OFF,
  );

const othersThan = ({ there }: Safety, which: SafetySeat) => there.filter(({ seat }) => seat !== which);

/** Told when they ask to be forgotten, so that there is a week to find somebody. */
const leavingCard = (safety: Safety, which: SafetySeat, name: string, at: Date): Card => ({
  title: 'Somebody who looks after safety is leaving',
  body: [
    paragraph(
      `${name} is your ${SEATS[which]} until ${day(at)}, unless they change their mind. They don’t have to say why.`,
    ),
    afterwards(othersThan(safety, which), 'From then on'),
    paragraph(`There’s time. Please name another ${SEATS[which]} before that day.`),
  ],
  actions: [setUpButton],
});
const stayingCard = (which: SafetySeat, name: string): Card => ({
  title: 'They’re staying after all',
  body: [paragraph(`${name} stays your ${SEATS[which]}. There’s nothing left to do.`)],
});

/** Once they are gone; the only reminder. */
const goneCard = ({ there, steps }: Safety, which: SafetySeat): Card => ({
  title: 'Please name somebody who looks after safety',
  body: [
    paragraph(
      there.length > 0
        ? `There’s no ${SEATS[which]} now. People are shown ${names(there)}${steps.length > 0 ? '.' : ', and questions and calls stay switched on.'}`
        : `There’s no ${SEATS[which]} now, and nobody else is there who looks after safety. Until somebody is, asking for a call and asking questions are switched off; what has begun goes on to its end.`,
    ),
    paragraph('I won’t ask again; it stays on your home until two are named.'),
  ],
  actions: [setUpButton],
});

const awayCard = (safety: Safety, which: SafetySeat, name: string, until: Date): Card => ({
  title: 'Somebody who looks after safety takes a break',
  body: [
    paragraph(`${name}, your ${SEATS[which]}, is on a break until ${day(until)}.`),
    safety.there.length > 0
      ? afterwards(safety.there, 'Meanwhile')
      : paragraph(
          'Nobody else is there who looks after safety, so asking for a call and asking questions are switched off until somebody is back or you name somebody. What has begun goes on to its end.',
        ),
  ],
  actions: [setUpButton],
});
const backCard = (which: SafetySeat, name: string): Card => ({
  title: 'They’re back from their break',
  body: [paragraph(`${name}, your ${SEATS[which]}, is back. There’s nothing left to do.`)],
});

/** A role is over, and the seat is no part of it: only people know whether it should be. */
const roleOverCard = (which: SafetySeat, name: string, role: Role): Card => ({
  title: 'Is this still right?',
  body: [
    paragraph(
      `${name} is no longer ${nameOf(role)}, and is still shown to people as your ${SEATS[which]}. If that’s right, there’s nothing to do.`,
    ),
  ],
  actions: [setUpButton],
});

const namedCard = (which: SafetySeat, name: string): Card => ({
  title: 'Thank you: somebody is named',
  body: [paragraph(`${name} is your ${SEATS[which]} now. There’s nothing left to do.`)],
});
const newerCard: Card = {
  title: 'Who looks after safety',
  body: [paragraph('There’s newer word on this further down.')],
};

/** What is not as it should be with the two seats, for coordinators; nothing while two are there to stay. */
export function seatLines(safety: Safety, now: Date, timeZone: string): string[] {
  const until = (at: Date | undefined) => at && spokenDateAt(at, timeZone);
  const line = (which: SafetySeat, person: SafetyPerson | undefined): string[] => {
    const name = person?.name ?? '';
    switch (seatTrouble(person, safety, now)) {
      case undefined:
        return [];
      case 'empty':
        return [`There’s no ${SEATS[which]} now.`];
      case 'left':
        return [`${name} has left the network, and isn’t shown to people any more.`];
      case 'leaving':
        return [`${name}, the ${SEATS[which]}, leaves the network on ${until(person?.leavesAt)}.`];
      case 'away':
        return [`${name}, the ${SEATS[which]}, is on a break until ${until(person?.pausedUntil)}.`];
    }
  };
  return [...line('lead', safety.lead), ...line('deputy', safety.deputy)];
}

/** On coordinators' home until it is mended. */
export function seatsCard(safety: Safety, now: Date, timeZone: string): Card {
  const lines = seatLines(safety, now, timeZone);
  const isForLong = [safety.lead, safety.deputy].some((one) => !one || one.hasLeft || one.leavesAt);
  return {
    title: isForLong ? 'Please name somebody else' : 'Somebody who looks after safety is on a break',
    body: [
      ...lines.map((line) => paragraph(line)),
      ...(safety.there.length > 0 ? [paragraph(`People are shown ${names(safety.there)} now.`)] : []),
    ],
    actions: [setUpButton],
  };
}

import { randomUUID } from 'node:crypto';
import { plainCard } from '../../src/chat/message.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson, SimulatedPlatform } from '../../src/playground/simulated.ts';
import { moveClock } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

/** The newest card, or the one that was changed last. */
export const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
/** The newest message; that an older card was changed meanwhile is no news. */
export const news = (person: SimulatedPerson) =>
  person.seen.findLast(({ kind }) => kind === 'message' || kind === 'private')?.text ?? '';
/** The last thing that somebody saw, be it a message, an edit or a form. */
export const seen = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
/** Messages that rang a bell for this person since there were `from` of them. */
export const rung = (person: SimulatedPerson) => person.seen.filter(({ kind }) => kind === 'message');

export interface Scene {
  network: Network;
  cora: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  cat: SimulatedPerson;
  /** The clock moves on by so many minutes, and what is due happens. */
  later(minutes: number): Promise<void>;
  /** 10:00 in London, so many days after the start. */
  day(count: number): Promise<void>;
  /** Somebody presses a button that was never drawn for them. */
  guess(person: SimulatedPerson, route: string, input: object): Promise<string>;
  memberOf(person: SimulatedPerson): Promise<string>;
  /** Everything that was said, sent, kept or logged with these words in it, but for forms that this reader opened. */
  leaks(words: string, reader?: SimulatedPerson): Promise<unknown[]>;
  join(
    person: SimulatedPerson,
    about: { organisation: string; area: string; enjoys?: string[]; hopes?: string },
  ): Promise<void>;
  reach(person: SimulatedPerson, number: string): Promise<void>;
  /** A round is opened, looked at, and sent. */
  sendRound(): Promise<void>;
}

/** A coordinator and two members on Slack, two on Teams; a safeguarding lead is named. */
export async function startScene(): Promise<Scene> {
  const network = await startNetwork({ publicUrl: 'https://peers.example.org' });
  const { slack, teams, database, settle } = network;
  const cora = slack.person('U-CORA', { name: 'Cora Ordinator' });
  const ann = slack.person('U-ANN', { name: 'Ann Archer' });
  const bob = teams.person('t-bob', { name: 'Bob Baker' });
  const cat = teams.person('t-cat', { name: 'Cat Carter' });
  await network.coordinate(cora);
  await network.admit(cora, ann, bob, cat);
  await network.answerUsual(ann, bob, cat);
  await database.transaction(async (tx) => {
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
  });
  const start = Date.parse('2027-02-01T10:00:00Z');
  const memberOf = async ({ name }: SimulatedPerson) =>
    (await database.prisma.member.findFirstOrThrow({ where: { name } })).id;
  const platformOf = (person: SimulatedPerson): SimulatedPlatform =>
    person.user.startsWith('t-') ? teams : slack;

  return {
    network,
    cora,
    ann,
    bob,
    cat,
    memberOf,
    async later(minutes) {
      await moveClock(database, minutes * 60_000);
      await settle();
    },
    day: (count) => network.travelTo(new Date(start + count * 86_400_000).toISOString(), 24 * 3),
    async guess(person, route, input) {
      const { platform, workspace } = platformOf(person);
      const reply = await network.bot.receive({
        id: randomUUID(),
        kind: 'action',
        route,
        value: JSON.stringify(input),
        sender: { platform, workspace, user: person.user, name: person.name },
        conversation: { platform, workspace, id: `D-${person.user}`, kind: 'direct' },
      });
      await settle();
      if (reply.kind === 'form')
        return `FORM ${plainCard({ title: reply.form.title, body: reply.form.body ?? [] })}`;
      return 'message' in reply ? reply.message.text : reply.kind;
    },
    async leaks(words, reader) {
      const screens = [...slack.ledger, ...teams.ledger].filter(
        (one) => one.text.includes(words) && !(one.kind === 'form' && one.user === reader?.user),
      );
      const plain = (row: unknown) =>
        JSON.stringify(row, (_, value) => (typeof value === 'bigint' ? String(value) : value));
      const { prisma } = database;
      const rows = [
        ...(await prisma.outbox.findMany()),
        ...(await prisma.audit.findMany()),
        ...(await prisma.buddyPerson.findMany()),
        ...(await prisma.buddyMeeting.findMany()),
        ...(await prisma.buddyNote.findMany()),
        ...network.logs,
      ];
      return [...screens, ...rows.filter((row) => plain(row).includes(words))];
    },
    async join(person, { organisation, area, enjoys = [], hopes }) {
      await person.command('buddy join');
      const label = ['If it’s not in the list', 'Your organisation'].find((one) =>
        person.form?.fields.includes(one),
      );
      await person.fill({
        ...(label && { [label]: organisation }),
        'Your area': area,
        'What you enjoy': enjoys,
        ...(hopes && { 'What do you hope for?': hopes }),
      });
      await person.submit();
    },
    async reach(person, number) {
      await person.command('settings');
      await person.press('How to reach me');
      await person.fill({
        'Your number': number,
        'A call or a message?': 'A call',
        'Is it safe to call you?': 'Text me first',
      });
      await person.submit();
    },
    async sendRound() {
      await cora.command('buddy match');
      await settle();
      await cora.press(/\[(Ask these \d+ people)\]/.exec(cora.seen.at(-1)?.text ?? '')?.[1] ?? 'Ask these');
      await cora.press('Send', 'This goes to');
      await settle();
    },
  };
}

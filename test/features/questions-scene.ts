import { expect } from 'vitest';
import { helplinesOf } from '../../src/directory/helplines.ts';
import * as safety from '../../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { moveClock } from '../../src/store/database.ts';
import { type Network, startNetwork } from '../support/network.ts';

/** The newest thing in somebody's chat; that a living card was changed meanwhile is no news. */
export const last = (person: SimulatedPerson) =>
  person.chat.filter((card) => !card.startsWith('Your question\n')).at(-1) ?? '';
export const holds = (person: SimulatedPerson) =>
  person.chat.some((card) => card.startsWith('Could you help'));

export interface Asking {
  unnamed?: boolean;
  /** Those who are left ticked; everybody unless told. */
  readers?: readonly string[];
}

/** A coordinator, an asker, three who read and one besides, on both platforms. Nobody is new, and the gate is shut. */
export async function startScene() {
  const network = await startNetwork();
  const { slack, teams, database } = network;
  const cora = slack.person('U-CORA', { name: 'Cora Ordinator' });
  const ann = slack.person('U-ANN', { name: 'Ann Asker' });
  const bob = teams.person('t-bob', { name: 'Bob Reader' });
  const cat = slack.person('U-CAT', { name: 'Cat Reader' });
  const dev = teams.person('t-dev', { name: 'Dev Reader' });
  const eve = teams.person('t-eve', { name: 'Eve Elsewhere' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, cat, dev, eve);
  await database.prisma.member.updateMany({ data: { joinedAt: new Date('2026-01-01T00:00:00Z') } });

  const later = async (minutes: number) => {
    await moveClock(database, minutes * 60_000);
    await network.settle();
  };
  let day = Date.parse('2027-02-01T10:00:00Z');
  /** 10:00 on the next day from Monday to Thursday, so that there are working hours ahead. */
  const nextDay = async () => {
    const now = (await network.now()).getTime();
    do day += 86_400_000;
    while (day < now || [0, 5, 6].includes(new Date(day).getUTCDay()));
    await network.travelTo(new Date(day).toISOString(), 24 * 5);
  };
  /** What it brings others has arrived. */
  const press = async (person: SimulatedPerson, label: string, near?: string) => {
    await person.press(label, near);
    await network.settle();
  };
  const memberOf = async (name: string): Promise<string> =>
    (await database.prisma.member.findFirstOrThrow({ where: { name } })).id;
  return {
    network,
    cora,
    ann,
    bob,
    cat,
    dev,
    eve,
    later,
    nextDay,
    memberOf,
    press,
    ...actsIn(network, [cora, ann, bob, cat, dev, eve]),
  };
}

/** Somebody sets up whom to turn to, and confirms every number. */
export async function openGateOf({ database, now }: Network, name: string) {
  const at = await now();
  const { id: me } = await database.prisma.member.findFirstOrThrow({ where: { name } });
  await database.transaction(async (tx) => {
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'Nobody');
    for (const { id } of helplinesOf('england')) await safety.confirmNumber(tx, 'england', id, me, at);
  });
}

function actsIn(network: Network, cast: readonly [SimulatedPerson, ...SimulatedPerson[]]) {
  const { settle } = network;
  const [cora] = cast;
  return {
    openGate: () => openGateOf(network, cora.name),
    /** Cora invites these to a topic, and each says yes. */
    async makeTopic(name: string, people: readonly string[]) {
      await this.inviteTo(name, people);
      for (const one of people) {
        await cast.find((person) => person.name === one)?.press('Yes', `“${name}”`);
        await settle();
      }
    },
    async inviteTo(name: string, people: readonly string[]) {
      await cora.command('ask topics');
      await cora.press('New topic');
      const places = ['First', 'Second', 'Third', 'Fourth', 'Fifth'];
      const chosen = people.map((person, index) => [`${places[index]} to be asked`, person]);
      await cora.fill(Object.fromEntries([['Topic', name], ...chosen]));
      await cora.submit();
      await settle();
    },
    async ask(who: SimulatedPerson, topic: string, words: string, about: Asking = {}) {
      await who.command('ask');
      const name = about.unnamed && { 'Your name': 'Without my name' };
      await who.fill({ 'What is it about?': topic, 'Your question': words, ...name });
      await who.submit();
      expect(who.form?.title).toBe('Who may read it');
      if (about.readers) await who.fill({ 'Ask these people': about.readers });
      await who.submit();
      await settle();
    },
    async answer(who: SimulatedPerson, words: string) {
      await who.press('Read it', 'Could you help');
      await who.submit();
      await who.fill({ 'Your answer': words });
      await who.submit();
      await settle();
    },
  };
}

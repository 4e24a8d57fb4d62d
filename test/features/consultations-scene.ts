import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { fillPool } from './availability-scene.ts';

export type On = 'slack' | 'teams';
export const PLATFORMS: readonly On[] = ['slack', 'teams'];

/** A text with a question that has two choices, as its writer types it. */
export const digest = {
  'What is it about?': 'A new way to pay expenses',
  'What’s new': 'From May on you can claim expenses by photo.\nNobody has to.',
  'One question back, if you like': 'Would that help you?',
  'Choices, one a line': 'Yes\nNo',
  'Last day for answers': '2027-02-12',
};
export const inWords = {
  ...digest,
  'Choices, one a line': '',
  'One question back, if you like': 'What else?',
};
export const withNames = { 'Do answers come with names?': 'With names: I see who answered what' };
export const reminded = { 'A reminder?': 'One half-way to those who haven’t answered' };

export interface ConsultationScene {
  network: Network;
  /** A coordinator, who may write, on one platform; and peers on both, all in the pool. */
  pm: SimulatedPerson;
  peers: readonly SimulatedPerson[];
  /** Fills the form and sends it: the preview is on the card. */
  write(values?: Record<string, string>): Promise<void>;
  press(person: SimulatedPerson, label: string, on?: string): Promise<void>;
  /** Written and sent to all of them. */
  send(values?: Record<string, string>): Promise<void>;
  answer(person: SimulatedPerson, words: string, by?: string): Promise<void>;
  tellBack(words?: string): Promise<void>;
}

export const last = (person: SimulatedPerson): string => person.chat.at(-1) ?? '';
export const all = (person: SimulatedPerson): string => person.chat.join('\n');
export const rings = (person: SimulatedPerson): number =>
  person.seen.filter(({ kind }) => kind === 'message').length;

const NAMES = ['Ann', 'Bob', 'Cat', 'Dev', 'Eli', 'Fay', 'Gil', 'Hal'];

export async function openConsultationScene(
  about: { pm?: On; peers?: number } = {},
): Promise<ConsultationScene> {
  const network = await startNetwork();
  const person = (on: On, name: string) =>
    network[on].person(on === 'slack' ? `U-${name}` : `t-${name}`, { name: `${name} Person` });
  const pm = person(about.pm ?? 'slack', 'Priya');
  const peers = NAMES.slice(0, about.peers ?? 6).map((name, place) =>
    person(place % 2 === 0 ? 'slack' : 'teams', name),
  );
  await fillPool(network, pm, peers);
  const press: ConsultationScene['press'] = async (one, label, on) => {
    await one.press(label, on);
    await network.settle();
  };
  const write: ConsultationScene['write'] = async (values = digest) => {
    await pm.openHome();
    await pm.press('Write to the pool');
    await pm.fill(values);
    await pm.submit();
    await network.settle();
  };
  return {
    network,
    pm,
    peers,
    press,
    write,
    async send(values) {
      await write(values);
      await press(pm, `Send to ${peers.length === 1 ? '1 person' : `${peers.length} people`}`);
    },
    async answer(one, words, by = 'Answer') {
      await one.press(by);
      await one.fill({ 'Your answer': words });
      await one.submit();
      await network.settle();
    },
    async tellBack(words = 'You said yes, so it begins in May.') {
      await pm.press('Tell people what came of it');
      await pm.fill({ 'You said, we did': words });
      await pm.submit();
      await network.settle();
    },
  };
}

/** Who is meant, by their first name. */
export function named(scene: ConsultationScene, name: string): SimulatedPerson {
  const found = scene.peers.find((one) => one.name.startsWith(name));
  if (!found) throw new Error(`The scene has no ${name}`);
  return found;
}

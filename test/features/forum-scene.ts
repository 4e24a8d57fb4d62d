import { randomUUID } from 'node:crypto';
import type { Reply } from '../../src/chat/reply.ts';
import type { Kind } from '../../src/directory/participant-kinds.ts';
import { writeProfile } from '../../src/directory/profile.ts';
import { confirmSaid } from '../../src/features/members/store/participant-kinds.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { type Network, startNetwork } from '../support/network.ts';

export interface Scene {
  network: Network;
  /** Coordinator and peer; the others are peers, but for Mia, a manager, and Pat, who is both. */
  olu: SimulatedPerson;
  ann: SimulatedPerson;
  bob: SimulatedPerson;
  cat: SimulatedPerson;
  mia: SimulatedPerson;
  pat: SimulatedPerson;
  /** What somebody's screen would answer to a button that they were never shown. */
  guess(person: SimulatedPerson, route: string, value: object): Promise<Reply>;
  event(): Promise<{ id: string; state: string; sequence: number }>;
}

export const last = (person: SimulatedPerson): string => person.chat.at(-1) ?? '';
/** The newest screen that says this. */
export const screen = (person: SimulatedPerson, words: string): string =>
  person.chat.filter((text) => text.includes(words)).at(-1) ?? '';
export const everything = (person: SimulatedPerson): string => person.seen.map(({ text }) => text).join('\n');

export async function beKinds(
  { database, now }: Network,
  person: SimulatedPerson,
  kinds: Kind[],
): Promise<void> {
  const at = await now();
  await database.transaction(async (tx) => {
    const account = await tx.account.findFirstOrThrow({ where: { externalUser: person.user } });
    const words = { organisation: null, area: null, kinds, skills: [], topics: [] };
    await writeProfile(tx, account.memberId, words, at);
    await confirmSaid(tx, account.memberId);
  });
}

export async function openScene(about: { publicUrl?: string } = {}): Promise<Scene> {
  const network = await startNetwork(about);
  const { slack, teams, bot, database } = network;
  const olu = slack.person('U-OLU', { name: 'Olu Organiser' });
  const ann = slack.person('U-ANN', { name: 'Ann Peer' });
  const bob = teams.person('t-bob', { name: 'Bob Peer' });
  const cat = teams.person('t-cat', { name: 'Cat Peer' });
  const mia = teams.person('t-mia', { name: 'Mia Manager' });
  const pat = slack.person('U-PAT', { name: 'Pat Both' });
  await network.coordinate(olu);
  await network.enrol(ann, bob, cat, mia, pat);
  for (const person of [olu, ann, bob, cat]) await beKinds(network, person, ['paid-peer']);
  await beKinds(network, mia, ['manager']);
  await beKinds(network, pat, ['volunteer', 'manager']);
  return {
    network,
    olu,
    ann,
    bob,
    cat,
    mia,
    pat,
    guess(person, route, value) {
      const { platform, workspace } = person.user.startsWith('t-') ? teams : slack;
      return bot.receive({
        id: randomUUID(),
        sender: { platform, workspace, user: person.user, name: person.name },
        conversation: { platform, workspace, id: `D-${person.user}`, kind: 'direct' },
        kind: 'action',
        route,
        value: JSON.stringify(value),
      });
    },
    event: () => database.prisma.forumEvent.findFirstOrThrow({ orderBy: { createdAt: 'desc' } }),
  };
}

export const gathering = {
  'What shall it be called?': 'Spring gathering',
  'What is it for?': 'To talk about lone working',
  'What will people take away?': 'Three ways to stay safe',
  'For whom?': 'Peers only',
  'Place or link': 'Southside Community Centre',
};
export const tuesday = { 'First day': '2027-03-16', 'First time': '12:00' };
export const twoTimes = { ...tuesday, 'Second day': '2027-03-18', 'Second time': '18:30' };

/** Fills both forms; the preview stands on the organiser's card. */
export async function draft(
  { network, olu }: Scene,
  what: Record<string, string | string[]>,
  when: Record<string, string>,
): Promise<void> {
  await olu.command('forum new');
  await olu.fill(what);
  await olu.submit();
  await olu.fill(when);
  await olu.submit();
  await network.settle();
}

export async function tick(person: SimulatedPerson, ...times: string[]): Promise<void> {
  await person.press('Choose times');
  await person.fill({ 'Which of these could you manage?': times });
  await person.submit();
}

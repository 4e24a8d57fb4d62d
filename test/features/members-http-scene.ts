import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import type { PersonAtScreen } from '../../src/playground/window.ts';
import type { Database, Tx } from '../../src/store/database.ts';
import { handsOn, type On, PLATFORMS, type StagedNetwork, startStage } from '../support/stage.ts';

/** On each platform a coordinator and a member, over HTTP. Nobody has said anything of themselves yet. */
export interface MembersScene extends StagedNetwork, ReturnType<typeof handsOn> {
  lead: Record<On, PersonAtScreen>;
  peer: Record<On, PersonAtScreen>;
  /** Somebody else on a platform, who has not written yet. */
  personOn(platform: On, name: string): PersonAtScreen;
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  idOf(person: SimulatedPerson): Promise<string>;
  /** `person` fills in their profile. */
  tellProfile(person: SimulatedPerson, values: Record<string, string | readonly string[]>): Promise<void>;
}

export async function startMembersScene(
  about: { publicUrl?: string; join?: 'approval' | 'open' } = {},
): Promise<MembersScene> {
  const { join = 'open', publicUrl } = about;
  const at = '2027-02-01T10:00:00Z';
  const network = await startStage({ join, at, ...(publicUrl && { publicUrl }) });
  const { stage, database } = network;
  const hands = handsOn(stage);
  let people = 0;
  const personOn = (platform: On, name: string) => {
    people += 1;
    return stage[platform].person(platform === 'slack' ? `UP${people}` : `p${people}`, { name });
  };
  const lead = { slack: personOn('slack', 'Cora Coole'), teams: personOn('teams', 'Tess Tarn') };
  const peer = { slack: personOn('slack', 'Ann Archer'), teams: personOn('teams', 'Bob Baker') };
  await lead.slack.command(`alongside setup ${await stage.setupCode()}`);
  for (const person of [lead.teams, peer.slack, peer.teams]) {
    await person.say('join');
    await stage.settle();
    if (join === 'approval') await hands.act(lead.slack, `Admit ${person.name.split(' ')[0]}`);
  }
  const now = await network.now();
  await database.transaction(async (tx) => {
    const memberId = await idIn(database, lead.teams);
    await tx.roleGrant.create({ data: { memberId, role: 'coordinator', startsAt: now } });
  });
  return {
    ...network,
    ...hands,
    lead,
    peer,
    personOn,
    write: (work) => database.transaction(work),
    idOf: (person) => idIn(database, person),
    async tellProfile(person, values) {
      await hands.typeFor(person, 'profile', 'Open my profile');
      await hands.send(person, values);
      person.dismiss();
    },
  };
}

const idIn = async ({ prisma }: Database, { user }: SimulatedPerson) =>
  (await prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;

/** What anybody but `reader` saw of these words, or anybody at all outside a form, and every row and log line with them. */
export async function findLeaks(scene: MembersScene, words: string, readers: readonly string[]) {
  const seen = PLATFORMS.flatMap((platform) => scene.stage[platform].ledger).filter(
    ({ text, preview, kind, user }) =>
      (text.includes(words) && !(kind.startsWith('form') && readers.includes(user))) ||
      preview.includes(words),
  );
  const rows = await scene.database.prisma.$queryRaw<{ row: string }[]>`
    SELECT to_jsonb(o)::text AS row FROM outbox o UNION ALL SELECT to_jsonb(a)::text FROM audit a
    UNION ALL SELECT to_jsonb(i)::text FROM inbox i`;
  return [
    ...seen.map(({ kind, user }) => `${kind} of ${user}`),
    ...rows.filter(({ row }) => row.includes(words)).map(() => 'a row'),
    ...scene.logs.filter((line) => JSON.stringify(line).includes(words)).map(() => 'a log line'),
  ];
}

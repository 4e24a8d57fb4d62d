import type { Reply } from '../../../src/chat/reply.ts';
import { enterPool } from '../../../src/features/pool/store/callable.ts';
import type { SimulatedPerson } from '../../../src/playground/simulated.ts';
import { beKinds } from '../../features/forum-scene.ts';
import { guess, guessForm } from '../../support/guess.ts';
import type { Dice } from '../../support/mutate.ts';
import { type Network, startNetwork } from '../../support/network.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { type PlacementRow, type ProjectRow, readView, runsIt, type View } from './view.ts';

/** A word that stands nowhere but where it was written, and who may read it (table F), by how everything stands. */
export interface Secret {
  what: string;
  word: string;
  may(view: View, reader: string | undefined): boolean;
}

export interface Somebody {
  person: SimulatedPerson;
  member: string;
}

/** What was planted begins with this. */
export const SECRET = /zqword\d+x/g;
export const PREFIX = 'zqword';

type Values = Record<string, string | readonly string[]>;
type Doing = { route: string; value: object } | { form: string; state: object; values: Values };
/** What somebody's press came to. */
export interface Said {
  who: Somebody;
  doing: string;
  reply: Reply;
}

export interface World {
  network: Network;
  recorder: Recorder;
  dice: Dice;
  managers: readonly Somebody[];
  peers: readonly Somebody[];
  everybody: readonly Somebody[];
  secrets: Secret[];
  /** What was answered since the last look. */
  said: Said[];
  /** Forms that were filled in and not sent yet, to be sent late. */
  previews: { form: string; state: object; project: string }[];
  /** Those who asked to be forgotten. */
  leaving: Set<string>;
  counter: number;
  /** Words that nobody but these may ever read. */
  plant(what: string, may: Secret['may']): string;
  press(who: Somebody, route: string, value: object): Promise<Reply>;
  submit(who: Somebody, form: string, state: object, values: Values): Promise<Reply>;
  look(): Promise<View>;
}

const NAMES = ['Ann', 'Bob', 'Cat', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal'];
/** The first three have an employer who has to agree. */
const OFFICERS = 3;

export async function openWorld(dice: Dice): Promise<World> {
  const network = await startNetwork();
  const { slack, teams, database } = network;
  const { prisma } = database;
  const person = (name: string, index: number) =>
    index % 2 === 0 ? slack.person(`U-${name}`, { name }) : teams.person(`t-${name}`, { name });
  const [cora, pm, dee] = ['Cora Ordinator', 'Priya Manager', 'Dee Deputy'].map(person);
  if (!cora || !pm || !dee) throw new Error('Nobody is there');
  const peers = NAMES.map((name, index) => person(`${name} Peer`, index));
  await network.coordinate(cora);
  await network.enrol(pm, dee, ...peers);
  const at = await network.now();
  const idOf = async ({ user }: SimulatedPerson) =>
    (await prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;
  const known = async (one: SimulatedPerson): Promise<Somebody> => ({ person: one, member: await idOf(one) });
  const managers = [await known(pm), await known(dee)];
  for (const { member } of managers)
    await prisma.roleGrant.create({ data: { memberId: member, role: 'project-manager', startsAt: at } });
  for (const [index, peer] of peers.entries())
    await beKinds(network, peer, [index < OFFICERS ? 'officer' : 'volunteer']);
  const all: Somebody[] = [];
  for (const peer of peers) all.push(await known(peer));
  await database.transaction(async (tx) => {
    for (const { member } of all) await enterPool(tx, member, at);
  });
  await network.settle();
  const send = async (world: World, who: Somebody, doing: Doing): Promise<Reply> => {
    const reply =
      'route' in doing
        ? await guess(network, who.person, doing.route, doing.value)
        : await guessForm(network, who.person, doing.form, doing.state, doing.values);
    world.said.push({ who, doing: JSON.stringify(doing), reply });
    return reply;
  };
  const world: World = {
    network,
    recorder: await startRecorder(database),
    dice,
    managers,
    peers: all,
    everybody: [await known(cora), ...managers, ...all],
    secrets: [],
    said: [],
    previews: [],
    leaving: new Set(),
    counter: 0,
    plant(what, may) {
      const word = `${PREFIX}${this.secrets.length + 1}x`;
      this.secrets.push({ what, word, may });
      return word;
    },
    press: (who, route, value) => send(world, who, { route, value }),
    submit: (who, form, state, values) => send(world, who, { form, state, values }),
    look: async () => readView(database, await network.now()),
  };
  return world;
}

export const whois = (world: World, member: string): Somebody =>
  world.everybody.find((one) => one.member === member) ?? (world.everybody[0] as Somebody);
export const projectOf = (view: View, id: string): ProjectRow | undefined =>
  view.projects.find((one) => one.id === id);
export const placedOn = (view: View, project: string, peer: string | undefined): PlacementRow | undefined =>
  view.placements.find((one) => one.project === project && one.peer === peer);
/** Whoever runs it, as table F has it. */
export const running =
  (project: string): Secret['may'] =>
  (view, reader) => {
    const one = projectOf(view, project);
    return one !== undefined && runsIt(one, reader);
  };
/** Its writer, and whoever they were told of, while they run it. */
export const writtenTo =
  (project: string, writer: string, named: string): Secret['may'] =>
  (view, reader) =>
    reader === writer || (reader === named && running(project)(view, reader));

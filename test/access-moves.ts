import type { Role } from '../src/directory/actor.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import { moveClock } from '../src/store/database.ts';
import type { AccessScene, SECRETS } from './access-scene.ts';
import { beKinds } from './features/forum-scene.ts';

export type Secret = keyof typeof SECRETS;
export type Who = 'cora' | 'dot' | 'dee' | 'olu' | 'ann' | 'bea' | 'hal' | 'ann2' | 'everything';
export type People = Readonly<Record<Who, SimulatedPerson>>;
/** Who may read what, each with the words for it. */
export type Readers = Readonly<Record<Secret, readonly Who[]>>;

export const BEFORE: Readers = {
  conflict: ['cora', 'ann'],
  need: ['olu', 'ann'],
  note: ['ann'],
  question: ['ann', 'bea'],
  answer: ['ann', 'bea'],
  wish: ['ann', 'dot'],
  number: ['ann', 'bea'],
  host: ['cora', 'ann', 'dee'],
  opinion: ['cora', 'ann'],
  saying: ['cora', 'ann'],
  // Whoever leads evaluation is the one who holds every role.
  'look back': ['ann', 'everything'],
};

/** Of these, what is asked for in one step and shown whole. */
export const READ_BY = {
  cora: ['conflict', 'host', 'opinion', 'saying'],
  dot: ['wish'],
  // Who stands in runs it, and reads nothing that was told to whoever they stand in for.
  dee: ['host'],
  olu: ['need'],
  ann: ['note', 'question', 'answer', 'host', 'opinion', 'look back'],
  bea: ['number'],
  // Whoever answers for a host is told who would come, and nothing that anybody told anybody.
  hal: [],
  everything: ['look back'],
} as const satisfies Partial<Record<Who, readonly Secret[]>>;

export function gather({ insiders, strangers, network }: AccessScene): People {
  const [cora, dot, olu, ann, bea, dee, hal] = insiders.map(({ person }) => person);
  if (!cora || !dot || !olu || !ann || !bea || !dee || !hal) throw new Error('The scene lacks somebody');
  const ann2 = network.teams.person('t-ann2', { name: 'ann Person' });
  return { cora, dot, dee, olu, ann, bea, hal, ann2, everything: strangers.everything };
}

/** What is done, as somebody would do it at their screen, and what changes by it. */
export interface Move {
  title: string;
  act(scene: AccessScene, people: People): Promise<unknown>;
  /** Those to whom it happened, and whoever came after them, with words that they are seen to read. */
  moved: Partial<Record<Who, readonly Secret[]>>;
  /** What is different from the move before. */
  readers?: Partial<Readers>;
  /** Whom it left with less: how they stand to the records now, and what they still are. */
  former?: { who: Who; is: readonly string[]; roles: readonly ('members' | Role)[] };
}

const grantOf = async ({ network }: AccessScene, memberId: string, role: string): Promise<string> =>
  (
    await network.database.prisma.roleGrant.findFirstOrThrow({
      where: { memberId, role, leftOpen: true },
      orderBy: { endsAt: 'desc' },
    })
  ).id;

async function handOn(
  scene: AccessScene,
  { from, role, feature, item, to }: Record<'from' | 'role' | 'feature' | 'item' | 'to', string>,
  by: SimulatedPerson,
): Promise<void> {
  const grant = await grantOf(scene, from, role);
  const reply = await scene.submit(by, 'members.give', { grant, feature, item }, { to });
  if (reply.kind !== 'update') throw new Error(`Not handed on: ${JSON.stringify(reply)}`);
}

const ids = ({ ids: all }: AccessScene, name: string): string => all[name] ?? '';
const letRead = async (scene: AccessScene, { ann, dot }: People, may: boolean) =>
  scene.press(ann, 'placement.let-read', {
    placement: ids(scene, 'placement'),
    reader: await scene.idOf(dot),
    may,
  });

async function organisationOf(scene: AccessScene, person: SimulatedPerson): Promise<string> {
  const { prisma } = scene.network.database;
  const profile = await prisma.profile.findUniqueOrThrow({ where: { memberId: await scene.idOf(person) } });
  return profile.organisationId ?? '';
}

export const MOVES: readonly Move[] = [
  {
    title: 'a coordinator’s role is ended by a colleague',
    act: async (scene, { cora, dot }) =>
      scene.press(dot, 'members.end-role', { member: await scene.idOf(cora), role: 'coordinator' }),
    moved: { cora: [], dot: ['saying'], dee: [] },
    // Nobody runs what she ran: what is asked about it is for any coordinator to answer.
    readers: {
      conflict: ['ann'],
      host: ['ann', 'dee'],
      opinion: ['ann'],
      saying: ['ann', 'dot', 'everything'],
    },
    former: { who: 'cora', is: [], roles: ['members'] },
  },
  {
    title: 'that colleague takes over her call-out',
    act: async (scene, { cora, dot }) => {
      const work = { role: 'coordinator', feature: 'availability', item: ids(scene, 'callOut') };
      await handOn(scene, { from: await scene.idOf(cora), to: await scene.idOf(dot), ...work }, dot);
    },
    moved: { dot: [], dee: ['host'] },
    readers: { host: ['ann', 'dot', 'dee'] },
  },
  {
    title: 'that colleague takes over what she had asked the pool',
    act: async (scene, { cora, dot }) => {
      const work = { role: 'coordinator', feature: 'consultations', item: ids(scene, 'consultation') };
      await handOn(scene, { from: await scene.idOf(cora), to: await scene.idOf(dot), ...work }, dot);
    },
    // People were told that whoever runs it reads it.
    moved: { cora: [], dot: ['opinion'] },
    readers: { opinion: ['ann', 'dot'] },
  },
  {
    title: 'she gives the role back',
    act: async (scene, { cora, dot }) =>
      scene.press(dot, 'members.give-role', { member: await scene.idOf(cora), role: 'coordinator' }),
    moved: { cora: ['saying'], dot: [] },
    readers: { saying: ['ann', 'cora'] },
  },
  {
    title: 'the writer lets the next one read',
    act: (scene, people) => letRead(scene, people, true),
    moved: { dot: ['conflict'], dee: [] },
    readers: { conflict: ['ann', 'dot'] },
  },
  {
    title: 'the writer thinks better of it',
    act: (scene, people) => letRead(scene, people, false),
    moved: { dot: [] },
    readers: { conflict: ['ann'] },
  },
  {
    title: 'whoever stood in steps out',
    act: (scene, { dee }) => scene.press(dee, 'seat.leave', { seat: ids(scene, 'seat') }),
    moved: { dee: [] },
    readers: { host: ['ann', 'dot'] },
    former: { who: 'dee', is: [], roles: ['members', 'project-manager'] },
  },
  {
    title: 'an organiser’s role is ended, and his meeting is handed on',
    act: async (scene, { olu, dot, everything }) => {
      const from = await scene.idOf(olu);
      await beKinds(scene.network, everything, ['paid-peer']);
      await scene.press(dot, 'members.end-role', { member: from, role: 'organiser' });
      await scene.network.settle();
      const work = { role: 'organiser', feature: 'forum', item: ids(scene, 'event') };
      await handOn(scene, { from, to: await scene.idOf(everything), ...work }, dot);
    },
    moved: { olu: [], everything: [] },
    readers: { need: ['ann'] },
    former: { who: 'olu', is: ['in its audience'], roles: ['members'] },
  },
  {
    title: 'the organisations of two people are made one',
    async act(scene, { ann, bea, dot }) {
      for (const [person, organisationName] of [
        [ann, 'Anytown Council'],
        [bea, 'Beetown Council'],
      ] as const)
        await scene.submit(person, 'members.save-profile', {}, { organisationName, kinds: ['paid-peer'] });
      const [from, into] = [await organisationOf(scene, bea), await organisationOf(scene, ann)];
      await scene.press(dot, 'members.merge', { from, into });
    },
    moved: { dot: [] },
  },
  {
    title: 'a second account is joined to the writer’s',
    async act(scene, { ann, ann2 }) {
      await ann2.install();
      await ann.command('link');
      const code = /[A-Z0-9]{4}-[A-Z0-9]{4}/.exec(ann.seen.at(-1)?.text ?? '')?.[0];
      await ann2.say(`link ${code}`);
      await ann2.press('Yes, that is me');
      await scene.network.settle();
      await ann.press('Yes, that is me');
    },
    moved: { ann2: [] },
    readers: { answer: ['ann', 'bea', 'ann2'], host: ['ann', 'dot', 'ann2'] },
  },
  {
    title: 'the two accounts are taken apart again',
    async act(scene, { ann, ann2 }) {
      const { id } = await scene.network.database.prisma.account.findFirstOrThrow({
        where: { externalUser: ann2.user },
      });
      await scene.press(ann, 'members.unlink', { account: id });
      await ann2.openHome();
    },
    moved: { ann2: [], ann: ['need'] },
    readers: { answer: ['ann', 'bea'], host: ['ann', 'dot'] },
    former: { who: 'ann2', is: [], roles: [] },
  },
  {
    title: 'the writer asks to be forgotten',
    async act(scene, { ann }) {
      await scene.press(ann, 'members.forget-me', {});
      await moveClock(scene.network.database, 8 * 86_400_000);
      await scene.network.settle();
      await ann.openHome();
    },
    moved: { ann: [], dot: [], everything: [] },
    former: { who: 'ann', is: [], roles: [] },
    readers: {
      conflict: [],
      need: [],
      note: [],
      question: [],
      wish: [],
      number: [],
      answer: ['bea'],
      host: ['dot'],
      opinion: [],
      saying: [],
      'look back': [],
    },
  },
  {
    title: 'whoever answers for the host asks to be forgotten',
    async act(scene, { hal }) {
      await scene.press(hal, 'members.forget-me', {});
      await moveClock(scene.network.database, 8 * 86_400_000);
      await scene.network.settle();
      await hal.openHome();
    },
    moved: { hal: [] },
    former: { who: 'hal', is: [], roles: [] },
  },
];

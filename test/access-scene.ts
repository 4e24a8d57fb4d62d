import { randomUUID } from 'node:crypto';
import type { Inbound } from '../src/chat/inbound.ts';
import type { Reply } from '../src/chat/reply.ts';
import type { Role } from '../src/directory/actor.ts';
import { writeList } from '../src/directory/circle.ts';
import { helplinesOf } from '../src/directory/helplines.ts';
import { writeResponder } from '../src/directory/responder.ts';
import type { ROLES } from '../src/directory/roles.ts';
import * as directory from '../src/directory/safety.ts';
import { createWish } from '../src/features/escalations/store/wishes.ts';
import * as safety from '../src/features/safeguarding/store/safety.ts';
import type { SimulatedPerson } from '../src/playground/simulated.ts';
import type { Database } from '../src/store/database.ts';
import { addProject } from './features/afterwards-scene.ts';
import { beKinds } from './features/forum-scene.ts';
import { type Network, startNetwork } from './support/network.ts';
import { readWaiting } from './support/waiting.ts';

/** `everything` holds every role at once. */
type Actor = 'guest' | 'asked' | 'member' | 'everything' | (typeof ROLES)[number];

/** One record of every kind, the people it is about, and everybody whom it is not about. */
export interface AccessScene {
  network: Network;
  /** Ids by the name under which routes carry them. */
  ids: Record<string, string>;
  strangers: Record<Actor, SimulatedPerson>;
  insiders: { person: SimulatedPerson; is: string[] }[];
  send(person: SimulatedPerson, doing: Partial<Inbound>): Promise<Reply>;
  submit(
    person: SimulatedPerson,
    route: string,
    state: object,
    values: Record<string, unknown>,
  ): Promise<Reply>;
  press(person: SimulatedPerson, route: string, value: object): Promise<Reply>;
  idOf(person: SimulatedPerson): Promise<string>;
  /** Answers as ever, and nothing of it is kept: every route can be asked by those who may, too. */
  asIf<T>(walk: () => Promise<T>): Promise<T>;
  /** Every row of every table but for deliveries and when somebody was last here, by table. */
  digest(): Promise<Record<string, string>>;
  /** Errors that were logged so far. */
  broken(): unknown[];
}

const brief = {
  theme: 'Housing',
  councilKind: 'district',
  region: 'the East',
  placeKind: 'on-site',
  day1: '2027-05-04',
  peers: '2',
  replyBy: '2027-04-20',
  host: 'Secretshire',
};

/** What was told to one person, each in words of its own. */
export const SECRETS = {
  conflict: 'quillbrother',
  need: 'quillsister',
  note: 'quillnote',
  question: 'quillquestion',
  answer: 'quillanswer',
  wish: 'quillwish',
  number: '07700 900456',
  host: 'Secretshire',
  opinion: 'quillopinion',
  saying: 'quillsaying',
  'look back': 'quilllookedback',
} as const;

/** A transaction that leaves nothing behind. */
class Forgotten extends Error {}

function forgetful(database: Database): AccessScene['asIf'] {
  const { transaction } = database;
  let isForgetting = false;
  const forgetting: Database['transaction'] = async (work) => {
    if (!isForgetting) return transaction(work);
    let result: Awaited<ReturnType<typeof work>> | undefined;
    const kept = transaction(async (tx) => {
      result = await work(tx);
      throw new Forgotten();
    });
    await kept.catch((error) => {
      if (!(error instanceof Forgotten)) throw error;
    });
    return result as Awaited<ReturnType<typeof work>>;
  };
  Object.assign(database, { transaction: forgetting });
  return async (walk) => {
    isForgetting = true;
    try {
      return await walk();
    } finally {
      isForgetting = false;
    }
  };
}

export async function playAccessScene(): Promise<AccessScene> {
  const network = await startNetwork();
  const asIf = forgetful(network.database);
  const { slack, database, now, settle } = network;
  const { prisma } = database;
  const person = (key: string) => slack.person(`U-${key.toUpperCase()}`, { name: `${key} Person` });
  const idOf = async ({ user }: SimulatedPerson) =>
    (await prisma.account.findFirstOrThrow({ where: { externalUser: user } })).memberId;
  const send = (who: SimulatedPerson, doing: Partial<Inbound>) => {
    const { platform, workspace } = who.user.startsWith('t-') ? network.teams : slack;
    const sender = { platform, workspace, user: who.user, name: who.name };
    const conversation = { platform, workspace, id: `D-${who.user}`, kind: 'direct' } as const;
    return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as Inbound);
  };
  const submit = (who: SimulatedPerson, route: string, state: object, values: Record<string, unknown>) =>
    send(who, { kind: 'submission', route, state: JSON.stringify(state), values } as Partial<Inbound>);
  const press = (who: SimulatedPerson, route: string, value: object) =>
    send(who, { kind: 'action', route, value: JSON.stringify(value) });

  const cora = person('cora');
  const [ann, bea, olu, dot] = [person('ann'), person('bea'), person('olu'), person('dot')];
  const [dee, hal] = [person('dee'), person('hal')];
  await network.coordinate(cora);
  const at = await now();
  const enrol = async (who: SimulatedPerson, role?: Role) => {
    await who.say('home');
    const member = await idOf(who);
    await prisma.member.update({ where: { id: member }, data: { standing: 'member', joinedAt: at } });
    if (role) await prisma.roleGrant.create({ data: { memberId: member, role, startsAt: at } });
    return member;
  };
  const [a, b] = [await enrol(ann), await enrol(bea)];
  const [o, d] = [await enrol(olu, 'organiser'), await enrol(dot, 'coordinator')];
  const deputy = await enrol(dee, 'project-manager');
  const atHost = await enrol(hal);
  for (const peer of [ann, bea, olu]) await beKinds(network, peer, ['paid-peer']);

  // A call-out, and Ann put forward to its host.
  await press(ann, 'availability.join-pool', {});
  await submit(cora, 'availability.brief', {}, brief);
  const callOut = (await prisma.callOut.findFirstOrThrow()).id;
  await press(cora, 'availability.send', { callOut });
  const invitation = (await prisma.invitation.findFirstOrThrow()).id;
  await submit(ann, 'availability.reply', { invitation }, { interest: 'yes', days: ['2027-05-04'] });
  const { id: project } = await prisma.project.findFirstOrThrow();
  await press(cora, 'project.ask', { project, peers: [await idOf(ann)] });
  const placement = (await prisma.placement.findFirstOrThrow()).id;
  await submit(ann, 'placement.conflict', { placement }, { answer: 'other', words: SECRETS.conflict });

  // Dee stands in for Cora.
  await submit(cora, 'project.deputy-named', { project }, { member: deputy });
  const seat = (await prisma.seat.findFirstOrThrow()).id;
  await press(dee, 'seat.accept', { seat });

  // A number to call about whoever runs the bot, which needs Bea's word.
  const number = { name: 'Tess Trustee', number: '01632 960199', person: b };
  await submit(cora, 'concerns.propose-line', {}, number);
  const line = (await prisma.concernLine.findFirstOrThrow()).id;

  // Hal answers for the host, and was asked to delete what he had got about somebody.
  const recipient = (await prisma.hostRecipient.create({ data: { projectId: project, memberId: atHost } }))
    .id;
  const deletion = (
    await prisma.hostDeletion.create({ data: { recipientId: recipient, people: 1, askedAt: at } })
  ).id;

  // A question to the pool, answered with a name.
  const asked = { title: 'News', text: 'Much.', question: 'And you?', replyBy: '2027-04-20', names: 'with' };
  await submit(cora, 'consultation.written', {}, asked);
  const consultation = (await prisma.consultation.findFirstOrThrow()).id;
  await press(cora, 'consultation.send', { consultation });
  const consulted = (await prisma.consulted.findFirstOrThrow()).id;
  await submit(ann, 'consultation.answer', { consulted }, { words: SECRETS.opinion });

  // A pair that has met, with a note of Ann's.
  const round = await prisma.buddyRound.create({
    data: { state: 'sent', seed: 1, openedAt: at, sentAt: at },
  });
  const pair = await prisma.buddyPair.create({
    data: {
      roundId: round.id,
      state: 'active',
      farApart: false,
      introducedAt: at,
      sides: {
        create: [
          { memberId: a, answer: 'yes' },
          { memberId: b, answer: 'yes' },
        ],
      },
    },
  });
  const meeting = await prisma.buddyMeeting.create({
    data: { pairId: pair.id, state: 'held', mode: 'face', day: '2027-01-30', at, writerId: a, writtenAt: at },
  });
  await submit(ann, 'buddies.save-note', { meeting: meeting.id }, { note: SECRETS.note });

  // The gate is open; Ann asks Bea a question, and for a call.
  await database.transaction(async (tx) => {
    await safety.nameSafetyPerson(tx, 'lead', { name: 'Lena Lead', number: '020 7946 0001' });
    await safety.nameSafetyPerson(tx, 'deputy', { name: 'Dan Deputy', number: '020 7946 0002' });
    await safety.writeOutOfHours(tx, 'nobody');
    for (const { id } of helplinesOf('england')) await safety.confirmNumber(tx, 'england', id, d, at);
    // Whoever changes it next finds it open, and that it was is kept: it has been.
    await directory.lockSafety(tx, at);
    await writeResponder(tx, b, { agreed: true, outOfHours: false, monthlyCap: null });
    await writeList(tx, a, [b]);
  });
  await submit(cora, 'questions.topic', {}, { name: 'Housing benefit', person1: b });
  const topic = (await prisma.questionTopic.findFirstOrThrow()).id;
  await prisma.questionTopicPerson.updateMany({ data: { answer: 'yes' } });
  await submit(ann, 'questions.send', { topic, as: 'named' }, { words: SECRETS.question, readers: [b] });
  const waiting = JSON.stringify(await readWaiting(network));
  const key = /\\"key\\":\\"([^"\\]+)\\"/.exec(waiting)?.[1] ?? '';
  const turn = (await prisma.questionReader.findFirstOrThrow()).id;
  await submit(bea, 'questions.answer', { turn }, { words: SECRETS.answer });
  const post = (await prisma.questionPost.findFirstOrThrow({ where: { readerId: b } })).id;
  await submit(
    ann,
    'escalations.save-reach',
    { want: 'press', person: b },
    { number: SECRETS.number, way: 'call', safe: 'yes' },
  );
  const request = (await prisma.escalation.findFirstOrThrow()).id;
  const ask = (await prisma.escalationAsk.findFirstOrThrow()).id;
  const wish = await database.transaction((tx) =>
    createWish(tx, network.vault, { asker: a, about: o, to: d, words: SECRETS.wish }, at),
  );

  // A meeting for peers, announced by Olu.
  const what = {
    title: 'Quiet',
    purpose: 'Talk',
    audience: 'peers',
    learning: '30',
    social: '30',
    place: 'Hub',
  };
  await submit(olu, 'forum.what', {}, what);
  const event = (await prisma.forumEvent.findFirstOrThrow()).id;
  await submit(olu, 'forum.when', { event }, { date1: '2027-05-04', time1: '10:00' });
  const time = (await prisma.forumTime.findFirstOrThrow()).id;
  await press(olu, 'forum.announce', { event, time });
  await press(ann, 'forum.answer', { event, parts: 'both' });
  await submit(ann, 'forum.needs', { event }, { needs: [], words: SECRETS.need, named: 'yes' });

  // Cora thought that it might interest Bea.
  const poolInvitation = (
    await prisma.poolInvitation.create({
      data: { eventId: event, peerId: b, byId: await idOf(cora), at },
    })
  ).id;

  // A role of Olu's that has ended with something open, and a code that waits for Ann's yes.
  const grant = await prisma.roleGrant.create({
    data: {
      memberId: o,
      role: 'champion',
      startsAt: new Date(at.getTime() - 2),
      endsAt: new Date(at.getTime() - 1),
      settledAt: at,
      leftOpen: true,
    },
  });
  const account = (await prisma.account.findFirstOrThrow({ where: { memberId: a } })).id;
  const other = (await prisma.account.findFirstOrThrow({ where: { memberId: b } })).id;
  const code = await prisma.linkCode.create({
    data: {
      accountId: account,
      typedAccountId: other,
      handle: 'H',
      hash: 'x',
      state: 'typed',
      issuedAt: at,
      expiresAt: new Date(at.getTime() + 86_400_000),
    },
  });
  // Another project of Cora's has ended, and Ann took part in it.
  const past = await addProject(network, {
    theme: 'Libraries',
    managerId: await idOf(cora),
    peers: { 'ann Person': 'completed' },
    state: 'ended',
    endedAt: at,
  });
  const part = await prisma.placement.findFirstOrThrow({ where: { projectId: past } });
  const followUp = (await prisma.followUp.create({ data: { placementId: part.id, askedAt: at } })).id;
  await press(ann, 'claim.send', { followUp });
  await submit(ann, 'follow-up.looked-back', { followUp }, { well: SECRETS['look back'], read: 'yes' });
  const assessment = (await prisma.selfAssessment.findFirstOrThrow()).id;
  await submit(ann, 'disclosure.ask', { placement: part.id }, { words: SECRETS.saying });
  const disclosure = (await prisma.request.findFirstOrThrow()).id;
  await settle();

  const strangers = {} as AccessScene['strangers'];
  strangers.guest = person('guest');
  await strangers.guest.say('home');
  strangers.asked = person('asked');
  await strangers.asked.say('join');
  strangers.member = person('member');
  await enrol(strangers.member);
  strangers.everything = person('everything');
  const all = await enrol(strangers.everything);
  const roles = [
    'coordinator',
    'organiser',
    'supervisor',
    'project-manager',
    'evaluation-lead',
    'conciliator',
    'committee',
    'steering-group',
    'champion',
  ] as const satisfies typeof ROLES;
  for (const role of roles) {
    strangers[role] = person(`mx-${role}`);
    await enrol(strangers[role], role);
    await prisma.roleGrant.create({ data: { memberId: all, role, startsAt: at } });
  }
  await settle();
  return {
    network,
    ids: {
      callOut,
      invitation,
      project,
      placement,
      seat,
      line,
      recipient,
      deletion,
      consultation,
      consulted,
      followUp,
      assessment,
      disclosure,
      pair: pair.id,
      meeting: meeting.id,
      round: round.id,
      key,
      post,
      turn,
      topic,
      event,
      poolInvitation,
      skill: 'housing',
      time,
      request,
      ask,
      wish,
      account,
      code: code.id,
      grant: grant.id,
      person: b,
      member: a,
      supervisor: o,
      feature: 'forum',
      item: event,
    },
    strangers,
    insiders: [
      {
        person: cora,
        is: [
          'coordinator',
          'its project manager',
          'who runs the consultation',
          'who answers for the project',
        ],
      },
      { person: dot, is: ['coordinator', 'who reads the wish'] },
      { person: olu, is: ['organiser', 'its organiser', 'in its audience'] },
      {
        person: ann,
        is: [
          'the invited peer',
          'the peer put forward',
          'who was consulted',
          'one of the pair',
          'who asked the question',
          'who asked for the call',
          'who sent the wish',
          'who took part',
          'who looked back',
          'who asked to say so',
          'in its audience',
          'whose account it is',
          'whose account it joins',
        ],
      },
      {
        person: bea,
        is: [
          'one of the pair',
          'who was asked to read it',
          'who answered it',
          'in its audience',
          'whom a meeting might interest',
          'who is asked to call',
          'whose account it joins',
          'who was asked about it',
        ],
      },
      { person: dee, is: ['its deputy', 'who was offered the seat'] },
      { person: hal, is: ['who answers for the host'] },
    ],
    send,
    submit,
    press,
    idOf,
    asIf,
    async digest() {
      const tables = await prisma.$queryRaw<{ name: string }[]>`
        SELECT table_name AS name FROM information_schema.tables
        WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT IN ('inbox', 'account') ORDER BY 1`;
      const digests: Record<string, string> = {};
      for (const { name } of tables) {
        const [row] = await prisma.$queryRawUnsafe<{ md5: string }[]>(
          `SELECT md5(COALESCE(string_agg(t::text, '|' ORDER BY t::text), '')) AS md5 FROM "${name}" t`,
        );
        digests[name] = row?.md5 ?? '';
      }
      return digests;
    },
    broken: () => network.logs.filter(({ error }) => error !== undefined),
  };
}

import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { renderMessage } from '../../src/adapters/slack/render.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { brief, fillPool } from '../features/availability-scene.ts';
import { homeOf } from '../support/homes.ts';
import { type Network, startNetwork } from '../support/network.ts';

const DAY = '2027-03-16';

interface World {
  network: Network;
  pm: SimulatedPerson;
  peers: SimulatedPerson[];
  callOut: string;
  project: string;
  idOf(person: SimulatedPerson): Promise<string>;
  send(person: SimulatedPerson, doing: object): Promise<Reply>;
  press(person: SimulatedPerson, route: string, value: object): Promise<Reply>;
  submit(person: SimulatedPerson, route: string, state: object, values?: object): Promise<Reply>;
  placement(person: SimulatedPerson): Promise<{ id: string; state: string }>;
  stateOf(person: SimulatedPerson): Promise<string | undefined>;
  invitation(person: SimulatedPerson): Promise<{ invitation: string }>;
  yes(person: SimulatedPerson, interest?: 'yes' | 'maybe'): Promise<Reply>;
  choose(...people: SimulatedPerson[]): Promise<Reply>;
  shown(placement: string): Promise<object>;
  answer(person: SimulatedPerson, answer?: 'none' | 'told' | 'declined', words?: string): Promise<Reply>;
  rule(person: SimulatedPerson, values?: object): Promise<Reply>;
  hand(...people: SimulatedPerson[]): Promise<Reply>;
  agree(person: SimulatedPerson): Promise<Reply>;
  /** Up to a state, by the usual way. */
  bring(person: SimulatedPerson, to: 'chosen' | 'cleared' | 'released' | 'confirmed'): Promise<void>;
  people(): Promise<string>;
  projectCard(): string;
  audit(): Promise<Record<string, string[]>>;
}

const NAMES = ['Ann Peer', 'Bob Peer', 'Cat Peer', 'Dan Peer', 'Eve Peer'];

async function open(about: { count?: number; wanted?: number; names?: string[] } = {}): Promise<World> {
  const network = await startNetwork();
  const { prisma } = network.database;
  const pm = network.slack.person('U-PM', { name: 'Priya Manager' });
  const names = about.names ?? NAMES.slice(0, about.count ?? 3);
  const peers = names.map((name, index) =>
    index % 2 === 0
      ? network.slack.person(`U-${index}`, { name })
      : network.teams.person(`t-${index}`, { name }),
  );
  await fillPool(network, pm, peers);
  const send = (person: SimulatedPerson, doing: object) => {
    const { platform, workspace } = person.user.startsWith('t-') ? network.teams : network.slack;
    const sender = { platform, workspace, user: person.user, name: person.name };
    const conversation = { platform, workspace, id: `D-${person.user}`, kind: 'direct' };
    return network.bot.receive({ id: randomUUID(), sender, conversation, ...doing } as never);
  };
  const press = (person: SimulatedPerson, route: string, value: object) =>
    send(person, { kind: 'action', route, value: JSON.stringify(value) });
  const submit = (person: SimulatedPerson, route: string, state: object, values: object = {}) =>
    send(person, { kind: 'submission', route, state: JSON.stringify(state), values });
  const idOf = async (person: SimulatedPerson) =>
    (await prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
  const { callOut, project } = await callOutOf(network, pm, submit, press, about.wanted ?? 2);
  const w: World = {
    network,
    pm,
    peers,
    callOut,
    project,
    idOf,
    send,
    press,
    submit,
    async placement(person) {
      const peerId = await idOf(person);
      return prisma.placement.findFirstOrThrow({ where: { peerId, projectId: w.project } });
    },
    async stateOf(person) {
      const peerId = await idOf(person);
      return (await prisma.placement.findFirst({ where: { peerId, projectId: w.project } }))?.state;
    },
    async invitation(person) {
      const peerId = await idOf(person);
      const row = await prisma.invitation.findFirstOrThrow({ where: { peerId, callOutId: w.callOut } });
      return { invitation: row.id };
    },
    async yes(person, interest = 'yes') {
      const done = await submit(person, 'availability.reply', await w.invitation(person), {
        interest,
        days: [DAY],
      });
      await network.settle();
      return done;
    },
    async choose(...people) {
      const ids = await Promise.all(people.map(idOf));
      const done = await press(pm, 'project.ask', { project: w.project, peers: ids });
      await network.settle();
      return done;
    },
    async answer(person, answer = 'none', words = 'quillwords') {
      const { id } = await w.placement(person);
      const values = { answer: answer === 'told' ? 'other' : answer, ...(answer === 'told' && { words }) };
      const done = await submit(person, 'placement.conflict', { placement: id }, values);
      await network.settle();
      return done;
    },
    async rule(person, values = { ruling: 'clear', reason: 'because' }) {
      const { id } = await w.placement(person);
      const done = await submit(pm, 'project.ruling', await w.shown(id), values);
      await network.settle();
      return done;
    },
    /** What the form to decide about somebody carries. */
    async shown(id) {
      const { projectId, peerId } = await prisma.placement.findUniqueOrThrow({ where: { id } });
      const row = await prisma.conflict.findUnique({ where: { projectId_peerId: { projectId, peerId } } });
      return { placement: id, ...(row && { answeredAt: row.answeredAt.toISOString() }) };
    },
    async hand(...people) {
      const ids = await Promise.all(people.map(async (one) => (await w.placement(one)).id));
      const state = { project: w.project, peers: ids, fields: [], to: 'Jo Field' };
      const done = await submit(pm, 'project.released', state);
      await network.settle();
      return done;
    },
    async agree(person) {
      const done = await press(pm, 'project.agree', { placement: (await w.placement(person)).id });
      await network.settle();
      return done;
    },
    async bring(person, to) {
      await w.yes(person);
      await w.choose(person);
      if (to === 'chosen') return;
      await w.answer(person);
      await w.rule(person);
      if (to === 'cleared') return;
      await w.hand(person);
      if (to === 'released') return;
      await w.agree(person);
    },
    async people() {
      return JSON.stringify(await press(pm, 'project.people', { project: w.project }));
    },
    projectCard: () => pm.chat.findLast((text) => /of \d+ places? filled/.test(text)) ?? '',
    async audit() {
      await prisma.auditor.updateMany({ data: { nextAt: new Date(0) } });
      await network.bot.engine.tick();
      const found: Record<string, string[]> = {};
      for (const { kind, record } of await prisma.finding.findMany())
        found[kind] = [...(found[kind] ?? []), record];
      await network.bot.dispatcher.idle();
      return found;
    },
  };
  return w;
}

async function callOutOf(
  network: Network,
  pm: SimulatedPerson,
  submit: World['submit'],
  press: World['press'],
  wanted: number,
  theme = brief['What is it about?'],
) {
  await submit(
    pm,
    'availability.brief',
    {},
    {
      theme,
      councilKind: 'district',
      region: 'the East',
      placeKind: 'on-site',
      day1: DAY,
      peers: String(wanted),
      replyBy: '2027-02-12',
      host: 'Secretshire',
    },
  );
  const row = await network.database.prisma.callOut.findFirstOrThrow({ where: { project: { theme } } });
  await press(pm, 'availability.send', { callOut: row.id });
  await network.settle();
  return { callOut: row.id, project: row.projectId };
}

const words = (reply: Reply) => JSON.stringify(reply);
const last = (person: SimulatedPerson) => person.chat.at(-1) ?? '';
const all = (person: SimulatedPerson) => person.chat.join('\n---\n');
const minutes = async (w: World, count: number) =>
  w.network.travelTo(new Date((await w.network.now()).getTime() + count * 60_000).toISOString());
const peer = (w: World, index: number): SimulatedPerson => {
  const one = w.peers[index];
  if (!one) throw new Error(`There is no peer ${index}.`);
  return one;
};
const close = async (w: World) => {
  await w.press(w.pm, 'availability.close', { callOut: w.callOut });
  await w.network.settle();
};
const cancel = async (w: World) => {
  const done = await w.press(w.pm, 'project.cancel', { project: w.project });
  await w.network.settle();
  return done;
};
const withdraw = async (w: World, person: SimulatedPerson) => {
  const done = await w.press(person, 'placement.withdraw', { placement: (await w.placement(person)).id });
  await w.network.settle();
  return done;
};
const decline = async (w: World, person: SimulatedPerson) => {
  const done = await w.press(person, 'availability.decline', await w.invitation(person));
  await w.network.settle();
  return done;
};
const forget = async (w: World, person: SimulatedPerson) => {
  await person.say('privacy');
  await person.press('Forget me');
  await person.press('Yes, forget me');
  await w.network.settle();
  await minutes(w, 7 * 24 * 60 + 30);
  await w.network.settle();
};

/** The project goes from Priya, a project manager, to Quinn, who is another. */
async function handOver(w: World): Promise<SimulatedPerson> {
  const { network } = w;
  const quinn = network.slack.person('U-QUINN', { name: 'Quinn Next' });
  await network.enrol(quinn);
  const to = await w.idOf(quinn);
  const { prisma } = network.database;
  const at = await network.now();
  await prisma.roleGrant.create({
    data: { memberId: to, role: 'coordinator', startsAt: at, grantedBy: to } as never,
  });
  await network.settle();
  await quinn.command('roles');
  await quinn.press('End Priya Manager’s role as coordinator');
  await quinn.press('Yes, end it');
  await network.settle();
  const { id: grant } = await prisma.roleGrant.findFirstOrThrow({ where: { leftOpen: true } });
  await w.submit(quinn, 'members.give', { grant, feature: 'availability', item: w.callOut }, { to });
  await network.settle();
  expect((await prisma.project.findFirstOrThrow({ where: { id: w.project } })).managerId).toBe(to);
  return quinn;
}

describe('words that were promised to one reader', () => {
  it('typed into a form that named Priya, and sent after the hand-over, stay shut for Quinn', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    const { id } = await w.placement(ann);
    await ann.press('See who it is, and answer');
    expect(ann.form?.text).toContain('Only Priya Manager, the project manager, reads your answer');
    const quinn = await handOver(w);
    await ann.fill({ 'Your answer': 'Tell Priya something else', 'A few words': 'quillbrother' });
    await ann.submit();
    await w.network.settle();
    expect(words(await w.press(quinn, 'project.rule', { placement: id }))).not.toContain('quillbrother');
  });

  it('a note that only Priya can open, sent after the hand-over, stays shut for Quinn', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await withdraw(w, ann);
    const { id } = await w.placement(ann);
    await ann.press('Add a note only Priya Manager can open');
    expect(ann.form?.text).toContain('Only Priya Manager can open it; nobody who takes over can.');
    const quinn = await handOver(w);
    await ann.fill({ 'Your note': 'quillnote' });
    await ann.submit();
    await w.network.settle();
    expect(words(await w.press(quinn, 'project.note', { placement: id }))).not.toContain('quillnote');
  });

  it('a decision that was typed before the words changed is not taken for the new words', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await w.answer(ann, 'told', 'my cousin works there');
    await w.pm.press('The people');
    await w.pm.press('Decide about Ann');
    expect(w.pm.form?.text).toContain('my cousin works there');
    await w.answer(ann, 'told', 'I am suing them');
    await w.pm.fill({ 'What do you decide?': 'Clear to go forward', Why: 'a cousin is no reason' });
    await w.pm.submit();
    await w.network.settle();
    const { ruling } = await w.network.database.prisma.placement.findFirstOrThrow();
    expect(w.pm.form?.text).toContain('They’ve changed their answer meanwhile. Nothing was saved');
    expect(w.pm.form?.text).toContain('I am suing them');
    expect(ruling).toBeNull();
  });

  it('whoever has not answered reads on their card who will read it since the hand-over', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await handOver(w);
    expect(all(ann)).not.toContain('Only Priya Manager, the project manager, reads your answer');
  });
});

describe('a yes after a no', () => {
  it('of somebody who withdrew: once chosen again they are asked again, and it rings', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'cleared');
    await withdraw(w, ann);
    await minutes(w, 11);
    await w.yes(ann);
    const before = ann.seen.length;
    await w.choose(ann);
    const rung = ann.seen.slice(before).filter(({ kind }) => kind === 'message');
    expect(rung).not.toEqual([]);
    expect(last(ann)).toContain('We’d like to put your name forward');
    expect(last(ann)).not.toMatch(/A place has come free|Something has changed in your profile/);
  });

  it('of somebody who withdrew: their answer and decision of before open no gate', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'cleared');
    await withdraw(w, ann);
    await minutes(w, 11);
    await w.yes(ann);
    await w.choose(ann);
    expect(words(await w.hand(ann))).toContain('Something has changed since');
    expect(await w.network.database.prisma.release.count()).toBe(0);
  });

  it('of somebody who would rather not: once chosen again they are asked, and nobody reads “no conflict”', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await w.answer(ann, 'declined');
    await w.yes(ann);
    await w.choose(ann);
    const page = await w.people();
    expect(page).not.toContain('no conflict');
    expect(page).toContain('no answer');
  });

  it('of somebody who would rather not: the card asks for no decision that cannot be made', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await w.answer(ann, 'declined');
    await w.yes(ann);
    await w.choose(ann);
    expect(w.projectCard()).not.toContain('Next: decide about 1 person.');
  });

  it('and then a no: what was handed to the host stays written down', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await withdraw(w, ann);
    await w.yes(ann);
    await decline(w, ann);
    expect(await w.network.database.prisma.release.count()).toBe(1);
  });

  it('“That was a mistake” on the call-out’s card puts somebody on the team back, or says where they stand', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await w.press(ann, 'availability.cannot-come', await w.invitation(ann));
    await w.network.settle();
    expect(await w.stateOf(ann)).toBe('withdrawn');
    await ann.press('That was a mistake', 'not this time');
    await ann.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': ['Tue 16 March'],
    });
    await ann.submit();
    await w.network.settle();
    // Their other card offers the same press; it must not end in nothing.
    const { id } = await w.placement(ann);
    const reply = await w.press(ann, 'placement.come-back', { placement: id });
    expect(await w.stateOf(ann), words(reply)).toBe('confirmed');
  });

  it('a no on an open call-out by somebody on the team is asked once more, as it is after the close', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await decline(w, ann);
    expect(await w.stateOf(ann)).toBe('confirmed');
  });

  it('a late no and “That was a mistake” leave no card that says their name goes no further', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await close(w);
    await w.press(ann, 'availability.cannot-come', await w.invitation(ann));
    await w.network.settle();
    await ann.press('That was a mistake');
    await w.network.settle();
    expect(await w.stateOf(ann)).toBe('confirmed');
    expect(all(ann)).not.toContain('your name goes no further');
  });

  it('a late no of somebody whose name is with the host doesn’t say that it goes no further', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await close(w);
    await w.press(ann, 'availability.cannot-come', await w.invitation(ann));
    await w.network.settle();
    expect(all(ann)).not.toContain('your name goes no further');
  });

  it('somebody who withdrew and then says no to the call-out as well rings once', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await close(w);
    await withdraw(w, ann);
    const before = w.pm.seen.length;
    await w.press(ann, 'availability.cannot-come', await w.invitation(ann));
    await w.network.settle();
    const rung = w.pm.seen.slice(before).filter(({ text }) => text.includes('Somebody can’t come after all'));
    expect(rung).toEqual([]);
  });
});

describe('back within ten minutes', () => {
  it('somebody who would rather not, now that they were asked again, is not on the team with that answer', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await w.network.settle();
    await w.answer(ann, 'declined');
    expect(await w.stateOf(ann)).toBe('withdrawn');
    const { id } = await w.placement(ann);
    await w.press(ann, 'placement.come-back', { placement: id });
    await w.network.settle();
    const conflict = await w.network.database.prisma.conflict.findFirstOrThrow();
    const stands = `${await w.stateOf(ann)}, ${conflict.answer}${conflict.reopenedAt ? ' (open again)' : ''}`;
    expect(stands).not.toBe('confirmed, declined');
  });

  it('and there is no decision to make that cannot be made', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await w.network.settle();
    await w.answer(ann, 'declined');
    const { id } = await w.placement(ann);
    await w.press(ann, 'placement.come-back', { placement: id });
    await w.network.settle();
    const asks = w.projectCard().includes('Next: decide about 1 person.');
    const form = await w.press(w.pm, 'project.rule', { placement: id });
    expect([asks, form.kind]).not.toEqual([true, 'say']);
  });

  it('after another was confirmed in their place: nobody is one too many without a word', async () => {
    const w = await open({ wanted: 1 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.bring(bob, 'released');
    await withdraw(w, ann);
    await w.agree(bob);
    await w.press(ann, 'placement.come-back', { placement: (await w.placement(ann)).id });
    await w.network.settle();
    expect(w.projectCard()).not.toContain('2 of 1 place');
  });
});

describe('more than there are places', () => {
  it('a third for two places is asked about, not taken without a word', async () => {
    const w = await open({ wanted: 2 });
    for (const one of w.peers) await w.bring(one, 'released');
    for (const one of w.peers) await w.agree(one);
    expect(w.projectCard()).not.toContain('3 of 2 places filled');
  });

  it('nobody is on two teams on one day unasked', async () => {
    const w = await open({ wanted: 1 });
    const ann = peer(w, 0);
    const second = await callOutOf(w.network, w.pm, w.submit, w.press, 1, 'Libraries');
    const first = { callOut: w.callOut, project: w.project };
    for (const one of [first, second]) {
      Object.assign(w, one);
      await w.bring(ann, 'released');
    }
    const replies = [];
    for (const one of [first, second]) {
      Object.assign(w, one);
      replies.push(words(await w.agree(ann)));
    }
    const confirmed = await w.network.database.prisma.placement.count({ where: { state: 'confirmed' } });
    expect(confirmed === 2 && !replies.join().includes('another project')).toBe(false);
  });

  it('somebody who is clear when the places are filled can be thanked', async () => {
    const w = await open({ wanted: 1 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(bob, 'cleared');
    await w.bring(ann, 'confirmed');
    expect(w.projectCard()).toContain('1 of 1 place filled');
    await w.press(w.pm, 'project.thank', { project: w.project });
    await w.network.settle();
    expect(all(bob)).toContain('Thank you for offering');
  });

  it('and the card doesn’t ask for one more name when its places are filled', async () => {
    const w = await open({ wanted: 1 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(bob, 'cleared');
    await w.bring(ann, 'confirmed');
    expect(w.projectCard()).not.toContain('Next: hand 1 name to the host.');
  });

  it('somebody who was chosen and never answers can be let go, kindly', async () => {
    const w = await open({ wanted: 1 });
    const [ann] = [peer(w, 0)];
    await w.bring(ann, 'chosen');
    await w.press(w.pm, 'project.people', { project: w.project });
    await w.pm.press('The people');
    expect(w.pm.seen.at(-1)?.buttons.filter((label) => label.includes('Ann'))).not.toEqual([]);
  });
});

describe('the reserve', () => {
  it('is asked by itself when somebody withdraws; where nobody in it is free, “Choose people” is where the news says it is', async () => {
    const w = await open({ wanted: 1, count: 2 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.yes(bob);
    await w.press(w.pm, 'project.thank', { project: w.project });
    await w.press(bob, 'placement.stand-by', { placement: (await w.placement(bob)).id, willing: true });
    await withdraw(w, ann);
    expect(all(w.pm)).toContain('I’m asking those in reserve, one after another');
    expect(w.projectCard()).toContain('[Choose people]');
    await w.press(w.pm, 'project.stop-seeking', { project: w.project });
    await w.network.settle();
    expect(w.projectCard()).toContain('[Ask those in reserve in turn]');
  });

  it('and the next step names them', async () => {
    const w = await open({ wanted: 1, count: 2 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.yes(bob);
    await w.press(w.pm, 'project.thank', { project: w.project });
    await w.press(bob, 'placement.stand-by', { placement: (await w.placement(bob)).id, willing: true });
    await withdraw(w, ann);
    expect(w.projectCard()).not.toContain('Nobody else has said yes or maybe');
  });

  it('whom the host would rather not have isn’t told that the places are filled when they aren’t', async () => {
    const w = await open({ wanted: 2 });
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await w.press(w.pm, 'project.pass-over', { placement: (await w.placement(ann)).id });
    await w.network.settle();
    expect(w.projectCard()).toContain('0 of 2 places filled');
    expect(all(ann)).not.toContain('The places are filled');
  });

  it('thanks pressed on an old second screen, when a place has come free, thank nobody for filled places', async () => {
    const w = await open({ wanted: 1, count: 2 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.yes(bob);
    await w.bring(ann, 'confirmed');
    await w.pm.press('Thank the 1 person not needed');
    await withdraw(w, ann);
    await w.pm.press('Thank 1 person');
    await w.network.settle();
    expect(all(bob)).not.toContain('The places are filled');
  });
});

describe('a project that is called off', () => {
  it('doesn’t tell whoever presses their old yes that the project manager would be glad to hear from them', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.yes(ann);
    await cancel(w);
    const reply = words(await w.press(ann, 'availability.see', await w.invitation(ann)));
    expect(reply).not.toContain('will be glad to hear from you');
  });

  it('says nothing of a day that has not come as the day on which it closed', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.press(w.pm, 'project.cancel', { project: w.project });
    const reply = words(await w.press(ann, 'availability.see', await w.invitation(ann)));
    expect(reply).not.toContain('It closed at the end of Fri 12 February');
  });

  it('leaves a page that says whose names are with the host, as it promises', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'released');
    const reply = words(await cancel(w));
    expect(reply).toContain('“The people” says whose');
    expect(await w.people()).toContain('What was handed over');
  });

  it('tells whoever was thanked and asked to stand in that nothing is needed', async () => {
    const w = await open({ wanted: 1 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.yes(bob);
    await w.press(w.pm, 'project.thank', { project: w.project });
    await w.network.settle();
    await cancel(w);
    expect(all(bob)).not.toContain('Would you be in reserve');
  });

  it('twice is once', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'confirmed');
    const both = await Promise.all([
      w.press(w.pm, 'project.cancel', { project: w.project }),
      w.press(w.pm, 'project.cancel', { project: w.project }),
    ]);
    await w.network.settle();
    expect(both.map(words).filter((one) => one.includes('It’s called off'))).toHaveLength(1);
    const told = peer(w, 0).seen.filter(
      ({ kind, text }) => kind === 'message' && text.includes('called off'),
    );
    expect(told).toHaveLength(1);
  });

  it('leaves no “Choose people” or “Call it off” on the card of a call-out that has closed', async () => {
    const w = await open();
    await w.yes(peer(w, 0));
    await close(w);
    await cancel(w);
    const card = w.pm.chat.find((text) => text.startsWith('Your call-out has closed: Housing')) ?? '';
    expect(card).not.toBe('');
    expect(card).not.toMatch(/\[Choose people\]|\[Open it again\]|\[Call it off\]/);
  });

  it('an undone draft can’t be called off and then sent', async () => {
    const w = await open();
    await w.submit(
      w.pm,
      'availability.brief',
      {},
      {
        theme: 'Parks',
        councilKind: 'district',
        region: 'x',
        placeKind: 'online',
        day1: DAY,
        peers: '1',
        replyBy: '2027-02-12',
        host: 'H',
      },
    );
    const row = await w.network.database.prisma.callOut.findFirstOrThrow({
      where: { project: { theme: 'Parks' } },
    });
    await w.press(w.pm, 'project.cancel', { project: row.projectId });
    await w.press(w.pm, 'availability.send', { callOut: row.id });
    await w.network.settle();
    expect(all(peer(w, 0))).not.toContain('Parks');
  });

  it('while the call-out is open: the unanswered are told, and no reply or reminder goes on', async () => {
    const w = await open();
    await w.yes(peer(w, 0));
    await cancel(w);
    for (const one of [peer(w, 0), peer(w, 1)]) expect(all(one)).toContain('called off');
    const reply = await w.yes(peer(w, 1));
    expect(words(reply)).toContain('has been called off');
    await w.network.travelTo('2027-02-10T12:00:00Z');
    expect(all(peer(w, 1))).not.toContain('Still time to reply');
  });
});

describe('the end of a project', () => {
  it('doesn’t tell somebody whose name is with the host that it goes no further', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await w.network.travelTo('2027-03-18T10:00:00Z', 24);
    expect(all(ann)).not.toContain('Your name goes no further');
  });

  it('ends nothing in silence: whoever said yes and was never chosen is thanked', async () => {
    const w = await open();
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.yes(bob);
    await w.network.travelTo('2027-03-18T10:00:00Z', 24);
    expect(all(bob)).toMatch(/Thank you for offering/);
  });

  it('brings every placement to an end', async () => {
    const w = await open({ count: 4 });
    await w.bring(peer(w, 0), 'confirmed');
    await w.bring(peer(w, 1), 'released');
    await w.bring(peer(w, 2), 'chosen');
    await w.yes(peer(w, 3));
    await w.network.travelTo('2027-03-18T10:00:00Z', 24);
    const rows = await w.network.database.prisma.placement.findMany();
    expect(
      rows.map(({ state }) => state).filter((one) => ['interested', 'chosen', 'released'].includes(one)),
    ).toEqual([]);
  });

  it('leaves no count of what is still to be done on the project’s card', async () => {
    const w = await open({ count: 4 });
    await w.bring(peer(w, 0), 'confirmed');
    await w.bring(peer(w, 1), 'released');
    await w.bring(peer(w, 2), 'cleared');
    await w.network.travelTo('2027-03-18T10:00:00Z', 24);
    expect(w.projectCard()).toContain('It’s over');
    expect(w.projectCard()).not.toMatch(/With the host: 1|Clear, not with the host yet: 1/);
  });
});

describe('a call-out that is taken back after somebody was put forward', () => {
  it('leaves no card of a project that goes on', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'chosen');
    const reply = await w.press(w.pm, 'availability.take-back', { callOut: w.callOut });
    await w.network.settle();
    expect(words(reply)).toContain('was taken back');
    expect(w.projectCard()).not.toContain('[Call it off]');
  });

  it('asks the host to delete, or isn’t possible, once names are with the host', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    const reply = await w.press(w.pm, 'availability.take-back', { callOut: w.callOut });
    await w.network.settle();
    const isTakenBack = (await w.network.database.prisma.callOut.findFirstOrThrow()).state === 'withdrawn';
    expect(isTakenBack && !`${words(reply)} ${all(w.pm)}`.includes('ask the host to delete')).toBe(false);
  });
});

describe('somebody who is forgotten', () => {
  it.each([
    ['called off', (w: World) => cancel(w)],
    [
      'passed over',
      async (w: World) =>
        w.press(w.pm, 'project.pass-over', { placement: (await w.placement(peer(w, 0))).id }),
    ],
    ['decided against', (w: World) => w.rule(peer(w, 0), { ruling: 'excluded', reason: 'x' })],
    ['withdrawn', (w: World) => withdraw(w, peer(w, 0))],
  ])(
    '%s after their name went to the host: the project manager is told that the host has to delete',
    async (_, then) => {
      const w = await open();
      const ann = peer(w, 0);
      await w.bring(ann, 'released');
      await then(w);
      await w.network.settle();
      await forget(w, ann);
      expect(await w.network.database.prisma.placement.count()).toBe(0);
      expect(all(w.pm)).toContain('A host has to delete something');
    },
  );

  it('isn’t listed without a name among those who replied', async () => {
    const w = await open();
    await w.yes(peer(w, 0));
    await close(w);
    await forget(w, peer(w, 0));
    const page = words(await w.press(w.pm, 'availability.replies', { callOut: w.callOut }));
    expect(page).not.toMatch(/Somebody who has left/);
  });

  it('and the counts on the project’s card are those of the rows', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'confirmed');
    await w.bring(peer(w, 1), 'released');
    await forget(w, peer(w, 0));
    expect(w.projectCard()).toContain('0 of 2 places filled');
    await forget(w, peer(w, 1));
    expect(w.projectCard()).not.toContain('With the host');
  });
});

describe('a project manager who is forgotten', () => {
  it('with nobody left to run it: whoever is on the team is not left in silence', async () => {
    const w = await open();
    const ann = peer(w, 0);
    const cora = w.network.slack.person('U-CORA', { name: 'Cora Clerk' });
    await w.bring(ann, 'confirmed');
    await w.network.enrol(cora);
    // Cora, who coordinates since, can’t take it: she was asked by this call-out herself.
    const at = await w.network.now();
    const to = await w.idOf(cora);
    await w.network.database.prisma.roleGrant.create({
      data: { memberId: to, role: 'coordinator', startsAt: at, grantedBy: to },
    });
    await w.network.database.prisma.invitation.create({ data: { callOutId: w.callOut, peerId: to } });
    const before = ann.seen.length;
    await forget(w, w.pm);
    const { state } = await w.network.database.prisma.project.findFirstOrThrow();
    expect([state, ann.seen.length > before]).not.toEqual(['choosing', false]);
  });
});

describe('who could not be reached', () => {
  it('is not to be rung any more once a later message has reached them', async () => {
    const w = await open();
    const bob = peer(w, 1);
    await w.bring(bob, 'cleared');
    w.network.teams.fail({ kind: 'refused', user: bob.user });
    await w.hand(bob);
    expect(w.projectCard()).toContain('I couldn’t reach 1 person');
    w.network.teams.mend();
    await w.agree(bob);
    expect(all(bob)).toContain('You’re on the team');
    expect(w.projectCard()).not.toContain('I couldn’t reach 1 person');
  });

  it('by a call-out that was opened again, and reached them then', async () => {
    const w = await open();
    const bob = peer(w, 1);
    // As it is when the card never arrived before the close.
    await w.network.database.prisma.invitation.updateMany({
      where: { peerId: await w.idOf(bob) },
      data: { undelivered: true },
    });
    await close(w);
    await w.submit(w.pm, 'availability.extended', { callOut: w.callOut }, { replyBy: '2027-02-20' });
    await w.network.settle();
    expect(all(bob)).toContain('Reply by Sat 20 February');
    const card = w.pm.chat.find((text) => text.startsWith('Your call-out: Housing')) ?? '';
    expect(card).not.toContain('Could not be reached: 1');
  });
});

describe('decided against after the name went', () => {
  it('tells the project manager to ask the host to delete, and where it says what', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await w.rule(ann, { ruling: 'excluded', reason: 'x' });
    expect(await w.stateOf(ann)).toBe('excluded');
    expect(await w.people()).toContain('What was handed over');
  });

  it('and cleared again: whoever was told that they aren’t going forward hears that they are', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await w.answer(ann, 'told');
    await w.rule(ann, { ruling: 'excluded', reason: 'x' });
    expect(last(ann)).toContain('You’re not going forward for this one');
    const before = ann.seen.length;
    await w.rule(ann, { ruling: 'clear', reason: 'y' });
    expect(ann.seen.slice(before).filter(({ kind }) => kind === 'message')).not.toEqual([]);
  });

  it('cleared again while on the team, the answer doesn’t say that their name is still to be handed over', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await w.network.settle();
    await w.answer(ann, 'none');
    const reply = words(await w.rule(ann));
    expect(reply).not.toContain('goes to the host only when you hand it over');
  });

  it('a form about the host that was open meanwhile is not refused as somebody else’s', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'chosen');
    await w.answer(ann, 'none');
    await ann.press('Change my answer');
    await w.rule(ann, { ruling: 'excluded', reason: 'x' });
    await ann.fill({ 'Your answer': 'Tell Priya something else', 'A few words': 'more' });
    await ann.submit();
    expect(ann.seen.at(-1)?.text).not.toContain('That card was for somebody else');
  });
});

describe('a name that did not go', () => {
  it('is told to whom it belongs, as the project manager reads that it was', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    const before = ann.seen.length;
    const reply = words(await w.press(w.pm, 'project.recall', { placement: (await w.placement(ann)).id }));
    await w.network.settle();
    expect(reply).toContain('has been told that nothing was passed on after all');
    const told = ann.seen.slice(before).map(({ text }) => text);
    expect(told.join()).toMatch(/didn’t go|did not go|nothing was passed on|not gone/i);
  });
});

describe('what was passed on about somebody', () => {
  it.each([
    ['who withdrew', (w: World) => withdraw(w, peer(w, 0))],
    [
      'whom the host would rather not have',
      async (w: World) =>
        w.press(w.pm, 'project.pass-over', { placement: (await w.placement(peer(w, 0))).id }),
    ],
    ['whose project was called off', (w: World) => cancel(w)],
  ])('%s is still theirs to see', async (_, then) => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    await then(w);
    await w.network.settle();
    const page = await w.press(ann, 'placement.details', { placement: (await w.placement(ann)).id });
    expect(words(page)).toContain('Jo Field');
  });
});

describe('two with one name', () => {
  it('are told apart where one of them is chosen', async () => {
    const w = await open({ names: ['Ann Peer', 'Ann Peer', 'Cat Peer'] });
    for (const one of w.peers) await w.yes(one);
    const form = await w.press(w.pm, 'project.choose', { project: w.project });
    if (form.kind !== 'form') throw new Error('no form');
    const [field] = form.form.fields;
    const labels = field && 'options' in field ? field.options.map(({ label }) => label) : [];
    expect(new Set(labels).size).toBe(3);
  });
  it('are told apart among the people and where one is handed over', async () => {
    const w = await open({ names: ['Ann Peer', 'Ann Peer', 'Cat Peer'] });
    for (const one of [peer(w, 0), peer(w, 1)]) await w.bring(one, 'cleared');
    const form = await w.press(w.pm, 'project.release', { project: w.project });
    if (form.kind !== 'form') throw new Error('no form');
    const [field] = form.form.fields;
    const labels = field && 'options' in field ? field.options.map(({ label }) => label) : [];
    expect(new Set(labels).size).toBe(2);
  });
});

describe('at once', () => {
  it('two releases are one', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'cleared');
    const state = { project: w.project, peers: [(await w.placement(ann)).id], fields: [], to: 'Jo' };
    await Promise.all([1, 2, 3].map(() => w.submit(w.pm, 'project.released', state)));
    expect(await w.network.database.prisma.release.count()).toBe(1);
  });
  it('agree and withdraw: one after the other, and both stand', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'released');
    const { id: placement } = await w.placement(ann);
    const both = await Promise.all([
      w.press(w.pm, 'project.agree', { placement }),
      w.press(ann, 'placement.withdraw', { placement }),
    ]);
    await w.network.settle();
    expect(both.map(words).join()).not.toContain('Something went wrong');
    expect(await w.stateOf(ann)).toBe('withdrawn');
  });
  it('replies, choices, decisions and withdrawals of many', async () => {
    const w = await open({ count: 5 });
    for (const one of w.peers) await w.yes(one);
    const ids = await Promise.all(w.peers.map(w.idOf));
    const asked = await Promise.all(w.peers.map(w.invitation));
    const invitationOf = (index: number) => asked[index] ?? { invitation: '' };
    for (let round = 0; round < 6; round += 1) {
      const rows = await w.network.database.prisma.placement.findMany();
      const placed = (index: number) => ({
        placement: rows.find(({ peerId }) => peerId === ids[index])?.id ?? randomUUID(),
      });
      const replies = await Promise.all([
        ...w.peers.map((one, n) =>
          w.submit(one, 'availability.reply', invitationOf(n), { interest: 'yes', days: [DAY] }),
        ),
        w.press(w.pm, 'project.ask', { project: w.project, peers: ids }),
        ...w.peers.map((one, n) => w.submit(one, 'placement.conflict', placed(n), { answer: 'none' })),
        ...w.peers.map((_, n) => w.submit(w.pm, 'project.ruling', placed(n), { ruling: 'clear' })),
        w.press(w.pm, 'project.thank', { project: w.project }),
        ...w.peers.slice(0, 2).map((one, n) => w.press(one, 'placement.withdraw', placed(n))),
        ...w.peers.slice(3).map((one, n) => w.press(one, 'availability.decline', invitationOf(n + 3))),
      ]);
      expect(replies.map(words).join()).not.toMatch(/went wrong|try again/i);
    }
    await w.network.settle();
    expect(w.network.logs.filter(({ event }) => /fail|error|retr/i.test(String(event)))).toEqual([]);
    expect(await w.audit()).toEqual({});
  });
});

describe('what should stand on home, as the auditor sees it', () => {
  it('at each step of a project', async () => {
    const w = await open({ count: 5 });
    const [ann, bob, cat, dan] = [peer(w, 0), peer(w, 1), peer(w, 2), peer(w, 3)];
    const found: Record<string, unknown> = {};
    const look = async (when: string) => {
      const seen = await w.audit();
      if (Object.keys(seen).length > 0) found[when] = seen;
    };
    await look('sent');
    for (const one of [ann, bob, cat, dan]) await w.yes(one);
    await look('replied');
    await w.choose(ann, bob, cat);
    await look('chosen');
    await w.answer(ann, 'told');
    await w.answer(bob);
    await w.answer(cat, 'declined');
    await look('answered');
    await w.rule(ann, { ruling: 'conditions', conditions: 'c', reason: 'r' });
    await w.rule(bob);
    await look('ruled');
    await w.hand(ann, bob);
    await look('released');
    await w.agree(ann);
    await w.press(w.pm, 'project.pass-over', { placement: (await w.placement(bob)).id });
    await w.network.settle();
    await look('agreed');
    await close(w);
    await look('closed');
    await w.press(bob, 'placement.stand-by', { placement: (await w.placement(bob)).id, willing: true });
    await look('reserve');
    await withdraw(w, ann);
    await look('withdrawn');
    await w.choose(bob);
    await look('stepping in');
    await ann.say('profile');
    await ann.fill({ Area: 'Elsewhere' });
    await ann.submit();
    await w.network.settle();
    await look('changed');
    await w.submit(w.pm, 'availability.extended', { callOut: w.callOut }, { replyBy: '2027-02-25' });
    await w.network.settle();
    await look('open again');
    await handOver(w);
    await look('handed over');
    expect(found).toEqual({});
  });

  it('after the end, and after it was called off', async () => {
    const w = await open({ count: 4 });
    const found: Record<string, unknown> = {};
    await w.bring(peer(w, 0), 'confirmed');
    await w.bring(peer(w, 1), 'chosen');
    await cancel(w);
    const called = await w.audit();
    if (Object.keys(called).length > 0) found['called off'] = called;
    const e = await open({ count: 4 });
    await e.bring(peer(e, 0), 'confirmed');
    await e.bring(peer(e, 1), 'chosen');
    await e.bring(peer(e, 2), 'released');
    await e.network.travelTo('2027-03-16T12:00:00Z', 24);
    const begun = await e.audit();
    if (Object.keys(begun).length > 0) found.begun = begun;
    await e.network.travelTo('2027-03-18T10:00:00Z', 24);
    const ended = await e.audit();
    if (Object.keys(ended).length > 0) found.ended = ended;
    expect(found).toEqual({});
  });

  it('home says what waits for a peer in each state, and nothing else', async () => {
    const w = await open({ wanted: 1 });
    const ann = peer(w, 0);
    await w.yes(ann);
    const said: Record<string, boolean[]> = {};
    const look = async (when: string) => {
      const home = await homeOf(ann);
      said[when] = [
        home.includes('See who it is'),
        home.includes('You’re on the team'),
        home.includes('in reserve, in case'),
      ];
    };
    await w.choose(ann);
    await look('chosen');
    await w.answer(ann);
    await look('answered');
    await w.rule(ann);
    await w.hand(ann);
    await look('released');
    await w.agree(ann);
    await look('confirmed');
    await withdraw(w, ann);
    await look('withdrawn');
    expect(said).toEqual({
      chosen: [true, false, false],
      answered: [false, false, false],
      released: [false, false, false],
      confirmed: [false, true, false],
      withdrawn: [false, false, false],
    });
  });
});

describe('a call-out that is opened again', () => {
  it('reaches whom its first card never reached, and counts them as reached', async () => {
    const w = await open();
    await close(w);
    const bob = peer(w, 1);
    w.network.teams.fail({ kind: 'refused', user: bob.user });
    Object.assign(w, await callOutOf(w.network, w.pm, w.submit, w.press, 2, 'Parks'));
    const card = () => w.pm.chat.findLast((text) => /^Your call-out(?: has closed)?: Parks/.test(text)) ?? '';
    expect(card()).toContain('Could not be reached: 1');
    w.network.teams.mend();
    await close(w);
    await w.submit(w.pm, 'availability.extended', { callOut: w.callOut }, { replyBy: '2027-02-20' });
    await w.network.settle();
    expect(all(bob)).toContain('Parks');
    expect(card()).not.toContain('Could not be reached: 1');
  });

  it('reminds nobody twice, and whoever answered is asked nothing', async () => {
    const w = await open();
    await w.yes(peer(w, 0));
    await w.network.travelTo('2027-02-15T10:00:00Z');
    const reminded = (one: SimulatedPerson) =>
      one.seen.filter(({ kind, text }) => kind === 'message' && text.includes('Still time to reply')).length;
    expect(reminded(peer(w, 1))).toBe(1);
    const before = peer(w, 0).seen.filter(({ kind }) => kind === 'message').length;
    await w.submit(w.pm, 'availability.extended', { callOut: w.callOut }, { replyBy: '2027-02-25' });
    await w.network.travelTo('2027-02-27T10:00:00Z');
    expect(reminded(peer(w, 1))).toBe(1);
    expect(peer(w, 0).seen.filter(({ kind }) => kind === 'message')).toHaveLength(before);
  });

  it('“More time” gives no less time', async () => {
    const w = await open();
    const reply = words(
      await w.submit(w.pm, 'availability.extended', { callOut: w.callOut }, { replyBy: '2027-02-02' }),
    );
    expect(reply).not.toContain('Replies are welcome until Tue 2 February');
  });
});

describe('at every limit', () => {
  it('everybody on the people’s page can be reached, with what can be done, on Slack and on Teams', async () => {
    const names = Array.from({ length: 30 }, (_, n) => `Peer${String(n + 1).padStart(2, '0')} Long`);
    const w = await open({ names, wanted: 20 });
    for (const one of w.peers) await w.yes(one);
    await w.choose(...w.peers.slice(0, 20));
    await w.choose(...w.peers.slice(20));
    for (const one of w.peers) await w.answer(one);
    for (const one of w.peers.slice(0, 20)) await w.rule(one);
    await w.hand(...w.peers.slice(0, 20));
    const pages = [];
    for (const page of [0, 1]) {
      const reply = await w.press(w.pm, 'project.people', { project: w.project, page });
      if (reply.kind !== 'say') throw new Error('no page');
      pages.push(JSON.stringify(renderMessage(reply.message).blocks));
    }
    expect(pages[0]).toContain('More people');
    for (const { name } of w.peers) expect(pages.join(), name).toContain(name);
    expect(pages[1]).toContain('Decide about Peer30');
  });

  it('whoever is the thirty-first on the people’s page can be reached', async () => {
    const names = Array.from({ length: 31 }, (_, n) => `Peer${String(n + 1).padStart(2, '0')} Long`);
    const w = await open({ names, wanted: 20 });
    for (const one of w.peers) await w.yes(one);
    await w.choose(...w.peers.slice(0, 20));
    await w.choose(...w.peers.slice(20));
    for (const one of w.peers.slice(0, 30)) await w.answer(one, 'declined');
    await w.answer(peer(w, 30));
    const second = await w.press(w.pm, 'project.people', { project: w.project, page: 1 });
    expect(words(second)).toContain('Decide about Peer31');
  });

  it('twenty-one who are clear can all be handed over', async () => {
    const names = Array.from({ length: 21 }, (_, n) => `Peer${String(n + 1).padStart(2, '0')} Long`);
    const w = await open({ names, wanted: 20 });
    for (const one of w.peers) await w.yes(one);
    await w.choose(...w.peers.slice(0, 20));
    await w.choose(...w.peers.slice(20));
    for (const one of w.peers) {
      await w.answer(one);
      await w.rule(one);
    }
    // Twenty are ticked; whoever is left goes with the next.
    for (const count of [20, 21]) {
      await w.pm.press('Hand names to the host');
      await w.pm.fill({ 'Who at the host gets it?': 'Jo Field' });
      await w.pm.submit();
      await w.pm.submit();
      await w.network.settle();
      expect(w.pm.form?.title, w.pm.seen.at(-1)?.text).toBe('To print or paste');
      expect(await w.network.database.prisma.release.count()).toBe(count);
    }
  });
});

describe('a project manager who is forgotten, and somebody takes over', () => {
  it('the chosen still read who the host is', async () => {
    const w = await open();
    const ann = peer(w, 0);
    const cora = w.network.slack.person('U-CORA', { name: 'Cora Clerk' });
    await w.network.enrol(cora);
    const to = await w.idOf(cora);
    const at = await w.network.now();
    await w.network.database.prisma.roleGrant.create({
      data: { memberId: to, role: 'coordinator', startsAt: at, grantedBy: to },
    });
    await w.bring(ann, 'chosen');
    await forget(w, w.pm);
    const form = words(await w.press(ann, 'placement.see-host', { placement: (await w.placement(ann)).id }));
    expect(form).toContain('Secretshire');
    expect(form).toContain('Only Cora Clerk, the project manager, reads your answer');
  });
});

describe('what changes after somebody was chosen', () => {
  it('somebody who was thanked and says no to the call-out doesn’t ring as lost to the project', async () => {
    const w = await open({ wanted: 1 });
    const [ann, bob] = [peer(w, 0), peer(w, 1)];
    await w.bring(ann, 'confirmed');
    await w.yes(bob);
    await w.press(w.pm, 'project.thank', { project: w.project });
    await close(w);
    const asked = words(await decline(w, bob));
    await w.press(bob, 'availability.cannot-come', await w.invitation(bob));
    await w.network.settle();
    expect([
      asked.includes('may be counting on you'),
      all(w.pm).includes('Somebody can’t come after all'),
    ]).toEqual([false, false]);
  });

  it('somebody on the team can tell of a conflict that they found late (A10: until the end)', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    const card = ann.chat.findLast((text) => text.includes('You’re on the team')) ?? '';
    expect(card).toMatch(/\[(Change my answer|Something’s changed|Tell )/);
  });

  it('“Host agreed” pressed for the wrong person can be undone within ten minutes', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await w.pm.press('The people');
    expect(w.pm.seen.at(-1)?.buttons.join()).toMatch(/isn’t confirmed/);
  });
});

describe('what an upgrade leaves', () => {
  it('a project manager whose project had named its host finds it: on home, and nothing is missing', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'chosen');
    await close(w);
    // As the migration leaves it: the project is “choosing”, and its card was never sent.
    await w.network.database.prisma.outbox.deleteMany({ where: { kind: 'projects:project' } });
    await w.network.database.prisma.card.deleteMany({ where: { kind: 'projects:project' } });
    expect(await w.audit()).toEqual({});
  });

  it('and on home', async () => {
    const w = await open();
    await w.bring(peer(w, 0), 'chosen');
    await close(w);
    await w.network.database.prisma.outbox.deleteMany({ where: { kind: 'projects:project' } });
    await w.network.database.prisma.card.deleteMany({ where: { kind: 'projects:project' } });
    await w.audit();
    expect(await homeOf(w.pm)).toContain('Housing services');
  });
});

describe('what a lock screen shows', () => {
  it('no name of a peer, no host, no word that was told', async () => {
    const w = await open({ count: 3 });
    const [ann, bob, cat] = [peer(w, 0), peer(w, 1), peer(w, 2)];
    for (const one of [ann, bob, cat]) await w.bring(one, 'chosen');
    await w.answer(ann, 'told', 'quillbrother');
    await w.answer(cat, 'declined');
    await w.answer(bob);
    await w.rule(ann, { ruling: 'conditions', conditions: 'quillcondition', reason: 'quillreason' });
    await w.rule(bob, { ruling: 'excluded', reason: 'quillreason' });
    await w.hand(ann);
    await w.agree(ann);
    await withdraw(w, ann);
    await w.submit(
      ann,
      'placement.write-note',
      { placement: (await w.placement(ann)).id },
      { words: 'quillnote' },
    );
    await w.network.settle();
    const previews = [w.pm, ...w.peers].flatMap((one) =>
      one.seen.filter(({ kind }) => kind === 'message').map(({ preview }) => preview.split('\n')[0] ?? ''),
    );
    const about = previews.filter((one) => /Ann|Bob|Cat|Secretshire|quill|conflict/.test(one));
    expect(about.filter((one) => !one.startsWith('Hello') && !one.includes('joined'))).toEqual([]);
  });
});

describe('somebody who only looks for themselves', () => {
  const onlyLooks = async (w: World) => {
    const ann = peer(w, 0);
    await w.yes(ann);
    await ann.say('settings');
    await ann.press('Only when I look');
    await w.choose(ann);
    await w.answer(ann, 'told');
    return ann;
  };

  it('finds on home what goes with taking part, before their name goes anywhere', async () => {
    const w = await open();
    const ann = await onlyLooks(w);
    await w.rule(ann, { ruling: 'conditions', conditions: 'No interviews.', reason: 'x' });
    expect(await homeOf(ann)).toContain('something to bear in mind');
  });

  it('finds on home that their name is with the host', async () => {
    const w = await open();
    const ann = await onlyLooks(w);
    await w.rule(ann);
    await w.hand(ann);
    expect(await homeOf(ann)).toContain('Your name is with the host');
  });

  it('can say from home that they can’t come after all, once they are on the team', async () => {
    const w = await open();
    const ann = await onlyLooks(w);
    await w.rule(ann);
    await w.hand(ann);
    await w.agree(ann);
    const home = await homeOf(ann);
    expect(home).toContain('You’re on the team');
    expect(ann.seen.at(-1)?.buttons.join()).toMatch(/can’t come|Who it is|See (the project|your place)/);
  });

  it('finds on home that the project was called off', async () => {
    const w = await open();
    const ann = await onlyLooks(w);
    await w.rule(ann);
    await w.hand(ann);
    await w.agree(ann);
    await cancel(w);
    expect(await homeOf(ann)).toContain('called off');
  });

  it('finds on home, as a project manager, that somebody on the team can’t come', async () => {
    const w = await open();
    const ann = peer(w, 0);
    await w.bring(ann, 'confirmed');
    await w.pm.say('settings');
    await w.pm.press('Only when I look');
    await withdraw(w, ann);
    const home = await homeOf(w.pm);
    expect(home).toMatch(/can’t come|Withdrew: 1/);
  });
});

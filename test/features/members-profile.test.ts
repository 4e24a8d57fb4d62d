import { beforeAll, describe, expect, it } from 'vitest';
import { keepParticipantKinds, participantKindsToConfirm } from '../../src/directory/participant-kinds.ts';
import { readMembersOf, readProfile } from '../../src/directory/profile.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { readReferences } from '../../src/store/references.ts';
import { isName } from '../../src/text/name.ts';
import { areNear } from '../../src/text/organisation.ts';
import { type Network, startNetwork } from '../support/network.ts';
import { putForward } from './availability-scene.ts';

let network: Network;
let cora: SimulatedPerson;
let ann: SimulatedPerson;
let bob: SimulatedPerson;
let cat: SimulatedPerson;
const last = (person: SimulatedPerson) => person.seen.at(-1)?.text ?? '';
const memberOf = async (person: SimulatedPerson) =>
  (await network.database.prisma.account.findFirstOrThrow({ where: { externalUser: person.user } })).memberId;
const profileOf = async (person: SimulatedPerson) =>
  readProfile(network.database.prisma, await memberOf(person));
const audits = (action: string) =>
  network.database.prisma.audit.findMany({ where: { action }, orderBy: { id: 'asc' } });
const KINDS = 'Your role here: tick all that fit';

async function say(person: SimulatedPerson, values: Record<string, string | readonly string[]>) {
  await person.command('profile');
  await person.fill(values);
  await person.submit();
  await network.settle();
}
const organisationField = (person: SimulatedPerson) =>
  ['If it isn’t in that list: its name', 'Organisation'].find((one) => person.form?.fields.includes(one)) ??
  '';
async function belong(person: SimulatedPerson, organisation: string) {
  await person.command('profile');
  await person.fill({ [organisationField(person)]: organisation });
  await person.submit();
  await network.settle();
}
/** Everything that anybody saw outside a form, and every outbox row and log line, that holds the words. */
const leaks = async (words: string) => {
  const seen = [...network.slack.ledger, ...network.teams.ledger].filter(
    ({ text, kind }) => text.includes(words) && kind !== 'form',
  );
  const rows = await network.database.prisma.outbox.findMany();
  const plain = (row: unknown) => JSON.stringify(row, (_, one) => (typeof one === 'bigint' ? `${one}` : one));
  return [...seen, ...[...rows, ...network.logs].filter((row) => plain(row).includes(words))];
};

beforeAll(async () => {
  network = await startNetwork();
  cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
  ann = network.slack.person('U-ANN', { name: 'Ann Archer' });
  bob = network.teams.person('t-bob', { name: 'Bob Baker' });
  cat = network.teams.person('t-cat', { name: 'Cat Carter' });
  await network.coordinate(cora);
  await network.enrol(ann, bob, cat);
});

describe('what somebody says of themselves', () => {
  it('takes interests and languages too, and my settings say how much there is without saying what', async () => {
    await ann.say('settings');
    expect(last(ann)).toContain('My profile: nothing yet');
    await say(ann, { Area: 'Camden', Interests: 'walking, choirs', Languages: 'English, BSL' });
    expect(await profileOf(ann)).toMatchObject({
      area: 'Camden',
      interests: ['walking', 'choirs'],
      languages: ['English', 'BSL'],
    });
    await ann.say('settings');
    expect(last(ann)).toContain('My profile: area, interests and languages. Anything changed?');
    expect(last(ann)).not.toContain('choirs');
  });

  it('a name of one’s own stays, whatever the platform says, until it is emptied', async () => {
    await say(ann, { 'What you’re called here': 'Annie' });
    expect((await profileOf(ann)).name).toBe('Annie');
    await ann.say('home');
    expect((await profileOf(ann)).name).toBe('Annie');
    expect(await audits('member.renamed')).toHaveLength(1);
    await say(ann, { 'What you’re called here': '' });
    await ann.say('home');
    expect((await profileOf(ann)).name).toBe('Ann Archer');
  });

  it('refuses a name that would not look like one', async () => {
    expect(['Zoë O’Neill', 'José', '李小龍'].every(isName)).toBe(true);
    expect(['', '123', 'Ann\u202Egpj', 'Ann\nCoordinator', 'A\u0000'].some(isName)).toBe(false);
    await ann.command('profile');
    await ann.fill({ 'What you’re called here': '12345' });
    await ann.submit();
    expect(ann.form?.errors).toEqual({
      'What you’re called here': 'Please give a name in letters, on one line.',
    });
    ann.dismiss();
  });
});

describe('being peer, manager or both', () => {
  it('F is confirmed by a coordinator; until then somebody sees what is for everyone', async () => {
    await say(bob, { [KINDS]: ['Volunteer', 'Manager or supervisor of peers'] });
    expect(last(bob)).toContain('A coordinator will confirm your role.');
    expect(await profileOf(bob)).toMatchObject({ isPeer: false, isManager: false });
    expect(await readMembersOf(network.database.prisma, 'peers')).toEqual([]);
    await cora.openHome();
    expect(last(cora)).toContain('A profile to confirm\nBob Baker: ');
    expect(last(cora)).toContain('Is Bob a peer and a manager in this network?');
    await cora.press('Only a peer');
    await network.settle();
    expect(await profileOf(bob)).toMatchObject({ isPeer: true, isManager: false, declined: ['manager'] });
    expect(last(bob)).toContain('you’re a peer in this network');
    expect(await readMembersOf(network.database.prisma, 'peers')).toEqual([await memberOf(bob)]);
    expect(await readMembersOf(network.database.prisma, 'managers')).toEqual([]);
    expect(await audits('member.hats-confirmed')).toMatchObject([
      { record: `member:${await memberOf(bob)}` },
    ]);
    await cora.openHome();
    expect(last(cora)).not.toContain('Bob Baker says');
  });

  it('a hat that is no longer named is put down at once, and named again it is looked at again', async () => {
    await say(bob, { [KINDS]: [] });
    expect(await profileOf(bob)).toMatchObject({ isPeer: false, confirmed: [], declined: [] });
    await say(bob, { [KINDS]: ['Volunteer'] });
    expect(await profileOf(bob)).toMatchObject({ isPeer: false });
    await cora.press('Not now', 'Is Bob a peer');
    await network.settle();
    expect(last(bob)).toContain('You’re as much a member as before');
    await say(bob, { [KINDS]: ['Volunteer', 'Officer'] });
    expect(await profileOf(bob)).toMatchObject({ isPeer: false, declined: ['peer'] });
  });

  it('a press on a card from before the last change confirms nothing unseen', async () => {
    await say(cat, { [KINDS]: ['Volunteer'] });
    const card = cora.chat.filter((text) => text.includes('Is Cat a peer')).length;
    expect(card).toBe(1);
    await network.database.transaction(async (tx) => {
      await tx.profile.update({
        where: { memberId: await memberOf(cat) },
        data: { kinds: ['manager'] },
      });
    });
    await cora.press('Confirm Cat');
    expect(await profileOf(cat)).toMatchObject({ isPeer: false, isManager: false });
    expect(last(cora)).toContain('Cat Carter has been answered already');
  });

  it('what a coordinator says of themselves needs nobody else', async () => {
    await say(cora, { [KINDS]: ['Paid peer worker'] });
    expect(await profileOf(cora)).toMatchObject({ isPeer: true });
  });

  it('call-outs go to confirmed peers alone, and the pool says so', async () => {
    await ann.openHome();
    await ann.press('Call-outs');
    await ann.press('Join the peer pool');
    expect(last(ann)).toContain('once a coordinator has confirmed that you’re a peer');
    await cora.command('availability new');
    await cora.fill({
      'What is it about?': 'Housing',
      'Kind of council': 'district council',
      Region: 'the East',
      Where: 'on site',
      'First day': '2027-03-16',
      'How many peers?': '1',
      'Reply by': '2027-02-12',
      'The host, in confidence': 'Secretshire',
    });
    await cora.submit();
    await network.settle();
    expect(cora.chat.join()).toContain('Nobody has joined the peer pool yet');
    await network.confirm(cora, ann, 'Volunteer');
    await cora.press('Change', 'Your call-out, before it goes');
    await cora.submit();
    await network.settle();
    await cora.press('Send to 1 person');
    await network.settle();
    expect(ann.chat.join()).toContain('Could you help with a peer challenge?');
  });

  it('a hat is kept while it is named, and asked for once', () => {
    const before = { kinds: ['officer'], confirmed: ['peer'], declined: ['manager'] } as const;
    expect(keepParticipantKinds(before, ['officer', 'manager'])).toEqual({
      confirmed: ['peer'],
      declined: ['manager'],
    });
    expect(keepParticipantKinds(before, ['manager'])).toEqual({ confirmed: [], declined: ['manager'] });
    expect(participantKindsToConfirm({ ...before, kinds: ['officer', 'manager'] })).toEqual([]);
    expect(participantKindsToConfirm({ kinds: ['manager'], confirmed: [], declined: [] })).toEqual([
      'manager',
    ]);
  });
});

describe('a change of circumstances', () => {
  it('asks about conflicts again where the host is named, also when organisations become one, and tells the project manager that, not what', async () => {
    await ann.press('See days and reply');
    await ann.fill({
      'Are you interested?': 'Yes, I’m interested',
      'Which days suit you?': ['Tue 16 March'],
    });
    await ann.submit();
    await network.settle();
    await putForward(network, cora, ['Ann Archer']);
    await ann.press('See who it is, and answer');
    await ann.fill({ 'Your answer': 'No conflict: yes' });
    await ann.submit();
    await network.settle();
    expect(cora.chat.join()).toContain('For you to decide: 1');
    const before = cora.chat.length;
    await say(ann, { 'Other skills, in your own words': 'chairing' });
    expect(cora.chat).toHaveLength(before);
    await belong(ann, 'Secretshire District Council');
    expect(last(ann)).toContain('One question again');
    expect(cora.chat.join()).not.toContain('For you to decide');
    expect(cora.chat.join()).toContain('No answer about the host yet: 1');
    const told = cora.chat.filter((card) => card.includes('Something has changed for a peer: Housing'));
    expect(told).toHaveLength(1);
    expect(told[0]).not.toContain('Secretshire');
    const letters = ann.chat.filter((card) => card.includes('One question again')).length;
    await say(ann, { Area: 'Norwich' });
    expect(ann.chat.filter((card) => card.includes('One question again'))).toHaveLength(letters);
    await ann.press('See who it is, and answer', 'One question again');
    await ann.fill({ 'Your answer': 'No conflict: yes' });
    await ann.submit();
    await network.settle();
    expect(cora.chat.join()).toContain('For you to decide: 1');
    const asked = () =>
      ann.seen.filter(({ kind, text }) => kind === 'message' && text.includes('One question again'));
    const askedBefore = asked().length;
    await cora.command('organisations');
    await cora.press('Add one');
    await cora.fill({ Name: 'The Host' });
    await cora.submit();
    await cora.press('Organisations');
    await cora.press('Change or merge one');
    await cora.fill({ 'Its name': 'Secretshire District Council' });
    await cora.submit();
    await cora.fill({ 'Merge with': 'The Host' });
    await cora.submit();
    expect(last(cora)).toContain('1 person will belong to The Host.');
    expect(last(cora)).toContain('It touches 1 thing that is under way');
    expect(last(cora)).toContain('This can’t be undone');
    await cora.press('Rather make them Secretshire District Council');
    expect(last(cora)).toContain('0 people will belong to Secretshire District Council.');
    expect(last(cora)).toContain('Nothing that is under way is touched');
    await network.settle();
    expect(asked()).toHaveLength(askedBefore);
    await cora.press('Rather make them The Host');
    await cora.press('Make them The Host');
    expect(last(cora)).toContain('1 person moved.');
    await network.settle();
    expect(asked()).toHaveLength(askedBefore + 1);
    expect(cora.chat.join()).toContain('No answer about the host yet: 1');
    await ann.press('See who it is, and answer', 'One question again');
    await ann.fill({ 'Your answer': 'I’d rather not' });
    await ann.submit();
    await network.settle();
    expect(cora.chat.join()).toContain('Would rather not: 1');
    await say(ann, { Area: 'Ely' });
    expect(cora.chat.join()).not.toContain('No answer about the host yet: 1');
  });
});

describe('how I like to be supported', () => {
  const WORDS = 'xylophone mornings help me';

  it('D35 is sealed, nobody’s to read until chosen, and never outside a form', async () => {
    await ann.command('settings');
    await ann.press('Who may read it');
    expect(ann.form?.text).toContain('There’s nothing to read yet');
    ann.dismiss();
    await ann.press('How I like to be supported');
    expect(ann.form?.text).toContain('Who reads it: nobody, until you choose somebody');
    expect(ann.form?.text).toMatch(/116\s123/);
    await ann.fill({ 'In your own words': WORDS });
    await ann.submit();
    const row = await network.database.prisma.supportNote.findFirstOrThrow();
    expect(row.wordsSealed).not.toContain('xylophone');
    await bob.command('settings');
    await bob.press('Shared with me');
    expect(bob.form?.text).toContain('Nobody has shared');
    bob.dismiss();
  });

  it('D35 is shared person by person: the message says nothing, the right is checked when it is opened, and that is written down', async () => {
    await ann.press('Who may read it');
    await ann.fill({ 'Share it with': 'Bob Baker' });
    await ann.submit();
    await network.settle();
    expect(last(bob)).toContain('You have a message');
    expect(last(bob)).not.toMatch(/Ann|support/);
    await bob.press('Open', 'Somebody would like you to know something');
    expect(bob.form?.text).toContain(WORDS);
    expect(bob.form?.text).toContain('Ann Archer');
    bob.dismiss();
    expect(await audits('support.opened')).toMatchObject([
      { actor: await memberOf(bob), record: `member:${await memberOf(ann)}` },
    ]);
    await cat.command('settings');
    await cat.press('Shared with me');
    expect(cat.form?.text).not.toContain('xylophone');
    cat.dismiss();
    const reply = await network.bot.receive({
      id: crypto.randomUUID(),
      sender: { platform: 'teams', workspace: network.teams.workspace, user: cat.user },
      conversation: { platform: 'teams', workspace: network.teams.workspace, id: 'D-t-cat', kind: 'direct' },
      kind: 'action',
      route: 'members.read-shared',
      value: JSON.stringify({ owner: await memberOf(ann) }),
    });
    expect(JSON.stringify(reply)).toContain('There’s nothing here to read just now');
    expect(await leaks('xylophone')).toEqual([]);
  });

  it('D35 is taken back without a word, and the button that was sent opens nothing then', async () => {
    const seen = bob.seen.length;
    await ann.press('Who may read it');
    await ann.fill({ 'Take it back from': ['Bob Baker'], 'Share it with': 'Cat Carter' });
    await ann.submit();
    expect(ann.form?.text).toContain('You let these read it now: Cat Carter.');
    ann.dismiss();
    await network.settle();
    expect(bob.seen).toHaveLength(seen);
    await bob.press('Open', 'Somebody would like you to know something');
    expect(bob.form).toBeUndefined();
    expect(last(bob)).toContain('There’s nothing here to read just now');
  });

  it('D35 emptied, it is forgotten with everybody’s right to read it, and nobody is told of what waits', async () => {
    await cat.say('home');
    await bob.say('home');
    await ann.press('Who may read it');
    await ann.fill({ 'Share it with': 'Bob Baker' });
    await ann.submit();
    ann.dismiss();
    await ann.press('How I like to be supported');
    await ann.fill({ 'In your own words': '' });
    await ann.submit();
    expect(last(ann)).toContain('Forgotten');
    const told = bob.chat.filter((card) => card.includes('You have a message')).length;
    await network.settle();
    expect(bob.chat.filter((card) => card.includes('You have a message'))).toHaveLength(told);
    expect(await network.database.prisma.supportNote.count()).toBe(0);
    expect(await network.database.prisma.supportShare.count()).toBe(0);
  });
});

describe('organisations', () => {
  const named = (name: string) => network.database.prisma.organisation.findFirst({ where: { name } });

  it('one typed in a profile is proposed, and a coordinator confirms it or adds kind and area', async () => {
    await belong(bob, 'Anytown Council');
    expect(await named('Anytown Council')).toMatchObject({ state: 'proposed' });
    await cora.openHome();
    expect(last(cora)).toMatch(/\d? ?new organisations? to look at/);
    await cora.press('Organisations');
    expect(last(cora)).toContain('Anytown Council (1 person).');
    await cora.press('Confirm Anytown Council');
    expect(await named('Anytown Council')).toMatchObject({ state: 'confirmed' });
    await cora.press('Change or merge one');
    await cora.fill({ 'Its name': 'Anytown Counsil' });
    await cora.submit();
    expect(cora.form?.errors['Its name']).toContain('Do you mean Anytown Council?');
    await cora.fill({ 'Its name': 'anytown council' });
    await cora.submit();
    await cora.fill({ Kind: 'Council', Area: 'Anyshire' });
    await cora.submit();
    expect(await named('Anytown Council')).toMatchObject({ kind: 'council', area: 'Anyshire' });
    await bob.command('organisations');
    expect(last(bob)).toContain('That is for coordinators');
  });

  it('a near name is offered for merging; all who belong to it move, and the old name means the other from then on', async () => {
    const before = (await audits('organisation.merged')).length;
    await belong(cat, 'The Anytown Counsil');
    await cora.command('organisations');
    expect(last(cora)).toContain('Much like Anytown Council.');
    await cora.press('The same as Anytown Council');
    expect(last(cora)).toContain('1 person will belong to Anytown Council.');
    await cora.press('Make them Anytown Council');
    expect(last(cora)).toContain('They’re one now: Anytown Council');
    const id = (await profileOf(bob)).organisation?.id;
    expect((await profileOf(cat)).organisation?.id).toBe(id);
    expect(await named('The Anytown Counsil')).toBeNull();
    await belong(cat, 'the anytown  COUNSIL');
    expect((await profileOf(cat)).organisation?.id).toBe(id);
    expect(await audits('organisation.merged')).toHaveLength(before + 1);
  });

  it('two coordinators who merge the same two at once make them one, once', async () => {
    const ids = ['Ham Hub', 'Hamm Hub'].map(() => crypto.randomUUID());
    await network.database.prisma.organisation.createMany({
      data: ids.map((id, index) => ({ id, name: `Ham Hub ${index}`, key: `ham hub ${index}` })),
    });
    const press = (from?: string, into?: string) =>
      network.bot.receive({
        id: crypto.randomUUID(),
        sender: { platform: 'slack', workspace: network.slack.workspace, user: cora.user },
        conversation: { platform: 'slack', workspace: network.slack.workspace, id: 'D-x', kind: 'direct' },
        kind: 'action',
        route: 'members.merge',
        value: JSON.stringify({ from, into }),
      });
    const replies = await Promise.all([press(ids[0], ids[1]), press(ids[1], ids[0])]);
    const said = replies.map((reply) => JSON.stringify(reply).match(/They’re one now|no longer there/)?.[0]);
    expect(said.sort()).toEqual(['They’re one now', 'no longer there']);
    expect(await network.database.prisma.organisation.count({ where: { id: { in: ids } } })).toBe(1);
  });

  it('one can be added before anybody belongs to it, and not twice', async () => {
    await cora.command('organisations');
    await cora.press('Add one');
    await cora.fill({ Name: 'Hackney Hub', Kind: 'Charity' });
    await cora.submit();
    expect(last(cora)).toContain('Hackney Hub is saved');
    await cora.press('Organisations');
    await cora.press('Add one');
    await cora.fill({ Name: 'hackney HUB' });
    await cora.submit();
    expect(cora.form?.errors.Name).toContain('Hackney Hub, which is known already');
    cora.dismiss();
    await ann.command('profile');
    await ann.fill({ Organisation: 'Hackney Hub' });
    await ann.submit();
    expect((await profileOf(ann)).organisation?.name).toBe('Hackney Hub');
  });

  it('names are near when they may be one organisation’s', () => {
    const near = (a: string, b: string) => areNear(a, b) && areNear(b, a);
    expect(near('Anytown Council', 'Anytown Counsil')).toBe(true);
    expect(near('Mind in Camden', 'Camden Mind')).toBe(true);
    expect(near('St Mary’s', 'St Marys')).toBe(true);
    expect(near('CVS', 'Camden Voluntary Service')).toBe(true);
    expect(near('Northshire Council', 'Southshire Council')).toBe(false);
    expect(near('Leeds City Council', 'York City Council')).toBe(false);
  });

  it('whatever refers to an organisation is known to the merge', async () => {
    const known = await readReferences(network.database.prisma, 'organisation');
    expect(known).toContainEqual({ table: 'profile', column: 'organisation_id' });
    expect(known).toContainEqual({ table: 'organisation_alias', column: 'organisation_id' });
  });
});

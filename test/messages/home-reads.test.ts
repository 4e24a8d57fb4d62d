import { beforeAll, expect, it } from 'vitest';
import { readCallOut } from '../../src/features/availability/store/call-outs.ts';
import { readInvitation } from '../../src/features/availability/store/invitations.ts';
import { readAsked } from '../../src/features/availability/store/invited-peers.ts';
import { wholeEvent } from '../../src/features/forum/store/event.ts';
import { readInvitationById } from '../../src/features/forum/store/invitation.ts';
import { readOwnInvited } from '../../src/features/forum/store/own-invited.ts';
import { replyYes, sendCallOut } from '../features/availability-scene.ts';
import { draft, gathering, openScene, type Scene, tick, twoTimes } from '../features/forum-scene.ts';

/** What home reads past Prisma, held against what Prisma reads: a column that is added must be added there, too. */
let scene: Scene;
beforeAll(async () => {
  scene = await openScene();
});

it('of an event and somebody who was invited', async () => {
  const { network, ann } = scene;
  const { prisma } = network.database;
  await draft(scene, gathering, twoTimes);
  await scene.olu.press('Ask 5 people');
  await network.settle();
  await tick(ann, 'Tue 16 March, 12:00', 'Thu 18 March, 18:30');
  const { id: eventId } = await scene.event();
  await prisma.forumItem.create({
    data: { eventId, place: 2, kind: 'speaker', title: 'Second', presenter: 'Pam', minutes: 20 },
  });
  await prisma.forumItem.create({
    data: { eventId, place: 1, kind: 'workshop', title: 'First', presenter: null, minutes: 10 },
  });
  const event = await prisma.forumEvent.findUniqueOrThrow({ where: { id: eventId }, include: wholeEvent });
  for (const { id, memberId } of await prisma.forumInvitation.findMany({ where: { eventId } })) {
    const found = (await readOwnInvited(prisma, [id], memberId)).get(id);
    if (!found) continue;
    expect(found.event).toEqual(event);
    const { ticks, ...invitation } = found.invitation;
    const { ticks: expected, ...rest } = (await readInvitationById(prisma, id)) ?? { ticks: [] };
    expect(invitation).toEqual(rest);
    expect(ticks.toSorted()).toEqual(expected.toSorted());
  }
  const mine = await prisma.forumInvitation.findFirstOrThrow({ where: { eventId, ticks: { some: {} } } });
  const read = await readOwnInvited(prisma, [mine.id], mine.memberId);
  expect(read.get(mine.id)?.invitation.ticks).toHaveLength(2);
  expect((await readOwnInvited(prisma, [mine.id], event.organiserId)).size).toBe(0);
});

it('of a call-out and a peer who was asked', async () => {
  const { network, olu, ann, bob } = scene;
  const { prisma } = network.database;
  for (const one of [ann, bob]) {
    await one.openHome();
    await one.press('Call-outs');
    await one.press('Join the peer pool');
  }
  await sendCallOut(network, olu, 2);
  await replyYes(network, ann);
  const manager = { select: { name: true, timeZone: true } };
  const row = await prisma.callOut.findFirstOrThrow({
    include: { project: { include: { days: { orderBy: { day: 'asc' } }, manager } } },
  });
  // Columns that no card shows, and what is read beside them.
  const unread = { daysMovedAt: undefined, preparedAskedAt: undefined, noticeFrom: expect.any(String) };
  const callOut = {
    ...row,
    daysShown: undefined,
    project: { ...row.project, ...unread, deputy: null },
  };
  expect(await readCallOut(prisma, row.id)).toEqual(callOut);
  const invitations = await prisma.invitation.findMany();
  expect(invitations.map(({ reply }) => reply).filter((reply) => reply === 'yes')).toHaveLength(1);
  for (const { id, peerId } of invitations) {
    const asked = (await readAsked(prisma, [id], peerId)).get(id);
    expect(asked).toEqual({ callOut, invitation: await readInvitation(prisma, id), isInPool: true });
  }
});

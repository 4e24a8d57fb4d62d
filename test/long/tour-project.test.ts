import { beforeAll, describe, expect, it } from 'vitest';
import { type Press, pressesBy } from '../../src/playground/presses.ts';
import { RESIDENTS } from '../../src/playground/residents.ts';
import { playProject } from '../../src/playground/stories/availability/availability.ts';
import { HOST } from '../../src/playground/stories/availability/cast.ts';
import { openScene } from '../../src/playground/story.ts';
import { type StagedNetwork, startStage } from '../support/stage.ts';

let network: StagedNetwork;
let presses: readonly Press[];
const told: string[] = [];
const nameOf = (key: string) => RESIDENTS[key]?.name ?? '';
const pressed = (key: string) => pressesBy(presses).get(nameOf(key)) ?? 0;
/** Who pressed how often, and what. */
const account = () =>
  [...pressesBy(presses)]
    .map(
      ([name, count]) =>
        `${name}: ${count}\n${presses.flatMap(({ person, what }) => (person === name ? [`  ${what}`] : [])).join('\n')}`,
    )
    .join('\n');

beforeAll(async () => {
  network = await startStage({ join: 'approval', at: '2027-01-09T15:00:00Z' });
  presses = await playProject(openScene(network.stage, (line) => told.push(line)));
});

describe('a peer project over eight months, alone in its network', () => {
  it('asks twelve, of whom five are interested and two take part, on both platforms, and refuses nothing', async () => {
    const { prisma } = network.database;
    const { stage, logs } = network;
    expect(await prisma.invitation.count({ where: { callOut: { kind: { not: 'pencil' } } } })).toBe(12);
    expect(await prisma.placement.count()).toBe(5);
    const states = await prisma.placement.findMany({
      select: { state: true, peer: { select: { name: true } } },
      orderBy: { peer: { name: 'asc' } },
    });
    expect(Object.fromEntries(states.map(({ peer, state }) => [peer.name, state]))).toMatchObject({
      [nameOf('leila')]: 'completed',
      [nameOf('zofia')]: 'completed',
      [nameOf('kwame')]: 'withdrawn',
    });
    const days = (await network.now()).getTime() - Date.parse('2027-01-11T10:00:00Z');
    expect(days / 86_400_000 / 30).toBeGreaterThan(7);
    expect([...stage.slack.refusals, ...stage.teams.refusals, ...logs.filter(({ error }) => error)]).toEqual(
      [],
    );
  });

  it('costs whoever runs it at most sixty presses, every tick counted', () => {
    expect(pressed('priya'), account()).toBeLessThanOrEqual(60);
    // It counts, and says so itself.
    expect(pressed('priya'), account()).toBeGreaterThan(40);
    expect(told.join('\n')).toContain(`Priya pressed ${pressed('priya')} times`);
  });

  it('shows the host to nobody but those who were put forward, and in no notification', () => {
    const { stage, logs } = network;
    const seen = [...stage.slack.ledger, ...stage.teams.ledger];
    const readers = seen.filter(({ text }) => text.includes('Marshwick'));
    expect(HOST).toContain('Marshwick');
    expect(readers.every(({ kind }) => kind.startsWith('form'))).toBe(true);
    expect(new Set(readers.map(({ user }) => user))).toEqual(new Set(['ULEILA', 'UZOFIA', 'kwame']));
    const sealed = /Marshwick|cousin|flood money/;
    expect(seen.map(({ preview }) => preview).join('\n')).not.toMatch(sealed);
    expect(JSON.stringify(logs)).not.toMatch(sealed);
  });

  it('A10 a condition that is noted late stands on the card of whoever is on the team', () => {
    const late = network.stage.slack.ledger.filter(
      ({ user, kind, text }) =>
        user === 'ULEILA' && kind === 'message' && text.includes('Something goes with taking part'),
    );
    expect(late[0]?.text).toContain('You’re on the team');
    expect(late.map(({ text }) => text).join('\n')).not.toContain('funding');
  });

  it('A25 a team whose days have moved is waited for, and a reply to a call-out that has closed offers no change', () => {
    const card = network.stage.slack.ledger.find(
      ({ user, text }) => user === 'UPRIYA' && text.includes('No answer about the new days yet'),
    );
    expect(card?.text).toContain('Next: wait for their answers about the new days.');
    expect(card?.text).not.toContain('Its places are filled.');
    const replied = network.stage.slack.ledger.filter(({ text }) =>
      text.includes('Its days have moved since'),
    );
    expect(replied.length).toBeGreaterThan(0);
    for (const { text } of replied) expect(text).not.toMatch(/You can change this until|\[Change\]/);
  });
});

import { describe, expect, it } from 'vitest';
import { nameFeatures, nameSweeps } from '../src/bot/discretion.ts';
import type { Inbound } from '../src/chat/inbound.ts';
import { features } from '../src/features/index.ts';
import { holdSupport, type LogLine } from '../src/log.ts';
import { createMetrics } from '../src/web/metrics.ts';
import { startNetwork } from './support/network.ts';

describe('the log', () => {
  it('knows one word for all that is private, on both platforms, and nothing of its moment but the hour', async () => {
    const network = await startNetwork();
    const cora = network.slack.person('U-CORA', { name: 'Cora Coordinator' });
    await network.coordinate(cora);
    const people = [
      network.slack.person('U-ANN', { name: 'Ann Archer' }),
      network.teams.person('t-bob', { name: 'Bob Baker' }),
    ];
    await network.admit(cora, ...people);
    const before = network.logs.length;
    const PRIVATE = ['talk', 'ask', 'help', 'home', 'list', 'privacy', 'I want to die', 'is anybody there'];
    for (const person of people) {
      for (const words of PRIVATE) await person.say(words);
      await person.command('talk');
      for (const label of ['Open my list', 'Not this person', 'Forget me']) {
        await person.say(label === 'Forget me' ? 'privacy' : 'list');
        await person.press(label);
        person.dismiss();
      }
      await person.press('Yes, forget me');
      await person.press('Keep my data');
    }
    await network.settle();
    expect(network.logs.slice(before).filter(({ event }) => event === 'inbound')).toEqual([]);
    // What is not private is told at once, as it always was.
    await cora.command('status');
    expect(network.logs.at(-1)).toMatchObject({ event: 'inbound', route: 'status', platform: 'slack' });
    expect(typeof network.logs.at(-1)?.ms).toBe('number');
    await network.bot.stop();
    const lines = network.logs.slice(before);
    const support = lines.filter(({ route }) => route === 'support');
    expect(support.length).toBeGreaterThan(2 * PRIVATE.length);
    for (const line of support) {
      expect(line.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:00:00\.000Z$/);
      const told = Object.entries(line).flatMap(([key, value]) => (value === undefined ? [] : [key]));
      expect(told.sort()).toEqual(['at', 'event', 'outcome', 'route']);
    }
    expect(JSON.stringify(lines)).not.toMatch(
      /escalations|questions|talk|members\.(list|never|forget|privacy)/,
    );
  });

  it('knows only routes and commands that there are: of anything else how long it was', async () => {
    const network = await startNetwork();
    const sender = { platform: 'teams', workspace: 'tenant-paper', user: 't-eve' } as const;
    const conversation = {
      platform: 'teams',
      workspace: 'tenant-paper',
      id: 'a:eve',
      kind: 'direct',
    } as const;
    const send = (id: string, doing: Partial<Inbound>) =>
      network.bot.receive({ id, sender, conversation, ...doing } as Inbound);
    const words = 'I want to die '.repeat(10_000);
    await send('1', { kind: 'action', route: words, value: '{}' });
    await send('2', { kind: 'submission', route: 'my secret', state: '{}', values: {} });
    await send('3', { kind: 'lookup', route: 'my secret', field: 'who', query: 'a' });
    await send('4', { kind: 'command', route: 'my', text: 'secret' });
    await send('5', { kind: 'action', route: 'constructor', value: '{}' });
    await send('6', { kind: 'action', route: 'members.safety', value: '{}' });
    await network.bot.stop();
    const told = network.logs.filter(({ event }) => event === 'inbound').map(({ route }) => route);
    expect(told).toEqual([
      'unknown (140000)',
      'unknown (9)',
      'unknown (9)',
      'unknown (11)',
      'members.safety',
      'support',
    ]);
    expect(JSON.stringify(network.logs)).not.toMatch(/secret|want to die/);
  });

  it('calls the messages and sweeps of calls and questions so, too, and no others', () => {
    const [feature, sweep] = [nameFeatures(features), nameSweeps(features)];
    expect(['escalations', 'questions', 'members', 'forum'].map(feature)).toEqual([
      'support',
      'support',
      'members',
      'forum',
    ]);
    const sweeps = ['escalations.go-on', 'escalations.shred', 'questions.turn-over', 'members.forget'];
    expect(sweeps.map(sweep)).toEqual(['support', 'support', 'support', 'members.forget']);
  });

  it('lets go of an hour when it is over and something else happens, in no order; an error comes at once', async () => {
    let now = new Date('2027-02-01T10:14:03Z');
    const lines: LogLine[] = [];
    const metrics = createMetrics((line) => void lines.push(line));
    const { log, pass } = holdSupport(metrics.log, () => now);
    const attempt = { event: 'outbox.attempt', feature: 'support', platform: 'slack', class: 'urgent' };
    log({ ...attempt, id: 'x', outcome: 'sent', ms: 30, lateMs: 40 });
    log({
      event: 'inbound',
      id: 'y',
      route: 'support',
      platform: 'teams',
      kind: 'action',
      outcome: 'handled',
      ms: 12,
    });
    log({ event: 'inbound', id: 'z', route: 'status', outcome: 'handled', ms: 7 });
    expect(lines.map(({ id }) => id)).toEqual(['z']);
    const figures = () => metrics.write(() => Promise.reject(new Error('away')));
    expect(await figures()).not.toContain('alongside_attempt_seconds_count{platform="slack",class="urgent"');
    log({ event: 'sweep.deferred', sweep: 'support', item: 'secret', error: 'Error: away' });
    expect(lines.at(-1)).toEqual({
      at: '2027-02-01T10:00:00.000Z',
      event: 'sweep.deferred',
      sweep: 'support',
      error: 'Error: away',
    });
    now = new Date('2027-02-01T11:00:01Z');
    // What is private lets nothing go: it would come at its moment.
    log({ event: 'inbound', route: 'support', outcome: 'handled', ms: 1 });
    expect(lines).toHaveLength(2);
    log({ event: 'inbound', id: 'w', route: 'status', outcome: 'handled', ms: 7 });
    const at = '2027-02-01T10:00:00.000Z';
    expect(lines.slice(2)).toEqual([
      { at, event: 'inbound', route: 'support', outcome: 'handled' },
      { at, event: 'outbox.attempt', feature: 'support', outcome: 'sent' },
      expect.objectContaining({ id: 'w' }),
    ]);
    expect(await figures()).toContain(
      'alongside_attempt_seconds_count{platform="slack",class="urgent",outcome="sent"} 1',
    );
    pass(true);
    expect(lines.at(-1)).toMatchObject({ at: '2027-02-01T11:00:00.000Z', route: 'support' });
  });
});

import { expect, it } from 'vitest';
import { type Destination, SendError } from '../../src/chat/adapter.ts';
import type { Message } from '../../src/chat/message.ts';
import type { Fault } from '../../src/playground/simulated.ts';
import { enter, type Scene, type StartWorld, seesText, shown } from './contract-scene.ts';

const note: Message = { text: 'You have a message' };

/** What the dispatcher relies on: a reference that edits, and an error that says whether to try again. */
export function holdsSending(startWorld: StartWorld): void {
  it('sends words without a card, and edits them', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    const to = await scene.meet(ann);
    const ref = await scene.adapter.send(to, note, { id: 'o1' });
    await seesText(ann, note.text);
    const edited = await scene.adapter.send(to, { text: 'It is gone' }, { id: 'o2', replacing: ref });
    expect(edited).toEqual(ref);
    await expect.poll(() => ann.chat.filter((text) => text.includes('It is gone')).length).toBe(1);
    expect(ann.chat.join('\n')).not.toContain(note.text);
  });

  it('sends to a conversation that it has heard from', async () => {
    const scene = await enter(startWorld);
    const ann = scene.simulated.person('ann');
    await ann.install();
    await ann.mention(scene.channel, 'hello');
    const { platform, workspace, id, thread, reference } = scene.last('message').conversation;
    const conversation = { id, ...(thread && { thread }), ...(reference !== undefined && { reference }) };
    await scene.adapter.send({ platform, workspace, conversation }, { text: 'Hello, all' }, { id: 'o1' });
    await seesText(ann, 'Hello, all');
  });

  it('says when to try again after 429', async () => {
    const { error } = await failing(startWorld, { kind: 'limited', retryAfterSeconds: 7 });
    expect(error.outcome).toBe('retry');
    expect(error.retryAfterMs).toBeGreaterThanOrEqual(7_000);
  });

  it('never tries again where the person cannot be written to', async () => {
    const { error, scene, to } = await failing(startWorld, { kind: 'refused' });
    expect(error.outcome).toBe('never');
    await scene.adapter.send(to, note, { id: 'again' });
  });

  it('does not take a 5xx for a refusal', async () => {
    const { error } = await failing(startWorld, { kind: 'broken' });
    expect(['retry', 'unknown']).toContain(error.outcome);
  });

  it.each(['accepted-reset', 'accepted-broken', 'accepted-hang', 'hang'] as const)(
    'does not know what became of it after %s',
    async (kind) => {
      const { error, scene, to } = await failing(startWorld, { kind });
      expect(error.outcome).toBe('unknown');
      const arrived = shown(scene.simulated.person('ann')).filter((text) => text.includes(note.text));
      expect(arrived).toHaveLength(kind === 'hang' ? 0 : 1);
      if (!scene.adapter.find) return;
      const found = await scene.adapter.find(to, 'lost', new Date(Date.now() - 60_000));
      expect(found === undefined).toBe(kind === 'hang');
    },
  );

  it('is cut at its limit', async () => {
    const started = Date.now();
    await failing(startWorld, { kind: 'hang' }, 150);
    expect(Date.now() - started).toBeLessThan(3_000);
  });

  it('is cut when the dispatcher says so', async () => {
    const scene = await enter(startWorld);
    const to = await scene.meet(scene.simulated.person('ann'));
    scene.simulated.fail({ kind: 'hang', user: 'ann' });
    const error = await scene.adapter.send(to, note, { id: 'lost', signal: AbortSignal.timeout(150) }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(SendError);
    expect(error).toMatchObject({ outcome: 'unknown' });
  });

  it('tries again when the platform cannot be reached', async () => {
    const scene = await enter(startWorld);
    const to = await scene.meet(scene.simulated.person('ann'));
    await scene.simulated.stop();
    const error = await scene.adapter.send(to, note, { id: 'o1' }).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(SendError);
    expect((error as SendError).outcome).not.toBe('never');
  });
}

async function failing(
  startWorld: StartWorld,
  fault: Fault,
  sendLimitMs = 400,
): Promise<{ error: SendError; scene: Scene; to: Destination }> {
  const scene = await enter(startWorld, { sendLimitMs });
  const to = await scene.meet(scene.simulated.person('ann'));
  scene.simulated.fail({ ...fault, user: 'ann' });
  const error = await scene.adapter.send(to, note, { id: 'lost' }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(SendError);
  return { error: error as SendError, scene, to };
}

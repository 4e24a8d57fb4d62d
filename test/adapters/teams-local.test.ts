import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { message } from '../../src/chat/message.ts';
import { invalid, none, open, type Reply, say } from '../../src/chat/reply.ts';
import { startTeamsWorld, type TeamsWorld, tenant } from './teams-world.ts';

const form: Form = {
  route: 'note.save',
  state: '1',
  title: 'A private note',
  submit: 'Save',
  private: true,
  fields: [{ id: 'private', label: 'Note', type: 'text' }],
};
const opener = { route: 'note.write', value: '1', label: 'Write', opensForm: true as const };
const heard: Inbound[] = [];
let script: (inbound: Inbound) => Reply = () => none;
let world: TeamsWorld;

beforeAll(async () => {
  const receive = async (inbound: Inbound) => {
    heard.push(inbound);
    return script(inbound);
  };
  world = await startTeamsWorld(receive, { appId: '', appPassword: '', local: true, auth: undefined });
});
afterAll(async () => {
  expect(world.simulated.refusals).toEqual([]);
  await world.stop();
});

it('draws every form in the chat, for the Agents Playground opens no dialogs', async () => {
  const ann = world.simulated.person('ann', { name: 'Ann Lee' });
  script = (inbound) => {
    if (inbound.kind === 'action') return open(form);
    if (inbound.kind !== 'submission') return say(message({ title: 'Notes', body: [], actions: [opener] }));
    return inbound.values.private === 'hello' ? none : invalid({ private: 'Say hello.' });
  };
  await ann.say('notes');
  await ann.press('Write');
  expect(heard.at(-1)).toMatchObject({ kind: 'action', route: 'note.write', value: '1' });
  expect(ann.chat.at(-1)).toContain('A private note');
  await ann.fill({ Note: 'goodbye' });
  await ann.submit();
  expect(ann.form?.text).toContain('Say hello.');
  await ann.fill({ Note: 'hello' });
  await ann.submit();
  expect(heard.at(-1)).toMatchObject({ kind: 'submission', values: { private: 'hello' } });
  expect(ann.chat.at(-1)).toContain('Sent.');
});

it('draws the same buttons in what the bot sends by itself', async () => {
  const bo = world.simulated.person('bo');
  await bo.install();
  const to = { platform: 'teams', workspace: tenant, user: bo.user } as const;
  const row = { type: 'row' as const, text: 'A note', actions: [opener] };
  await world.adapter.send(to, message({ title: 'Notes', body: [row] }), { id: '1' });
  script = () => open(form);
  await bo.press('Write');
  expect(bo.chat.at(-1)).toContain('A private note');
});

import { expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import type { Inbound } from '../../src/chat/inbound.ts';
import { message, paragraph } from '../../src/chat/message.ts';
import type { Reply } from '../../src/chat/reply.ts';
import { invalid, none, open, update } from '../../src/chat/reply.ts';
import type { SimulatedPerson } from '../../src/playground/simulated.ts';
import { hostile } from './contract-cards.ts';
import { enter, reply, type Scene, type StartWorld, seesText } from './contract-scene.ts';

const everything: Form = {
  route: 'visit.create',
  state: JSON.stringify({ words: hostile }),
  title: 'Plan a visit',
  submit: 'Send',
  body: [paragraph('Only your buddy reads this')],
  fields: [
    { id: 'theme', label: 'Theme', type: 'text', hint: 'A word or two' },
    { id: 'notes', label: 'Notes', type: 'text', multiline: true, maxLength: 3_000, optional: true },
    {
      id: 'place',
      label: 'Place',
      type: 'select',
      initial: 'online',
      options: [
        { value: 'online', label: 'Online' },
        { value: 'site', label: 'On site' },
      ],
    },
    {
      id: 'days',
      label: 'Days',
      type: 'multiselect',
      initial: ['tue'],
      options: [
        { value: 'mon', label: 'Monday' },
        { value: 'tue', label: 'Tuesday' },
        { value: 'wed', label: 'Wednesday' },
      ],
    },
    { id: 'date', label: 'Date', type: 'date', initial: '2030-03-12' },
    { id: 'at', label: 'Time', type: 'time', optional: true },
  ],
};
const short: Form = { ...everything, fields: everything.fields.slice(0, 2) };

/** Opening, filling, mending and stepping through forms. */
export function holdsForms(startWorld: StartWorld): void {
  it('shows a form with its initial values, and hears each field as it was left', async () => {
    const { scene, ann } = await withForm(startWorld, everything);
    expect(ann.form).toMatchObject({
      title: 'Plan a visit',
      submit: 'Send',
      fields: ['Theme', 'Notes', 'Place', 'Days', 'Date', 'Time'],
      errors: {},
    });
    for (const words of ['Only your buddy reads this', 'A word or two'])
      expect(ann.form?.text).toContain(words);
    await ann.fill({ Theme: 'Housing', Days: ['Monday', 'Wednesday'], Time: '09:30' });
    await ann.submit();
    expect(scene.last('submission')).toMatchObject({ route: 'visit.create', state: everything.state });
    expect(scene.last('submission').values).toEqual({
      theme: 'Housing',
      place: 'online',
      days: ['mon', 'wed'],
      date: '2030-03-12',
      at: '09:30',
    });
    expect(ann.form).toBeUndefined();
    expect(scene.simulated.refusals).toEqual([]);
  });

  it('hears one choice of several as a list', async () => {
    const { scene, ann } = await withForm(startWorld, everything);
    await ann.fill({ Theme: 'Housing', Place: 'On site' });
    await ann.submit();
    expect(scene.last('submission').values).toEqual({
      theme: 'Housing',
      place: 'site',
      days: ['tue'],
      date: '2030-03-12',
    });
  });

  it.each([...hostile, `${'x'.repeat(2_998)}é!`, 'two\nlines'])(
    'brings words back as typed (%#)',
    async (typed) => {
      const { scene, ann } = await withForm(startWorld, short);
      await ann.fill({ Theme: 'T', Notes: typed });
      await ann.submit();
      expect(scene.last('submission').values).toEqual({ theme: 'T', notes: typed });
    },
  );

  it('says what to mend beside each field, and keeps what was typed', async () => {
    const { scene, ann } = await withForm(startWorld, everything, (inbound) =>
      inbound.kind === 'submission' && inbound.values.theme === 'bad'
        ? invalid({ theme: 'Choose another' })
        : none,
    );
    await ann.fill({ Theme: 'bad', Notes: hostile.join(' '), Days: ['Wednesday'] });
    await ann.submit();
    await expect.poll(() => ann.form?.errors).toEqual({ Theme: 'Choose another' });
    await ann.fill({ Theme: 'good' });
    await ann.submit();
    expect(scene.last('submission').values).toMatchObject({
      theme: 'good',
      notes: hostile.join(' '),
      days: ['wed'],
      date: '2030-03-12',
    });
    expect(ann.form).toBeUndefined();
  });

  it.each([invalid({}, 'That time has gone'), invalid({ elsewhere: 'That time has gone' })])(
    'says what is wrong with the form as a whole (%#)',
    async (refusal) => {
      const { ann } = await withForm(startWorld, short, () => refusal);
      await ann.fill({ Theme: 'Housing' });
      await ann.submit();
      await expect
        .poll(() => `${ann.form?.text} ${Object.values(ann.form?.errors ?? {})}`)
        .toContain('That time has gone');
    },
  );

  it('goes on to the next step', async () => {
    const second: Form = {
      route: 'visit.confirm',
      state: '"2"',
      title: 'Check it',
      submit: 'Confirm',
      fields: [{ id: 'sure', label: 'Anything else', type: 'text', optional: true }],
    };
    const { scene, ann } = await withForm(startWorld, short, (inbound) =>
      inbound.kind === 'submission' && inbound.route === 'visit.create' ? open(second) : none,
    );
    await ann.fill({ Theme: 'Housing' });
    await ann.submit();
    await expect.poll(() => ann.form?.title).toBe('Check it');
    await ann.submit();
    expect(scene.last('submission')).toMatchObject({ route: 'visit.confirm', state: '"2"', values: {} });
    expect(ann.form).toBeUndefined();
  });

  it('closes a form with words to the person', async () => {
    const { ann } = await withForm(startWorld, short, () => reply('Sent to your buddy'));
    await ann.fill({ Theme: 'Housing' });
    await ann.submit();
    await seesText(ann, 'Sent to your buddy');
  });

  it('updates the card that the form was opened from', async () => {
    const { scene, ann } = await withForm(startWorld, short, () =>
      update(message({ title: 'Planned', body: [] })),
    );
    await ann.fill({ Theme: 'Housing' });
    await ann.submit();
    await expect.poll(() => ann.chat.join('\n')).toContain('Planned');
    expect(ann.chat.join('\n')).not.toContain('The card');
    expect(scene.last('submission').message).toEqual(scene.last('action').message);
  });

  it('shows the member who was chosen before, hears them again when nothing is changed, and another one who is chosen', async () => {
    const initial = { value: 'm2', label: 'Joan Reid' };
    const fields = [{ id: 'buddy', label: 'Buddy', type: 'member', initial }] as const;
    const { scene, ann } = await withForm(startWorld, { ...short, fields }, (inbound) =>
      inbound.kind === 'lookup' ? offer(inbound.query) : invalid({ buddy: 'Please look again.' }),
    );
    expect(ann.form?.text).toContain('Joan Reid');
    await ann.submit();
    expect(scene.last('submission').values).toEqual({ buddy: 'm2' });
    expect(ann.form?.text).toContain('Joan Reid');
    await ann.fill({ Buddy: 'Anna Ito' });
    await ann.submit();
    expect(scene.last('submission').values).toEqual({ buddy: 'm1' });
  });

  it('offers members by what was typed so far, and hears the one that was chosen', async () => {
    const { scene, ann } = await withForm(
      startWorld,
      { ...short, fields: [{ id: 'buddy', label: 'Buddy', type: 'member' }] },
      (inbound) => (inbound.kind === 'lookup' ? offer(inbound.query) : none),
    );
    expect(await ann.suggest('Buddy', 'an')).toEqual(['Anna Ito', 'Joan Reid']);
    expect(scene.last('lookup')).toMatchObject({ route: 'visit.create', field: 'buddy', query: 'an' });
    await ann.fill({ Buddy: 'Anna Ito' });
    await ann.submit();
    expect(scene.last('submission').values).toEqual({ buddy: 'm1' });
  });
}

function offer(query: string): Reply {
  const members = [
    { value: 'm1', label: 'Anna Ito' },
    { value: 'm2', label: 'Joan Reid' },
    { value: 'm3', label: 'Bo Li' },
  ];
  return {
    kind: 'options',
    options: members.filter(({ label }) => label.toLowerCase().includes(query.toLowerCase())),
  };
}

/** Ann has pressed *Plan* on a card, and has the form open; `answer` is what comes after that. */
async function withForm(
  startWorld: StartWorld,
  form: Form,
  answer: (inbound: Inbound) => Reply = () => none,
): Promise<{ scene: Scene; ann: SimulatedPerson }> {
  const scene = await enter(startWorld);
  const ann = scene.simulated.person('ann', { name: 'Ann Lee' });
  await scene.deal(ann, {
    title: 'The card',
    body: [],
    actions: [{ route: 'visit.plan', value: '{}', label: 'Plan', opensForm: true }],
  });
  scene.answers((inbound) => (inbound.kind === 'action' ? open(form) : answer(inbound)));
  await ann.press('Plan');
  await expect.poll(() => ann.form?.title).toBe(form.title);
  return { scene, ann };
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawDialog, drawInlineForm, drawOffer } from '../../src/adapters/teams/form.ts';
import { limits } from '../../src/adapters/teams/limits.ts';
import { renderCard, renderMessage } from '../../src/adapters/teams/render.ts';
import type { Element } from '../../src/adapters/teams/text.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { readForm } from '../../src/chat/form-data.ts';
import type { Block, Button, Card, Inline, Text } from '../../src/chat/message.ts';
import { message } from '../../src/chat/message.ts';
import { faultsOf } from '../../src/playground/teams/check-card.ts';
import { drawScreen } from '../../src/playground/teams/screen.ts';
import { spokenTime } from '../../src/time/spoken.ts';

const hostile = [
  '**not bold** _nor this_ `code`',
  '[x](https://x.test) <at>Ann</at> &amp; &lt;',
  '- a list\n1. another\r\n# heading',
  '{{DATE(2030-01-01T00:00:00Z, SHORT)}}',
  '\\*escaped\\* ~~gone~~ | a | b |',
  '👩‍👩‍👧‍👦 שלום مرحبا é',
  '   ',
];
const words = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: 'grapheme' }), fc.lorem());
const url = fc.oneof(fc.webUrl(), fc.constantFrom('javascript:alert(1)', 'nonsense', 'https://x.test/(a b)'));
const at = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  words.map((text) => ({ type: 'bold' as const, text })),
  fc.record({ type: fc.constant('link' as const), text: words, url }),
  fc.record(
    { type: fc.constant('mention' as const), member: words, name: words, user: fc.constantFrom('u1', 'u2') },
    { requiredKeys: ['type', 'member', 'name'] },
  ),
  fc.record({ type: fc.constant('time' as const), at, style: fc.constantFrom('time', 'datetime') }),
);
const text: fc.Arbitrary<Text> = fc.oneof(inline, fc.array(inline, { maxLength: 4 }));
const button: fc.Arbitrary<Button> = fc.record(
  {
    route: fc.constant('noun.verb'),
    value: words.map((value) => JSON.stringify(value)),
    label: words.filter((label) => label.trim() !== ''),
    style: fc.constantFrom('primary', 'danger'),
    opensForm: fc.constant(true as const),
  },
  { requiredKeys: ['route', 'value', 'label'] },
);
const buttons = fc.array(button, { maxLength: 9 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('text' as const), text, style: fc.constant('muted' as const) }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: text }), { maxLength: 4 }),
  }),
  fc.record({ type: fc.constant('row' as const), text, actions: buttons }),
  fc.constant({ type: 'divider' as const }),
);
const card: fc.Arbitrary<Card> = fc.record({
  title: words,
  body: fc.array(block, { maxLength: 6 }),
  actions: buttons,
});
const zone = fc.constantFrom('Europe/London', 'Asia/Kolkata', undefined);

/** Every word that a card says, as somebody in that zone should see it. */
function wordsOf(card: Card, timeZone: string): string[] {
  const said = (text: Text): string[] =>
    (Array.isArray(text) ? text : [text]).flatMap((inline: Inline) => {
      if (typeof inline === 'string') return inline;
      if (inline.type === 'mention') return inline.name;
      if (inline.type === 'time') return spokenTime(new Date(inline.at), inline.style, timeZone);
      return inline.text;
    });
  const labels = (actions: readonly Button[]) => actions.map(({ label }) => label);
  const all = card.body.flatMap((block) => {
    if (block.type === 'divider') return [];
    if (block.type === 'fields') return block.fields.flatMap(({ label, value }) => [label, ...said(value)]);
    return [...said(block.text), ...(block.type === 'row' ? labels(block.actions) : [])];
  });
  return [card.title, ...all, ...labels(card.actions ?? [])]
    .flatMap((one) => one.split(/\s+/))
    .filter(Boolean);
}

const attached = (activity: ReturnType<typeof renderMessage>) =>
  'attachments' in activity ? activity.attachments[0].content : expect.fail('a card was expected');

describe('any card', () => {
  it('is one that Teams takes, and loses no words', () => {
    fc.assert(
      fc.property(card, zone, (drawn, timeZone) => {
        const content = renderCard(message(drawn), timeZone);
        expect(faultsOf(content)).toEqual([]);
        const reader = timeZone ?? 'America/New_York';
        const screen = drawScreen(content, reader).text;
        for (const word of wordsOf(drawn, reader)) expect(screen).toContain(word);
      }),
      { numRuns: 300 },
    );
  });

  it('has a summary of one line', () => {
    fc.assert(
      fc.property(card, (drawn) => {
        const activity = renderMessage(message(drawn), 'Europe/London');
        expect('summary' in activity && activity.summary).not.toMatch(/\n/);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a card that is too big', () => {
  const paragraphs = (count: number, size: number): Card => ({
    title: 'Long',
    body: Array.from({ length: count }, (_, at) => ({ type: 'text', text: `${at} ${'word '.repeat(size)}` })),
    actions: [{ route: 'a.b', value: '1', label: 'Go' }],
  });
  const screenOf = (content: Element) => drawScreen(content, 'Europe/London').text;

  it('counts the blocks that do not fit, and keeps its buttons', () => {
    const content = renderCard(message(paragraphs(100, 200)), undefined);
    expect(JSON.stringify(content).length).toBeLessThanOrEqual(limits.card);
    expect(faultsOf(content)).toEqual([]);
    const screen = screenOf(content);
    const shown = screen.match(/^\d+ word/gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(20);
    expect(screen).toContain(`… and ${100 - shown} more`);
    expect(screen).toContain('[Go]');
  });

  it('counts the characters of a text that does not fit', () => {
    const content = renderCard(message(paragraphs(1, 4_000)), undefined);
    expect(screenOf(content)).toMatch(/ … and 8002 more characters\n\[Go\]$/);
  });

  it('counts them in words without a card, too', () => {
    const activity = renderMessage({ text: 'x'.repeat(limits.text + 5) }, undefined);
    expect('text' in activity && activity.text).toMatch(/x … and 5 more characters$/);
  });

  it('puts more than six buttons into rows', () => {
    const actions = Array.from({ length: 14 }, (_, at) => ({
      route: 'a.b',
      value: `${at}`,
      label: `B${at}`,
    }));
    const content = renderCard(message({ title: 'Many', body: [], actions }), undefined);
    expect(faultsOf(content)).toEqual([]);
    expect(drawScreen(content, 'UTC').buttons.map(({ label }) => label)).toEqual(
      actions.map(({ label }) => label),
    );
  });
});

it('leaves no gap above the buttons of a row without words', () => {
  const row = { type: 'row' as const, text: ' ', actions: [{ route: 'a.b', value: '1', label: 'Go' }] };
  const content = renderCard(message({ title: 'T', body: [row] }), undefined);
  expect((content.body as Element[]).map(({ type }) => type)).toEqual(['TextBlock', 'ActionSet']);
});

describe('people and times in a card', () => {
  const ann = { type: 'mention', member: 'm1', name: 'Ann Lee', user: 'u1' } as const;
  const mentionsOf = (content: Element) => (content.msteams as { entities?: unknown[] }).entities ?? [];
  const drawn = (...inlines: Inline[]) =>
    renderCard(message({ title: 'T', body: [{ type: 'text', text: inlines }] }), 'Europe/London');

  it('mentions whoever has an account there', () => {
    expect(mentionsOf(drawn('Hello ', ann, ' and ', ann))).toEqual([
      { type: 'mention', text: '<at>Ann Lee</at>', mentioned: { id: 'u1', name: 'Ann Lee' } },
    ]);
    expect(
      mentionsOf(drawn({ ...ann, name: 'A*nn' }, { type: 'mention', member: 'm2', name: 'Bo' })),
    ).toEqual([]);
  });

  it('mentions one of two people with one name, and names the other', () => {
    const content = drawn(ann, ' or ', { ...ann, user: 'u2' });
    expect(mentionsOf(content)).toHaveLength(1);
    expect(drawScreen(content, 'UTC').text).toBe('T\nAnn Lee or Ann Lee');
  });

  it('leaves the zone to the client where the reader has none', () => {
    const text: Inline = { type: 'time', at: '2030-07-12T15:00:00.123Z', style: 'datetime' };
    const content = attached(
      renderMessage(message({ title: 'T', body: [{ type: 'text', text }] }), undefined),
    );
    expect(drawScreen(content, 'Europe/London').text).toBe('T\nFri 12 July, 16:00');
    expect(drawScreen(content, 'Asia/Tokyo').text).toBe('T\nSat 13 July, 00:00');
  });
});

describe('any form', () => {
  const id = fc.constantFrom('route', 'value', 'state', 'form', 'multi', 'msteams', 'a');
  const option = fc.record({ value: fc.stringMatching(/^[a-z0-9 ]{1,8}$/), label: words });
  const field: fc.Arbitrary<Field> = fc
    .tuple(
      fc.record(
        { label: words.filter((label) => label.trim() !== ''), hint: words },
        { requiredKeys: ['label'] },
      ),
      fc.oneof(
        fc.record({
          type: fc.constant('text' as const),
          initial: words,
          multiline: fc.constant(true as const),
        }),
        fc.record({ type: fc.constant('select' as const), options: fc.array(option, { maxLength: 5 }) }),
        fc.record({ type: fc.constant('multiselect' as const), options: fc.array(option, { maxLength: 5 }) }),
        fc.constant({ type: 'date' as const, initial: '2030-01-01' }),
        fc.constant({ type: 'time' as const }),
        fc.constant({ type: 'member' as const }),
      ),
    )
    .map(([about, type]) => ({ id: '', ...about, ...type }) as Field);
  const form: fc.Arbitrary<Form> = fc
    .record({
      route: fc.constant('noun.verb'),
      state: words,
      title: words,
      submit: fc.constant('Send'),
      body: fc.array(block, { maxLength: 3 }),
      fields: fc.array(field, { maxLength: 5 }),
      ids: fc.uniqueArray(id, { minLength: 5, maxLength: 5 }),
    })
    .map(({ ids, fields, ...rest }) => ({
      ...rest,
      fields: fields.map((one, at) => ({ ...one, id: ids[at] ?? 'a' })),
    }));

  const dialogCard = (body: Element) =>
    (body.task as { value: { card: { content: Element } } }).value.card.content;

  it('is drawn as one that Teams takes, and comes back from its button whole', () => {
    fc.assert(
      fc.property(form, (drawn) => {
        const fixes = {
          fields: { a: 'Mend this', gone: 'And this' },
          form: 'All of it',
          typed: {},
          names: {},
        };
        for (const content of [
          drawInlineForm(drawn, 'Europe/London'),
          drawInlineForm(drawn, undefined, fixes),
          drawOffer(drawn),
          dialogCard(drawDialog(drawn, { card: '1' }, fixes)),
        ])
          expect(faultsOf(content)).toEqual([]);
        const content = drawInlineForm(drawn, 'Europe/London');
        const sent = drawScreen(content, 'UTC').submit?.action.data as { form: unknown };
        const back = readForm(JSON.parse(JSON.stringify(sent.form)));
        const without = drawn.fields.map((one) => ({ ...one, initial: undefined }));
        expect(back?.fields.map((one) => ({ ...one, initial: undefined }))).toEqual(without);
        expect(back?.title).toBe(drawn.title);
        expect(back && drawScreen(drawInlineForm(back, 'UTC'), 'UTC').text.length).toBeGreaterThan(0);
      }),
      { numRuns: 150 },
    );
  });

  it('that is too big says so, and keeps its fields', () => {
    const options = Array.from({ length: 400 }, (_, at) => ({
      value: `${at}`,
      label: `Choice ${at} ${'x'.repeat(60)}`,
    }));
    const big: Form = {
      route: 'a.b',
      title: 'Big',
      submit: 'Send',
      body: [{ type: 'text', text: 'word '.repeat(2_000) }],
      fields: [
        { id: 'pick', label: 'Pick', type: 'select', options },
        { id: 'note', label: 'Note', type: 'text' },
      ],
    };
    const content = drawInlineForm(big, undefined);
    expect(JSON.stringify(content).length).toBeLessThanOrEqual(limits.card);
    expect(faultsOf(content)).toEqual([]);
    const screen = drawScreen(content, 'UTC');
    expect(screen.inputs.map(({ label }) => label)).toEqual(['Pick', 'Note']);
    expect(screen.text).toMatch(/… and (200|300|350|375|390) more, which do not fit here/);
  });

  it('whose lists are cut keeps what is chosen already among them, for it would go with the rest', () => {
    const options = Array.from({ length: 400 }, (_, at) => ({
      value: `${at}`,
      label: `Choice ${at} ${'x'.repeat(60)}`,
    }));
    const big: Form = {
      route: 'a.b',
      title: 'Big',
      submit: 'Send',
      body: [],
      fields: [
        { id: 'pick', label: 'Pick', type: 'multiselect', options, initial: ['3', '398'] },
        { id: 'one', label: 'One', type: 'select', options, initial: '399' },
      ],
    };
    const drawn = JSON.stringify(drawInlineForm(big, undefined));
    expect(drawn.length).toBeLessThanOrEqual(limits.card);
    for (const kept of ['Choice 3 ', 'Choice 398 ', 'Choice 399 ']) expect(drawn).toContain(kept);
    expect(drawn).not.toContain('Choice 397 ');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderHome, renderMessage } from '../../src/adapters/slack/render.ts';
import { renderForm } from '../../src/adapters/slack/render-form.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import type { Block, Button, Card, Inline } from '../../src/chat/message.ts';
import { message, paragraph, plainText } from '../../src/chat/message.ts';
import { lintBlocks, lintView } from '../../src/playground/slack/lint.ts';
import { screenOf } from '../../src/playground/slack/screen.ts';
import { newWorld } from '../../src/playground/slack/world.ts';

const world = newWorld('T', () => new Date());
world.accounts.set('UANN', { user: 'UANN', name: 'Ann Lee', timeZone: 'Europe/London', isActive: true });
const runs = Number(process.env.RUNS ?? 60);
type Blocks = Parameters<typeof screenOf>[1];
const screen = (blocks: unknown) => screenOf(world, blocks as Blocks, 'UANN');

/** Words long and short, with all that Slack might read as markup. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom(
    '<!channel>',
    '*not* _bold_',
    '`x` ~y~',
    ':heart: 10:30:45',
    '> quoted',
    '&amp; <b>',
    '👩‍👩‍👧‍👦 שלום',
    '<@U1|x>',
    'a|b',
  ),
  fc
    .tuple(fc.constantFrom('word ', 'a&b ', '👋🏽 ', 'ملاحظة '), fc.integer({ min: 1, max: 1_500 }))
    .map(([word, n]) => word.repeat(n)),
  fc.integer({ min: 2_990, max: 6_100 }).map((n) => 'x'.repeat(n)),
);
const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 4, arbitrary: words },
  words.map((text): Inline => ({ type: 'bold', text })),
  words.map((text): Inline => ({ type: 'link', text, url: 'https://example.test/?a=1&b=2' })),
  fc.constant<Inline>({ type: 'mention', member: 'm1', name: 'Ann Lee', user: 'UANN' }),
  words.map((name): Inline => ({ type: 'mention', member: 'm2', name })),
  fc.constant<Inline>({ type: 'time', at: '2030-03-12T15:00:00Z', style: 'datetime' }),
);
const text = fc.oneof(inline, fc.array(inline, { maxLength: 5 }));
const button: fc.Arbitrary<Button> = fc.record({
  route: fc.constantFrom('callout.yes', 'callout.no'),
  value: fc.string({ maxLength: 50 }).map((value) => JSON.stringify(value)),
  label: fc.oneof(fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }), fc.constant('No')),
});
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ type: fc.constant('text' as const), text }),
  fc.record({ type: fc.constant('text' as const), text, style: fc.constant('muted' as const) }),
  fc.record({
    type: fc.constant('fields' as const),
    fields: fc.array(fc.record({ label: words, value: text }), { maxLength: 14 }),
  }),
  fc.record({ type: fc.constant('row' as const), text, actions: fc.array(button, { maxLength: 30 }) }),
  fc.constant<Block>({ type: 'divider' }),
);
const cardOf = (blocks: number, buttons: number): fc.Arbitrary<Card> =>
  fc.record({
    title: words,
    body: fc.array(block, { maxLength: blocks }),
    actions: fc.array(button, { maxLength: buttons }),
  });

/** Without white space, which may be lost where a text is cut. */
const dense = (words: string) => words.replace(/[\s\u200b]+/gu, '');

describe('a card on Slack', () => {
  it('keeps every limit, whatever it holds', () => {
    fc.assert(
      fc.property(cardOf(30, 60), (drawn) => {
        const rendered = renderMessage(message(drawn));
        expect(lintBlocks(rendered.blocks, 'message')).toEqual([]);
        expect([...rendered.text].length).toBeLessThanOrEqual(4_000);
        expect(lintView(renderHome(message(drawn)))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('loses no words, or says how many parts it left out', () => {
    fc.assert(
      fc.property(cardOf(3, 5), (drawn) => {
        const shown = screen(renderMessage(message(drawn)).blocks);
        if (/… and \d+ more (parts|buttons) that do not fit here/.test(shown)) return;
        for (const spoken of spokenIn(drawn)) expect(dense(shown)).toContain(dense(spoken));
      }),
      { numRuns: runs },
    );
  });

  it('shows many short words without leaving any out', () => {
    const body = Array.from({ length: 45 }, (_, i) => paragraph(`line ${i}`));
    const shown = screen(renderMessage(message({ title: 'Long', body })).blocks);
    expect(shown).toContain('line 44');
    expect(shown).not.toContain('more parts');
  });

  it('keeps the buttons and counts the rest, when it is too long', () => {
    const body = Array.from({ length: 80 }, (_, i) => paragraph(`line ${i}`));
    const actions = [{ route: 'a.b', value: '1', label: 'Yes' }];
    const shown = screen(renderMessage(message({ title: 'Long', body, actions })).blocks);
    expect(shown).toContain('line 46\n… and 33 more parts that do not fit here\n[Yes]');
  });

  it('splits a long text at a space, and refuses a value that would have to be cut', () => {
    const { blocks } = renderMessage({
      text: 'x',
      card: { title: '', body: [paragraph('word '.repeat(1_000))] },
    });
    expect(blocks).toHaveLength(2);
    expect(dense(screen(blocks))).toBe('word'.repeat(1_000));
    const button = { route: 'a.b', value: 'x'.repeat(2_001), label: 'Yes' };
    expect(() => renderMessage(message({ title: 'T', body: [], actions: [button] }))).toThrow(
      '2001 characters; Slack carries 2000',
    );
  });

  it('gives a label in full when its button is too small for it', () => {
    const label = 'A very long label '.repeat(6).trim();
    const shown = screen(
      renderMessage(message({ title: 'T', body: [], actions: [{ route: 'a.b', value: '1', label }] })).blocks,
    );
    expect(shown).toContain(`${label}\n[A very long`);
  });

  it('writes styles as Slack does where that is exact', () => {
    const body = [
      paragraph('Hello ', { type: 'mention', member: 'm', name: 'Ann', user: 'UANN' }, ', ', {
        type: 'bold',
        text: 'R&D',
      }),
    ];
    expect(renderMessage(message({ title: 'T', body })).blocks[1]).toEqual({
      type: 'section',
      text: { type: 'mrkdwn', text: 'Hello <@UANN>, *R&amp;D*', verbatim: true },
    });
    const hostile = [paragraph('*x* ', { type: 'bold', text: 'y' })];
    expect(renderMessage(message({ title: 'T', body: hostile })).blocks[1]).toMatchObject({
      type: 'rich_text',
    });
  });
});

function spokenIn(card: Card): string[] {
  const buttons = [
    ...(card.actions ?? []),
    ...card.body.flatMap((part) => (part.type === 'row' ? part.actions : [])),
  ];
  const inlines = card.body.flatMap((part) => {
    if (part.type === 'divider') return [];
    if (part.type === 'fields') return part.fields.flatMap(({ label, value }) => [label, ...asList(value)]);
    return asList(part.text);
  });
  const styled = inlines.map((one) => (typeof one === 'object' && one.type === 'time' ? '' : wordsOf(one)));
  return [card.title, ...styled, ...buttons.map(({ label }) => label)];
}

const asList = (value: Inline | readonly Inline[]): readonly Inline[] =>
  Array.isArray(value) ? value : [value as Inline];
const wordsOf = (one: Inline) => (typeof one === 'object' && one.type === 'link' ? one.text : plainText(one));

const options = (count: number, label: string) =>
  Array.from({ length: count }, (_, i) => ({ value: `v${i}`, label: `${label} ${i}` }));
const about = { id: fc.uuid(), label: words, hint: words };
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.record({
    ...about,
    type: fc.constant('text' as const),
    initial: words,
    maxLength: fc.integer({ min: 1, max: 5_000 }),
  }),
  fc.record({
    ...about,
    type: fc.constant('select' as const),
    options: fc
      .tuple(fc.integer({ min: 0, max: 250 }), fc.constantFrom('Tuesday', 'a long label '.repeat(3)))
      .map(([n, label]) => options(n, label)),
    initial: fc.constantFrom('v0', 'elsewhere'),
  }),
  fc.record({
    ...about,
    type: fc.constant('multiselect' as const),
    options: fc.constant(options(5, 'Day')),
    initial: fc.constant(['v1', 'v2']),
  }),
  fc.record({ ...about, type: fc.constant('date' as const), initial: fc.constant('2030-03-12') }),
  fc.record({ ...about, type: fc.constant('time' as const), initial: fc.constant('09:30') }),
  fc.record({ ...about, type: fc.constant('member' as const) }),
);

describe('a form on Slack', () => {
  const form: fc.Arbitrary<Form> = fc.record({
    title: words,
    route: fc.constant('a.b'),
    state: fc.string({ maxLength: 500 }),
    submit: fc.oneof(fc.constant('Send'), fc.string({ minLength: 1, maxLength: 60 })),
    body: fc.array(block, { maxLength: 10 }),
    fields: fc.uniqueArray(field, { maxLength: 12, selector: ({ id }) => id }),
  });

  it('keeps every limit, whatever it holds', () => {
    fc.assert(
      fc.property(form, (drawn) => {
        expect(lintView(renderForm(drawn, {}, 'abcd'))).toEqual([]);
      }),
      { numRuns: runs },
    );
  });

  it('says what is wrong with a form that Slack cannot carry', () => {
    const base: Form = { title: 'T', route: 'a.b', submit: 'Send', fields: [] };
    expect(() => renderForm({ ...base, state: 'x'.repeat(3_001) }, {}, 's')).toThrow(
      'state has 3001 characters',
    );
    const text = (i: number): Field => ({ id: `f${i}`, label: 'L', type: 'text' });
    expect(() =>
      renderForm({ ...base, fields: Array.from({ length: 95 }, (_, i) => text(i)) }, {}, 's'),
    ).toThrow('several steps');
    expect(() => renderForm({ title: 'T', fields: [text(1)] }, {}, 's')).toThrow('needs a submit label');
  });

  it('offers more than a hundred options in groups', () => {
    const view = renderForm(
      {
        title: 'T',
        route: 'a.b',
        submit: 'Send',
        fields: [{ id: 'f', label: 'L', type: 'select', options: options(250, 'o') }],
      },
      {},
      's',
    );
    const element = (view.blocks[0] as { element: { option_groups: { label: { text: string } }[] } }).element;
    expect(element.option_groups.map(({ label }) => label.text)).toEqual([
      '1 to 100',
      '101 to 200',
      '201 to 250',
    ]);
  });
});

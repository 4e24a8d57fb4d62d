import { z } from 'zod';
import { type Guard, on } from '../src/bot/on.ts';
import { permission } from '../src/bot/permissions.ts';
import { message } from '../src/chat/message.ts';
import { invalid, none, open, type Say, say, update } from '../src/chat/reply.ts';
import { action, button, command, form, formAction, readingView, submission } from '../src/chat/route.ts';

// Compiled by `npm run check`, never run: each line below an "@ts-expect-error" must fail to compile.

const id = z.object({ callOut: z.uuid() });
const may = permission('example', 'anyone');
const press = action('example.press', id, may);
const openIt = formAction('example.open', id, may);
const type = command('example', z.string(), may, { summary: 'An example.' });
const send = submission('example.send', id, z.object({ words: z.string(), days: z.array(z.string()) }), may);
const words = message({ title: 'Hello', body: [] });

button(press, 'Press', { callOut: 'a' });
// @ts-expect-error a wrong button value
button(press, 'Press', { callout: 'a' });
// @ts-expect-error a missing button value
button(press, 'Press', {});

form(
  send,
  { callOut: 'a' },
  { title: 'T', submit: 'S', fields: [{ id: 'words', type: 'text', label: 'W' }] },
);
// @ts-expect-error an unknown form field
form(send, { callOut: 'a' }, { title: 'T', submit: 'S', fields: [{ id: 'word', type: 'text', label: 'W' }] });
// @ts-expect-error a wrong form state
form(send, { call: 'a' }, { title: 'T', submit: 'S', fields: [] });

on(press, () => update(words));
// @ts-expect-error a plain action cannot open a form: Teams opens one only from a button that said so
on(press, () => open(readingView('T')));
on(openIt, () => open(readingView('T')));
// @ts-expect-error a button that opens a form does not replace its card
on(openIt, () => update(words));
// @ts-expect-error a command has no card to replace
on(type, () => update(words));
// @ts-expect-error only a submission can be invalid
on(type, () => invalid({}));
on(send, (_context, { state, values }) => (values.words === state.callOut ? none : say(words)));
// @ts-expect-error the handler is given what the route's schema says
on(send, (_context, { values }) => (values.nothing ? none : none));
// @ts-expect-error nobody is let in by default: a route says who may use it
action('example.press', id);

const runIt = action('example.run', id, permission('example.run', 'members', { 'its manager': 'always' }));
const guard: Guard<{ callOut: string }, { theme: string }, 'its manager', Say> = {
  lock: async () => ({ theme: 'Housing' }),
  stands: { 'its manager': () => true },
  refuse: say(words),
};
on(runIt, guard, (_context, { theme }, { callOut }) => (theme === callOut ? none : update(words)));
// @ts-expect-error a route whose permission names how somebody stands to a record needs a guard
on(runIt, () => none);
const { lock: _lock, ...forgetful } = guard;
// @ts-expect-error a guard that forgets its record
on(runIt, forgetful, () => none);
const strange = { ...guard, stands: { 'its peer': () => true } };
// @ts-expect-error a guard that does not know that relation
on(runIt, strange, () => none);
const elsewhere = {
  ...guard,
  lock: async (_context: unknown, { pair }: { pair: string }) => ({ theme: pair }),
};
// @ts-expect-error a guard that asks for what the press does not carry
on(runIt, elsewhere, () => none);
// @ts-expect-error the handler is given what the guard read
on(runIt, guard, (_context, { host }) => (host ? none : none));

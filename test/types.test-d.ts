import { z } from 'zod';
import { on } from '../src/bot/feature.ts';
import { message } from '../src/chat/message.ts';
import { invalid, none, open, say, update } from '../src/chat/reply.ts';
import { action, button, command, form, formAction, readingView, submission } from '../src/chat/route.ts';

// Compiled by `npm run check`, never run: each line below an "@ts-expect-error" must fail to compile.

const id = z.object({ callOut: z.uuid() });
const press = action('example.press', id);
const openIt = formAction('example.open', id);
const type = command('example', z.string(), { summary: 'An example.' });
const send = submission('example.send', id, z.object({ words: z.string(), days: z.array(z.string()) }));
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

on(press, 'anyone', () => update(words));
// @ts-expect-error a plain action cannot open a form: Teams opens one only from a button that said so
on(press, 'anyone', () => open(readingView('T')));
on(openIt, 'anyone', () => open(readingView('T')));
// @ts-expect-error a button that opens a form does not replace its card
on(openIt, 'anyone', () => update(words));
// @ts-expect-error a command has no card to replace
on(type, 'anyone', () => update(words));
// @ts-expect-error only a submission can be invalid
on(type, 'anyone', () => invalid({}));
on(send, 'anyone', (_context, { state, values }) => (values.words === state.callOut ? none : say(words)));
// @ts-expect-error the handler is given what the route's schema says
on(send, 'anyone', (_context, { values }) => (values.nothing ? none : none));
// @ts-expect-error nobody is let in by default: an audience must be named
on(press, () => none);

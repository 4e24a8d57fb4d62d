import { offerChoices } from './choose.ts';
import { h, newId } from './dom.ts';
import type { Person } from './person.ts';
import { read } from './wire.ts';

/** Where a person writes; commands are completed. @param say false: it was refused, and the words come back */
export function drawComposer(
  { name, platform }: Person,
  say: (text: string) => Promise<unknown>,
): HTMLElement {
  const isSlack = platform === 'slack';
  const inputId = newId();
  const input = h('input', {
    id: inputId,
    type: 'text',
    maxlength: 3_000,
    placeholder: isSlack ? 'Message, or / for commands' : 'Message, such as home',
  });
  const choices = offerChoices(
    input,
    (typed) => {
      const known =
        read<Record<string, { text: string; more: string; summary: string }[]>>('commands')?.[platform] ?? [];
      if (typed === '' || (isSlack && !typed.startsWith('/'))) return [];
      const fitting = known.filter(({ text }) => text.startsWith(typed.toLowerCase()) && text !== typed);
      return fitting
        .slice(0, 12)
        .map(({ text, more, summary }) => ({ label: text, about: `${more} ${summary}`.trim() }));
    },
    (picked) => {
      input.value = `${picked} `;
      input.focus();
    },
  );
  const submit = (event: Event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text === '') return;
    input.value = '';
    void say(text).then((answer) => {
      if (!answer) input.value = text;
    });
  };
  return h(
    'form.composer',
    { submit },
    h('label.quiet', { for: inputId }, `Write as ${name}`),
    input,
    choices,
    h('button', { type: 'submit', 'aria-label': `Send as ${name}` }, 'Send'),
  );
}

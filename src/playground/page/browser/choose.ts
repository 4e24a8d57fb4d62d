import { h, newId } from './dom.ts';

export interface Choice {
  label: string;
  about?: string;
}

/** Makes a text field offer what fits: arrow keys and Enter choose, Escape closes (the ARIA combobox pattern). */
export function offerChoices(
  input: HTMLInputElement,
  find: (typed: string) => Choice[] | Promise<Choice[]>,
  pick: (label: string) => void,
): HTMLElement {
  const id = newId();
  const list = h('ul.choices', { role: 'listbox', id, hidden: true, 'aria-label': 'Suggestions' });
  const set = (name: string, value: string) => input.setAttribute(name, value);
  set('role', 'combobox');
  set('autocomplete', 'off');
  set('aria-autocomplete', 'list');
  set('aria-controls', id);
  set('aria-expanded', 'false');
  let active = -1;
  let asked = 0;
  let found: Choice[] = [];

  const mark = (at: number) => {
    active = at;
    [...list.children].forEach((option, i) => {
      option.setAttribute('aria-selected', String(i === at));
      if (i === at) option.scrollIntoView({ block: 'nearest' });
    });
    if (at >= 0) set('aria-activedescendant', `${id}-${at}`);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    found = [];
    list.hidden = true;
    set('aria-expanded', 'false');
    mark(-1);
  };
  const choose = (at: number) => {
    const choice = found[at];
    close();
    if (choice) pick(choice.label);
  };
  const look = async () => {
    const turn = ++asked;
    const now = await find(input.value);
    if (turn !== asked || document.activeElement !== input) return;
    found = now;
    list.replaceChildren(
      ...found.map(({ label, about }, i) =>
        h(
          'li',
          {
            role: 'option',
            id: `${id}-${i}`,
            'aria-selected': 'false',
            mousedown: (event: MouseEvent) => event.preventDefault(),
            click: () => choose(i),
          },
          h('span', label),
          about !== undefined && h('small', about),
        ),
      ),
    );
    list.hidden = found.length === 0;
    set('aria-expanded', String(found.length > 0));
    mark(-1);
  };

  input.addEventListener('input', () => void look());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (found.length === 0) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark((active + step + found.length + (active < 0 && step < 0 ? 1 : 0)) % found.length);
    else if (event.key === 'Enter' && active >= 0) choose(active);
    else if (event.key === 'Tab' && active >= 0) return choose(active);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return list;
}

/** Makes a text field offer the names that the bot knows. @param picked one was put into the field */
export function offerNames(
  input: HTMLInputElement,
  suggest: (query: string) => Promise<string[]>,
  picked: () => void,
): HTMLElement {
  const find = async (typed: string) =>
    typed.trim() === '' ? [] : (await suggest(typed)).map((label) => ({ label }));
  return offerChoices(input, find, (label) => {
    input.value = label;
    picked();
  });
}

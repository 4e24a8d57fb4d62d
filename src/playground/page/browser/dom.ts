type Attributes = Record<string, string | number | boolean | undefined | ((event: never) => void)>;
type Part = Attributes | Node | string | false | undefined;

/**
 * An element, named as in a style sheet (`h('p.step', { id }, 'words')`), with attributes, listeners and children. Words
 * become text and nothing else: no markup is ever read from a string.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  name: K | `${K}.${string}`,
  ...parts: readonly Part[]
): HTMLElementTagNameMap[K] {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag as K);
  for (const one of classes) element.classList.add(one);
  for (const part of parts) {
    if (typeof part === 'string' || part instanceof Node) element.append(part);
    else for (const [name, value] of Object.entries(part || {})) give(element, name, value);
  }
  return element;
}

function give(element: HTMLElement, name: string, value: Attributes[string]): void {
  if (typeof value === 'function') element.addEventListener(name, value as EventListener);
  else if (typeof value === 'boolean') element.toggleAttribute(name, value);
  else if (value !== undefined) element.setAttribute(name, String(value));
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

let ids = 0;
export const newId = (): string => `id-${ids++}`;

/** What a finger is on, and what is to be drawn when it is lifted: a button that is drawn anew meanwhile would lose the press. */
let pressed: Node | undefined;
const held = new Map<HTMLElement, () => void>();
addEventListener('pointerdown', ({ target }) => (pressed = target as Node), true);
for (const name of ['pointerup', 'pointercancel'])
  addEventListener(name, () =>
    setTimeout(() => {
      pressed = undefined;
      const draws = [...held.values()];
      held.clear();
      for (const draw of draws) draw();
    }),
  );

/**
 * Puts children in place of those that are there, and the focus where it was, by `data-key`. Where that is gone it stands on
 * the parent: never on another button, which the next key would press.
 */
export function fill(parent: HTMLElement, ...children: readonly (Node | string | false | undefined)[]): void {
  if (pressed && parent.contains(pressed)) return void held.set(parent, () => fill(parent, ...children));
  const focused = parent.contains(document.activeElement) ? document.activeElement : null;
  const key = focused?.getAttribute('data-key');
  parent.replaceChildren(...children.filter((child) => child !== undefined && child !== false));
  if (!key) return;
  if (!parent.hasAttribute('tabindex')) parent.tabIndex = -1;
  (findKey(parent, key) ?? parent).focus({ preventScroll: true });
}

export const findKey = (parent: HTMLElement, key: string): HTMLElement | null =>
  parent.querySelector(`[data-key="${CSS.escape(key)}"]`);

export function button(label: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h('button', { type: 'button', 'data-key': label, click: press, ...attributes }, label);
}

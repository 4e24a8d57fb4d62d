import type * as Renderer from 'adaptivecards';
import type { Json, Typed } from '../../window.ts';
import { offerNames } from './choose.ts';
import { h } from './dom.ts';
import type { Place } from './hands.ts';
import { hostConfig } from './host-config.ts';
import { list } from './slack.ts';

declare const AdaptiveCards: typeof Renderer;

export interface DrawnCard {
  element: HTMLElement;
  /** The card without what is typed into it: the same again need not be drawn again. */
  shape: string;
  update(card: Json): void;
  typed(): Typed;
}

const labelOf = (input: Json) => String(input.label ?? '').replace(/ \(optional\)$/, '');

function inputsIn(card: Json): Json[] {
  const walk = (element: Json): Json[] =>
    String(element.type).startsWith('Input.') ? [element] : list(element.items).flatMap(walk);
  return list(card.body).flatMap(walk);
}

export const shapeOf = (card: Json): string =>
  JSON.stringify(card, (key, value: unknown) =>
    key === 'value' && typeof value === 'string' ? undefined : value,
  );

/** A card drawn by Microsoft's own renderer; Markdown is read by us, for it must never become anything else. */
export function drawCard(card: Json, give: (typed: () => Typed) => Place): DrawnCard {
  AdaptiveCards.GlobalSettings.useMarkdownInRadioButtonAndCheckbox = false;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown(text);
    result.didProcess = true;
  };
  const drawn = new AdaptiveCards.AdaptiveCard();
  drawn.hostConfig = new AdaptiveCards.HostConfig(hostConfig);
  drawn.parse(card);
  drawn.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction)
      open(action.url ?? '', '_blank', 'noopener,noreferrer');
    else place.press(Number(action.id?.replace('button-', '')), action.title ?? '');
  };
  const element = drawn.render() ?? h('div');
  element.classList.add('card');
  const inputs = inputsIn(card);
  const controls = new Map(
    inputs.map((input) => [String(input.id), drawn.getAllInputs().find(({ id }) => id === input.id)]),
  );

  const typedInto = (input: Json): string | string[] => {
    const value = String(controls.get(String(input.id))?.value ?? '');
    if (input.type !== 'Input.ChoiceSet') return value;
    const titles = new Map(list(input.choices).map((choice) => [String(choice.value), String(choice.title)]));
    const chosen = value.split(',').flatMap((one) => titles.get(one) ?? []);
    return input.isMultiSelect === true ? chosen : (chosen[0] ?? '');
  };
  const put = (now: Json) => {
    for (const input of inputsIn(now)) {
      const rendered = controls.get(String(input.id))?.renderedElement;
      if (!rendered || rendered.contains(document.activeElement)) continue;
      const value = String(input.value ?? '');
      const several = value.split(',');
      for (const control of rendered.querySelectorAll<HTMLInputElement>('input, textarea, select')) {
        if (control.type === 'checkbox' || control.type === 'radio')
          control.checked = several.includes(control.value);
        else if (control.value !== value) control.value = value;
      }
    }
  };

  for (const input of inputs) {
    const rendered = controls.get(String(input.id))?.renderedElement;
    if (!rendered) continue;
    if (input.isMultiSelect === true) {
      rendered.setAttribute('role', 'group');
      rendered.setAttribute('aria-label', labelOf(input));
    }
    const tell = () => place.type({ [labelOf(input)]: typedInto(input) });
    const asks = list(card.lookups).includes(input.id as never) && rendered.querySelector('input');
    if (asks) asks.after(offerNames(asks, (query) => place.suggest(labelOf(input), query), tell));
    else rendered.addEventListener('input', tell);
  }
  const typed = () => Object.fromEntries(inputs.map((input) => [labelOf(input), typedInto(input)]));
  const place = give(typed);
  return { element, shape: shapeOf(card), update: put, typed };
}

/**
 * The Markdown that Teams reads in a text block (bold, links, escapes), as HTML made by the browser from text nodes:
 * whatever else stands there is words.
 */
function markdown(source: string): string {
  const root = h('p');
  const words = (text: string) => document.createTextNode(text.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  const unit =
    /(?<!\\)\*\*((?:\\.|[^*\\])+)\*\*|(?<!\\)\[((?:\\.|[^\]\\])+)\]\((https?:[^()\s]+|mailto:[^()\s]+|tel:[^()\s]+)\)|<at>([^<]*)<\/at>/g;
  let end = 0;
  for (const found of source.matchAll(unit)) {
    root.append(words(source.slice(end, found.index)));
    const [all, strong, label, href, name] = found;
    const inner = words(strong ?? label ?? name ?? '');
    if (strong !== undefined) root.append(h('strong', inner));
    else if (href) root.append(h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, inner));
    else root.append(inner);
    end = found.index + all.length;
  }
  root.append(words(source.slice(end)));
  return root.outerHTML;
}

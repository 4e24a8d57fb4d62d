import { changed, type Item, MOST_ITEMS, type OpenForm, type Typed, type Window } from '../window.ts';
import type { Desk } from './desk.ts';
import { isObject, type Json, objects, words } from './json.ts';
import { fillMacros } from './screen.ts';
import { type Citizen, cardOf, type Sheet, type World } from './world.ts';

/** How the hands of a person work, shared with the one who is driven by labels. */
export interface Hands {
  enter(sheet: Sheet, typed: Typed): Promise<void>;
  suggest(sheet: Sheet, field: string, query: string): Promise<readonly string[]>;
}

/** One person's Teams, as a browser draws it. */
export function openWindow(world: World, desk: Desk, hands: Hands, citizen: Citizen): Window {
  const { user } = citizen;
  const sheetAt = (place: string): Sheet => {
    const sheet = desk.sheetAt(place);
    if (!sheet) throw new Error('That card is gone by now.');
    return sheet;
  };
  return {
    look() {
      const form = desk.sheetAt('form');
      return {
        installed: citizen.installed,
        chat: itemsOf(world, desk, citizen).slice(-MOST_ITEMS),
        ...(form && { form: formOf(form, citizen) }),
        ...(!form &&
          desk.parting && { form: { id: desk.parting.id, title: 'Alongside', words: desk.parting.text } }),
      };
    },
    async press(place, index, label, typed) {
      const sheet = sheetAt(place);
      const button = desk.draw(sheet).buttons[index];
      if (!button || button.label !== label) throw changed(label);
      await hands.enter(sheet, typed);
      await desk.pressAction(sheet, button.action);
    },
    type: (place, typed) => hands.enter(sheetAt(place), typed),
    suggest: (place, field, query) => hands.suggest(sheetAt(place), field, query),
  };

  /** The direct chat in the order in which things were first seen: cards in their latest form. */
  function itemsOf(all: World, at: Desk, { timeZone }: Citizen): Item[] {
    const room = all.personalRoom(user);
    const posts = new Map(room.posts.map((post) => [post.id, post]));
    const edited = new Set<string>();
    const items: Item[] = [];
    for (const seen of all.ledger) {
      if (seen.user !== user || seen.conversation !== room.id) continue;
      const base = { at: seen.at.toISOString() };
      if (seen.kind === 'edit' && seen.id) edited.add(seen.id);
      if (seen.kind === 'typed')
        items.push({ ...base, id: `typed ${seen.seq}`, from: 'me', words: seen.text });
      else if (seen.kind === 'private')
        items.push({ ...base, id: `notice ${seen.seq}`, from: 'client', words: seen.text, isPrivate: true });
      const post = seen.kind === 'message' && seen.id ? posts.get(seen.id) : undefined;
      if (!post) continue;
      const card = cardOf(post, user);
      const sheet = card && at.sheetAt(post.id);
      items.push({
        ...base,
        id: post.id,
        from: 'bot',
        ...(sheet ? { card: showCard(sheet, timeZone) } : { words: words(post.activity.text) }),
      });
    }
    return items.map((item) => (edited.has(item.id) ? { ...item, isEdited: true as const } : item));
  }
}

const formOf = (sheet: Sheet, { timeZone }: Citizen): OpenForm => ({
  id: `form ${sheet.id}`,
  title: sheet.title,
  card: showCard(sheet, timeZone),
});

/**
 * The card as a client would hand it to its renderer: moments in this person's zone, what was typed so far, buttons
 * numbered. A field that asks the bot for names becomes a line to type in; `lookups` says which.
 */
function showCard({ card, values, names }: Sheet, timeZone: string): Json {
  let buttons = 0;
  const lookups: string[] = [];
  const action = (one: Json): Json => ({ ...one, id: `button-${buttons++}` });
  const show = (element: Json): Json => {
    const type = words(element.type);
    if (type === 'Container') return { ...element, items: objects(element.items).map(show) };
    if (type === 'ActionSet') return { ...element, actions: objects(element.actions).map(action) };
    if (type === 'TextBlock') return { ...element, text: fillMacros(words(element.text), timeZone) };
    if (!type.startsWith('Input.')) return element;
    const id = words(element.id);
    const value = values.get(id);
    if (!isObject(element['choices.data'])) return { ...element, value: value ?? '' };
    lookups.push(id);
    const { 'choices.data': _, choices, style, ...rest } = element;
    const chosen = objects(choices).find((one) => one.value === value)?.title;
    return { ...rest, type: 'Input.Text', value: names.get(id) ?? words(chosen) };
  };
  const body = objects(card.body).map(show);
  const actions = objects(card.actions).map(action);
  return { ...card, body, ...(actions.length > 0 && { actions }), lookups };
}

import type { Item, Json, OpenForm } from '../../window.ts';
import { drawComposer } from './composer.ts';
import { button, fill, findKey, h, newId } from './dom.ts';
import { layForms } from './forms.ts';
import { giveHands } from './hands.ts';
import { shortTime } from './moments.ts';
import { type Person, platformName } from './person.ts';
import { drawBlocks } from './slack.ts';
import { type DrawnCard, drawCard, shapeOf } from './teams.ts';
import { announce, read } from './wire.ts';

export interface Pane {
  readonly id: string;
  readonly element: HTMLElement;
  /** Draws what changed; `names` are pieces of this person. */
  update(names: readonly string[]): void;
  /** What this person is about to do in the story; nothing ends it. */
  act(words: string | undefined): void;
  /** Brings a message into view, and the focus to it. */
  reveal(item: string): void;
}

interface Drawn {
  element: HTMLElement;
  card: DrawnCard | undefined;
}

const OWN_PAGE = 'opens their own page';

/** One person's phone: their Slack or their Teams, as it stands. */
export function openPane(person: Person, about: { close(): void; choose(): HTMLElement }): Pane {
  const { id, platform, name } = person;
  const hands = giveHands(id);
  const drawn = new Map<string, Drawn>();
  let tab: 'home' | 'chat' = 'chat';
  let isOpeningHome = false;
  let isAtEnd = true;

  const titleId = newId();
  const preview = h('p.preview', { 'aria-live': 'polite' });
  const items = h('ol.items', { 'aria-label': `Messages of ${name}`, tabindex: 0 });
  const home = h('div.home', { tabindex: 0, role: 'region', 'aria-label': `${name}’s own page` });
  const bubble = h('p.bubble');
  const away = h('div.uninstalled');
  const body = h('div.body', items, home, away);
  const tabs = h('div.tabs', { role: 'group', 'aria-label': 'Home or messages' });
  const composer = drawComposer(person, (text) => hands.send({ do: 'say', person: id, text }));
  const screen = h('div.screen', preview, tabs, body, composer);
  const who = h(
    'div.who',
    h('h2.quiet', { id: titleId }, name),
    about.choose(),
    h('p', `${platformName(platform)} · ${person.organisation}`),
  );
  const close = { type: 'button', 'aria-label': `Put ${name}’s screen away`, click: about.close };
  const element = h(
    `article.pane.${platform}`,
    { 'aria-labelledby': titleId, 'data-person': id },
    h('header', who, h('button.close', close, '×')),
    bubble,
    screen,
  );
  const forms = layForms(hands, element, screen, items);

  function drawItem(item: Item): Drawn {
    const card = item.card && drawCard(item.card, (typed) => hands.at(item.id, typed));
    const content = item.blocks
      ? drawBlocks(item.blocks as Json[], hands.at(item.id).press)
      : [card?.element ?? h('p', item.words ?? '')];
    const sender = { me: name, bot: 'Alongside', client: platformName(platform) }[item.from];
    const head = h(
      'p.sender',
      h('strong', sender),
      item.from === 'bot' && h('span.app', 'APP'),
      h('time', { datetime: item.at }, shortTime.format(new Date(item.at))),
      item.isEdited && h('span', '(edited)'),
    );
    const element = h(
      `li.item.${item.from}`,
      { 'data-item': item.id, tabindex: -1 },
      head,
      item.isPrivate && h('p.context', 'Only visible to you'),
      h('div.content', ...content),
    );
    return { element, card };
  }

  function drawItems(changed: ReadonlySet<string>): void {
    const order = read<string[]>(`${id}/order`) ?? [];
    const isFirst = drawn.size === 0;
    const before = drawn.size;
    const wasAtEnd = isAtEnd;
    const focused = items.contains(document.activeElement) ? document.activeElement : undefined;
    const key = focused?.getAttribute('data-key');
    for (const known of drawn.keys()) if (!order.includes(known)) drawn.delete(known);
    for (const one of order) {
      const item = read<Item>(`${id}/item ${one}`);
      const old = drawn.get(one);
      if (!item || (old && !changed.has(`${id}/item ${one}`))) continue;
      if (old?.card && item.card && old.card.shape === shapeOf(item.card)) {
        old.card.update(item.card);
        continue;
      }
      const now = drawItem(item);
      old?.element.replaceWith(now.element);
      drawn.set(one, now);
      // Whoever stood on a button of a card that changed stands on the card.
      if (focused && old?.element.contains(focused)) (findKey(now.element, key ?? '') ?? now.element).focus();
    }
    const wanted = order.flatMap((one) => drawn.get(one)?.element ?? []);
    if (wanted.length !== items.children.length || wanted.some((row, i) => row !== items.children[i]))
      items.replaceChildren(...wanted);
    if (drawn.size > before && !isFirst) show('chat');
    if (isFirst || wasAtEnd) goToEnd();
  }

  function drawHome(): void {
    const blocks = read<Json[]>(`${id}/home`);
    fill(home, ...(blocks ? drawBlocks(blocks, hands.at('home').press) : [h('p', 'Nothing here yet.')]));
    if (isOpeningHome || hands.isAtIt()) show('home');
    isOpeningHome = false;
  }

  function show(which: 'home' | 'chat'): void {
    tab = which;
    element.dataset.tab = which;
    if (platform !== 'slack') return;
    const open = (one: 'home' | 'chat', label: string, choose: () => void) =>
      button(label, choose, { 'aria-pressed': String(tab === one) });
    const showHome = () => {
      show('home');
      void hands.send({ do: 'home', person: id });
    };
    fill(
      tabs,
      open('home', 'Home', showHome),
      open('chat', 'Messages', () => show('chat')),
    );
  }

  function drawAbout(): void {
    const state = read<{ installed: boolean; preview: string }>(`${id}/about`);
    fill(preview, h('span', state?.preview ?? ''));
    preview.hidden = !state?.preview;
    fill(
      away,
      state?.installed
        ? button('Remove the app', () => void hands.send({ do: 'uninstall', person: id }), { class: 'plain' })
        : button('Install the app', () => void hands.send({ do: 'install', person: id })),
    );
    element.classList.toggle('is-away', state?.installed === false);
  }

  // Whoever reads the newest goes on doing so when there is less room, such as above a keyboard.
  const goToEnd = () => {
    items.scrollTop = items.scrollHeight;
  };
  items.addEventListener('scroll', () => {
    isAtEnd = items.scrollHeight - items.scrollTop - items.clientHeight < 80;
  });
  new ResizeObserver(() => isAtEnd && goToEnd()).observe(items);

  show('chat');
  return {
    id,
    element,
    update(names) {
      const changed = new Set(names);
      if (changed.has(`${id}/about`)) drawAbout();
      if (names.some((one) => one.startsWith(`${id}/item `) || one === `${id}/order`)) drawItems(changed);
      if (changed.has(`${id}/home`)) drawHome();
      if (changed.has(`${id}/form`)) forms.show(read<OpenForm | null>(`${id}/form`) ?? undefined);
    },
    act(words) {
      bubble.textContent = words === undefined ? '' : `${name.split(' ')[0]} ${words}`;
      element.classList.toggle('acting', words !== undefined);
      for (const lit of element.querySelectorAll('.lit')) lit.classList.remove('lit');
      if (words === undefined) return;
      isOpeningHome = words === OWN_PAGE;
      const label = /“(.*)”$/s.exec(words)?.[1];
      const where = forms.element ?? (tab === 'home' ? home : items);
      const found = [...where.querySelectorAll('button')].filter((one) => one.textContent === label).at(-1);
      found?.classList.add('lit');
      found?.scrollIntoView({ block: 'nearest' });
    },
    reveal(item) {
      show('chat');
      const row = drawn.get(item)?.element;
      if (!row) return announce('That message is no longer on the screen.');
      row.scrollIntoView({ block: 'center' });
      row.focus({ preventScroll: true });
    },
  };
}

import { byId, h } from './dom.ts';
import { openPane, type Pane } from './pane.ts';
import { drawClock, drawFaults, drawLines, drawPeople } from './panels.ts';
import { byOrganisation, people, platformName } from './person.ts';
import { drawStories, drawTold, telling } from './told.ts';
import { listen, read } from './wire.ts';

const FIRST = ['slack:UPRIYA', 'teams:dilys'];
const MOST_PANES = 4;

const panes = new Map<string, Pane>();
/** Who was on the page last, the latest at the end: a story that needs room takes the first one's. */
let shown: string[] = readAddress(location.hash) ?? FIRST;
let recent: string[] = [...shown];
let actor: string | undefined;
let revealing: { person: string; item: string } | undefined;

/** Whom an address asks for; nothing where it is of something else, such as the skip link. */
function readAddress(hash: string): string[] | undefined {
  const wanted = decodeURIComponent(hash.slice(1))
    .split(',')
    .filter((id) => /^(slack|teams):\w+$/.test(id));
  return wanted.length > 0 ? wanted.slice(0, MOST_PANES) : undefined;
}

function layOut(): void {
  history.replaceState(null, '', `#${shown.join(',')}`);
  for (const [id, pane] of panes) {
    if (shown.includes(id)) continue;
    pane.element.remove();
    panes.delete(id);
  }
  const fresh: Pane[] = [];
  for (const id of shown) {
    const person = people().find((one) => one.id === id);
    if (!person || panes.has(id)) continue;
    const pane = openPane(person, { close: () => putAway(id), choose: () => chooser(id) });
    panes.set(id, pane);
    fresh.push(pane);
  }
  const wanted = shown.flatMap((id) => panes.get(id)?.element ?? []);
  const screens = byId('screens');
  wanted.forEach((element, i) => {
    if (screens.children[i] !== element) screens.insertBefore(element, screens.children[i] ?? null);
  });
  // Drawn once it stands on the page: only then can it be scrolled to its end.
  for (const pane of fresh)
    pane.update(['about', 'order', 'home', 'form'].map((part) => `${pane.id}/${part}`));
  drawPeople(shown, (id) => open(id, true));
  listen(shown, onNews);
}

function chooser(id: string): HTMLElement {
  const groups = byOrganisation((label, people) => {
    const options = people.map((one) =>
      h('option', { value: one.id, selected: one.id === id }, `${one.name} (${platformName(one.platform)})`),
    );
    return h('optgroup', { label }, ...options);
  });
  const select = h(
    'select',
    { 'aria-label': 'Whose screen this is', change: () => swap(id, select.value) },
    ...groups,
  );
  return select;
}

function swap(from: string, to: string): void {
  shown = shown.includes(to) ? shown : shown.map((id) => (id === from ? to : id));
  touch(to);
  layOut();
  panes.get(to)?.element.querySelector<HTMLElement>('select')?.focus();
}

function putAway(id: string): void {
  if (shown.length === 1) return;
  shown = shown.filter((one) => one !== id);
  layOut();
  byId('screens').focus();
}

function touch(id: string): void {
  recent = [...recent.filter((one) => one !== id), id];
}

/** Shows somebody; `beside` adds a screen while there is room, else the one longest unused gives way. */
function open(id: string, beside: boolean): void {
  if (!shown.includes(id)) {
    const most = beside ? MOST_PANES : Math.max(2, shown.length);
    const oldest = [...shown].sort((a, b) => recent.indexOf(a) - recent.indexOf(b))[0];
    shown = shown.length < most ? [...shown, id] : shown.map((one) => (one === oldest ? id : one));
  }
  touch(id);
  layOut();
  if (beside) panes.get(id)?.element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}

function reveal(person: string, item: string | undefined): void {
  open(person, true);
  if (!item) return;
  if (read(`${person}/item ${item}`)) panes.get(person)?.reveal(item);
  else revealing = { person, item };
}

/** The screens follow whoever acts in a story. */
function follow(): void {
  const acting = telling()?.acting;
  if (actor && actor !== acting?.person) panes.get(actor)?.act(undefined);
  actor = acting?.person;
  if (!acting) return;
  open(acting.person, false);
  const pane = panes.get(acting.person);
  pane?.act(acting.words);
  if (matchMedia('(max-width: 700px)').matches)
    pane?.element.scrollIntoView({ block: 'nearest', inline: 'center' });
}

function onNews(names: readonly string[]): void {
  const has = (...wanted: string[]) => wanted.some((name) => names.includes(name));
  if (names.includes('people')) layOut();
  for (const [id, pane] of panes) {
    const own = names.filter((name) => name.startsWith(`${id}/`));
    if (own.length > 0) pane.update(own);
  }
  if (has('clock', 'story')) drawClock();
  if (has('story', 'stories')) drawTold();
  if (has('stories')) drawStories();
  if (has('faults')) drawFaults();
  if (has('lines', 'people', 'faults')) drawLines(reveal);
  if (has('story')) follow();
  if (revealing && read(`${revealing.person}/item ${revealing.item}`)) {
    panes.get(revealing.person)?.reveal(revealing.item);
    revealing = undefined;
  }
}

// The address as it was asked for: news that came meanwhile may have written the one before over it.
addEventListener('hashchange', ({ newURL }) => {
  shown = readAddress(new URL(newURL).hash) ?? shown;
  layOut();
});
setInterval(drawClock, 10_000);
listen(shown, onNews);

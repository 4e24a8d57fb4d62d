import type { Context } from '../../../bot/feature.ts';
import { HOME_PAGE } from '../../../bot/home.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import type { HomeAction } from '../../../bot/page-parts.ts';
import { mayUse } from '../../../bot/permissions.ts';
import { type Say, say } from '../../../chat/reply.ts';
import * as views from '../views/home.ts';
import { readSettingsParts, readUnnamedCards } from './parts.ts';

/** Of what is coming up. */
const MOST_COMING = 5;

/** One page of what waits: only its cards are drawn. */
export async function showHome(context: Context, page = 0): Promise<Say> {
  const { waiting, coming } = await readStandingCards(context);
  const unnamed = await readUnnamedCards(context);
  const all = waiting.length + unnamed.length;
  const from = page * HOME_PAGE < all ? page * HOME_PAGE : 0;
  const soon = from === 0 ? coming.slice(0, MOST_COMING) : [];
  const first = waiting.slice(from, from + HOME_PAGE);
  const drawn = await drawStanding(context, [...first, ...soon]);
  const cards = drawn.slice(0, first.length).flatMap(({ card }) => card ?? []);
  let at = from + first.length;
  // The next ones take the place of those whose record says nothing any more.
  while (cards.length < HOME_PAGE && at < waiting.length) {
    const next = waiting.slice(at, at + HOME_PAGE - cards.length);
    at += next.length;
    cards.push(...(await drawStanding(context, next)).flatMap(({ card }) => card ?? []));
  }
  const past = Math.max(0, from - waiting.length);
  const others = unnamed.slice(past, past + HOME_PAGE - cards.length);
  return say(
    views.homePage(context.actor, {
      cards: [...cards, ...others],
      coming: drawn.slice(first.length).flatMap((one) => one.coming ?? []),
      from,
      left: Math.max(0, waiting.length - at) + unnamed.length - past - others.length,
      ...actionsFor(context),
    }),
  );
}

/** What this person can do here: everybody's, and of each role that they hold. */
function actionsFor({ features, actor }: Context): Pick<views.Page, 'here' | 'roles'> {
  const all = features
    .flatMap(({ homeActions = [] }) => homeActions)
    .toSorted((one, other) => one.rank - other.rank);
  const isGuest = actor.standing === 'guest' || actor.standing === 'left';
  const buttons = (is: (audience: HomeAction['for']) => boolean) =>
    all.filter((one) => is(one.for)).map(({ button }) => button);
  return {
    here: buttons((one) =>
      one === 'guests' ? isGuest : (one === 'anyone' || one === 'members') && mayUse(actor, one),
    ),
    roles: actor.roles
      .map((role) => ({ role, buttons: mayUse(actor, role) ? buttons((one) => one === role) : [] }))
      .filter((one) => one.buttons.length > 0),
  };
}

export async function showSettings(context: Context): Promise<Say> {
  return say(views.settingsPage(await readSettingsParts(context), mayUse(context.actor, 'coordinator')));
}

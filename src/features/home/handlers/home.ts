import { mayUse } from '../../../bot/audience.ts';
import type { Context } from '../../../bot/feature.ts';
import { drawWaiting, HOME_PAGE } from '../../../bot/home.ts';
import { drawStanding, readStandingCards } from '../../../bot/messages/waiting.ts';
import type { HomeAction, Waiting } from '../../../bot/page-parts.ts';
import { type Say, say } from '../../../chat/reply.ts';
import * as views from '../views/home.ts';
import { readHomeParts, readSettingsParts } from './parts.ts';

/** Of what is coming up. */
const MOST_COMING = 5;

/** One page of what waits; only its cards are drawn. */
export async function showHome(context: Context, page = 0): Promise<Say> {
  const parts = await readHomeParts(context);
  const standing = await readStandingCards(context);
  const waiting: Waiting[] = [
    ...standing.waiting.map((card) => async () => (await drawStanding(context, [card]))[0]?.card),
    ...parts.flatMap((part) => part.waiting),
  ];
  const from = page * HOME_PAGE < waiting.length ? page * HOME_PAGE : 0;
  const cards = await drawWaiting(waiting.slice(from, from + HOME_PAGE));
  const coming = from === 0 ? await drawStanding(context, standing.coming.slice(0, MOST_COMING)) : [];
  const blocks = from === 0 ? parts.flatMap((part) => part.blocks) : [];
  return say(
    views.homePage(context.actor, {
      ...{ cards, blocks, from, all: waiting.length },
      coming: coming.flatMap((one) => one.coming ?? []),
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

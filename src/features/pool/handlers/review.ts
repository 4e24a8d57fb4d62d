import type { Context } from '../../../bot/feature.ts';
import { type OpenForm, open, type Say, say, type Update, update } from '../../../chat/reply.ts';
import { inListWords, readSkills } from '../../../directory/skills.ts';
import { lookOver as markLooked } from '../operations.ts';
import type { Part } from '../routes.ts';
import { areaKey, skillKey, skillsWanted, type Thin, thinIn } from '../rules/review.ts';
import * as store from '../store/figures.ts';
import * as views from '../views/review.ts';

type Wanted = Awaited<ReturnType<typeof store.readWanted>>;

const readThinSkills = async ({ tx }: Context, wanted: Wanted): Promise<Thin[]> =>
  thinIn(
    await store.readSkills(tx),
    inListWords(
      await readSkills(tx),
      wanted.flatMap(({ skills }) => skillsWanted(skills)),
    ),
    skillKey,
  );
const readThinAreas = async ({ tx }: Context, wanted: Wanted): Promise<Thin[]> =>
  thinIn(
    await store.readAreas(tx),
    wanted.map(({ region }) => region),
    areaKey,
  );

/** A6: in as many statements however many people there are. */
export async function openPool(context: Context): Promise<OpenForm> {
  const { tx, now } = context;
  const wanted = await store.readWanted(tx, now);
  const [figures, skills, areas] = [
    await store.readFigures(tx, now),
    await readThinSkills(context, wanted),
    await readThinAreas(context, wanted),
  ];
  return open(views.poolPage({ figures, skills, areas }));
}

export async function openPart(
  context: Context,
  { part, page }: { part: Part; page: number },
): Promise<OpenForm> {
  const { tx, now } = context;
  if (part === 'never' || part === 'often') {
    const limit = views.NAMES_PAGE;
    const names = await store.readAsked(tx, now, part, { from: page * limit, limit: limit + 1 });
    return open(views.namesPage(part, names.slice(0, limit), page, names.length > limit));
  }
  const wanted = await store.readWanted(tx, now);
  const all = await (part === 'skills' ? readThinSkills : readThinAreas)(context, wanted);
  return open(views.thinPage(part, all, page));
}

export async function lookOver(
  context: Context,
  input: { day: string; isDone: boolean },
): Promise<Say | Update> {
  const shown = await markLooked(context, input);
  return shown ? update(shown) : say(views.reviewPassed);
}

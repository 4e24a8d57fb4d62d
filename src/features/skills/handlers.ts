import type { z } from 'zod';
import type { Binding, Context, Feature } from '../../bot/feature.ts';
import { OWN_PAGES } from '../../bot/home.ts';
import { on } from '../../bot/on.ts';
import { type Invalid, invalid, type OpenForm, open, type Say, say } from '../../chat/reply.ts';
import { namesHealth } from '../../directory/health-words.ts';
import { MOST_SKILLS, readSkills, type Skill, skillById, skillByWords } from '../../directory/skills.ts';
import { recordAudit } from '../../store/audit.ts';
import { plainly } from '../../text/normalise.ts';
import { relist } from './operations.ts';
import * as permissions from './permissions.ts';
import * as routes from './routes.ts';
import { ownWords } from './rules.ts';
import * as store from './store.ts';
import * as views from './views.ts';

async function showPage({ tx }: Context): Promise<OpenForm> {
  const all = await readSkills(tx);
  return open(views.skillsPage(all, ownWords(all, await store.readTyped(tx))));
}

const audit = ({ tx, actor, now }: Context, action: string, id: string) =>
  recordAudit(tx, { at: now, actor: actor.member, action, record: `skill:${id}` });

const isFull = (all: readonly Skill[]) => all.filter(({ state }) => state === 'listed').length >= MOST_SKILLS;

type Words = { values: { words: string } };

async function add(context: Context, { values: { words } }: Words): Promise<Say | Invalid> {
  const { tx } = context;
  if (namesHealth(words)) return invalid({ words: views.isHealth });
  const all = await store.lockSkills(tx);
  const there = all.find(({ key }) => key === plainly(words));
  if (there?.state === 'listed') return invalid({ words: views.isThere(there.words) });
  if (there?.state === 'retired') return invalid({ words: views.isRetired(there.words) });
  if (isFull(all)) return invalid({ words: views.isFull });
  await audit(context, 'skill.added', await store.addSkill(tx, words));
  await relist(context);
  return say(views.added(words));
}

async function openChange({ tx }: Context): Promise<OpenForm | Say> {
  const all = await readSkills(tx);
  return all.length > 0 ? open(views.changeForm(all)) : say(views.none);
}

async function change(
  context: Context,
  { values: { skill: id, what } }: { values: z.output<typeof routes.change.input> },
): Promise<OpenForm | Say | Invalid> {
  const { tx } = context;
  const all = await store.lockSkills(tx);
  const skill = skillById(all, id);
  if (skill?.id !== id) return say(views.gone);
  switch (what) {
    case 'rename':
      return open(views.renameForm(skill, await store.countHolding(tx, skill.words)));
    case 'merge':
      return openMerging(all, { skill });
    case 'retire':
      if (skill.state !== 'retired') {
        await store.setState(tx, id, 'retired');
        await audit(context, 'skill.retired', id);
      }
      return say(views.retired(skill.words));
    case 'list':
      if (skill.state !== 'listed') {
        if (isFull(all)) return invalid({ what: views.isFull });
        await store.setState(tx, id, 'listed');
        await audit(context, 'skill.listed', id);
      }
      return say(views.offeredAgain(skill.words));
  }
}

async function rename(
  context: Context,
  { state: { skill: id }, values: { words } }: Words & { state: { skill: string } },
): Promise<Say | Invalid> {
  const { tx } = context;
  if (namesHealth(words)) return invalid({ words: views.isHealth });
  const all = await store.lockSkills(tx);
  const skill = skillById(all, id);
  if (skill?.id !== id) return say(views.gone);
  const there = skillByWords(all, words);
  if (there && there.id !== id) return invalid({ words: views.isThere(there.words) });
  if (words !== skill.words) {
    await store.renameSkill(tx, skill, words);
    await audit(context, 'skill.renamed', id);
    await relist(context, { from: skill.words, to: words });
  }
  return say(views.renamed(skill.words, words));
}

const openMerging = (all: readonly Skill[], from: { own: string } | { skill: Skill }): OpenForm | Say => {
  const isOther = (one: Skill) => one.state === 'listed' && ('own' in from || one.id !== from.skill.id);
  return all.some(isOther) ? open(views.mergeForm(all, from)) : say(views.noOther);
};

/** Of two coordinators the later one is told; nobody's words move twice. */
async function merge(
  context: Context,
  { state: from, values }: { state: z.output<typeof routes.merge.state>; values: { into: string } },
): Promise<Say> {
  const { tx } = context;
  const all = await store.lockSkills(tx);
  const into = skillById(all, values.into);
  if (into?.id !== values.into || into.state !== 'listed') return say(views.gone);
  const known = from.skill === undefined ? undefined : skillById(all, from.skill);
  const words = known?.words ?? from.own;
  if (words === undefined || known?.id !== from.skill || known?.id === into.id) return say(views.gone);
  if (!known && skillByWords(all, words)) return say(views.gone);
  if (known) await store.mergeSkill(tx, known.id, into.id);
  else await store.nameSame(tx, words, into.id);
  await audit(context, 'skill.merged', into.id);
  await relist(context, { from: words, to: into.words });
  return say(views.merged(words, into.words));
}

const bindings: readonly Binding[] = [
  on(routes.skills, showPage),
  on(routes.openSkills, showPage),
  on(routes.openAdd, (_context, { own }) => open(views.addForm(own))),
  on(routes.add, add),
  on(routes.openChange, openChange),
  on(routes.change, change),
  on(routes.rename, rename),
  on(routes.openMerge, async ({ tx }, { own }) => openMerging(await readSkills(tx), { own })),
  on(routes.merge, merge),
];

/** One vocabulary of skills, for profiles, briefs and buddies; each use keeps its own answers. */
export const skills: Feature = {
  name: 'skills',
  permissions,
  helpLine: OWN_PAGES,
  privacy: { auditLabels: views.AUDIT_LABELS },
  bindings,
  settings: async () => ({ place: 7, rows: [], coordinating: [views.skillsButton] }),
};

import { z } from 'zod';
import { action, formAction, submission } from '../../chat/route.ts';
import { CHOOSE, filled, ids, nothing, someone, words } from '../../chat/typed.ts';
import { PACK_PARTS } from '../placements/rules/checklist.ts';
import { neededDays } from '../placements/rules/days.ts';
import { RELEASE_FIELDS } from '../placements/rules/release.ts';
import * as may from './permissions.ts';
import { AUDIENCES } from './rules/audience.ts';

const project = z.object({ project: z.uuid() });
const placement = z.object({ placement: z.uuid() });
/** More are chosen in several goes: a button holds so many. */
export const MOST_CHOSEN = 20;
const people = z
  .array(z.uuid())
  .max(MOST_CHOSEN, `Please choose at most ${MOST_CHOSEN} people at once.`)
  .default([]);

export const showProject = action('project.show', project, may.runProject, { reads: true });
export const openChoice = formAction('project.choose', project, may.runProject, { reads: true });
export const choose = submission('project.chosen', project, z.object({ peers: ids }), may.runProject);
export const ask = action('project.ask', project.extend({ peers: people }), may.runProject);
/** A5: who was suggested, and why. */
export const openSuggestions = formAction('project.suggestions', project, may.runProject, { reads: true });
export const keep = action('project.keep', nothing, may.keepAsItIs, { reads: true });

export const showPeople = action(
  'project.people',
  project.extend({ page: z.int().min(0).max(50).default(0) }),
  may.runProject,
  { reads: true },
);
export const openRuling = formAction('project.rule', placement, may.runProject);
/** The same of the first who waits for it, from the project’s card, which names nobody. */
export const openNextRuling = formAction('project.rule-next', project, may.runProject);
/** `answeredAt`: the answer that was decided about; another one meanwhile is shown first. */
export const rule = submission(
  'project.ruling',
  placement.extend({ answeredAt: z.iso.datetime().optional() }),
  z.object({
    ruling: z.enum(['clear', 'conditions', 'excluded'], 'Please choose one.'),
    conditions: words(500).optional(),
    reason: words(1000).optional(),
  }),
  may.runProject,
);

/** Ours: more of one host need not each have the names. */
const MOST_RECIPIENTS = 3;
const handedOver = z.array(z.enum(RELEASE_FIELDS)).default([]);
export const openRelease = formAction('project.release', project, may.runProject, { reads: true });
export const previewRelease = submission(
  'project.release-preview',
  project,
  z.object({
    peers: ids,
    fields: handedOver,
    to: words(200).optional(),
    here1: someone.optional(),
    here2: someone.optional(),
    here3: someone.optional(),
  }),
  may.runProject,
);
export const release = submission(
  'project.released',
  project.extend({
    peers: people,
    fields: handedOver,
    to: filled(200).optional(),
    here: z.array(z.uuid()).max(MOST_RECIPIENTS).default([]),
  }),
  z.object({}),
  may.runProject,
);
export const openReleased = formAction('project.handed-over', placement, may.runProject, { reads: true });
/** It did not go after all. */
export const recall = action('project.recall', placement, may.runProject);
/** `sure`: also where it is one more than there are places, or they are on another team that day. */
export const agree = action(
  'project.agree',
  placement.extend({ sure: z.boolean().optional() }),
  may.runProject,
);
/** Whoever got it elsewhere has deleted it: of one person, or of all of whom it was to be. */
export const noteDeleted = action(
  'project.deleted-at-host',
  project.extend({ placement: z.uuid().optional() }),
  may.runProject,
);
/** “Host agreed” was pressed for the wrong person. */
export const unagree = action('project.unagree', placement, may.runProject);
export const passOver = action('project.pass-over', placement, may.runProject);
export const openNoteOf = formAction('project.note', placement, may.runProject);

export const askToThank = action('project.ask-to-thank', project, may.runProject, { reads: true });
export const thank = action('project.thank', project, may.runProject);
export const askToCancel = action('project.ask-to-cancel', project, may.runProject, { reads: true });
export const cancel = action('project.cancel', project, may.runProject);

/** A25: other days. */
export const openMove = formAction('project.move', project, may.runProject, { reads: true });
export const previewMove = submission('project.move-preview', project, z.object(neededDays), may.runProject);
/** `moved`: how often they had moved when this was shown. */
export const move = action(
  'project.moved',
  project.extend({ days: z.array(z.iso.date()).max(5), moved: z.int().min(0) }),
  may.runProject,
);

const parts = z.array(z.enum(PACK_PARTS)).default([]);
/** One tick for all of them. */
export const WHOLE_PACK = 'all';
/** A14, A22, A24: what those on the team get before the first day. */
export const openPreparation = formAction('project.preparation', project, may.runProject);
/** `sent`: what of the pack everybody had had when it was opened. */
export const prepare = submission(
  'project.prepared',
  project.extend({ sent: parts }),
  z.object({
    parts: z.array(z.enum([...PACK_PARTS, WHOLE_PACK])).default([]),
    insurance: z.enum(['no', 'yes'], CHOOSE),
    context: words(2000).optional(),
  }),
  may.runProject,
);
export const openNeedsOf = formAction('project.needs', placement, may.runProject);

/** Ours: what a second screen carries along. */
export const MOST_WRITTEN = 1000;
const writing = { to: z.enum(AUDIENCES, CHOOSE), words: filled(MOST_WRITTEN) };
/** Where to come to, what to bring, thank you. */
export const openWriting = formAction('project.write', project, may.runProject, { reads: true });
export const previewWriting = submission(
  'project.write-preview',
  project,
  z.object(writing),
  may.runProject,
  { reads: true },
);
export const write = submission('project.written', project.extend(writing), z.object({}), may.runProject);
/** To print: who said yes, and when they can. */
export const openList = formAction('project.list', project, may.runProject);

/** A13: those in reserve, one after another; begins by itself when somebody withdraws. */
export const seek = action('project.seek', project, may.runProject);
export const stopSeeking = action('project.stop-seeking', project, may.runProject);

/** Who stands in for its manager. */
export const showDeputy = action('project.deputy', project, may.runProject, { reads: true });
/** To whom names are handed, for whoever runs it. */
export const openHost = formAction('project.host', project, may.runProject);
export const openNaming = formAction('project.name-deputy', project, may.nameDeputy, { reads: true });
export const askDeputy = submission(
  'project.deputy-named',
  project,
  z.object({ member: someone }),
  may.nameDeputy,
);
export const askToEndDeputy = action('project.ask-to-end-deputy', project, may.nameDeputy, { reads: true });
export const endDeputy = action('project.end-deputy', project, may.nameDeputy);

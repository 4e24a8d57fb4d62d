import { type Act, onPlacement, onProject, presser, runner, some } from './act.ts';
import { asFields, CALL_OUT_ACTS, someDays } from './call-out-acts.ts';
import type { PlacementRow, ProjectRow, View } from './view.ts';
import { placedOn, projectOf, running, type Secret } from './world.ts';

const RUNNING = ['calling', 'choosing', 'confirmed', 'under-way'];
const placedIn = (view: View, project: ProjectRow) =>
  view.placements.filter((one) => one.project === project.id);

const mayBeChosen = ({ state }: PlacementRow): boolean =>
  ['interested', 'reserve', 'thanked', 'offered'].includes(state);

const chooseThem = onProject(
  'chooses people',
  22,
  RUNNING,
  (world, project, view) => {
    const all = placedIn(view, project);
    const fitting = all.filter(mayBeChosen);
    const peers = some(world.dice, fitting.length > 0 ? fitting : all, 4).map(({ peer }) => peer);
    const who = runner(world, project);
    return { run: () => world.press(who, 'project.ask', { project: project.id, peers }) };
  },
  (project, view) => placedIn(view, project).some(mayBeChosen),
);

const LIVE = ['chosen', 'released', 'confirmed'];

const rule = onPlacement(
  'rules',
  30,
  [...LIVE, 'excluded'],
  (world, placed, view) => {
    const { dice } = world;
    const project = projectOf(view, placed.project) as ProjectRow;
    const ruling = dice.pick(['clear', 'clear', 'clear', 'clear', 'conditions', 'excluded']);
    const who = runner(world, project);
    const reason = world.plant('reason', (_view, reader) => reader === who.member);
    const conditions = world.plant(
      'conditions',
      (now, reader) => reader === placed.peer || running(placed.project)(now, reader),
    );
    const answeredAt = dice.below(12) === 0 ? undefined : (placed.answeredAt ?? undefined);
    return {
      says: ruling,
      async run() {
        await world.press(who, 'project.rule', { placement: placed.id });
        const values = { ruling, reason, ...(ruling === 'conditions' && { conditions }) };
        await world.submit(who, 'project.ruling', { placement: placed.id, answeredAt }, values);
      },
    };
  },
  ({ ruling, isOpen }) => ruling === null && !isOpen,
);

const ruleAgain = { ...rule, name: 'rules again', weight: 2 } satisfies Act;

const wasPassedTo =
  (project: string, peers: readonly string[]): Secret['may'] =>
  (view, reader) =>
    running(project)(view, reader) || (reader !== undefined && peers.includes(reader));

const isReady = ({ state, ruling, isOpen, needsEmployer, daysAsked }: PlacementRow): boolean =>
  state === 'chosen' && ruling !== null && !isOpen && !needsEmployer && !daysAsked;

/** The two forms that hand names over; the second may be sent much later. */
const handOver = onProject(
  'hands names to the host',
  26,
  ['choosing', 'confirmed', 'under-way'],
  (world, project, view) => {
    const { dice } = world;
    const ready = placedIn(view, project).filter(isReady);
    const all = ready.length > 0 && dice.below(5) > 0 ? ready : placedIn(view, project);
    const chosen = some(dice, all, 3);
    const peers = chosen.map(({ id }) => id);
    const to = world.plant(
      'recipient',
      wasPassedTo(
        project.id,
        chosen.map(({ peer }) => peer),
      ),
    );
    const who = runner(world, project);
    const isLate = dice.below(6) === 0;
    // Cora answers for every host that is here; to whom else is in words.
    const here1 = dice.below(2) === 0 ? (world.everybody[0]?.member ?? '') : undefined;
    return {
      says: chosen.map(({ name }) => name).join(' and '),
      async run() {
        const preview = await world.submit(
          who,
          'project.release-preview',
          { project: project.id },
          {
            peers,
            fields: ['organisation'],
            to,
            ...(here1 !== undefined && { here1 }),
          },
        );
        if (preview.kind !== 'form' || !preview.form.state) return;
        const form = {
          form: preview.form.route ?? '',
          state: JSON.parse(preview.form.state),
          project: project.id,
        };
        if (isLate) world.previews.push(form);
        else await world.submit(who, form.form, form.state, {});
      },
    };
  },
  (project, view) => placedIn(view, project).some(isReady),
);

/** What a host says in the bot: whoever got the names, now and then somebody who guessed. */
const sayForHost: Act = {
  name: 'answers for a host',
  weight: 10,
  plan(world, view) {
    const { dice } = world;
    const open = view.recipients.filter(({ placements }) => placements.length > 0);
    if (open.length === 0) return undefined;
    const { id: recipient, member, placements } = dice.pick(open);
    const who = presser(world, member);
    const [agreed, other] = [some(dice, placements, 2), some(dice, placements, 1)];
    return {
      says: who.person.name,
      async run() {
        await world.press(who, 'host.names', { recipient });
        const values: Record<string, string[]> = dice.below(3) === 0 ? { other } : { agreed };
        await world.submit(who, 'host.answered', { recipient }, values);
      },
    };
  },
};

const deleteAtHost: Act = {
  name: 'deletes what they got for a host',
  weight: 3,
  plan(world, view) {
    const asked = view.recipients.flatMap(({ member, deletions }) =>
      deletions.map((deletion) => ({ member, deletion })),
    );
    if (asked.length === 0) return undefined;
    const { member, deletion } = world.dice.pick(asked);
    const who = presser(world, member);
    return { says: who.person.name, run: () => world.press(who, 'host.deleted', { deletion }) };
  },
};

const handOverLate: Act = {
  name: 'sends an old preview',
  weight: 2,
  plan(world, view) {
    const preview = world.previews.length > 0 ? world.dice.pick(world.previews) : undefined;
    const project = preview && projectOf(view, preview.project);
    if (!preview || !project) return undefined;
    const who = runner(world, project);
    return {
      says: `${who.person.name}, of ${project.theme}`,
      run: () => world.submit(who, preview.form, preview.state, {}),
    };
  },
};

const agree = onPlacement('notes that the host agreed', 26, ['released'], (world, placed, view) => {
  const sure = world.dice.below(6) === 0;
  const who = runner(world, projectOf(view, placed.project) as ProjectRow);
  return {
    ...(sure && { says: 'sure', knows: true }),
    run: () => world.press(who, 'project.agree', { placement: placed.id, ...(sure && { sure }) }),
  };
});

const placedButton = (name: string, weight: number, states: string[], route: string): Act =>
  onPlacement(name, weight, states, (world, placed, view) => {
    const who = runner(world, projectOf(view, placed.project) as ProjectRow);
    return { run: () => world.press(who, route, { placement: placed.id }) };
  });
const projectButton = (name: string, weight: number, states: string[], route: string): Act =>
  onProject(name, weight, states, (world, project) => {
    const who = runner(world, project);
    return { run: () => world.press(who, route, { project: project.id }) };
  });

/** The two screens; the second may have stood there since before they moved last. */
const move = onProject('moves the days', 3, RUNNING, (world, project, view) => {
  const { dice } = world;
  const days = someDays(world, view);
  const moved = dice.below(8) === 0 ? Math.max(0, project.daysMoved - 1) : project.daysMoved;
  const who = runner(world, project);
  return {
    says: `to ${days}`,
    async run() {
      await world.submit(who, 'project.move-preview', { project: project.id }, asFields(days));
      await world.press(who, 'project.moved', { project: project.id, days, moved });
    },
  };
});

const prepare = onProject('notes what was sent', 3, RUNNING, (world, project) => {
  const { dice } = world;
  const parts = some(dice, ['purchase-order', 'expenses', 'dates', 'fees'], 4);
  const context = world.plant('context', (view, reader) => {
    const placed = placedOn(view, project.id, reader);
    return running(project.id)(view, reader) || (placed?.state === 'confirmed' && placed.undertaken);
  });
  const values = { parts, insurance: dice.pick(['no', 'yes']), ...(dice.below(2) === 0 && { context }) };
  const who = runner(world, project);
  return { run: () => world.submit(who, 'project.prepared', { project: project.id }, values) };
});

const PLACED = ['released', 'confirmed'];

export const MANAGER_ACTS: readonly Act[] = [
  ...CALL_OUT_ACTS,
  chooseThem,
  rule,
  ruleAgain,
  handOver,
  handOverLate,
  sayForHost,
  deleteAtHost,
  placedButton('says that it did not go', 2, ['released'], 'project.recall'),
  agree,
  placedButton('says that the host did not agree to them', 1, ['confirmed'], 'project.unagree'),
  placedButton('takes somebody else', 3, [...PLACED, 'chosen'], 'project.pass-over'),
  projectButton('thanks those who are not needed', 3, ['confirmed', 'under-way'], 'project.thank'),
  projectButton('asks those in reserve', 3, ['choosing', 'under-way'], 'project.seek'),
  projectButton('stops asking those in reserve', 1, RUNNING, 'project.stop-seeking'),
  move,
  prepare,
  projectButton('calls it off', 1, ['choosing', 'confirmed', 'under-way'], 'project.cancel'),
];

import type { SeatWords } from '../../../bot/seats.ts';
import { field } from '../../../chat/field.ts';
import type { Form } from '../../../chat/form.ts';
import { bold, type Card, type Message, message, paragraph, small } from '../../../chat/message.ts';
import { button, form, readingView } from '../../../chat/route.ts';
import { confirm } from '../../../chat/words.ts';
import { firstName } from '../../../text/name.ts';
import { asSeenBy } from '../../placements/rules/deputy.ts';
import type { Placed } from '../../placements/store/placements.ts';
import type { Project } from '../../placements/store/projects.ts';
import { stepOutButton } from '../../roles/rules.ts';
import * as routes from '../routes.ts';
import { deputyButton, projectButton } from '../rules/links.ts';

/** What somebody is asked, and has, who stands in for a project's manager. */
export function deputyWords({ id, theme, manager }: Project): SeatWords {
  const first = firstName(manager.name);
  const shut = `What peers tell ${first} in confidence stays shut for you, and for ${first} to decide about.`;
  return {
    what: `Deputy for “${theme}”`,
    asks: `You’d run it when ${manager.name} is away: choose people, hand names to the host, and hear what ${first} hears. ${shut}`,
    holds: `You run it when ${manager.name} is away, and its cards come to you, too. ${shut}`,
    open: deputyButton(id),
  };
}

/** The page of everybody, with who stands in. */
export function withDeputy(page: Message, project: Project, reader: string): Message {
  if (!page.card) return page;
  const card = asSeenBy(page.card, project, reader);
  return message({ ...card, actions: [...(card.actions ?? []), deputyButton(project.id)] });
}

/** To whoever stands in, in the place of what was told: not who, and not what. */
export const toldCard = ({ project }: Placed): Card => ({
  title: 'Somebody told something in confidence',
  body: [
    paragraph(
      `${project.theme}: about the host. ${project.manager.name} alone reads it, and decides what it means.`,
    ),
  ],
  actions: [button(routes.showPeople, 'The people', { project: project.id })],
});

/** In the place of the form to decide, for whoever stands in. */
export const shutRuling = ({ name, project }: Placed): Form =>
  readingView(
    'Shut for you',
    paragraph(bold(name), `: ${project.theme}.`),
    paragraph(
      `They told ${project.manager.name} something. It’s shut for you, and nobody else reads it: so deciding about it is for ${firstName(project.manager.name)}.`,
    ),
    small('If it can’t wait, please ring them. You can go on with everybody who said “no conflict”.'),
  );

export const managersToDecide = ({ project }: Placed): Message =>
  message({
    title: `That’s for ${project.manager.name} to decide`,
    body: [
      paragraph(
        'They told something in confidence, and whoever can’t read it doesn’t decide. Nothing was changed.',
      ),
    ],
    actions: [button(routes.showPeople, 'The people', { project: project.id })],
  });

export const endedCard = ({ theme, manager }: Project): Card => ({
  title: `It’s over: ${theme}`,
  body: [
    paragraph(`Its last day has passed. Thank you for standing in for ${manager.name}: that’s over with it.`),
  ],
});

export const calledOffCard = ({ project, by }: { project: Project; by: string }): Card => ({
  title: `Called off: ${project.theme}`,
  body: [
    paragraph(`${by} has called it off. Everybody concerned is being told, with thanks first.`),
    small('If names are with the host, please see to it that the host deletes what they got.'),
  ],
});

// --- who stands in -----------------------------------------------------------------------------------------------------

/** Somebody who was asked, or has said yes. */
export interface StandIn {
  seat: string;
  name: string;
  state: 'offered' | 'accepted';
}

const WHAT =
  'A deputy runs it when you’re away: they choose people, hand names to the host, and hear what you hear. They don’t read what peers tell you in confidence, and don’t decide about it.';

/** For its manager. */
export function deputyPage({ id, theme }: Project, standIn: StandIn | undefined): Message {
  const about = { project: id };
  const says = !standIn
    ? `Nobody stands in for you on “${theme}”.`
    : standIn.state === 'offered'
      ? `“${theme}”: I’ve asked ${standIn.name}, who hasn’t answered yet.`
      : `“${theme}”: ${standIn.name} stands in for you.`;
  const act = !standIn
    ? button(routes.openNaming, 'Name a deputy', about, 'primary')
    : standIn.state === 'offered'
      ? button(routes.endDeputy, 'Take it back', about)
      : button(routes.askToEndDeputy, 'End it', about);
  return message({
    title: 'Who stands in for you',
    body: [paragraph(says), small(WHAT)],
    actions: [act, projectButton(id)],
  });
}

/** For whoever stands in. */
export const ownDeputyPage = (project: Project, { seat }: StandIn): Message =>
  message({
    title: 'You stand in here',
    body: [paragraph(`${deputyWords(project).what}. ${deputyWords(project).holds}`)],
    actions: [
      button(routes.openHost, 'Who the host is', { project: project.id }),
      stepOutButton(seat),
      projectButton(project.id),
    ],
  });

/** In confidence, for whoever hands names over. */
export const hostPage = ({ theme }: Project, host: string | undefined): Form =>
  readingView(
    'In confidence',
    paragraph(bold(theme), '.'),
    paragraph('The host is ', bold(host ?? 'not known here any more'), '.'),
    small('Please keep that to yourself and the team. That you opened this is written down.'),
  );

export const namingForm = ({ id, theme }: Project): Form =>
  form(
    routes.askDeputy,
    { project: id },
    {
      title: 'Name a deputy',
      submit: 'Ask them',
      body: [
        paragraph(bold(theme), '.'),
        small(WHAT),
        small('They’re asked first, and can say no without a reason. You hear what they say.'),
      ],
      fields: [
        field.member('member', 'Who could stand in for you?', {
          hint: 'Another project manager or coordinator, who wasn’t asked to take part.',
        }),
      ],
    },
  );

export const deputyAsked = ({ id }: Project): Message =>
  message({
    title: 'They’re asked',
    body: [paragraph('Nothing changes until they say yes. I’ll tell you what they say.')],
    actions: [deputyButton(id)],
  });

export const confirmEnd = ({ id, theme }: Project, { name }: StandIn): Message =>
  confirm({
    title: 'End it?',
    says: [`${name} stands in for you on “${theme}”. They’re told, with thanks, and its cards leave them.`],
    yes: button(routes.endDeputy, 'End it', { project: id }, 'danger'),
    no: button(routes.keep, 'Keep it', {}),
  });

export const deputyEnded = ({ id }: Project): Message =>
  message({
    title: 'Nobody stands in for you now',
    body: [paragraph('They’ve been told, as far as they had read of it.')],
    actions: [deputyButton(id)],
  });
export const nobodyStandsIn = ({ id }: Project): Message =>
  message({
    title: 'Nobody stands in for you',
    body: [paragraph('Nothing was changed: they may have stepped out, or said no.')],
    actions: [deputyButton(id)],
  });

export const projectOver = 'This project is over, so that nobody needs to stand in.';
export const notSentYet =
  'Please send the call-out first: until then nobody knows who will be asked to take part.';
export const takesPart = 'They were asked to take part in it. Please choose somebody else.';
export const managesIt = 'They run it themselves. Please choose somebody else.';
export const ofTheHost = 'They’re from the host itself. Please choose somebody else.';
/** What was done is for its manager to follow up, whose page stays open. */
export const cancelled = ({ manager }: Project): Message =>
  message({
    title: 'It’s called off',
    body: [
      paragraph(
        `Everybody concerned is being told, with thanks first, and so is ${manager.name}. Standing in is over with it: thank you. If names are with the host, ${firstName(manager.name)} can see whose.`,
      ),
    ],
  });

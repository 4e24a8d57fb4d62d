import type { Sender } from '../../chat/inbound.ts';
import { at, idAt } from './json.ts';

/** Where this bot is installed, as auth.test names it: a workspace, or a whole organisation of them (Grid). */
export interface Home {
  team?: string | undefined;
  enterprise?: string | undefined;
}

/** What users.info says of where somebody belongs; somebody of a Grid organisation is in several workspaces. */
export interface Belonging {
  team?: string | undefined;
  enterprise?: string | undefined;
  teams?: readonly string[];
}

/** What one payload says of who acts, and where. */
export interface Who {
  user: string;
  /** The workspace or organisation of the person, where the payload names it. */
  own?: string | undefined;
  /** Where it happened: with Slack Connect often another's. */
  team?: string | undefined;
  /** The organisation of `team`. */
  enterprise?: string | undefined;
  /** Everything else that the payload names, the installation among it. */
  named: readonly string[];
  /** Where the app is installed that was told of it, where the payload says so. */
  installation: readonly string[];
  home: Home;
}

/**
 * Reads each kind of payload as docs.slack.dev describes it. `team` of an interaction is null after an org-wide install,
 * its `enterprise` is that of the installed app, not of the person, and `view.app_installed_team_id` tells when a form
 * was sent from somewhere else. An event names the person's team only where it is somebody's words: in `said`, which is
 * within the event where it tells of a change.
 */
export function whoActs(body: unknown, home: Home, said: unknown = at(body, 'event')): Who | undefined {
  const user = idAt(body, 'user.id') ?? idAt(body, 'user_id') ?? idAt(said, 'user');
  if (user === undefined) return undefined;
  const isEvent = at(body, 'event') !== undefined;
  const team = idAt(body, 'team.id') ?? idAt(body, 'team_id') ?? idAt(body, 'context_team_id');
  const installed = idAt(body, 'view.app_installed_team_id') ?? idAt(body, 'authorizations.0.team_id');
  const ofInstallation =
    idAt(body, 'enterprise.id') ??
    idAt(body, 'enterprise_id') ??
    idAt(body, 'context_enterprise_id') ??
    idAt(body, 'authorizations.0.enterprise_id');
  const isHere = installed === undefined || team === undefined || installed === team;
  const own = isEvent
    ? (idAt(said, 'user_team') ?? idAt(said, 'source_team') ?? idAt(said, 'team'))
    : idAt(body, 'user.team_id');
  const named = [installed, ofInstallation, idAt(body, 'view.team_id'), idAt(body, 'context_team_id')];
  return {
    user,
    own,
    team,
    enterprise: idAt(body, 'team.enterprise_id') ?? (isHere ? ofInstallation : undefined),
    named: named.filter((id) => id !== undefined),
    // Without its workspace the organisation alone says nothing: it may be that of a visitor.
    installation: installed === undefined ? [] : [installed, ofInstallation].filter((id) => id !== undefined),
    home,
  };
}

const isEnterprise = (id: string | undefined): id is string => id?.startsWith('E') === true;

/**
 * THE rule for whose account it is: the person's own organisation on Grid, or else their own workspace; never the one
 * where the app happens to be installed, unless Slack names no other.
 */
export function ownWorkspace({ own, team, enterprise, home }: Who, known: Belonging = {}): string {
  if (isEnterprise(own)) return own;
  if (known.enterprise !== undefined) return known.enterprise;
  const theirs = own ?? known.team;
  if (theirs !== undefined && theirs !== team) {
    // After an org-wide install no team is named. Whoever users.info knows outside of any organisation is a visitor.
    const isVisitor = team !== undefined || enterprise === undefined || known.team !== undefined;
    if (isVisitor) return theirs;
  }
  return enterprise ?? theirs ?? team ?? home.enterprise ?? home.team ?? 'unknown';
}

/** Within one installation a user's id means one person: an account under any name that is given here is theirs. */
export function identify(who: Who, known: Belonging = {}): Sender {
  const workspace = ownWorkspace(who, known);
  const { own, team, enterprise, named, installation, home } = who;
  const all = [own, team, enterprise, ...named, known.team, known.enterprise, ...(known.teams ?? [])];
  const others = new Set([...all, home.team, home.enterprise].filter((id) => id !== undefined));
  others.delete(workspace);
  return {
    platform: 'slack',
    workspace,
    user: who.user,
    alsoIn: [...others],
    ...(installation.length > 0 && { installation }),
  };
}

/** Where it happened, for conversations: the installation that was told of it. */
export const placeOf = (who: Who): string => who.team ?? who.enterprise ?? ownWorkspace(who);

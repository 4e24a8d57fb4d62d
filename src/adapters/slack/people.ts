import type { WebClient } from '@slack/web-api';
import type { Sender } from '../../chat/inbound.ts';
import { type Belonging, identify, type Who } from './identity.ts';
import { at, textAt } from './json.ts';

type Details = Pick<Sender, 'name' | 'timeZone' | 'email'> & { belongs?: Belonging };

const cachedMs = 60 * 60_000;
/** After a failure we ask again sooner, but not for every press. */
const failedMs = 60_000;
const lookupMs = 800;
const mostPeople = 5_000;

/** Names, zones and where somebody belongs, from users.info, about hourly (100 calls a minute per workspace). Never fails, never takes over 800 ms. */
export function lookUpPeople(client: () => WebClient, now: () => number): (who: Who) => Promise<Sender> {
  const known = new Map<string, { until: number; details: Promise<Details> }>();

  const ask = async (user: string): Promise<Details> => {
    const { user: found } = await client().users.info({ user });
    if (at(found, 'deleted') === true) return {};
    const name =
      textAt(found, 'profile.display_name') ??
      textAt(found, 'profile.real_name') ??
      textAt(found, 'real_name');
    const timeZone = textAt(found, 'tz');
    // Only where the workspace granted users:read.email.
    const email = textAt(found, 'profile.email');
    return {
      belongs: belongingOf(found),
      ...(name !== undefined && { name }),
      ...(timeZone !== undefined && { timeZone }),
      ...(email !== undefined && { email }),
    };
  };

  const details = (user: string): Promise<Details> => {
    const cached = known.get(user);
    if (cached && cached.until > now()) return cached.details;
    if (known.size >= mostPeople) known.clear();
    const entry = { until: now() + cachedMs, details: Promise.resolve<Details>({}) };
    entry.details = ask(user).catch(() => {
      entry.until = now() + failedMs;
      return {};
    });
    known.set(user, entry);
    return entry.details;
  };

  return async (who) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Details>((resolve) => {
      timer = setTimeout(() => resolve({}), lookupMs);
    });
    const { belongs, ...found } = await Promise.race([details(who.user), late]);
    clearTimeout(timer);
    return { ...identify(who, belongs), ...found };
  };
}

function belongingOf(found: unknown): Belonging {
  const teams = at(found, 'enterprise_user.teams');
  return {
    team: textAt(found, 'team_id'),
    enterprise: textAt(found, 'enterprise_user.enterprise_id'),
    teams: Array.isArray(teams) ? teams.filter((team): team is string => typeof team === 'string') : [],
  };
}

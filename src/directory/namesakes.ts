import type { MemberId } from '../chat/message.ts';
import type { Tx } from '../store/database.ts';
import { cut } from '../text/cut.ts';
import { lookAlike } from '../text/normalise.ts';
import { isIndependent } from '../text/organisation.ts';
import { dateAlone, monthOf } from '../time/spoken.ts';

/** What is known of somebody whose name looks like another member's. */
export interface Namesake {
  member: MemberId;
  name: string;
  /** The name as it looks: one for all of them. */
  looks: string;
  /** Null: they are no member yet. */
  joinedAt: Date | null;
  organisation: string | null;
  platforms: readonly string[];
}

const PLACES: Record<string, string> = { slack: 'on Slack', teams: 'on Teams' };

/** What may tell somebody apart, the plainest first. The organisation is what members may see beside a name. */
function marksOf({ organisation, joinedAt, platforms }: Namesake): string[] {
  const joinedOn = joinedAt?.toISOString().slice(0, 10);
  const places = platforms.flatMap((platform) => PLACES[platform] ?? []);
  return [
    ...(organisation && !isIndependent(organisation) ? [cut(organisation, 30)] : []),
    joinedOn ? `joined in ${monthOf(joinedOn)}` : 'not a member yet',
    ...(places.length > 0 ? [places.join(' and ')] : []),
    ...(joinedOn ? [`joined on ${dateAlone(joinedOn)}`] : []),
  ];
}

/** For each of these, who look the same by name, the first thing that is theirs alone; else whether they came first. */
export function markApart(people: readonly Namesake[]): Map<MemberId, string> {
  const since = ({ joinedAt }: Namesake) => joinedAt?.getTime() ?? Number.POSITIVE_INFINITY;
  const inOrder = [...people].sort((a, b) => since(a) - since(b) || (a.member < b.member ? -1 : 1));
  const marks = inOrder.map((one) => ({ member: one.member, marks: marksOf(one) }));
  // An organisation, too, can be written with letters that look alike.
  const isTheirs = (mark: string, member: MemberId) =>
    marks.every(
      (other) => other.member === member || other.marks.every((one) => lookAlike(one) !== lookAlike(mark)),
    );
  return new Map(
    marks.map(({ member, marks: own }, index) => [
      member,
      own.find((mark) => isTheirs(mark, member)) ?? `number ${index + 1} of this name`,
    ]),
  );
}

/** Ours: with its mark, a name still fits whole where platforms cut what is to be chosen. */
const CHOSEN_LENGTH = 75;
const withMark = (name: string, mark: string): string =>
  `${cut(name, CHOSEN_LENGTH - mark.length - 3)} (${mark})`;

/** What is typed of it finds the name itself. */
export const withoutMark = (shown: string): string => shown.replace(/\([^()]*\)\s*$/, '');

/** These people and all members whose names look like theirs, each name that is borne by several. */
async function readNamesakes(tx: Tx, members: readonly MemberId[]): Promise<Namesake[]> {
  return tx.$queryRaw<Namesake[]>`
    SELECT * FROM (
      SELECT m.id AS member, m.name, m.name_looks AS looks, m.joined_at AS "joinedAt", o.name AS organisation,
             count(*) OVER (PARTITION BY m.name_looks) AS count,
             ARRAY(SELECT DISTINCT a.platform FROM account a WHERE a.member_id = m.id ORDER BY 1) AS platforms
      FROM member m LEFT JOIN profile p ON p.member_id = m.id LEFT JOIN organisation o ON o.id = p.organisation_id
      WHERE m.name_looks <> '' AND m.erased_at IS NULL AND (m.standing = 'member' OR m.id = ANY(${[...members]}::uuid[]))
        AND m.name_looks IN (SELECT name_looks FROM member WHERE id = ANY(${[...members]}::uuid[]))) same
    WHERE count > 1`;
}

/**
 * Everybody whose name looks like one of these people's, they themselves too, each with what tells them apart; nobody of
 * a name that only one bears.
 */
export async function readSameLooking(
  tx: Tx,
  members: readonly MemberId[],
): Promise<(Namesake & { shown: string })[]> {
  const same = await readNamesakes(tx, members);
  const marks = markAll(same);
  return same.map((one) => ({ ...one, shown: withMark(one.name, marks.get(one.member) ?? '') }));
}

/** What tells each apart from the others of their name. */
function markAll(same: readonly Namesake[]): Map<MemberId, string> {
  const byLooks = new Map<string, Namesake[]>();
  for (const one of same) byLooks.set(one.looks, [...(byLooks.get(one.looks) ?? []), one]);
  return new Map([...byLooks.values()].flatMap((group) => [...markApart(group)]));
}

/**
 * Wherever people are offered or listed: to a name that looks like another member's is added what tells the two apart,
 * whether or not the other stands in the same list. All others stay as they are.
 */
export async function tellApart<P extends { member: MemberId; name: string }>(
  tx: Tx,
  people: readonly P[],
): Promise<P[]> {
  if (people.length === 0) return [];
  const same = await readNamesakes(
    tx,
    people.map(({ member }) => member),
  );
  const marks = markAll(same);
  return people.map((one) => {
    const mark = marks.get(one.member);
    return mark === undefined ? one : { ...one, name: withMark(one.name, mark) };
  });
}

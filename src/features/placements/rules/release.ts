/** What a host may be told about somebody, beside their name. */
export const RELEASE_FIELDS = ['organisation', 'area', 'skills'] as const;
export type ReleaseField = 'name' | (typeof RELEASE_FIELDS)[number];

export const FIELD_NAMES: Record<ReleaseField, string> = {
  name: 'name',
  organisation: 'organisation',
  area: 'area',
  skills: 'skills',
};

/** Whoever got something here and was forgotten. */
export const AT_HOST = 'somebody at the host';

/** What became of it there, as the log has it: whole sentences, or nothing. */
export function afterwards(
  one: { readAt: Date | null; askedAt: Date | null; deletedAt: Date | null },
  on: (at: Date) => string,
): string {
  const { readAt, askedAt, deletedAt } = one;
  return [
    ...(readAt ? [` They opened it on ${on(readAt)}.`] : []),
    ...(askedAt ? [` They were asked on ${on(askedAt)} to delete it.`] : []),
    ...(deletedAt ? [` They said on ${on(deletedAt)} that it’s deleted.`] : []),
  ].join('');
}

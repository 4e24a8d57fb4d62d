/** What a host may be told about somebody, beside their name. */
export const RELEASE_FIELDS = ['organisation', 'area', 'skills'] as const;
export type ReleaseField = 'name' | (typeof RELEASE_FIELDS)[number];

export const FIELD_NAMES: Record<ReleaseField, string> = {
  name: 'name',
  organisation: 'organisation',
  area: 'area',
  skills: 'skills',
};

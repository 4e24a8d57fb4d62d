/** Among whom somebody is looked for: never asked in the last twelve months, with a skill, in an area, or by name. */
export const WHOM = ['never', 'skill', 'area', 'name'] as const;
export type Whom = (typeof WHOM)[number];
/** Of these it has to be said which. */
export const needsWords = (whom: Whom): boolean => whom === 'skill' || whom === 'area';

import { describe, expect, it } from 'vitest';
import { areNear, isIndependent, organisationKey } from '../../src/text/organisation.ts';

describe('one organisation', () => {
  it.each([
    ['St Mary’s Trust', "St Mary's Trust"],
    ['St. Mary´s  trust', 'St Mary’s Trust'],
    ['Café Hope', 'Cafe\u0301 Hope'],
    ['Stoke–on–Trent Council', 'Stoke-on-Trent Council'],
    ['Stoke on Trent Council', 'Stoke-on-Trent Council'],
    ['Hope & Co.', 'HOPE AND CO'],
    ['Any\u00adtown\u00a0Council', 'Anytown Council'],
    ['\u202aAnytown Council\u202c', 'anytown council'],
    ['Ａｎｙｔｏｗｎ Council', 'Anytown Council'],
    ['Anytown Council,', 'Anytown\tCouncil'],
    ['“Anytown” Council', 'Anytown Council'],
  ])('has one key however it is written: %s', (one, other) => {
    expect(organisationKey(one)).toBe(organisationKey(other));
  });

  it.each([
    ['Café Hope', 'Cafe Hope'],
    ['Northshire Council', 'Southshire Council'],
    ['C+', 'C'],
    ['!!!', '???'],
  ])('is another than its neighbour: %s and %s', (one, other) => {
    expect(organisationKey(one)).not.toBe(organisationKey(other));
  });

  it.each([
    'independent',
    'Independent ',
    'INDEPENDENT.',
    'self-employed',
    'Self employed',
    'freelance',
    'None',
    'n/a',
    "I'm independent",
  ])('is none for whoever is on their own: %s', (typed) => {
    expect(isIndependent(typed)).toBe(true);
  });

  it.each(['Independent Living Trust', 'Anytown Independent School', 'None Such Ltd'])(
    'may have such a word in its name: %s',
    (typed) => {
      expect(isIndependent(typed)).toBe(false);
    },
  );

  it('is near to what it may have been meant for', () => {
    const near = (a: string, b: string) => areNear(a, b) && areNear(b, a);
    expect(near('Café Hope', 'Cafe Hope')).toBe(true);
    expect(near('The Anytown Trust', 'Anytown Trust')).toBe(true);
    expect(near('N.H.S.', 'National Health Service')).toBe(false);
    expect(near('Leeds City Council', 'York City Council')).toBe(false);
    expect(near('Northshire Ward 12', 'Northshire Ward 13')).toBe(false);
  });
});

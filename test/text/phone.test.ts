import { describe, expect, it } from 'vitest';
import { PHONE_PROBLEMS, phoneKey, readPhone } from '../../src/text/phone.ts';

const kept = (typed: string) => {
  const read = readPhone(typed);
  return 'phone' in read ? read.phone : PHONE_PROBLEMS[read.problem];
};

describe('a telephone number', () => {
  it.each([
    ['as it is typed', '07700 900123', '07700 900123'],
    ['copied from contacts, with signs that nobody sees', '\u202d07700 900123\u202c', '07700 900123'],
    ['with isolates of direction', '\u2068+44 7700 900123\u2069', '+44 7700 900123'],
    ['with no-break and thin spaces', '\u00a007700\u2009900123 ', '07700 900123'],
    ['with dashes that are none', '020\u20117946\u20130018', '020-7946-0018'],
    ['in full width', '０７７００　９００１２３', '07700 900123'],
    ['from a link', 'tel:+447700900123', '+44 7700 900123'],
    ['with two noughts and the code of the country', '0044 7700 900123', '+44 7700 900123'],
    ['with a nought in brackets', '+44 (0)7700 900123', '+44 7700 900123'],
    ['whose nought a spreadsheet took away', '7700900123', '07700 900123'],
    ['of another country', '+353 87 123 4567', '+353 87 123 4567'],
    ['with an extension', '020 7946 0018 Ext. 12', '020 7946 0018 ext. 12'],
    ['of ten digits', '01632 96012', '01632 96012'],
    ['of a helpline, in its own groups', '0808 2000 247', '0808 2000 247'],
    ['that is made up for films', '01632 960123', '01632 960123'],
  ])('is understood %s', (_, typed, phone) => {
    expect(kept(typed)).toBe(phone);
  });

  it.each([
    '...',
    '---',
    '( ) -',
    '…',
    'none',
    'ask Bob',
    '+',
    '0000000',
    '07700 900123 or 07700 900124',
    '+999 123456',
  ])('is none in “%s”, and what was expected is said', (typed) => {
    expect(kept(typed)).toBe(PHONE_PROBLEMS.none);
  });

  it.each(['999', '4321', '7946 0018', '0770 09', '12'])('is not whole in “%s”', (typed) => {
    expect(kept(typed)).toBe(PHONE_PROBLEMS.short);
  });

  it('with a digit too many is asked about', () => {
    expect(kept('07700 9001234')).toBe(PHONE_PROBLEMS.long);
    expect(kept('+44 7700 9001234')).toBe(PHONE_PROBLEMS.long);
  });

  it.each(['999', '111', '116 123', '116\u00a0123', '85258', '101'])(
    'of a service may be as short as %s',
    (typed) => {
      expect(readPhone(typed, { short: true })).toEqual({ phone: typed.replace('\u00a0', ' ') });
    },
  );

  it.each([
    '07700 900123',
    '07700900123',
    '+44 7700 900123',
    '0044 7700 900123',
    '+44 (0)7700 900123',
    '+44 07700 900123',
    '(07700) 900-123',
    '07700.900.123',
    '07700\u00a0900123',
    '\u202d07700 900123\u202c',
    '44 7700 900123',
  ])('is one and the same as %s', (typed) => {
    expect(phoneKey(typed)).toBe('+447700900123');
  });

  it('is another one with an extension, and a short one is itself', () => {
    expect(phoneKey('020 7946 0018 x12')).toBe(phoneKey('+44 20 7946 0018 extension 12'));
    expect(phoneKey('020 7946 0018 x12')).not.toBe(phoneKey('020 7946 0018 x13'));
    expect(phoneKey('116\u00a0123')).toBe(phoneKey('116123'));
  });
});

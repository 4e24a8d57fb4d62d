import { unaccented } from '../text/normalise.ts';
import { newNames, zonesByPlace } from './zone-names.ts';

/** What this Node calls a zone; undefined where it knows none of that name. Every old and new name of one is known. */
export function knownZone(timeZone: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** The city of a zone, as its people call it today. */
export const cityOf = (zone: string): string =>
  newNames[zone] ?? (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** The whole name, with that city: `Europe/Kyiv`. */
export const nameOf = (zone: string): string =>
  zone in newNames ? zone.replace(/(?<![^/])[^/]+$/, cityOf(zone).replaceAll(' ', '_')) : zone;

/** The first parts of zone names: a city that is only another name of a zone is found by asking for each of them. */
const AREAS = [
  'Africa',
  'America',
  'America/Argentina',
  'America/Indiana',
  'America/Kentucky',
  'America/North_Dakota',
  'Antarctica',
  'Arctic',
  'Asia',
  'Atlantic',
  'Australia',
  'Europe',
  'Indian',
  'Pacific',
];
/** Halves of Australia, by old names that nobody means. */
const NO_PLACES = new Set(['north', 'south', 'west']);

const plainPlace = (typed: string): string =>
  unaccented(typed.replaceAll('_', ' '))
    .replace(/ ?\/ ?/g, '/')
    .replace(/(?<![.,;])[.,;]+$/, '')
    .replaceAll("'", '')
    .replace(/^st\. /, 'st ')
    .trim();

let countries: ReadonlyMap<string, readonly string[]> | undefined;

/** Countries by their English names, with their zones; what Intl knows, so that no list of ours grows old. */
function zonesOfCountry(name: string): readonly string[] {
  countries ??= readCountries();
  return countries.get(name) ?? [];
}

function readCountries(): Map<string, readonly string[]> {
  const names = new Intl.DisplayNames('en-GB', { type: 'region' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const found = new Map<string, readonly string[]>();
  for (const code of letters.flatMap((a) => letters.map((b) => a + b))) {
    const locale = new Intl.Locale(`und-${code}`) as { timeZones?: string[]; getTimeZones?(): string[] };
    const zones = locale.getTimeZones?.() ?? locale.timeZones ?? [];
    const name = plainPlace(names.of(code) ?? code);
    if (zones.length > 0 && !found.has(name)) found.set(name, zones);
  }
  return found;
}

/** Zones that differ in nothing that anybody would notice, now and in summer, are one. */
function distinct(zones: readonly string[]): string[] {
  const offsets = (timeZone: string) =>
    ['2027-01-15T12:00:00Z', '2027-07-15T12:00:00Z']
      .map((at) =>
        new Intl.DateTimeFormat('en-GB', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' }).format(
          new Date(at),
        ),
      )
      .join();
  return [...new Map(zones.map((zone) => [offsets(zone), zone] as const)).values()];
}

function zonesOfCity(place: string): readonly string[] {
  if (NO_PLACES.has(place) || !/^\p{L}/u.test(place)) return [];
  const spellings = new Set([place.replaceAll(' ', '_'), place.replaceAll(' ', '-')]);
  const names = [...spellings].flatMap((spelling) => AREAS.map((area) => `${area}/${spelling}`));
  return [...new Set(names.map(knownZone).filter((zone) => zone !== undefined))];
}

/** Ours: more than these are no question that a person can answer at a glance. */
const MOST_CHOICES = 4;

/**
 * The zones that somebody may mean: by a zone's name, old or new, or by a city or country, in any case, with or without
 * accents, also with its country behind a comma. None: nothing here is called so.
 */
export function findZones(typed: string): readonly string[] {
  const place = plainPlace(typed);
  if (place.includes('/')) {
    const zone = knownZone(place.replaceAll(' ', '_'));
    return zone === undefined ? findZones(place.split('/').at(-1) ?? '') : [zone];
  }
  const told = zonesByPlace.get(place);
  if (told) return told.map((zone) => knownZone(zone) ?? zone);
  const city = zonesOfCity(place);
  if (city.length > 0) return city;
  const country = distinct(zonesOfCountry(place));
  if (country.length > 0) return country.slice(0, MOST_CHOICES);
  const bare = place
    .replace(/ ?[,(].*$/, '')
    .replace(/^(the )?city of /, '')
    .replace(/ (city|time|zone|time zone)$/, '');
  return bare === place || bare === '' ? [] : findZones(bare);
}

/** Where the network's own days are counted. */
export const NETWORK_ZONE = 'Europe/London';

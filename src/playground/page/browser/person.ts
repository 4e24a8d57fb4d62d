import { read } from './wire.ts';

/** Somebody of the network, as the page is told. */
export interface Person {
  id: string;
  platform: 'slack' | 'teams';
  name: string;
  organisation: string;
  area: string;
  kind: string;
  unread: number;
}

export const people = (): Person[] => read<Person[]>('people') ?? [];
export const nameOf = (id: string): string => people().find((one) => one.id === id)?.name ?? id;
export const platformName = (platform: Person['platform']): string =>
  platform === 'slack' ? 'Slack' : 'Teams';

/** Everybody, by organisation, in the order of the list. */
export function byOrganisation<T>(draw: (organisation: string, people: Person[]) => T): T[] {
  const all = people();
  return [...new Set(all.map(({ organisation }) => organisation))].map((organisation) =>
    draw(
      organisation,
      all.filter((one) => one.organisation === organisation),
    ),
  );
}

import type { Json } from './world.ts';

export function lintText(text: unknown, where: string, most: number, type?: 'plain_text'): string[] {
  if (!isObject(text)) return [`${where}: must be a text object`];
  if (text.type !== 'plain_text' && (type === 'plain_text' || text.type !== 'mrkdwn'))
    return [`${where}/type: ${String(text.type)}`];
  const known = text.type === 'plain_text' ? ['type', 'text', 'emoji'] : ['type', 'text', 'verbatim'];
  return [...onlyKeys(text, known, where), ...lintString(text.text, `${where}/text`, 1, most)];
}

export function lintString(
  value: unknown,
  where: string,
  least: number,
  most: number,
  isOptional = false,
): string[] {
  if (value === undefined && isOptional) return [];
  if (typeof value !== 'string') return [`${where}: must be a string`];
  const count = [...value].length;
  if (count < least || count > most) return [`${where}: ${least} to ${most} characters, not ${count}`];
  return [];
}

export function lintList(
  list: unknown,
  where: string,
  least: number,
  most: number,
  each: (item: unknown, where: string) => string[],
): string[] {
  if (!Array.isArray(list)) return [`${where}: must be a list`];
  const problems = list.flatMap((item, i) => each(item, `${where}/${i}`));
  if (list.length < least || list.length > most)
    problems.push(`${where}: ${least} to ${most}, not ${list.length}`);
  return problems;
}

export function onlyKeys(object: Json, known: readonly string[], where: string): string[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => `${where}: unknown field ${key}`);
}

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function countCharacters(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + countCharacters(item), 0);
  if (!isObject(value)) return 0;
  return Object.entries(value).reduce(
    (sum, [key, item]) =>
      sum + (key === 'text' && typeof item === 'string' ? [...item].length : countCharacters(item)),
    0,
  );
}

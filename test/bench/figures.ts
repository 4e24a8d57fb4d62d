export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** Half of what lies between the least and the most, as a share of the median. */
export function noiseOf(values: readonly number[]): number {
  return (Math.max(...values) - Math.min(...values)) / 2 / medianOf(values);
}

export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const fixed = (value: number) =>
  value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : value.toFixed(0);

/** The first column to the left, numbers to the right. */
export function drawTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => (row[i] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

export const judge = (aim: string, found: string, holds: boolean): string =>
  `${holds ? 'holds ' : 'MISSED'}  ${aim}: ${found}`;

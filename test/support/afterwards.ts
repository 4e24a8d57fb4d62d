import { onTestFinished, TestRunner } from 'vitest';

const ofFile: (() => Promise<void>)[] = [];

/** After the test that is running, or after all tests of the file. The last that was asked for comes first. */
export function afterwards(work: () => Promise<void>): void {
  if (TestRunner.getCurrentTest() === undefined) ofFile.push(work);
  else onTestFinished(work);
}

/** What the tests of a file have asked for. */
export async function endFile(): Promise<void> {
  for (let work = ofFile.pop(); work !== undefined; work = ofFile.pop()) await work();
}

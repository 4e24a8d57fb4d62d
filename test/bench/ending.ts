type Step = () => unknown;

const ofSection: Step[] = [];
const ofAll: Step[] = [];

/** What is to be stopped after this section, the last begun first, also when it failed. */
export const atEnd = (step: Step): void => void ofSection.push(step);
/** The same, for what several sections share. */
export const atVeryEnd = (step: Step): void => void ofAll.push(step);

export const endSection = (): Promise<void> => end(ofSection);

export async function endAll(): Promise<void> {
  await end(ofSection);
  await end(ofAll);
}

/** One that cannot be stopped keeps no other from it. */
async function end(steps: Step[]): Promise<void> {
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    try {
      await step();
    } catch (error) {
      process.stderr.write(`While stopping: ${String(error)}\n`);
    }
  }
}

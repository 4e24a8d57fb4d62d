import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { features } from '../src/features/index.ts';

const read = (name: string) => readFileSync(new URL(`../manifests/${name}`, import.meta.url), 'utf8');
const slack = parse(read('slack.yaml'));
const teams = JSON.parse(read('teams/manifest.json'));
const commands = features
  .flatMap((feature) => feature.bindings)
  .flatMap((binding) => (binding.kind === 'command' ? [binding.route.id] : []));

it('Slack knows a slash command for each family of commands, and no other', () => {
  const slashed = slack.features.slash_commands.map(({ command }: { command: string }) => command.slice(1));
  const families = new Set(commands.filter((id) => id.includes(' ')).map((id) => id.split(' ')[0]));
  expect(new Set(slashed)).toEqual(new Set(['alongside', ...families]));
  for (const name of slashed.filter((one: string) => one !== 'alongside')) expect(commands).toContain(name);
});

it('Teams offers only commands that there are, ten at the most in a list', () => {
  for (const list of teams.bots[0].commandLists) {
    expect(list.commands.length).toBeLessThanOrEqual(10);
    for (const { title } of list.commands) expect(commands).toContain(title);
  }
});

it('both say what to do when the bot does not answer', () => {
  for (const text of [slack.display_information.long_description, teams.description.full]) {
    expect(text).toMatch(/If this bot doesn't answer, call\. In danger: 999\./);
  }
});

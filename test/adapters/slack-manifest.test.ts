import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const text = readFileSync(new URL('../../manifests/slack.yaml', import.meta.url), 'utf8');
const manifest = parse(text);

it('asks for no more than the code uses, and for all that its events need', () => {
  const { scopes } = manifest.oauth_config;
  expect(Object.keys(scopes)).toEqual(['bot']);
  expect(scopes.bot).toEqual([
    'app_mentions:read',
    'chat:write',
    'commands',
    'im:history',
    'im:write',
    'users:read',
  ]);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'message.im',
    'tokens_revoked',
  ]);
});

it('sends everything to the one route, over https', () => {
  const urls = [...text.matchAll(/url: (\S+)/g)].map(([, url]) => url);
  expect(urls).toHaveLength(8);
  expect(new Set(urls)).toEqual(new Set(['https://example.invalid/slack/events']));
  expect(manifest.settings.interactivity.is_enabled).toBe(true);
});

it("keeps Slack's limits", () => {
  expect(manifest.display_information.name).toBe('Alongside');
  expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
  expect(manifest.display_information.long_description.length).toBeGreaterThanOrEqual(175);
  expect(manifest.display_information.long_description.length).toBeLessThanOrEqual(4_000);
  for (const command of manifest.features.slash_commands) {
    expect(command.command).toMatch(/^\/[a-z_-]{1,31}$/);
    expect(command.description.length).toBeLessThanOrEqual(2_000);
  }
});

it('says peer network, and nothing that an IT team should not read about a person', () => {
  expect(text).toContain('peer network');
  expect(text).not.toMatch(/health|wellbeing|support|crisis|mental/i);
});

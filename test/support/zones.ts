/** Each with an oddity: shifts of half an hour and of two, quarters, midnight changes, a day left out, the other half of the year. */
export const ZONES = [
  'Europe/London',
  'Europe/Dublin',
  'Europe/Lisbon',
  'America/New_York',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Antarctica/Troll',
] as const;

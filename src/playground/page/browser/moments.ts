const time = { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' } as const;

export const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  ...time,
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
export const shortTime = new Intl.DateTimeFormat('en-GB', { ...time, weekday: 'short' });

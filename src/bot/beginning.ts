/** What a network may ask people to read something before. */
export type Beginning = 'join' | 'peer-pool' | 'buddies';

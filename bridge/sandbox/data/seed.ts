/** What a new sandbox starts with: one location, its team, one token, and HighLevel's published limits. */

export const defaultToken = 'pit-5a4db0c5-0000-4000-8000-000000000001';
export const defaultLocation = 'sandboxLocation00001';
export const defaultLocationName = 'Sandbox Coaching';
export const defaultTimeZone = 'America/New_York';

/** Every location gets this team; ids are derived from location and e-mail, so they survive a reset. */
export const team = [
	{ firstName: 'Ada', lastName: 'Okafor', email: 'ada@sandbox.example' },
	{ firstName: 'Ben', lastName: 'Silva', email: 'ben@sandbox.example' },
	{ firstName: 'Chiara', lastName: 'Rossi', email: 'chiara@sandbox.example' },
];

/** OAuth apps: 100 requests in 10 seconds, 200,000 a day, for each app and location. */
export const publishedLimits = { max: 100, intervalMs: 10_000, daily: 200_000 };

/** The scopes that a token should have, what each is good for, and whether anything works without it. */

export interface ScopeDefinition {
	scope: string;
	/** Without a required scope a connection is refused; without a recommended one a part of the work waits. */
	need: 'required' | 'recommended';
	/** What it is for, in words for the site's owner. */
	why: string;
}

export const scopes = [
	{ scope: 'calendars.readonly', need: 'required', why: 'to read calendars before they are changed, and to show free slots' },
	{ scope: 'calendars.write', need: 'required', why: 'to add and change calendars and their schedules' },
	{ scope: 'calendars/groups.readonly', need: 'required', why: 'to find the calendar groups that are already there' },
	{ scope: 'calendars/groups.write', need: 'required', why: 'to add and change calendar groups' },
	{ scope: 'calendars/events.readonly', need: 'recommended', why: 'to read the reminders of a calendar' },
	{ scope: 'calendars/events.write', need: 'recommended', why: 'to add, change and remove reminders' },
	{ scope: 'calendars/resources.readonly', need: 'recommended', why: 'to list rooms and equipment' },
	{ scope: 'locations.readonly', need: 'recommended', why: 'to show the name and the time zone of the location' },
	{ scope: 'users.readonly', need: 'recommended', why: 'to choose the hosts of a calendar by name' },
] as const satisfies readonly ScopeDefinition[];

/** Of operations that only bookings need: asked for once something books, so that nobody has to grant them before. */
export const bookingScopes = [
	{ scope: 'contacts.readonly', why: 'to find the contact of a member, and with it their bookings' },
	{ scope: 'contacts.write', why: 'to add the contact of a member who books' },
] as const;

export type BookingScopeName = ( typeof bookingScopes )[ number ][ 'scope' ];

export type ScopeName = ( typeof scopes )[ number ][ 'scope' ];

/** What a scope is for; an empty text for one that we do not ask for. */
export function reasonForScope( scope: string ): string {
	return [ ...scopes, ...bookingScopes ].find( ( entry ) => entry.scope === scope )?.why ?? '';
}

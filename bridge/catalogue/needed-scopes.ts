/** Least privilege: which scopes a site's own configuration makes use of, and which a token could do without. */
import type { Config } from './config.ts';
import { bookingScopes, scopes, type BookingScopeName, type ScopeName } from './scopes.ts';

export interface NeededScope {
	scope: ScopeName | BookingScopeName;
	/** `unused`: nothing that is switched on asks for it. */
	need: 'required' | 'recommended' | 'unused';
	/** What it is for, in words for the site's owner. */
	why: string;
}

/** Scopes that serve one field of a calendar only, and go with it. */
const servesField: Partial<Record<ScopeName, string>> = {
	'calendars/events.readonly': 'reminders',
	'calendars/events.write': 'reminders',
	'users.readonly': 'hosts',
};

/** What the future bookings of members who lose access ask for, once the owner wants something done about them. */
const servesLostAccess: readonly NeededScope[] = [
	{ scope: 'contacts.readonly', need: 'recommended', why: bookingScopes[ 0 ].why },
	{ scope: 'calendars/events.readonly', need: 'recommended', why: 'to read the reminders of a calendar and the bookings of members who lose access' },
	{ scope: 'calendars/events.write', need: 'recommended', why: 'to change reminders, and to cancel and restore bookings of members who lose access' },
];

/** An app asks for these beside the others when it is installed by an agency: they mint the tokens of its locations. */
export const agencyScopes = [ 'oauth.readonly', 'oauth.write' ] as const;

/** All scopes that we know, in the catalogue's order, with what each is worth to this configuration. */
export function neededScopes( config: Config ): NeededScope[] {
	const ofBookings = config.policies.lostAccess === 'keep' ? [] : servesLostAccess;
	const known: NeededScope[] = scopes.map( ( { scope, need, why } ) => {
		const field = servesField[ scope ];
		const isOff = field !== undefined && config.calendar.fields.some( ( mapping ) => mapping.target === field && ! mapping.enabled );
		return ofBookings.find( ( each ) => each.scope === scope ) ?? { scope, need: isOff ? 'unused' : need, why };
	} );
	return [ ...known, ...ofBookings.filter( ( each ) => ! known.some( ( { scope } ) => scope === each.scope ) ) ];
}

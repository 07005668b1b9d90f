/** Least privilege: which scopes a site's own configuration makes use of, and which a token could do without. */
import type { Config } from './config.ts';
import { scopes, type ScopeName } from './scopes.ts';

export interface NeededScope {
	scope: ScopeName;
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

/** An app asks for these beside the others when it is installed by an agency: they mint the tokens of its locations. */
export const agencyScopes = [ 'oauth.readonly', 'oauth.write' ] as const;

/** All scopes that we know, in the catalogue's order, with what each is worth to this configuration. */
export function neededScopes( config: Config ): NeededScope[] {
	return scopes.map( ( { scope, need, why } ) => {
		const field = servesField[ scope ];
		const isOff = field !== undefined && config.calendar.fields.some( ( mapping ) => mapping.target === field && ! mapping.enabled );
		return { scope, need: isOff ? 'unused' : need, why };
	} );
}

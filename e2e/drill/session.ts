/** A site's owner who stays signed in: a session that was lost with a part is opened anew. */
import { messageOf } from '../base/user-error.ts';
import { SiteError, type SiteClient } from '../stack/site-client.ts';
import type { DrillSite } from './site.ts';

export interface Session {
	site: DrillSite;
	/** As SiteClient's. @throws SiteError for a refusal, Error when the site gave no proper answer. */
	call: <T = unknown>( method: string, path: string, body?: unknown ) => Promise<T>;
	/** Keeps what went wrong last, for a report. */
	note: ( words: string ) => void;
	lastTrouble: () => string;
}

export function openSession( site: DrillSite ): Session {
	let client: Promise<SiteClient> | undefined;
	let trouble = '';
	return {
		site,
		call: async <T>( method: string, path: string, body?: unknown ): Promise<T> => {
			client ??= site.signIn();
			const used = client;
			try {
				return await ( await used ).call<T>( method, path, body );
			} catch ( error ) {
				trouble = messageOf( error );
				const unknownToSite = error instanceof SiteError && ( error.status === 401 || error.status === 403 );
				if ( ( unknownToSite || ! ( await used.then( () => true, () => false ) ) ) && client === used ) {
					client = undefined;
				}
				throw error;
			}
		},
		note: ( words ) => {
			trouble = words;
		},
		lastTrouble: () => trouble,
	};
}

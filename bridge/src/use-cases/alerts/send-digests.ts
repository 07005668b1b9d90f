/** Writes the daily digests whose hour has come, and sets the next hour. */
import { z } from 'zod';
import { enqueueAlertMessages } from '../../database/alert-messages.ts';
import type { Db, Trx } from '../../database/client.ts';
import { readDigestFacts } from '../../database/digest-facts.ts';
import { lockDueDigest, markDigested } from '../../database/digests.ts';
import { chatMessage } from './chat-text.ts';
import { digestLines, digestMail, digestPayload, digestTitle, isWorthTelling, type Digest } from './digest-text.ts';
import { isZone, nextHour } from './next-hour.ts';

export const digestSchema = z.strictObject( {
	hour: z.int().min( 0 ).max( 23 ).describe( 'It is sent when the clocks of the zone show this hour' ),
	timeZone: z.string().max( 64 ).refine( isZone, 'is no time zone that the bridge knows' ).describe( 'An IANA name, or an offset such as +05:30' ),
	always: z.boolean().describe( 'false: only when something is wrong or waits' ),
} );

export type DigestSettings = z.infer<typeof digestSchema>;

const DAY_MS = 24 * 3_600_000;
/** After a time without digests, nobody wants to read of all of it. */
const LONGEST_MS = 7 * DAY_MS;

/** All that are due; safe with any number of replicas, as each site is locked meanwhile. */
export async function sendDueDigests( db: Db ): Promise<void> {
	while ( await db.transaction().execute( ( trx ) => sendOne( trx ) ) ) {
		// The next one, until none is due.
	}
}

/** As it is stored; null when there is none, or it is of a kind that this version does not know. */
export function storedDigest( value: unknown ): DigestSettings | null {
	const known = digestSchema.safeParse( value );
	return known.success ? known.data : null;
}

async function sendOne( trx: Trx ): Promise<boolean> {
	const row = await lockDueDigest( trx );
	if ( row === undefined ) {
		return false;
	}
	const settings = storedDigest( row.digest );
	if ( settings === null ) {
		await markDigested( trx, row.site_id, null );
		return true;
	}
	const until = new Date();
	const from = row.digested_until === null ? new Date( until.getTime() - DAY_MS ) : new Date( Math.max( row.digested_until.getTime(), until.getTime() - LONGEST_MS ) );
	const digest: Digest = {
		from, until, zone: settings.timeZone, site: { id: row.site_id, name: row.site_name, url: row.site_url },
		facts: await readDigestFacts( trx, row.site_id, from ),
	};
	if ( settings.always || isWorthTelling( digest ) ) {
		await enqueueAlertMessages( trx, row.site_id, [
			...( row.webhook_url === null ? [] : [ { channel: 'webhook' as const, receiver: '', body: row.webhook_format === 'slack' ? chatMessage( digestTitle( digest ), digestLines( digest ) ) : digestPayload( digest ) } ] ),
			...row.emails.map( ( receiver ) => ( { channel: 'email' as const, receiver, body: digestMail( digest ) } ) ),
		] );
	}
	await markDigested( trx, row.site_id, { until, next: nextHour( until, settings.timeZone, settings.hour ) } );
	return true;
}

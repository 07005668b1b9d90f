/** Tells the site how one of its entities stands in HighLevel now, by a signed callback. */
import { enqueueCallback } from '../../database/callbacks.ts';
import type { Trx } from '../../database/client.ts';
import { describeLinks } from '../../database/links.ts';

/**
 * To be called in the transaction that writes the event's outcome, after it is written: the message tells exactly that.
 *
 * @param when `when it was given up`: the site has heard the reason before, only the end of trying would be new.
 */
export async function tellSite( trx: Trx, siteId: string, subject: string, when: 'always' | 'when it was given up' ): Promise<void> {
	const [ link ] = await describeLinks( trx, siteId, [ subject ] );
	if ( link && ( when === 'always' || link.reasonCode === 'too_old' ) ) {
		await enqueueCallback( trx, siteId, { type: 'link.updated', timestamp: new Date().toISOString(), data: link } );
	}
}

/** Reads the groups once more and compares what was written; a single group cannot be read. */
import { AppError } from '../../../errors/app-error.ts';
import { listGroups } from '../../../highlevel/groups.ts';
import { keptValue, type Fields } from '../../../workflows/merge.ts';
import type { Delivery } from '../delivery.ts';

/** @throws AppError `highlevel_read_back_differs`, naming the keys. */
export async function readGroupBack( { client, step }: Delivery, groupId: string, written: Fields ): Promise<void> {
	await step( 'read-back', 'Read the calendar group back and compare', async ( say ) => {
		const group = ( await listGroups( client ) ).find( ( candidate ) => candidate.id === groupId );
		const lost = Object.keys( written ).filter( ( key ) => ! group || ! keptValue( written[ key ], ( group as unknown as Fields )[ key ] ) );
		if ( lost.length > 0 ) {
			throw new AppError( 'highlevel_read_back_differs', `HighLevel took the change but did not keep: ${ lost.join( ', ' ) }.`, { data: { keys: lost } } );
		}
		say( 'Everything is as it was sent.' );
	} );
}

/** The story of a calendar group that was deleted on the site: in HighLevel it is switched off, or goes, as the owner chose. */
import { deleteGroup, type RemoteGroup } from '../../../highlevel/groups.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import { refuseWhileUnderWay } from '../create-once.ts';
import type { Delivery } from '../delivery.ts';
import { switchGroup } from './change-group.ts';
import { readGroupBack } from './read-group-back.ts';
import { findOurs, readGroups } from './send-group.ts';

export async function retireGroup( delivery: Delivery ): Promise<void> {
	const { link, config, skip } = delivery;
	if ( link.state === 'none' || link.state === 'deleted' ) {
		await skip( 'retire-group', 'Take the calendar group out of HighLevel', 'HighLevel does not have it.' );
		return;
	}
	const group = await findOurs( delivery, await readGroups( delivery ) );
	if ( ! group ) {
		refuseWhileUnderWay( link );
		await skip( 'retire-group', 'Take the calendar group out of HighLevel', 'It was deleted in HighLevel already.' );
		await link.end( 'deleted' );
		return;
	}
	await ( config.policies.groupRemoved === 'delete' ? deleteIt( delivery, group ) : switchOff( delivery, group ) );
}

async function switchOff( delivery: Delivery, group: RemoteGroup ): Promise<void> {
	const { link } = delivery;
	if ( group.isActive !== false ) {
		await switchGroup( delivery, group.id, false );
		await readGroupBack( delivery, group.id, { isActive: false } );
	}
	await link.remember( { fields: { ...link.base.fields, isActive: false } } );
	await link.end( 'released' );
}

async function deleteIt( { client, link, step }: Delivery, group: RemoteGroup ): Promise<void> {
	await step( 'delete-group', 'Delete the calendar group in HighLevel', async ( say ) => {
		try {
			await deleteGroup( client, group.id );
			say( 'It is gone. Its calendars stay, without a group.' );
		} catch ( error ) {
			if ( ! isFailure( error, 'highlevel_not_found' ) ) {
				throw error;
			}
			say( 'It was deleted in HighLevel already.' );
		}
		await link.end( 'deleted' );
	} );
}

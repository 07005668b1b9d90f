/** The story of a calendar group that was saved on the site: afterwards HighLevel has it, under its name, slug and status. */
import { AppError } from '../../../errors/app-error.ts';
import { listGroups, type RemoteGroup } from '../../../highlevel/groups.ts';
import { groupWishes, type GroupWishes } from '../../../workflows/group-wishes.ts';
import { mapFields } from '../../../workflows/mapping.ts';
import { hasMarker } from '../../../workflows/marker.ts';
import { askOwner } from '../ask-owner.ts';
import type { Delivery } from '../delivery.ts';
import { addGroup } from './add-group.ts';
import { changeGroup } from './change-group.ts';

export async function sendGroup( delivery: Delivery ): Promise<void> {
	const wishes = await workOutFields( delivery );
	const groups = await readGroups( delivery );
	const existing = await findOurs( delivery, groups );
	if ( ! existing && delivery.link.state === 'linked' && delivery.config.policies.groupGone === 'ask' ) {
		throw askOwner( 'calendar group' );
	}
	await ( existing ? changeGroup( delivery, wishes, existing ) : addGroup( delivery, wishes ) );
}

async function workOutFields( { step, entity, config, link }: Delivery ): Promise<GroupWishes> {
	return step( 'map-fields', 'Work out the HighLevel fields', () => {
		const wishes = groupWishes( mapFields( 'calendar-group', entity, config[ 'calendar-group' ].fields ), link.marker );
		if ( wishes.faults.length > 0 ) {
			throw new AppError( 'mapping_invalid', wishes.faults.map( ( fault ) => fault.detail ).join( ' ' ), { data: { faults: wishes.faults } } );
		}
		return wishes;
	} );
}

export async function readGroups( { client, step }: Delivery ): Promise<RemoteGroup[]> {
	return step( 'read-groups', 'Read the calendar groups from HighLevel', async ( say ) => {
		const groups = await listGroups( client );
		say( `HighLevel has ${ groups.length }.` );
		return groups;
	} );
}

/** The linked group; else one with our reference, which an earlier try has made although its answer got lost. */
export async function findOurs( { link }: Delivery, groups: readonly RemoteGroup[] ): Promise<RemoteGroup | undefined> {
	const linked = groups.find( ( group ) => group.id === link.highLevelId );
	const ours = linked ?? groups.find( ( group ) => hasMarker( group.description, link.marker ) );
	if ( ours && ! linked ) {
		await link.connect( ours.id );
	}
	return ours;
}

/** Changes a calendar group that HighLevel has; its status goes by a call of its own. */
import { setGroupStatus, updateGroup, type GroupFields, type RemoteGroup } from '../../../highlevel/groups.ts';
import type { GroupWishes } from '../../../workflows/group-wishes.ts';
import { mergeThreeWays } from '../../../workflows/merge.ts';
import type { Delivery } from '../delivery.ts';
import { inDoubt } from '../link-keeper.ts';
import { checkSlug } from './add-group.ts';
import { readGroupBack } from './read-group-back.ts';

export async function changeGroup( delivery: Delivery, wishes: GroupWishes, remote: RemoteGroup ): Promise<void> {
	const { client, link, step, skip } = delivery;
	const wanted = { ...wishes.fields, ...( wishes.isActive === undefined ? {} : { isActive: wishes.isActive } ) };
	const { isActive, ...fields } = mergeThreeWays( wanted, link.base.fields ?? {}, { ...remote } ) as Partial<GroupFields> & { isActive?: boolean };
	const changed = Object.keys( fields );
	if ( fields.slug !== undefined ) {
		await checkSlug( delivery, fields.slug );
	}
	await link.remember( inDoubt( link.base, [ ...changed, ...( isActive === undefined ? [] : [ 'isActive' ] ) ] ) );
	if ( changed.length > 0 ) {
		await step( 'update-group', 'Write the calendar group to HighLevel', async ( say ) => {
			await updateGroup( client, remote.id, complete( remote, fields, wishes ) );
			say( `Changed: ${ changed.join( ', ' ) }.` );
		} );
	}
	if ( isActive !== undefined ) {
		await switchGroup( delivery, remote.id, isActive );
	}
	if ( changed.length > 0 || isActive !== undefined ) {
		await readGroupBack( delivery, remote.id, { ...fields, ...( isActive === undefined ? {} : { isActive } ) } );
	} else {
		await skip( 'update-group', 'Write the calendar group to HighLevel', 'HighLevel already has all of it.' );
	}
	await link.connect( remote.id );
	await link.remember( { fields: wanted } );
}

export async function switchGroup( { client, step }: Delivery, groupId: string, isActive: boolean ): Promise<void> {
	await step( 'set-group-status', isActive ? 'Switch the calendar group on' : 'Switch the calendar group off', () => setGroupStatus( client, groupId, isActive ) );
}

/** HighLevel demands all three fields, and a description that is not empty. */
function complete( remote: RemoteGroup, change: Partial<GroupFields>, wishes: GroupWishes ): GroupFields {
	return { name: remote.name, slug: remote.slug, description: remote.description || wishes.fields.description, ...change };
}

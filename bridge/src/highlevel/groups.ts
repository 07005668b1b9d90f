/** Calendar groups in HighLevel. A single one can only be read by listing all. */
import type { HighLevelClient } from './client.ts';

export interface RemoteGroup {
	id: string;
	name: string;
	description?: string;
	slug: string;
	isActive?: boolean;
}

/** What an update needs; HighLevel demands all three. */
export interface GroupFields {
	name: string;
	description: string;
	slug: string;
}

export async function listGroups( client: HighLevelClient ): Promise<RemoteGroup[]> {
	const answer = await client.call<{ groups?: RemoteGroup[] }>( 'get-groups', { query: { locationId: client.locationId } } );
	return answer?.groups ?? [];
}

/** False when any group has the slug, the asking one included. */
export async function isGroupSlugFree( client: HighLevelClient, slug: string ): Promise<boolean> {
	return ( await client.call<{ available: boolean }>( 'validate-groups-slug', { body: { locationId: client.locationId, slug } } ) ).available;
}

/** Not safe to repeat: look for the marker first. */
export async function createGroup( client: HighLevelClient, fields: GroupFields & { isActive?: boolean } ): Promise<RemoteGroup> {
	return ( await client.call<{ group: RemoteGroup }>( 'create-calendar-group', { body: { locationId: client.locationId, ...fields } } ) ).group;
}

export async function updateGroup( client: HighLevelClient, groupId: string, fields: GroupFields ): Promise<void> {
	await client.call( 'edit-group', { path: { groupId }, body: fields } );
}

/** The status has a call of its own; despite its name it takes true as well. */
export async function setGroupStatus( client: HighLevelClient, groupId: string, isActive: boolean ): Promise<void> {
	await client.call( 'disable-group', { path: { groupId }, body: { isActive } } );
}

export async function deleteGroup( client: HighLevelClient, groupId: string ): Promise<void> {
	await client.call( 'delete-group', { path: { groupId } } );
}

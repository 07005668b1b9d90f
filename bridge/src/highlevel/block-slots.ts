/** Blocked times in HighLevel, of a calendar or of a person. A marker in the title tells ours from the owner's. */
import type { HighLevelClient } from './client.ts';

export interface RemoteBlock {
	id: string;
	title?: string;
	startTime: string;
	endTime: string;
	[ key: string ]: unknown;
}

/** HighLevel takes a calendar or a person, never both. */
export type BlockFields = ( { calendarId: string; assignedUserId?: undefined } | { calendarId?: undefined; assignedUserId: string } ) & {
	title: string;
	/** ISO 8601 with offset. */
	startTime: string;
	endTime: string;
};

/** @param ending What its title ends with. */
export async function findBlock( client: HighLevelClient, { calendarId, assignedUserId, startTime, endTime }: BlockFields, ending: string ): Promise<RemoteBlock | undefined> {
	const answer = await client.call<{ events?: RemoteBlock[] }>( 'get-blocked-slots', {
		query: { locationId: client.locationId, calendarId, userId: assignedUserId, startTime: Date.parse( startTime ), endTime: Date.parse( endTime ) },
	} );
	return ( answer?.events ?? [] ).find( ( block ) => block.title?.trimEnd().endsWith( ending ) && block[ 'deleted' ] !== true );
}

/** Not safe to repeat: look for it first. */
export async function createBlock( client: HighLevelClient, fields: BlockFields ): Promise<RemoteBlock> {
	return client.call<RemoteBlock>( 'create-block-slot', { body: { locationId: client.locationId, ...fields } } );
}

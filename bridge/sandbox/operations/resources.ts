/** Rooms and equipment. */
import { resourceCreate, resourcesQuery, resourceUpdate } from '../data/shapes.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { unprocessable } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Resource } from '../world/types.ts';
import { findCalendar, findResource } from './find.ts';

/** A bare list, without a wrapper and so without a traceId. */
export const listResources: Handler = ( call ) => {
	const type = typeOf( call );
	const { locationId, limit, skip } = checkQuery( call.query, resourcesQuery ) as { locationId: string; limit: number; skip: number };
	const found = call.world.state.resources.filter( ( resource ) => resource.locationId === locationId && resource.resourceType === type );
	return ok( found.slice( skip, skip + limit ) );
};

export const createResource: Handler = ( call ) => {
	const resourceType = typeOf( call );
	const body = checkBody( call.body, resourceCreate ) as Omit<Resource, 'id' | 'resourceType' | 'isActive'>;
	body.calendarIds.forEach( ( id ) => findCalendar( call, id ) );
	const resource: Resource = { ...body, id: newId(), resourceType, isActive: true };
	call.world.state.resources.push( resource );
	call.world.changed();
	return created( { ...resource } );
};

export const getResource: Handler = ( call ) => ok( { ...findResource( call ) } );

export const updateResource: Handler = ( call ) => {
	const body = checkBody( call.body, resourceUpdate ) as Partial<Resource>;
	const resource = findResource( call );
	body.calendarIds?.forEach( ( id ) => findCalendar( call, id ) );
	Object.assign( resource, body );
	call.world.changed();
	return ok( { ...resource } );
};

export const deleteResource: Handler = ( call ) => {
	const resource = findResource( call );
	call.world.state.resources = call.world.state.resources.filter( ( other ) => other !== resource );
	call.world.changed();
	return ok( { success: true } );
};

function typeOf( call: Call ): Resource[ 'resourceType' ] {
	const type = call.path[ 'resourceType' ];
	if ( type !== 'equipments' && type !== 'rooms' ) {
		throw unprocessable( [ 'resourceType must be one of the following values: equipments, rooms' ] );
	}
	return type;
}

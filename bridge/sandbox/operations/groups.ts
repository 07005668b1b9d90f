/** Calendar groups: the list, one group's life, its slug and its status. */
import { checkBody, checkQuery } from '../doors/check-shape.ts';
import { created, ok, type Call, type Handler } from '../doors/call.ts';
import { groupCreate, groupSlug, groupStatus, groupUpdate, locationQuery } from '../data/shapes.ts';
import { badRequest } from '../refusal.ts';
import { newId } from '../world/ids.ts';
import type { Group } from '../world/types.ts';
import { findGroup } from './find.ts';

export const listGroups: Handler = ( call ) => {
	const { locationId } = checkQuery( call.query, locationQuery );
	return ok( { groups: call.world.state.groups.filter( ( group ) => group.locationId === locationId ) } );
};

export const createGroup: Handler = ( call ) => {
	const body = checkBody( call.body, groupCreate ) as Partial<Group>;
	refuseTakenSlug( call, body.slug! );
	const group: Group = {
		id: newId(),
		locationId: body.locationId!,
		name: body.name!,
		description: body.description!,
		slug: body.slug!,
		isActive: body.isActive ?? true,
	};
	call.world.state.groups.push( group );
	call.world.changed();
	return created( { group } );
};

export const validateGroupSlug: Handler = ( call ) => {
	const { slug } = checkBody( call.body, groupSlug ) as { slug: string };
	return ok( { available: ! isTaken( call, slug ) } );
};

export const updateGroup: Handler = ( call ) => {
	const body = checkBody( call.body, groupUpdate ) as Pick<Group, 'name' | 'description' | 'slug'>;
	const group = findGroup( call );
	refuseTakenSlug( call, body.slug, group );
	Object.assign( group, body );
	call.world.changed();
	return ok( { group } );
};

export const setGroupStatus: Handler = ( call ) => {
	const { isActive } = checkBody( call.body, groupStatus ) as { isActive: boolean };
	findGroup( call ).isActive = isActive;
	call.world.changed();
	return ok( { success: true } );
};

/** The calendars of the group stay, without a group. */
export const deleteGroup: Handler = ( call ) => {
	const group = findGroup( call );
	const { state } = call.world;
	state.groups = state.groups.filter( ( other ) => other !== group );
	for ( const calendar of state.calendars.filter( ( candidate ) => candidate.groupId === group.id ) ) {
		delete calendar.groupId;
	}
	call.world.changed();
	return ok( { success: true } );
};

/** Slugs are one space for all locations, as those of calendars are. */
function isTaken( call: Call, slug: string, but?: Group ): boolean {
	return call.world.state.groups.some( ( group ) => group !== but && group.slug === slug );
}

function refuseTakenSlug( call: Call, slug: string, but?: Group ): void {
	if ( isTaken( call, slug, but ) ) {
		throw badRequest( 'Group slug is already taken' );
	}
}

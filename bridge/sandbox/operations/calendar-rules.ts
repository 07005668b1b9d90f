/** The rules that HighLevel keeps for calendars beyond their shape: staff by type, meeting places, slugs, groups. */
import { badRequest, notFound } from '../refusal.ts';
import type { Calendar } from '../world/types.ts';
import type { World } from '../world/world.ts';

const staffed = [ 'round_robin', 'collective', 'class_booking', 'service_booking' ];
const conferences = [ 'zoom_conference', 'google_conference', 'ms_teams_conference' ];

/** @throws Refusal 400 for the first rule that the calendar breaks. */
export function checkCalendar( world: World, calendar: Calendar ): void {
	checkTeam( world, calendar );
	checkMeetingPlaces( calendar );
	checkSlug( world, calendar );
	if ( calendar.groupId && ! world.state.groups.some( ( group ) => group.id === calendar.groupId && group.locationId === calendar.locationId ) ) {
		throw notFound( 'Group not found' );
	}
}

function checkTeam( world: World, calendar: Calendar ): void {
	const members = calendar.teamMembers;
	if ( staffed.includes( calendar.calendarType ) && members.length === 0 ) {
		throw badRequest( `Team members are required for calendars of type ${ calendar.calendarType }` );
	}
	if ( calendar.calendarType === 'personal' && members.length !== 1 ) {
		throw badRequest( 'Personal calendar must have exactly one team member' );
	}
	if ( calendar.calendarType === 'collective' && members.filter( ( member ) => member.isPrimary ).length !== 1 ) {
		throw badRequest( 'Collective calendar must have exactly one primary team member' );
	}
	const unknown = members.find( ( member ) =>
		! world.state.users.some( ( user ) => user.id === member.userId && user.locationId === calendar.locationId ) );
	if ( unknown ) {
		throw badRequest( `User ${ unknown.userId } does not belong to this location` );
	}
}

function checkMeetingPlaces( calendar: Calendar ): void {
	const places = ( calendar[ 'locationConfigurations' ] ?? [] ) as { kind: string }[];
	const wrong = calendar.calendarType === 'event' && places.find( ( place ) => conferences.includes( place.kind ) );
	if ( wrong ) {
		throw badRequest( `${ wrong.kind } is not supported in event calendar type` );
	}
}

/** A calendar's slug is unique in all of HighLevel, not just in its location. */
function checkSlug( world: World, calendar: Calendar ): void {
	if ( world.state.calendars.some( ( other ) => other.id !== calendar.id && other.slug === calendar.slug ) ) {
		throw badRequest( 'Calendar slug is already taken' );
	}
}

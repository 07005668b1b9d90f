/** The bodies that create and change a calendar, and the check that HighLevel kept what was written. Pure. */
import { calendarKeyPairs, calendarReadAliases } from '@slotbridge/catalogue';
import { toTeamMembers, type CalendarWishes } from './calendar-wishes.ts';
import { keptValue, mergeThreeWays, type Fields } from './merge.ts';
import { fromHighLevelHours, sameHours, toHighLevelHours, type HighLevelOpenHours } from './open-hours.ts';
import { writableCalendar } from './writable.ts';

/**
 * Everything the site wants of a calendar, in a form that can be compared: HighLevel's keys, but `hosts` (a list of
 * user ids) in the place of `teamMembers`.
 *
 * @param groupId HighLevel's id; null: in no group; undefined: leave its group alone.
 */
export function wantedFields( wishes: CalendarWishes, groupId: string | null | undefined ): Fields {
	return {
		...wishes.fields,
		...( wishes.openHours ? { openHours: wishes.openHours } : {} ),
		...( wishes.hosts && wishes.hosts.length > 0 ? { hosts: wishes.hosts } : {} ),
		...( groupId === undefined ? {} : { groupId } ),
	};
}

export function createBody( wanted: Fields, calendarType: string ): Fields {
	const { hosts, groupId, ...fields } = wanted;
	return {
		...fields,
		calendarType,
		...( groupId ? { groupId } : {} ),
		...( hosts ? { teamMembers: toTeamMembers( hosts as string[], calendarType ) } : {} ),
	};
}

/** What a change on the site means for HighLevel; empty when there is nothing to write. */
export function calendarChange( wanted: Fields, base: Fields, remote: Fields ): Fields {
	return mergeThreeWays( wanted, base, comparable( remote ), calendarKeyPairs );
}

/** The body of an update: all that HighLevel has and takes back, with the change on top. */
export function updateBody( remote: Fields, change: Fields ): Fields {
	const { hosts, groupId, slotBufferUnit: _fixedForLife, ...fields } = change;
	const body = { ...writableCalendar( remote ), ...fields };
	if ( 'slotBuffer' in fields && remote[ 'slotBufferUnit' ] === 'hours' ) {
		body[ 'slotBuffer' ] = Number( fields[ 'slotBuffer' ] ) / 60;
	}
	if ( hosts ) {
		body[ 'teamMembers' ] = toTeamMembers( hosts as string[], String( remote[ 'calendarType' ] ), ( body[ 'teamMembers' ] as Fields[] | undefined ) ?? [] );
	}
	if ( 'groupId' in change ) {
		// An update resets what it leaves out: without the key the calendar is in no group.
		delete body[ 'groupId' ];
		Object.assign( body, groupId ? { groupId } : {} );
	}
	return body;
}

/** Keys of what was written that HighLevel does not have so. */
export function lostKeys( written: Fields, read: Fields, change: Fields = {} ): string[] {
	const lost = Object.keys( written ).filter( ( key ) =>
		key === 'openHours' ? ! sameHours( written[ key ], read[ key ] ) : key !== 'locationId' && ! keptValue( written[ key ], read[ aliasOf( key, read ) ] )
	);
	return 'groupId' in change && ! change[ 'groupId' ] && read[ 'groupId' ] ? [ ...lost, 'groupId' ] : lost;
}

/** HighLevel's calendar in the form of `wantedFields`. */
function comparable( remote: Fields ): Fields {
	const inHours = remote[ 'slotBufferUnit' ] === 'hours';
	return {
		...remote,
		slotBuffer: inHours ? Number( remote[ 'slotBuffer' ] ) * 60 : remote[ 'slotBuffer' ],
		slotBufferUnit: 'mins',
		openHours: toHighLevelHours( fromHighLevelHours( ( remote[ 'openHours' ] as HighLevelOpenHours[] | undefined ) ?? [] ) ),
		hosts: ( ( remote[ 'teamMembers' ] as Fields[] | undefined ) ?? [] ).map( ( member ) => member[ 'userId' ] ),
	};
}

function aliasOf( key: string, read: Fields ): string {
	return key in read ? key : Object.keys( calendarReadAliases ).find( ( answered ) => calendarReadAliases[ answered ] === key ) ?? key;
}

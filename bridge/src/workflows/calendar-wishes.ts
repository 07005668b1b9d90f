/** From mapped fields to what a calendar should be in HighLevel, in HighLevel's own keys. */
import { withMarker } from './marker.ts';
import type { Mapped, MappingFault } from './mapping.ts';
import type { Fields } from './merge.ts';
import { toHighLevelHours, type HighLevelOpenHours, type OpenHours } from './open-hours.ts';
import type { Reminder } from './reminders.ts';

/** Undefined everywhere means: the owner switched the field off, leave it to HighLevel. */
export interface CalendarWishes {
	calendarType: string;
	/** Simple keys of the calendar's own body; group, hosts and hours are apart because they need more than a comparison. */
	fields: Fields;
	timeZone: string | undefined;
	/** Undefined also when the site has no hours: those set in HighLevel stay. */
	openHours: HighLevelOpenHours[] | undefined;
	reminders: Reminder[] | undefined;
	/** HighLevel user ids. */
	hosts: string[] | undefined;
	/** Term id of the group; null: in no group. */
	group: number | null | undefined;
	/** What an owner should know, though it is no fault. */
	notes: string[];
	faults: MappingFault[];
}

const HOSTED = new Set( [ 'round_robin', 'collective', 'class_booking', 'service_booking' ] );
const typeNames: Readonly<Record<string, string>> = {
	event: 'An event calendar', round_robin: 'A round robin calendar', class_booking: 'A class calendar',
	collective: 'A collective calendar', service_booking: 'A service calendar', personal: 'A personal calendar',
};

/** @param marker See `marker.ts`; becomes the last line of the description. */
export function calendarWishes( mapped: Mapped, marker: string ): CalendarWishes {
	const { values } = mapped;
	const calendarType = String( values[ 'type' ] ?? 'event' );
	const { hosts, group, faults } = readReferences( values );
	const hours = values[ 'openHours' ] as OpenHours[] | undefined;
	const wishes: CalendarWishes = {
		calendarType,
		fields: plainFields( values, marker ),
		timeZone: values[ 'timeZone' ] as string | undefined,
		openHours: hours && hours.length > 0 ? toHighLevelHours( hours ) : undefined,
		reminders: values[ 'reminders' ] as Reminder[] | undefined,
		hosts: calendarType === 'event' ? undefined : hosts,
		group,
		notes: [],
		faults: [ ...mapped.faults, ...faults ],
	};
	checkHosts( wishes, hosts ?? [] );
	return wishes;
}

/** A path can lead anywhere in the snapshot, so what is taken for ids has to be looked at. */
function readReferences( values: Record<string, unknown> ): Pick<CalendarWishes, 'hosts' | 'group' | 'faults'> {
	const { hosts, group } = values;
	const faults: MappingFault[] = [];
	const areHosts = hosts === undefined || ( Array.isArray( hosts ) && hosts.every( ( id ) => typeof id === 'string' ) );
	const isGroup = group === undefined || group === null || Number.isInteger( group );
	if ( ! areHosts ) {
		faults.push( { target: 'hosts', detail: 'A list of HighLevel user ids is needed here: choose the field "hosts".' } );
	}
	if ( ! isGroup ) {
		faults.push( { target: 'group', detail: 'The number of a calendar group is needed here: choose the field "group".' } );
	}
	return { hosts: areHosts ? hosts as string[] | undefined : undefined, group: isGroup ? group as number | null | undefined : undefined, faults };
}

function plainFields( values: Record<string, unknown>, marker: string ): Fields {
	const fields: Fields = { name: values[ 'name' ], description: withMarker( String( values[ 'description' ] ?? '' ), marker ) };
	const put = ( id: string, ...entries: [ string, unknown ][] ) => {
		if ( values[ id ] !== undefined ) {
			Object.assign( fields, Object.fromEntries( entries ) );
		}
	};
	if ( values[ 'slug' ] !== '' ) {
		put( 'slug', [ 'slug', values[ 'slug' ] ] );
	}
	put( 'color', [ 'eventColor', values[ 'color' ] ] );
	put( 'status', [ 'isActive', values[ 'status' ] ] );
	put( 'duration', [ 'slotDuration', values[ 'duration' ] ], [ 'slotDurationUnit', 'mins' ] );
	put( 'interval', [ 'slotInterval', values[ 'interval' ] ], [ 'slotIntervalUnit', 'mins' ] );
	put( 'buffer', [ 'slotBuffer', values[ 'buffer' ] ], [ 'slotBufferUnit', 'mins' ] );
	return fields;
}

/** HighLevel's own rules for hosts, told before it refuses in its words. */
function checkHosts( wishes: CalendarWishes, hosts: readonly string[] ): void {
	const name = typeNames[ wishes.calendarType ];
	const refuse = ( detail: string ) => wishes.faults.push( { target: 'hosts', detail } );
	if ( name === undefined ) {
		wishes.faults.push( { target: 'type', detail: `HighLevel has no calendar type "${ wishes.calendarType }".` } );
	} else if ( wishes.calendarType === 'event' && hosts.length > 0 ) {
		wishes.notes.push( 'An event calendar has no hosts in HighLevel, so the chosen hosts are not sent.' );
	} else if ( HOSTED.has( wishes.calendarType ) && wishes.hosts?.length === 0 ) {
		refuse( `${ name } needs at least one host. Choose who holds the appointments, or make it an event calendar.` );
	} else if ( wishes.calendarType === 'personal' && wishes.hosts && wishes.hosts.length !== 1 ) {
		refuse( `A personal calendar needs exactly one host, and this one has ${ wishes.hosts.length }.` );
	}
}

/**
 * The team of a calendar: wanted hosts that are in it already keep what HighLevel knows about them (meeting place,
 * priority), new ones get the middle priority, and a collective calendar has exactly one primary host.
 *
 * @param current The team as HighLevel has it.
 */
export function toTeamMembers( hosts: readonly string[], calendarType: string, current: readonly Fields[] = [] ): Fields[] {
	const members: Fields[] = hosts.map( ( userId ) => current.find( ( member ) => member[ 'userId' ] === userId ) ?? { userId, priority: 0.5 } );
	if ( calendarType !== 'collective' ) {
		return members;
	}
	const primary = Math.max( 0, members.findIndex( ( member ) => member[ 'isPrimary' ] === true ) );
	return members.map( ( member, index ) => ( { ...member, isPrimary: index === primary } ) );
}

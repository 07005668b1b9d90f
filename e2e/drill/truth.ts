/** Reads what a site has to say in the end, through WordPress's own REST API. */
import type { Reminder } from './book.ts';
import type { Session } from './session.ts';

export interface SiteCalendar {
	id: number;
	status: string;
	slotbridge: { name: string; color: string; status: 'active' | 'draft'; group: number | null; reminders: Reminder[]; timeZone: string; durationMinutes: number };
	slotbridge_state: { attention: Record<string, string> };
}

export interface SiteGroup {
	id: number;
	slotbridge: { name: string; slug: string; status: 'active' | 'inactive' };
	slotbridge_state: { attention: Record<string, string> };
}

export interface Truth {
	calendars: SiteCalendar[];
	groups: SiteGroup[];
}

/** All pages of a list. */
async function readAll<T>( session: Session, path: string ): Promise<T[]> {
	const found: T[] = [];
	for ( let page = 1; ; page++ ) {
		const items = await session.call<T[]>( 'GET', `${ path }&per_page=100&page=${ page }` );
		found.push( ...items );
		if ( items.length < 100 ) {
			return found;
		}
	}
}

export async function readTruth( session: Session ): Promise<Truth> {
	return {
		calendars: await readAll( session, 'wp/v2/slotbridge-calendars?context=edit&status=publish,draft,pending,private,future,trash' ),
		groups: await readAll( session, 'wp/v2/slotbridge-calendar-groups?context=edit' ),
	};
}

/** Saves once more what the site itself marks as not fit to be sent, since PHP died in the middle of saving it. @return How many. */
export async function saveFaulty( session: Session, { calendars, groups }: Truth ): Promise<number> {
	const faulty = ( { slotbridge_state: { attention } }: { slotbridge_state: SiteCalendar[ 'slotbridge_state' ] } ): boolean => Object.keys( attention ).length > 0;
	const broken = { calendars: calendars.filter( ( item ) => item.status !== 'trash' && faulty( item ) ), groups: groups.filter( faulty ) };
	for ( const { id, slotbridge: { name } } of broken.calendars ) {
		await session.call( 'POST', `wp/v2/slotbridge-calendars/${ id }`, { slotbridge: { name, slug: '' } } );
	}
	for ( const { id, slotbridge: { name } } of broken.groups ) {
		await session.call( 'POST', `wp/v2/slotbridge-calendar-groups/${ id }`, { slotbridge: { name, slug: '' } } );
	}
	return broken.calendars.length + broken.groups.length;
}

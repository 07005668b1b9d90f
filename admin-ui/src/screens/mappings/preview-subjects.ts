/** The real calendars or groups of the site that a preview can be made for. */
import { __ } from '@wordpress/i18n';
import { listCalendars, listGroups, readReference } from '../../api/calendars.ts';
import type { EntityKind } from '../../api/types.ts';

export interface PreviewSubject {
	id: string;
	name: string;
	snapshot: unknown;
}

/** The site's own, newest first; when there are none yet, an example made of the defaults. */
export async function loadPreviewSubjects( entity: EntityKind, signal: AbortSignal ): Promise<PreviewSubject[]> {
	const found = entity === 'calendar' ? await calendarSubjects( signal ) : await groupSubjects( signal );
	return found.length > 0 ? found : [ await exampleSubject( entity, signal ) ];
}

async function calendarSubjects( signal: AbortSignal ): Promise<PreviewSubject[]> {
	const posts = await listCalendars( signal );
	return posts.flatMap( ( { id, slotbridge } ) => ( slotbridge ? [ { id: String( id ), name: slotbridge.name, snapshot: slotbridge } ] : [] ) );
}

async function groupSubjects( signal: AbortSignal ): Promise<PreviewSubject[]> {
	const terms = await listGroups( signal );
	return terms.flatMap( ( { id, name, slotbridge } ) => ( slotbridge ? [ { id: String( id ), name, snapshot: slotbridge } ] : [] ) );
}

async function exampleSubject( entity: EntityKind, signal: AbortSignal ): Promise<PreviewSubject> {
	const name = __( 'Example', 'slotbridge' );
	if ( entity === 'calendar-group' ) {
		return { id: 'example', name, snapshot: { id: 1, name, slug: 'example', description: '', status: 'active', audience: null } };
	}
	const { defaults } = await readReference( signal );
	return { id: 'example', name, snapshot: { ...defaults, id: 1, name, slug: 'example' } };
}

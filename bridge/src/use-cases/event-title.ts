/** What happened, in one plain sentence for the owner. */
import { entityLabels, type EventEntity } from '@slotbridge/catalogue/events/index.ts';
import { findEventType } from './event-types.ts';

/** What the event is about; the subject says it of a type that we do not know (any more). */
export function entityOf( type: string, subject: string ): EventEntity {
	return findEventType( type )?.entity ?? ( subject.split( '/' )[ 0 ] as EventEntity );
}

/**
 * Such as `Calendar "Coaching" was changed`, or `Member "Ana Bell" got a tag: Gold`.
 *
 * @param detail What exactly happened, where the event says so.
 */
export function titleOf( event: { type: string; subject: string; entityName: string }, detail: unknown ): string {
	const known = findEventType( event.type );
	const entity = entityOf( event.type, event.subject );
	const about = known?.about ? textAt( detail, known.about ) : '';
	return `${ entityLabels[ entity ] ?? entity } "${ event.entityName }" ${ known?.title ?? 'was changed' }${ about === '' ? '' : `: ${ about }` }`;
}

/** The text at a dotted path; empty when there is none. */
function textAt( value: unknown, path: string ): string {
	const found = path.split( '.' ).reduce<unknown>( ( inner, key ) => ( inner as Record<string, unknown> | null | undefined )?.[ key ], value );
	return typeof found === 'string' ? found : '';
}

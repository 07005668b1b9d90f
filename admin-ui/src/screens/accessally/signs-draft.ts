/** The signs while they are edited: rows that may be unfinished, what is wrong with them, and what is sent. */
import { __ } from '@wordpress/i18n';
import type { AccessAllyAnswer, Named, Sign } from '../../api/accessally.ts';

/** A row keeps its own key, so that the hand stays in its field when another row goes. */
export interface SignRow extends Sign {
	key: number;
}

let next = 0;

export const toRows = ( signs: readonly Sign[] ): SignRow[] => signs.map( ( sign ) => ( { ...sign, key: ( next += 1 ) } ) );

/** A new row: a tag, as nearly every sign is, which is taken away again so that the next time shows too. */
export const newRow = ( type: string ): SignRow => ( { source: 'tag', id: '', type, operation: '', consume: true, key: ( next += 1 ) } );

/** What is sent: a row that is no tag has nothing to take away, and stands for no operation but itself. */
export function toSigns( rows: readonly SignRow[] ): Sign[] {
	return rows.map( ( { source, id, type, operation, consume } ) => ( source === 'tag' ? { source, id, type, operation, consume } : { source, id, type, operation: '', consume: false } ) );
}

export function isChanged( rows: readonly SignRow[], saved: readonly Sign[] ): boolean {
	return JSON.stringify( toSigns( rows ) ) !== JSON.stringify( toSigns( toRows( saved ) ) );
}

/** By the row's key: what is to be mended before it can be saved. */
export function faultsOf( rows: readonly SignRow[] ): Record<number, string> {
	const faults: Record<number, string> = {};
	const seen = new Set<string>();
	for ( const { key, source, id, type } of rows ) {
		const name = `${ source } ${ id } ${ type }`;
		if ( id === '' ) {
			faults[ key ] = __( 'Choose what the sign is.', 'slotbridge' );
		} else if ( seen.has( name ) ) {
			faults[ key ] = __( 'This sign is in the list already.', 'slotbridge' );
		}
		seen.add( name );
	}
	return faults;
}

/** The site's faults (`signs/0/id`) at the rows that were sent. */
export function siteFaults( fields: Record<string, string>, rows: readonly SignRow[] ): Record<number, string> {
	const faults: Record<number, string> = {};
	for ( const [ path, words ] of Object.entries( fields ) ) {
		const row = rows[ Number( /^signs[/[](\d+)/.exec( path )?.[ 1 ] ?? -1 ) ];
		if ( row ) {
			faults[ row.key ] = words;
		}
	}
	return faults;
}

/** What a sign of this kind can be; one that is chosen and no longer there stays in the list, by its number. */
export function choicesFor( choices: AccessAllyAnswer[ 'choices' ], { source, id }: Pick<Sign, 'source' | 'id'> ): Named[] {
	const list = { tag: choices.tags, operation: choices.operations, event: choices.events }[ source ] ?? [];
	/* translators: %s: number of a tag or custom operation. */
	return id === '' || list.some( ( each ) => each.id === id ) ? list : [ ...list, { id, name: __( 'Number %s (not found)', 'slotbridge' ).replace( '%s', id ) } ];
}

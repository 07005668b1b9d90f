/** What a plan for groups comes to, in words. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { GroupMapping, GroupStep } from '../../api/access.ts';

export const isOn = ( { teams, offerings, chosen }: GroupMapping ): boolean => teams || offerings === 'all' || ( offerings === 'chosen' && chosen.length > 0 );

/** One sentence on all steps; `on` is whether anything makes groups at all. */
export function planWords( steps: Pick<GroupStep, 'action'>[], on: boolean = true ): string {
	const count = ( action: GroupStep[ 'action' ] ): number => steps.filter( ( step ) => step.action === action ).length;
	const made = count( 'create' );
	const changed = count( 'change' ) + count( 'set-active' );
	const hidden = count( 'set-inactive' );
	const parts: string[] = [];
	if ( made > 0 ) {
		/* translators: %d: number of groups. */
		parts.push( sprintf( _n( 'This will make %d group.', 'This will make %d groups.', made, 'slotbridge' ), made ) );
	}
	if ( changed > 0 ) {
		/* translators: %d: number of groups. */
		parts.push( sprintf( _n( '%d group will be changed.', '%d groups will be changed.', changed, 'slotbridge' ), changed ) );
	}
	if ( hidden > 0 ) {
		/* translators: %d: number of groups. */
		parts.push( sprintf( _n( '%d group will be set inactive.', '%d groups will be set inactive.', hidden, 'slotbridge' ), hidden ) );
	}
	if ( parts.length === 0 && ! on ) {
		return __( 'Nothing makes groups: you make and change them yourself.', 'slotbridge' );
	}
	return parts.length > 0 ? parts.join( ' ' ) : __( 'Everything is in step: no group will be made or changed.', 'slotbridge' );
}

/** One step as a line of a list. */
export function stepWords( { action, name, from, source }: GroupStep ): string {
	switch ( action ) {
		case 'create':
			/* translators: 1: name of the new group, 2: name of a Team or an offering. */
			return name === source ? sprintf( __( 'New: %s', 'slotbridge' ), name ) : sprintf( __( 'New: %1$s, for %2$s', 'slotbridge' ), name, source );
		case 'set-inactive':
			/* translators: %s: name of a group. */
			return sprintf( __( 'Inactive: %s, because its Team or offering is gone', 'slotbridge' ), from );
		case 'set-active':
			/* translators: %s: name of a group. */
			return sprintf( __( 'Active again: %s', 'slotbridge' ), name );
		default:
			/* translators: 1: name so far, 2: new name. */
			return from === name ? sprintf( __( 'Changed: %s', 'slotbridge' ), name ) : sprintf( __( 'Renamed: %1$s becomes %2$s', 'slotbridge' ), from, name );
	}
}

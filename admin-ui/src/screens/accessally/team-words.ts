/** Who is in a Team, in words by which an owner recognises it. */
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Team } from '../../api/accessally.ts';

type Crowd = Pick<Team, 'leader' | 'leaders' | 'members'>;

export function teamPeople( team: Crowd ): string {
	if ( team.leaders === 0 && team.members === 0 ) {
		return __( 'Nobody is in it now.', 'slotbridge' );
	}
	/* translators: %d: number of people. */
	const members = sprintf( _n( '%d member', '%d members', team.members, 'slotbridge' ), team.members );
	/* translators: 1: who leads a Team. 2: number of members, such as "3 members". */
	return sprintf( __( '%1$s, %2$s', 'slotbridge' ), ledBy( team ), members );
}

function ledBy( { leader, leaders }: Crowd ): string {
	if ( leaders === 0 ) {
		return __( 'Nobody leads it', 'slotbridge' );
	}
	if ( leader === null ) {
		/* translators: %d: number of people. */
		return sprintf( _n( 'Led by %d person', 'Led by %d people', leaders, 'slotbridge' ), leaders );
	}
	if ( leaders > 1 ) {
		/* translators: 1: name of a person. 2: number of further people. */
		return sprintf( _n( 'Led by %1$s and %2$d more', 'Led by %1$s and %2$d more', leaders - 1, 'slotbridge' ), leader, leaders - 1 );
	}
	/* translators: %s: name of a person. */
	return sprintf( __( 'Led by %s', 'slotbridge' ), leader );
}

/** The names of Teams while they are edited. */
import type { Team } from '../../api/accessally.ts';

export type TeamNames = Record<string, string>;

export const toNames = ( teams: readonly Pick<Team, 'id' | 'label'>[] ): TeamNames => Object.fromEntries( teams.map( ( { id, label } ) => [ id, label ] ) );

/** Those that differ from what is saved, without spaces at their ends. */
export function changedNames( names: TeamNames, teams: readonly Pick<Team, 'id' | 'label'>[] ): TeamNames {
	return Object.fromEntries( teams.flatMap( ( { id, label } ) => {
		const name = ( names[ id ] ?? '' ).trim();
		return name === label ? [] : [ [ id, name ] ];
	} ) );
}

/** The site's faults (`labels/7`) by Team. */
export function nameFaults( fields: Record<string, string> ): TeamNames {
	return Object.fromEntries( Object.entries( fields ).flatMap( ( [ path, words ] ) => {
		const id = /^labels[/[](\d+)/.exec( path )?.[ 1 ];
		return id ? [ [ id, words ] ] : [];
	} ) );
}

/** The end of a drill: one table, what was found, and the last line that says how it went. */
import type { Say } from '../base/progress.ts';
import type { Finding } from './compare.ts';

export interface Row {
	name: string;
	calendars: number;
	events: number;
	calls: number;
	/** The most calls in any ten seconds. */
	peak: number;
	findings: Finding[];
}

const kinds: ReadonlyArray<Finding[ 'kind' ]> = [ 'lost', 'doubled', 'out of order', 'over limit' ];
const shown = 25;

const count = ( { findings }: Row, kind: Finding[ 'kind' ] ): number => findings.filter( ( finding ) => finding.kind === kind ).length;

/** @return A line of the table, its numbers flush right. */
const line = ( cells: Array<string | number> ): string => `  ${ cells.map( ( cell, index ) => ( index === 0 ? String( cell ).padEnd( 32 ) : String( cell ).padStart( 13 ) ) ).join( '' ) }`;

export function printTable( rows: Row[], say: Say ): void {
	say( '' );
	say( line( [ 'site and location', 'calendars', 'events', 'calls', 'most in 10 s', ...kinds ] ) );
	for ( const row of rows ) {
		say( line( [ row.name, row.calendars, row.events, row.calls, row.peak, ...kinds.map( ( kind ) => count( row, kind ) ) ] ) );
	}
	const sum = ( read: ( row: Row ) => number ): number => rows.reduce( ( total, row ) => total + read( row ), 0 );
	say( line( [ 'all', sum( ( row ) => row.calendars ), sum( ( row ) => row.events ), sum( ( row ) => row.calls ), Math.max( 0, ...rows.map( ( row ) => row.peak ) ), ...kinds.map( ( kind ) => sum( ( row ) => count( row, kind ) ) ) ] ) );
	const findings = rows.flatMap( ( row ) => row.findings );
	if ( findings.length > 0 ) {
		say( '' );
		findings.slice( 0, shown ).forEach( ( { kind, words } ) => say( `  ${ kind }: ${ words }` ) );
		say( findings.length > shown ? `  … and ${ findings.length - shown } more` : '' );
	}
}

/** Everything that makes the drill fail, the table's columns first; empty when it passed. */
export function listFailures( rows: Row[], others: string[] ): string[] {
	const totals = kinds.map( ( kind ) => [ kind, rows.reduce( ( sum, row ) => sum + count( row, kind ), 0 ) ] as const );
	return [ ...totals.filter( ( [ , total ] ) => total > 0 ).map( ( [ kind, total ] ) => `${ total } ${ kind }` ), ...others ];
}

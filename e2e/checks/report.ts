/** The end of a test run: what failed and where to read on, and the one closing line. */
import type { Say } from '../base/progress.ts';
import type { Outcome } from './outcome.ts';

/** Failures of one suite that are named one by one; the log has the rest. */
const shownFailures = 25;

function printFailures( { suite, failures, logFile }: Outcome, say: Say ): void {
	say( `\n${ suite }: ${ failures.length } failed${ logFile ? `, log: ${ logFile }` : '' }` );
	for ( const { name, reason } of failures.slice( 0, shownFailures ) ) {
		say( `  - ${ name }` );
		say( reason.trim().split( '\n' ).slice( 0, 12 ).join( '\n' ).replace( /^/gm, '      ' ) );
	}
	if ( failures.length > shownFailures ) {
		say( `  … and ${ failures.length - shownFailures } more` );
	}
}

/** Prints a line for each suite, the failures, and last of all `N passed, N failed`. @return The exit code. */
export function printSummary( outcomes: Outcome[], say: Say ): number {
	say( '\nSummary' );
	for ( const { suite, passed, failures } of outcomes ) {
		say( `  ${ suite.padEnd( 40 ) } ${ String( passed ).padStart( 5 ) } passed ${ String( failures.length ).padStart( 4 ) } failed` );
	}
	outcomes.filter( ( { failures } ) => failures.length > 0 ).forEach( ( outcome ) => printFailures( outcome, say ) );
	const passed = outcomes.reduce( ( sum, outcome ) => sum + outcome.passed, 0 );
	const failed = outcomes.reduce( ( sum, outcome ) => sum + outcome.failures.length, 0 );
	say( `\n${ passed } passed, ${ failed } failed` );
	return failed === 0 && passed > 0 ? 0 : 1;
}

/** Says what is being done and how long it took, so that no long step looks like a hang. */

/** Takes one line for the person at the terminal. */
export type Say = ( line: string ) => void;

/** How often a step that is still going says so. */
const reminderMs = 10_000;

/** A duration in words that a person reads at a glance. */
export function formatDuration( ms: number ): string {
	if ( ms < 1000 ) {
		return `${ Math.round( ms ) } ms`;
	}
	const seconds = ms / 1000;
	return seconds < 60 ? `${ seconds.toFixed( 1 ) } s` : `${ Math.floor( seconds / 60 ) } min ${ Math.round( seconds % 60 ) } s`;
}

/**
 * Runs one step and frames it with lines: its title at once, a reminder every ten seconds, its time at the end.
 *
 * @param note Adds words to the closing line, e.g. a version or an address.
 */
export async function step<T>( say: Say, title: string, work: () => Promise<T>, note?: ( result: T ) => string ): Promise<T> {
	const start = performance.now();
	say( `  ${ title } …` );
	const reminder = setInterval( () => say( `    still: ${ title } (${ formatDuration( performance.now() - start ) })` ), reminderMs );
	try {
		const result = await work();
		const more = note?.( result );
		say( `  ${ title }: done in ${ formatDuration( performance.now() - start ) }${ more ? ` (${ more })` : '' }` );
		return result;
	} finally {
		clearInterval( reminder );
	}
}

/** A Say that says nothing, for callers that show their own progress. */
export const silent: Say = () => undefined;

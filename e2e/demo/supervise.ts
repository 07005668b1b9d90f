/** Keeps a running stack running: starts dead parts again, and runs the site's scheduled tasks every minute. */
import type { Death, Part } from '../base/part.ts';
import { isAlive } from '../base/process-identity.ts';
import { sleep } from '../base/poll-until.ts';
import type { Say } from '../base/progress.ts';
import { messageOf } from '../base/user-error.ts';
import type { PartName, Stack } from '../stack/stack.ts';

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** A part that ran this long before it died is not in a crash loop. */
const steadyAfterMs = 60_000;
const cronEveryMs = 60_000;
const databaseCheckEveryMs = 1000;
/** The bridge is given this long to bring its own database back. */
const databaseGraceMs = 10_000;

function describe( { code, signal }: Death ): string {
	return signal ?? `exit code ${ code }`;
}

/**
 * @param onChange Called after a part runs again.
 * @return Ends the supervision; the parts run on.
 */
export function supervise( stack: Stack, say: Say, onChange: () => Promise<void> ): () => void {
	const ended = new AbortController();
	for ( const [ name, part ] of Object.entries( stack.parts ) as Array<[ PartName, Part | null ]> ) {
		if ( part ) {
			watchPart( name, part, say, onChange, ended.signal );
		}
	}
	const timers = [ tickCron( stack ), watchPostgres( stack, say, onChange, ended.signal ) ];
	return () => {
		ended.abort();
		timers.forEach( clearInterval );
	};
}

function watchPart( _name: PartName, part: Part, say: Say, onChange: () => Promise<void>, ended: AbortSignal ): void {
	let pause = firstPauseMs;
	let startedAt = Date.now();
	const revive = async (): Promise<void> => {
		while ( ! ended.aborted ) {
			await sleep( pause );
			pause = Math.min( pause * 2, longestPauseMs );
			if ( ended.aborted ) {
				return;
			}
			try {
				await part.start();
				startedAt = Date.now();
				say( `${ capital( part.options.label ) } runs again (process ${ part.pid }).` );
				await onChange();
				return;
			} catch ( error ) {
				say( `${ capital( part.options.label ) } could not be started: ${ messageOf( error ) }. Trying again in ${ pause / 1000 } s.` );
			}
		}
	};
	part.onDeath = ( death ) => {
		// A death while `revive` is starting it is reported there.
		if ( ended.aborted || part.isStarting ) {
			return;
		}
		if ( Date.now() - startedAt > steadyAfterMs ) {
			pause = firstPauseMs;
		}
		say( `${ capital( part.options.label ) } died (${ describe( death ) }): starting it again.` );
		void revive();
	};
}

function capital( text: string ): string {
	return text.charAt( 0 ).toUpperCase() + text.slice( 1 );
}

function tickCron( stack: Stack ): NodeJS.Timeout {
	let running = false;
	return setInterval( () => {
		if ( ! running && stack.parts.wordpress?.pid ) {
			running = true;
			// A tick that finds the site restarting is made up for by the next one.
			stack.runCron().catch( () => undefined ).finally( () => {
				running = false;
			} );
		}
	}, cronEveryMs );
}

/** The bridge's PostgreSQL is not our child: when it dies and the bridge does not bring it back, the bridge is restarted, which does. */
function watchPostgres( stack: Stack, say: Say, onChange: () => Promise<void>, ended: AbortSignal ): NodeJS.Timeout {
	let known = stack.postgresPid();
	let deadSince = 0;
	let busy = false;
	const check = async (): Promise<void> => {
		const pid = stack.postgresPid();
		const bridge = stack.parts.bridge;
		if ( pid !== known ) {
			known = pid;
			await onChange();
		}
		if ( pid === null || isAlive( pid ) || ! bridge?.pid || bridge.isStarting ) {
			deadSince = 0;
			return;
		}
		if ( deadSince === 0 ) {
			deadSince = Date.now();
			say( 'The bridge’s PostgreSQL died: waiting for the bridge to start it again.' );
		} else if ( Date.now() - deadSince > databaseGraceMs ) {
			deadSince = 0;
			say( 'The bridge’s PostgreSQL did not come back: starting the bridge again.' );
			await bridge.stop();
			if ( ! ended.aborted ) {
				await bridge.start();
				say( `The bridge runs again (process ${ bridge.pid }).` );
				await onChange();
			}
		}
	};
	return setInterval( () => {
		if ( ! busy && ! ended.aborted ) {
			busy = true;
			check().catch( ( error: unknown ) => say( `The bridge could not be started again: ${ messageOf( error ) }` ) ).finally( () => {
				busy = false;
			} );
		}
	}, databaseCheckEveryMs );
}

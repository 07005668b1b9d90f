/** `npm run bench`: how fast it all is beside the raw thing, as one table of figures with their bars. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { endLeftovers } from '../base/end-processes.ts';
import { artifactsDir } from '../base/paths.ts';
import { ownerVariable } from '../base/process-identity.ts';
import { formatDuration, type Say } from '../base/progress.ts';
import { messageOf, runMain, UserError } from '../base/user-error.ts';
import type { Bench, Measured } from './row.ts';
import { accept } from './rows/accept.ts';
import { adminUi } from './rows/admin-ui.ts';
import { drain } from './rows/drain.ts';
import { edits } from './rows/edits.ts';
import { flood } from './rows/flood.ts';
import { hook } from './rows/hook.ts';
import { members } from './rows/members.ts';
import { printTable } from './table.ts';

const say: Say = ( line ) => void process.stdout.write( `${ line }\n` );
const benchDir = join( artifactsDir, 'bench' );

const benches: Bench[] = [ accept, drain, flood, edits, hook, members, adminUi ];

function choose( words: string[] ): Bench[] {
	const unknown = words.find( ( word ) => ! benches.some( ( bench ) => bench.word === word ) );
	if ( unknown !== undefined ) {
		throw new UserError( `there is no measurement "${ unknown }": choose from ${ benches.map( ( { word } ) => word ).join( ', ' ) }, or give none to run all.` );
	}
	return words.length === 0 ? benches : benches.filter( ( { word } ) => words.includes( word ) );
}

/** One that cannot be measured does not keep the others from it, but counts as a bar that is not met. */
async function run( { word, title, run: measure }: Bench ): Promise<Measured> {
	say( `\n${ title }` );
	const start = performance.now();
	const dir = join( benchDir, word );
	await mkdir( dir, { recursive: true } );
	try {
		return await measure( { say, dir } );
	} catch ( error ) {
		say( `  ${ error instanceof Error && ! ( error instanceof UserError ) ? error.stack : messageOf( error ) }` );
		return { rows: [ { what: title, raw: null, ours: `could not be measured: ${ messageOf( error ).split( '\n' )[ 0 ] }`, bar: 'measured at all', met: false } ] };
	} finally {
		say( `  ${ title }: ${ formatDuration( performance.now() - start ) }` );
	}
}

/** Ctrl-C ends the run and everything that it started. */
function endOnSignal(): void {
	for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] as const ) {
		process.once( signal, () => {
			say( `\nStopping (${ signal }) …` );
			void endLeftovers( benchDir, [] ).finally( () => process.exit( 130 ) );
		} );
	}
}

await runMain( async () => {
	const chosen = choose( process.argv.slice( 2 ) );
	await endLeftovers( benchDir, [] );
	await rm( benchDir, { recursive: true, force: true } );
	process.env[ ownerVariable ] = benchDir;
	endOnSignal();
	const all: Measured[] = [];
	for ( const bench of chosen ) {
		all.push( await run( bench ) );
	}
	return printTable( all.flatMap( ( { rows } ) => rows ), Object.assign( {}, ...all.map( ( { versions } ) => versions ) ) as Record<string, string>, say );
} );
process.exit();

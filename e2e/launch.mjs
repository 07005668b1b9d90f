/** Runs a TypeScript entry under the project's own Node: the machine's Node may be too old to read TypeScript. */
// Plain JavaScript on purpose: this file has to run on any Node from 20 on.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve( dirname( fileURLToPath( import.meta.url ) ), '..' );
const bin = join( root, 'node_modules', '.bin' );
const node = join( bin, 'node' );
const [ entry, ...args ] = process.argv.slice( 2 );

function fail( message ) {
	process.stderr.write( `slotbridge: ${ message }\n` );
	process.exit( 1 );
}

if ( ! entry ) {
	fail( 'usage: node e2e/launch.mjs <entry.ts> [options]' );
}
try {
	accessSync( node, constants.X_OK );
} catch {
	fail( 'the packages are not installed yet: run "npm ci" in the project folder first.' );
}

const child = spawn( node, [ resolve( root, entry ), ...args ], {
	stdio: 'inherit',
	env: { ...process.env, PATH: `${ bin }${ delimiter }${ process.env.PATH ?? '' }` },
} );
// A terminal sends Ctrl-C to us and to the child; a process manager sends its signal to us alone.
// The child takes a repeated signal as the same one, so passing it on is right in both cases.
for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] ) {
	process.on( signal, () => child.kill( signal ) );
}
child.on( 'error', ( error ) => fail( `cannot start ${ node }: ${ error.message }` ) );
child.on( 'exit', ( code, signal ) => process.exit( code ?? ( signal ? 1 : 0 ) ) );

/**
 * Has V8 collect garbage early: the first import of the program, before there is much of it.
 *
 * The bridge keeps nothing of what passes through it: some 40 MB of its heap are in use, whatever waits in the queue. Left to
 * itself, V8 measures its patience by the machine's memory, and on one with a few gigabytes lets 130 MB of new objects and
 * 70 MB of old ones gather while events come in. The two flags say when a heap may grow and are read each time that is decided,
 * which is why they may be set while the program runs; a fixed size may not. The price is processor time for collecting
 * (`bench/README.md`); whoever would rather pay in memory names a size (NODE_OPTIONS=--max-semi-space-size=16), and it stands.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Loading the program's files has made the space for new objects large, and only a thorough collection gives it back. */
function collectAll(): void {
	setFlagsFromString( '--expose-gc' );
	const gc = runInNewContext( 'typeof gc === "function" ? gc : undefined' ) as ( ( options: object ) => void ) | undefined;
	setFlagsFromString( '--no-expose-gc' );
	gc?.( { type: 'major', flavor: 'last-resort' } );
}

// Not by the rules of config/variables.ts: this is Node's own variable, and must be read before anything else is loaded.
const namedByOperator = `${ process.execArgv.join( ' ' ) } ${ process.env[ 'NODE_OPTIONS' ] ?? '' }`;

if ( ! /--(min|max)[-_]semi[-_]space|--semi[-_]space|--heap[-_]growing|--optimize[-_]for[-_]size/.test( namedByOperator ) ) {
	// New objects: their space stays as small as it is after this collection.
	setFlagsFromString( '--semi-space-growth-factor=1' );
	collectAll();
	// Old objects: collected when there is a third more of them than after the last time.
	setFlagsFromString( '--heap-growing-percent=30' );
}

/** Durable acceptance beside raw pg-boss, and, to be read beside it, over real HTTP with a signature a request. */
import { join } from 'node:path';
import { bridgeDir } from '../../base/paths.ts';
import { runCommand, tail } from '../../base/run-command.ts';
import { step, type Say } from '../../base/progress.ts';
import { withBridgeStack } from '../bridge-stack.ts';
import { median, type Bench, type Row } from '../row.ts';
import type { SignedSite } from '../signed-site.ts';

const BAR = 0.7;
const HTTP_ROUNDS = 3;
const HTTP_ROUND_MS = 1_500;

interface Shape {
	name: string;
	callers: number;
	batch: number;
}

interface Answer {
	/** Events a second, by round. */
	shapes: Array<Shape & { raw: number[]; ours: number[] }>;
	versions: Record<string, string>;
}

const perSecond = ( rate: number ): string => `${ rate.toFixed( 0 ) }/s`;

/** The part that needs the bridge's own code runs as a program of the bridge. */
async function measureBridge( say: Say ): Promise<Answer> {
	const result = await step( say, 'Accepting events and filling a raw pg-boss queue, in turns', () =>
		runCommand( process.execPath, [ join( bridgeDir, 'bench/accept.ts' ) ], { cwd: bridgeDir, timeoutMs: 5 * 60_000 } ) );
	if ( ! result.ok ) {
		throw new Error( `bridge/bench/accept.ts failed:\n${ tail( result.output, 15 ) }` );
	}
	return JSON.parse( tail( result.stdout, 1 ) ) as Answer;
}

function judge( { name, raw, ours }: Answer[ 'shapes' ][ number ] ): Row {
	const ratio = median( ours.map( ( rate, round ) => rate / raw[ round ]! ) );
	return {
		what: `Durable accept, ${ name } (${ raw.length } rounds)`,
		raw: `${ perSecond( median( raw ) ) } (pg-boss)`,
		ours: `${ perSecond( median( ours ) ) }, ratio ${ ratio.toFixed( 2 ) }`,
		bar: `≥ ${ BAR } of raw`,
		met: ratio >= BAR,
	};
}

async function overHttp( site: SignedSite, { callers, batch }: Shape ): Promise<number> {
	const start = performance.now();
	let events = 0;
	await Promise.all( Array.from( { length: callers }, async () => {
		while ( performance.now() - start < HTTP_ROUND_MS ) {
			await site.send( Array.from( { length: batch }, () => site.edit( 1 + Math.floor( Math.random() * 100_000 ) ) ) );
			events += batch;
		}
	} ) );
	return events / ( ( performance.now() - start ) / 1000 );
}

/** A site without a location that works would only have its events wait: this one drains while it accepts. */
async function measureHttp( dir: string, say: Say, shapes: Answer[ 'shapes' ] ): Promise<Row> {
	const rates = await withBridgeStack( { dir, say }, async ( { addSite } ) => {
		const { site } = await addSite();
		const found: string[] = [];
		for ( const shape of shapes ) {
			const rounds: number[] = [];
			for ( let round = 0; round < HTTP_ROUNDS; round += 1 ) {
				rounds.push( await overHttp( site, shape ) );
			}
			found.push( `${ shape.name } ${ perSecond( median( rounds ) ) }` );
		}
		return found;
	} );
	return { what: 'The same by signed HTTP, while the bridge drains what came in', raw: null, ours: rates.join( ', ' ), bar: null, met: null };
}

export const accept: Bench = {
	word: 'accept',
	title: 'Durable accept',
	run: async ( { dir, say } ) => {
		const { shapes, versions } = await measureBridge( say );
		return { rows: [ ...shapes.map( judge ), await measureHttp( dir, say, shapes ) ], versions };
	},
};

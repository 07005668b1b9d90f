/** Prints what was measured as a table that can be pasted into a page, with the machine and the versions it holds for. */
import { cpus, release, totalmem, type } from 'node:os';
import type { Say } from '../base/progress.ts';
import { runCommand } from '../base/run-command.ts';
import { rootDir } from '../base/paths.ts';
import type { Row } from './row.ts';

const columns: Array<[ string, ( row: Row ) => string ]> = [
	[ 'what', ( row ) => row.what ],
	[ 'raw', ( row ) => row.raw ?? '–' ],
	[ 'SlotBridge', ( row ) => row.ours ],
	[ 'bar', ( row ) => row.bar ?? 'none' ],
	[ 'met', ( row ) => ( row.met === null ? '–' : row.met ? 'yes' : 'NO' ) ],
];

async function describeCommit(): Promise<string> {
	const { ok, stdout } = await runCommand( 'git', [ 'describe', '--always', '--dirty' ], { cwd: rootDir } );
	return ok ? stdout.trim() : 'unknown';
}

/** @param versions Of what took part, by name. @return The exit code: 1 unless every row with a bar meets it. */
export async function printTable( rows: Row[], versions: Record<string, string>, say: Say ): Promise<number> {
	const [ cpu ] = cpus();
	say( `\nMachine: ${ cpu?.model.trim() || 'unknown processor' }, ${ cpus().length } cores, ${ ( totalmem() / 2 ** 30 ).toFixed( 0 ) } GiB, ${ type() } ${ release() }` );
	say( `Versions: ${ Object.entries( { 'Node.js': process.versions.node, ...versions } ).map( ( [ name, version ] ) => `${ name } ${ version }` ).join( ', ' ) }` );
	say( `Run: ${ new Date().toISOString().slice( 0, 16 ) }Z, commit ${ await describeCommit() }\n` );
	const cells = [ columns.map( ( [ title ] ) => title ), ...rows.map( ( row ) => columns.map( ( [ , read ] ) => read( row ).replaceAll( '|', '/' ) ) ) ];
	const widths = columns.map( ( _, column ) => Math.max( ...cells.map( ( line ) => line[ column ]!.length ) ) );
	const print = ( line: string[] ): void => say( `| ${ line.map( ( cell, column ) => cell.padEnd( widths[ column ]! ) ).join( ' | ' ) } |` );
	print( cells[ 0 ]! );
	say( `|${ widths.map( ( width ) => '-'.repeat( width + 2 ) ).join( '|' ) }|` );
	cells.slice( 1 ).forEach( print );
	const judged = rows.filter( ( { met } ) => met !== null );
	const met = judged.filter( ( row ) => row.met ).length;
	say( `\n${ met } of ${ judged.length } rows meet their bar` );
	return met === judged.length && met > 0 ? 0 : 1;
}

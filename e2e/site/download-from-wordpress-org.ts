/** Downloads a WordPress release from wordpress.org and checks it against the published checksum. */
import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { runCommand, tail } from '../base/run-command.ts';
import type { Say } from '../base/progress.ts';
import { knownSeries } from './wordpress-version.ts';

/** A machine without a way out should learn that quickly; the archive itself may take its time. */
const answerTimeoutMs = 8000;
const downloadTimeoutMs = 10 * 60_000;

async function fetchBytes( url: string, timeoutMs: number ): Promise<Buffer> {
	let response: Response;
	try {
		response = await fetch( url, { signal: AbortSignal.timeout( timeoutMs ) } );
	} catch ( error ) {
		const cause = ( error as Error ).cause;
		throw new Error( `cannot be reached (${ cause instanceof Error ? cause.message : ( error as Error ).message })`, { cause: error } );
	}
	if ( ! response.ok ) {
		throw new Error( `${ url } answered ${ response.status }` );
	}
	return Buffer.from( await response.arrayBuffer() );
}

/** Fills `target` with the release of the series. */
export async function downloadFromWordPressOrg( series: string, target: string, say: Say ): Promise<void> {
	const release = knownSeries[ series ]?.release ?? series;
	const url = `https://wordpress.org/wordpress-${ release }.tar.gz`;
	const published = ( await fetchBytes( `${ url }.sha1`, answerTimeoutMs ) ).toString( 'latin1' ).trim().split( /\s/ )[ 0 ];
	const archive = await fetchBytes( url, downloadTimeoutMs );
	if ( createHash( 'sha1' ).update( archive ).digest( 'hex' ) !== published ) {
		throw new Error( `the checksum of ${ url } is not the published one` );
	}
	say( `    ${ ( archive.length / 1e6 ).toFixed( 0 ) } MB, checksum fits; unpacking` );
	await mkdir( target, { recursive: true } );
	const file = `${ target }.tar.gz`;
	await writeFile( file, archive );
	const unpacked = await runCommand( 'tar', [ '-xzf', file, '--strip-components=1', '-C', target ] );
	await rm( file );
	if ( ! unpacked.ok ) {
		throw new Error( `unpacking failed: ${ tail( unpacked.output, 1 ) }` );
	}
}

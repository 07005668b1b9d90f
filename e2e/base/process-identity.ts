/** Tells whether a process id still means the process that we started: ids are used again by the system. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The environment variable that every part carries; its value is the folder of the stack that owns the part. */
export const ownerVariable = 'SLOTBRIDGE_STACK';

interface ProcessStat {
	state: string;
	group: number;
	startedAt: string;
}

/** Linux only: the fields of /proc/PID/stat that we need; the name in brackets may itself hold spaces and brackets. */
function readStat( pid: number ): ProcessStat | undefined {
	try {
		const text = readFileSync( `/proc/${ pid }/stat`, 'latin1' );
		const fields = text.slice( text.lastIndexOf( ')' ) + 2 ).split( ' ' );
		return { state: fields[ 0 ] ?? '', group: Number( fields[ 2 ] ), startedAt: fields[ 19 ] ?? '' };
	} catch {
		return undefined;
	}
}

const hasProc = readStat( process.pid ) !== undefined;

function allPids(): number[] {
	return readdirSync( '/proc' ).filter( ( name ) => /^\d+$/.test( name ) ).map( Number );
}

/** True while the process runs; a zombie, which nobody has collected yet, counts as gone. */
export function isAlive( pid: number ): boolean {
	if ( hasProc ) {
		const stat = readStat( pid );
		return stat !== undefined && stat.state !== 'Z' && stat.state !== 'X';
	}
	try {
		process.kill( pid, 0 );
		return true;
	} catch ( error ) {
		return ( error as NodeJS.ErrnoException ).code === 'EPERM';
	}
}

/** What tells this process from a later one with the same id; empty when it does not run. */
export function identityOf( pid: number ): string {
	if ( ! isAlive( pid ) ) {
		return '';
	}
	if ( hasProc ) {
		const boot = readFileSync( '/proc/sys/kernel/random/boot_id', 'latin1' ).trim();
		return `${ boot }/${ readStat( pid )?.startedAt ?? '' }`;
	}
	return spawnSync( 'ps', [ '-o', 'lstart=', '-p', String( pid ) ], { encoding: 'utf8' } ).stdout?.trim() ?? '';
}

/** The live members of a process group, found without its leader, which may be dead. */
export function groupMembers( group: number ): number[] {
	if ( hasProc ) {
		return allPids().filter( ( pid ) => readStat( pid )?.group === group && isAlive( pid ) );
	}
	const rows = spawnSync( 'ps', [ '-axo', 'pid=,pgid=,stat=' ], { encoding: 'utf8' } ).stdout ?? '';
	return rows.split( '\n' ).map( ( row ) => row.trim().split( /\s+/ ) )
		.filter( ( [ , pgid, stat ] ) => Number( pgid ) === group && ! stat?.startsWith( 'Z' ) )
		.map( ( [ pid ] ) => Number( pid ) );
}

/** Linux only (empty elsewhere): live processes that carry our mark for this folder or one inside it, whoever their parent is now. */
export function findMarkedProcesses( stackDir: string ): number[] {
	if ( ! hasProc ) {
		return [];
	}
	const mark = `${ ownerVariable }=${ stackDir }`;
	return allPids().filter( ( pid ) => {
		try {
			return isAlive( pid ) && readFileSync( `/proc/${ pid }/environ`, 'latin1' ).split( '\0' ).some( ( entry ) => entry === mark || entry.startsWith( `${ mark }/` ) );
		} catch {
			return false; // Gone meanwhile, or another user's: not ours.
		}
	} );
}

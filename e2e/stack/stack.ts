/** A whole SlotBridge on this machine: HighLevel sandbox, bridge, database and WordPress, each a process that can be ended and started alone. */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Part } from '../base/part.ts';
import { findFreePort, host } from '../base/ports.ts';
import { step, type Say } from '../base/progress.ts';
import { chooseRuntime, type Runtime } from '../site/choose-runtime.ts';
import { findWordPress } from '../site/find-wordpress.ts';
import type { Owner } from '../site/native-wordpress.ts';
import { createBridgePart } from './bridge.ts';
import { createSandboxPart, sandboxApp, sandboxCredentials, type HighLevel } from './highlevel.ts';
import { makeMemory, readMemory, writeMemory, type StackMemory, type StackPorts } from './stack-memory.ts';
import { createWordPressParts } from './wordpress.ts';

export type PartName = 'sandbox' | 'bridge' | 'mariadb' | 'wordpress';

export interface StackOptions {
	/** Everything of the stack rests in this folder; a second stack in one folder must not be started. */
	dir: string;
	say: Say;
	/** Free ports by default. Remembered ports win unless `ports` is given. */
	ports?: StackPorts;
	runtime?: 'auto' | 'native' | 'playground';
	/** Another HighLevel instead of the sandbox. */
	highLevel?: HighLevel;
	title?: string;
	/** "7.1" by default. */
	wordPressSeries?: string;
	/** More constants for wp-config.php. */
	constants?: Record<string, string | number | boolean>;
	/** More settings for the bridge. */
	bridgeEnv?: Record<string, string>;
	/** More command line options for the sandbox. */
	sandboxArgs?: string[];
}

export interface Stack {
	dir: string;
	siteDir: string;
	logsDir: string;
	runtime: Runtime;
	wordPressVersion: string;
	owner: Owner;
	wordpressUrl: string;
	bridgeUrl: string;
	highLevel: HighLevel;
	/** The bridge's latest one-time code; restart the bridge for another. */
	pairingCode: () => string | null;
	memory: StackMemory;
	/** Changes the memory on disk as well. */
	remember: ( change: Partial<StackMemory> ) => Promise<void>;
	/** null: not used in this stack. */
	parts: Record<PartName, Part | null>;
	postgresPid: () => number | null;
	start: () => Promise<void>;
	stop: () => Promise<void>;
	/** Runs the site's due scheduled tasks, as a host's crontab does every minute. */
	runCron: () => Promise<void>;
}

async function takeFreePorts(): Promise<StackPorts> {
	return { wordpress: await findFreePort(), bridge: await findFreePort(), sandbox: await findFreePort(), mariadb: await findFreePort() };
}

export function runtimeName( runtime: Runtime ): StackMemory[ 'runtime' ] {
	return runtime.kind === 'playground' ? 'playground' : runtime.mariaDb ? 'mariadb' : 'sqlite';
}

/** How the stack's memory names a HighLevel. */
export function describeHighLevel( highLevel: HighLevel | undefined ): string {
	return highLevel ? `${ highLevel.url } (location ${ highLevel.locationId })` : 'the sandbox';
}

async function remember( options: StackOptions, runtime: Runtime ): Promise<StackMemory> {
	const known = await readMemory( options.dir );
	const memory = known ?? makeMemory( options.ports ?? ( await takeFreePorts() ), runtimeName( runtime ), describeHighLevel( options.highLevel ) );
	memory.ports = options.ports ?? memory.ports;
	await writeMemory( options.dir, memory );
	return memory;
}

/** Makes the folders and parts of a stack; `start()` brings them up. */
export async function createStack( given: StackOptions ): Promise<Stack> {
	const options = { ...given, dir: resolve( given.dir ) };
	const { dir, say, title = 'SlotBridge demo' } = options;
	const logsDir = join( dir, 'logs' );
	await mkdir( logsDir, { recursive: true } );
	const runtime = await chooseRuntime( options.runtime ?? 'auto' );
	const source = await findWordPress( say, options.wordPressSeries );
	const memory = await remember( options, runtime );
	const { ports } = memory;
	const url = ( port: number ): string => `http://${ host }:${ port }`;
	const highLevel = options.highLevel ?? { url: url( ports.sandbox ), ...sandboxCredentials };
	const site = await step( say, `Preparing WordPress ${ source.version } from ${ source.from }`, () => createWordPressParts( {
		runtime, core: source.dir, stackDir: dir, logsDir, memory, title, constants: options.constants,
	} ) );
	const sandbox = options.highLevel ? null : createSandboxPart( { port: ports.sandbox, stackDir: dir, logFile: join( logsDir, 'sandbox.log' ), args: options.sandboxArgs } );
	// Another HighLevel has an app of its own, or none.
	const app = sandbox && { HIGHLEVEL_CLIENT_ID: sandboxApp.clientId, HIGHLEVEL_CLIENT_SECRET: sandboxApp.clientSecret };
	const bridge = createBridgePart( { port: ports.bridge, highLevelUrl: highLevel.url, stackDir: dir, logFile: join( logsDir, 'bridge.log' ), env: { ...app, ...options.bridgeEnv } } );
	const parts = { sandbox, bridge: bridge.part, mariadb: site.mariadb, wordpress: site.wordpress };
	let stopped = false;
	return {
		dir, logsDir, runtime, highLevel, parts, memory,
		remember: ( change ) => writeMemory( dir, Object.assign( memory, change ) ),
		siteDir: site.siteDir,
		wordPressVersion: source.version,
		owner: memory.owner,
		wordpressUrl: url( ports.wordpress ),
		bridgeUrl: url( ports.bridge ),
		pairingCode: bridge.pairingCode,
		postgresPid: bridge.postgresPid,
		start: () => startParts( parts, site.install, runtime, say, () => stopped ),
		stop: () => {
			stopped = true;
			return stopParts( parts );
		},
		runCron: () => runCron( url( ports.wordpress ) ),
	};
}

async function startParts( parts: Record<PartName, Part | null>, install: () => Promise<void>, runtime: Runtime, say: Say, isStopped: () => boolean ): Promise<void> {
	const bringUp = async ( part: Part | null, title: string, prepare?: () => Promise<void> ): Promise<void> => {
		if ( isStopped() ) {
			throw new Error( 'the stack was stopped while it started' );
		}
		if ( part ) {
			await step( say, title, async () => {
				await prepare?.();
				await part.start();
			} );
		}
	};
	try {
		await bringUp( parts.sandbox, 'Starting the HighLevel sandbox' );
		await bringUp( parts.bridge, 'Starting the bridge and its PostgreSQL' );
		await bringUp( parts.mariadb, 'Starting MariaDB' );
		await bringUp( parts.wordpress, `Starting WordPress on ${ runtime.words }`, install );
	} catch ( error ) {
		await stopParts( parts );
		throw error;
	}
}

/** WordPress first, so that nothing new comes in while the bridge finishes; its database last. */
async function stopParts( parts: Record<PartName, Part | null> ): Promise<void> {
	await parts.wordpress?.stop();
	await Promise.all( [ parts.bridge?.stop(), parts.mariadb?.stop() ] );
	await parts.sandbox?.stop();
}

async function runCron( url: string ): Promise<void> {
	const response = await fetch( `${ url }/wp-cron.php`, { signal: AbortSignal.timeout( 120_000 ) } );
	await response.arrayBuffer();
}

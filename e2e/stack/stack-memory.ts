/** What a stack keeps between its runs: ports, keys and passwords, made once at random. */
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Owner } from '../site/native-wordpress.ts';
import { saltNames } from '../site/wp-config.ts';

export interface StackPorts {
	wordpress: number;
	bridge: number;
	sandbox: number;
	mariadb: number;
}

export interface StackMemory {
	ports: StackPorts;
	owner: Owner;
	salts: Record<string, string>;
	databasePassword: string;
	/** Which kind of WordPress the folder was made for: its database cannot be carried over. */
	runtime: 'mariadb' | 'sqlite' | 'playground';
	/** "sandbox", or the address and location of another HighLevel: the site's links are worth nothing elsewhere. */
	highLevel: string;
	/** The examples are in. */
	seeded: boolean;
}

const memoryFile = ( dir: string ): string => join( dir, 'stack.json' );

export function makeMemory( ports: StackPorts, runtime: StackMemory[ 'runtime' ], highLevel: string ): StackMemory {
	return {
		ports,
		runtime,
		highLevel,
		seeded: false,
		// Playground installs with exactly this account; the site listens on 127.0.0.1 only.
		owner: { user: 'admin', password: 'password' },
		salts: Object.fromEntries( saltNames.map( ( name ) => [ name, randomBytes( 48 ).toString( 'base64url' ) ] ) ),
		databasePassword: randomBytes( 18 ).toString( 'base64url' ),
	};
}

/** @return undefined when the folder is new, or its memory cannot be read. */
export async function readMemory( dir: string ): Promise<StackMemory | undefined> {
	try {
		return JSON.parse( await readFile( memoryFile( dir ), 'utf8' ) ) as StackMemory;
	} catch {
		return undefined;
	}
}

export async function writeMemory( dir: string, memory: StackMemory ): Promise<void> {
	await mkdir( dir, { recursive: true } );
	await writeJson( memoryFile( dir ), memory );
}

/** Replaces the file in one step, so that a reader never sees half of it; holds secrets, so only the owner may read it. */
export async function writeJson( file: string, value: unknown ): Promise<void> {
	const fresh = `${ file }.${ process.pid }.tmp`;
	await writeFile( fresh, `${ JSON.stringify( value, null, '\t' ) }\n`, { mode: 0o600 } );
	await rename( fresh, file );
}

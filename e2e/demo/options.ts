/** The options of `npm start`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { messageOf, UserError } from '../base/user-error.ts';
import { rootDir } from '../base/paths.ts';
import type { HighLevel } from '../stack/highlevel.ts';

export interface DemoOptions {
	help: boolean;
	fresh: boolean;
	playground: boolean;
	/** undefined: the one of the last run, else the default. */
	port: number | undefined;
	dataDir: string;
	/** undefined: the sandbox. */
	highLevel: HighLevel | undefined;
}

export const defaultPort = 8890;

export const helpText = `Starts SlotBridge on this machine: a HighLevel sandbox, the bridge, and a WordPress with the plugin, paired and seeded.

  npm start                      start, or carry on where the last run stopped
  npm start -- --fresh           forget everything in .data/ and start anew

Options
  --fresh                        delete the state of earlier runs first
  --port N                       WordPress listens on N, bridge, sandbox and MariaDB on the three after it (default ${ defaultPort })
  --playground                   run WordPress on Playground even where there is a native PHP
  --data DIR                     keep the state in DIR instead of .data/
  --highlevel-url URL            use this HighLevel instead of the sandbox (https://services.leadconnectorhq.com for the real one) …
  --highlevel-token pit-…        … with this private integration token …
  --location ID                  … in this location; the example calendars and groups are created there
  --help                         show this

Environment
  WORDPRESS_DIR                  the folder of an unpacked WordPress, for machines that can reach neither wordpress.org nor Debian's archive
  WORDPRESS_VERSION              7.1 (default) or 6.8
  PHP_BINARY                     the PHP to use instead of "php"`;

const definitions = {
	help: { type: 'boolean', short: 'h' },
	fresh: { type: 'boolean' },
	playground: { type: 'boolean' },
	port: { type: 'string' },
	data: { type: 'string' },
	'highlevel-url': { type: 'string' },
	'highlevel-token': { type: 'string' },
	location: { type: 'string' },
} as const;

function readPort( text: string | undefined ): number | undefined {
	if ( text === undefined ) {
		return undefined;
	}
	const port = Number( text );
	if ( ! Number.isInteger( port ) || port < 1024 || port > 65_532 ) {
		throw new UserError( `--port wants a number from 1024 to 65532, not "${ text }".` );
	}
	return port;
}

function readHighLevel( url: string | undefined, token: string | undefined, locationId: string | undefined ): HighLevel | undefined {
	if ( url === undefined && token === undefined && locationId === undefined ) {
		return undefined;
	}
	if ( ! url || ! token || ! locationId ) {
		throw new UserError( '--highlevel-url, --highlevel-token and --location belong together: give all three, or none to use the sandbox.' );
	}
	if ( ! /^https?:$/.test( URL.parse( url )?.protocol ?? '' ) ) {
		throw new UserError( `--highlevel-url wants an address such as https://services.leadconnectorhq.com, not "${ url }".` );
	}
	return { url: url.replace( /\/+$/, '' ), token, locationId };
}

function parse( args: string[] ) {
	try {
		return parseArgs( { args, options: definitions, strict: true, allowPositionals: false } ).values;
	} catch ( error ) {
		const words = messageOf( error ).split( '\n' )[ 0 ]!.split( '. ' )[ 0 ]!;
		throw new UserError( `${ words }. "npm start -- --help" lists the options.` );
	}
}

/** @throws UserError for an option that is unknown or has no usable value. */
export function readOptions( args: string[] ): DemoOptions {
	const values = parse( args );
	return {
		help: values.help ?? false,
		fresh: values.fresh ?? false,
		playground: values.playground ?? false,
		port: readPort( values.port ),
		dataDir: values.data ? resolve( process.env.INIT_CWD ?? process.cwd(), values.data ) : resolve( rootDir, '.data' ),
		highLevel: readHighLevel( values[ 'highlevel-url' ], values[ 'highlevel-token' ], values.location ),
	};
}

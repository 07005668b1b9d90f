/** WordPress and its database as parts of a stack, on whichever runtime the machine has. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Part } from '../base/part.ts';
import { host } from '../base/ports.ts';
import { addSqlite } from '../site/add-sqlite.ts';
import type { Runtime } from '../site/choose-runtime.ts';
import { listLocalPlugins, makeSite } from '../site/make-site.ts';
import { createMariaDbPart, type Database } from '../site/mariadb.ts';
import { createNativePart, installNative } from '../site/native-wordpress.ts';
import { createPlaygroundPart } from '../site/playground-wordpress.ts';
import type { StackMemory } from './stack-memory.ts';

export interface WordPressParts {
	mariadb: Part | null;
	wordpress: Part;
	/** Puts the tables, the owner and the plugins in place; the database has to run. Playground does that by itself. */
	install: () => Promise<void>;
	siteDir: string;
}

export interface WordPressOptions {
	runtime: Runtime;
	/** The WordPress folder to copy from. */
	core: string;
	stackDir: string;
	logsDir: string;
	memory: StackMemory;
	title: string;
	constants?: Record<string, string | number | boolean>;
}

/** Makes the site's folder; starts nothing. */
export async function createWordPressParts( options: WordPressOptions ): Promise<WordPressParts> {
	const { runtime, core, stackDir, logsDir, memory, title, constants } = options;
	const site = join( stackDir, 'site' );
	const port = memory.ports.wordpress;
	const plugins = await listLocalPlugins();
	const database: Database | null = runtime.kind === 'native' && runtime.mariaDb
		? { name: 'wordpress', user: 'wordpress', password: memory.databasePassword, port: memory.ports.mariadb }
		: null;
	await mkdir( stackDir, { recursive: true } );
	await makeSite( { core, site, plugins, link: runtime.kind === 'native', url: `http://${ host }:${ port }`, database, salts: memory.salts, extra: constants } );
	const common = { site, port, stackDir, logFile: join( logsDir, 'wordpress.log' ) };
	if ( runtime.kind === 'playground' ) {
		return { mariadb: null, wordpress: createPlaygroundPart( { ...common, title, plugins } ), install: async () => undefined, siteDir: site };
	}
	if ( ! database ) {
		await addSqlite( site, runtime.php );
	}
	return {
		mariadb: database && runtime.mariaDb ? await createMariaDbPart( { mariaDb: runtime.mariaDb, stackDir, database, logFile: join( logsDir, 'mariadb.log' ) } ) : null,
		wordpress: createNativePart( { ...common, php: runtime.php } ),
		install: () => installNative( runtime.php, site, title, memory.owner, plugins ),
		siteDir: site,
	};
}

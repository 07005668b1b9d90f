/** One WordPress site of the drill: its folder, its database, its web server, and the way in for its owner. */
import { join } from 'node:path';
import type { Part } from '../base/part.ts';
import { host } from '../base/ports.ts';
import { listLocalPlugins, makeSite } from '../site/make-site.ts';
import type { Database } from '../site/mariadb.ts';
import { createNativePart, installNative, type Owner } from '../site/native-wordpress.ts';
import type { Php } from '../site/php.ts';
import { openSite, type SiteClient } from '../stack/site-client.ts';

export interface DrillSite {
	/** "A", "B", "C": the first letter of all its names. */
	letter: string;
	locationId: string;
	/** The private integration token of today; the owner changes it when it is refused. */
	token: string;
	/** What becomes of a removed calendar in HighLevel. */
	removedBecome: 'draft' | 'absent';
	url: string;
	part: Part;
	/** Puts the tables, the owner and the plugins in place; the database has to run. */
	install: () => Promise<void>;
	/** Opens a session; a broken one is replaced by the next call. */
	signIn: () => Promise<SiteClient>;
	/** Runs the site's due scheduled tasks, as a host's crontab does. */
	runCron: () => Promise<void>;
}

const owner: Owner = { user: 'admin', password: 'password' };

export async function createDrillSite( options: {
	letter: string; locationId: string; token: string; removedBecome: DrillSite[ 'removedBecome' ];
	php: Php; core: string; stackDir: string; port: number; database: Database; salts: Record<string, string>;
} ): Promise<DrillSite> {
	const { letter, locationId, token, removedBecome, php, core, stackDir, port, database, salts } = options;
	const site = join( stackDir, `site-${ letter }` );
	const url = `http://${ host }:${ port }`;
	const plugins = await listLocalPlugins();
	await makeSite( { core, site, plugins, link: true, url, database, salts } );
	return {
		letter, locationId, token, removedBecome, url,
		part: createNativePart( { php, site, port, stackDir, logFile: join( stackDir, `logs/wordpress-${ letter }.log` ) } ),
		install: () => installNative( php, site, `Drill ${ letter }`, owner, plugins ),
		signIn: () => openSite( url, owner ),
		runCron: async () => {
			const response = await fetch( `${ url }/wp-cron.php`, { signal: AbortSignal.timeout( 90_000 ) } );
			await response.arrayBuffer();
		},
	};
}

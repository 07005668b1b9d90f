/** Which WordPress the project runs on, and how to read the version of a WordPress folder. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The series that is used unless WORDPRESS_VERSION says otherwise. */
export const defaultSeries = '7.1';

/** Per series: the exact release at wordpress.org, and the Debian suite whose archive carries the series. */
export const knownSeries: Record<string, { release: string; debianSuite: string }> = {
	'7.1': { release: '7.1.3', debianSuite: 'forky' },
	'6.8': { release: '6.8.12', debianSuite: 'trixie' },
};

/** The version that a WordPress folder holds, or undefined when it is no WordPress folder. */
export async function readWordPressVersion( dir: string ): Promise<string | undefined> {
	try {
		const text = await readFile( join( dir, 'wp-includes/version.php' ), 'utf8' );
		return /\$wp_version\s*=\s*'([^']+)'/.exec( text )?.[ 1 ];
	} catch {
		return undefined;
	}
}

/** "7.1.3" belongs to the series "7.1"; "7.1.3" also satisfies the exact wish "7.1.3". */
export function isOfSeries( version: string, series: string ): boolean {
	return version === series || version.startsWith( `${ series }.` ) || version.startsWith( `${ series }-` );
}

/** Writes wp-config.php for a local site. */
import { host } from '../base/ports.ts';
import type { Database } from './mariadb.ts';

export const saltNames = [ 'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT' ] as const;

export interface WpConfigInput {
	url: string;
	/** null: SQLite, where WordPress still wants the constants to exist. */
	database: Database | null;
	/** Kept for the life of the site: the plugin's stored secret is encrypted with a key made from them. */
	salts: Record<string, string>;
	/** Written as they are, e.g. for a test that needs another limit. */
	extra?: Record<string, string | number | boolean>;
}

type Constant = string | number | boolean;

function phpLiteral( value: Constant ): string {
	return typeof value === 'string' ? `'${ value.replaceAll( '\\', '\\\\' ).replaceAll( '\'', '\\\'' ) }'` : String( value );
}

function constantsOf( { url, database, salts, extra }: WpConfigInput ): Record<string, Constant> {
	return {
		DB_NAME: database?.name ?? 'wordpress',
		DB_USER: database?.user ?? '',
		DB_PASSWORD: database?.password ?? '',
		DB_HOST: database ? `${ host }:${ database.port }` : '',
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		...salts,
		WP_HOME: url,
		WP_SITEURL: url,
		WP_ENVIRONMENT_TYPE: 'local',
		WP_DEBUG: true,
		WP_DEBUG_LOG: true,
		WP_DEBUG_DISPLAY: false,
		// The supervisor calls wp-cron.php every minute, as a host's crontab would.
		DISABLE_WP_CRON: true,
		// The site needs nothing from outside; waiting for hosts that cannot be reached makes every page slow.
		WP_HTTP_BLOCK_EXTERNAL: true,
		WP_ACCESSIBLE_HOSTS: `${ host },localhost`,
		AUTOMATIC_UPDATER_DISABLED: true,
		DISALLOW_FILE_MODS: true,
		...extra,
	};
}

/** @return The file's text. */
export function renderWpConfig( input: WpConfigInput ): string {
	const lines = Object.entries( constantsOf( input ) ).map( ( [ name, value ] ) => `defined( '${ name }' ) || define( '${ name }', ${ phpLiteral( value ) } );` );
	return [
		'<?php',
		'// Written at every start; changes made here are lost.',
		...lines,
		'$table_prefix = \'wp_\';',
		'defined( \'ABSPATH\' ) || define( \'ABSPATH\', __DIR__ . \'/\' );',
		'require_once ABSPATH . \'wp-settings.php\';',
		'',
	].join( '\n' );
}

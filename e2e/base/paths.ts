/** The project's own folders, as absolute paths. */
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const rootDir = resolve( dirname( fileURLToPath( import.meta.url ) ), '../..' );
export const pluginDir = join( rootDir, 'plugin' );
export const bridgeDir = join( rootDir, 'bridge' );
export const adminUiDir = join( rootDir, 'admin-ui' );
/** Plays AccessAlly, which is a paid plugin, in every local site. */
export const accessAllyStandInDir = join( pluginDir, 'tests/stand-ins/accessally' );
/** Downloads and build marks; safe to delete. */
export const cacheDir = join( rootDir, '.cache' );
/** Logs and reports of test runs; safe to delete. */
export const artifactsDir = join( rootDir, 'e2e/.artifacts' );

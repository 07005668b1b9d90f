/** The owner reads and saves how fields are mapped, which location is used, and what happens on removal. */
import type { Config } from '@slotbridge/catalogue/config.ts';
import { fields } from '@slotbridge/catalogue/fields/index.ts';
import { transforms } from '@slotbridge/catalogue/transforms.ts';
import { readConfig, saveConfig } from '../database/configs.ts';
import { findConnection } from '../database/connections.ts';
import { AppError, type FieldFault } from '../errors/app-error.ts';
import { findConfigFaults } from '../workflows/mapping.ts';
import type { BridgeDeps } from './bridge-deps.ts';

/** The config with what a form needs to show it: the fields that can be mapped, and the transforms. */
export async function showConfig( deps: Pick<BridgeDeps, 'db'>, siteId: string ) {
	return {
		config: await readConfig( deps.db, siteId ),
		fields,
		transforms: transforms.map( ( { id, title } ) => ( { id, title } ) ),
	};
}

/**
 * @param config Already of the right shape; its version is the one that was read.
 * @throws AppError config_conflict, or body_invalid for a template that cannot be read or a connection that this site does not have.
 */
export async function changeConfig( deps: Pick<BridgeDeps, 'db' | 'wakeWaiting'>, siteId: string, config: Config ): Promise<{ config: Config }> {
	const faults: FieldFault[] = findConfigFaults( config );
	if ( config.connectionId !== null && await findConnection( deps.db, siteId, config.connectionId ) === undefined ) {
		faults.push( { pointer: '/connectionId', detail: 'This site has no such connection.' } );
	}
	if ( faults[ 0 ] ) {
		throw new AppError( 'body_invalid', faults[ 0 ].detail, { errors: faults } );
	}
	if ( await saveConfig( deps.db, siteId, config ) === undefined ) {
		const { version } = await readConfig( deps.db, siteId );
		throw new AppError( 'config_conflict', 'Somebody else saved these settings in the meantime. Load them again, then repeat your change.', { data: { version } } );
	}
	// Another connection may be the right one now, so what waits for a connection gets its chance.
	await deps.wakeWaiting( siteId );
	return { config: await readConfig( deps.db, siteId ) };
}

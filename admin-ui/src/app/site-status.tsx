/** Pairing and health, read once for all screens and again when something changed them. */
import { createContext, useContext } from '@wordpress/element';
import type { ReactNode } from 'react';
import { readStatus } from '../api/status.ts';
import type { Status } from '../api/types.ts';
import { useResource, type Resource } from '../shared/use-resource.ts';

const StatusContext = createContext<Resource<Status> | null>( null );

export function SiteStatusProvider( { children }: { children: ReactNode } ) {
	return <StatusContext.Provider value={ useResource( readStatus ) }>{ children }</StatusContext.Provider>;
}

export function useSiteStatus(): Resource<Status> {
	const status = useContext( StatusContext );
	if ( status === null ) {
		throw new Error( 'useSiteStatus needs a SiteStatusProvider above it.' );
	}
	return status;
}

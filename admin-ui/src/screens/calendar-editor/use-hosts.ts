/** The people of the connected location, for the hosts field; silence when they cannot be asked. */
import { useCallback } from '@wordpress/element';
import { listConnections, listUsers } from '../../api/connections.ts';
import type { Option } from '../../api/types.ts';
import { hostOptions } from '../../fields/host-names.ts';
import { useResource } from '../../shared/use-resource.ts';

/** @return Null while nothing is known: no connection, no right to see it, or HighLevel away. The field then takes ids. */
export function useHosts(): Option[] | null {
	const { data } = useResource(
		useCallback( async ( signal: AbortSignal ): Promise<Option[] | null> => {
			const { connections } = await listConnections( signal );
			const connection = connections.find( ( { status } ) => status !== 'broken' );
			return connection ? hostOptions( ( await listUsers( connection.id, signal ) ).items ) : null;
		}, [] )
	);
	return data;
}

/** Names for user ids and back. Two people of the same name are told apart by their address. */
import type { HighLevelUser, Option } from '../api/types.ts';

export function hostOptions( users: HighLevelUser[] ): Option[] {
	const plain = users.map( ( user ) => ( { user, name: nameOf( user ) } ) );
	return plain.map( ( { user, name } ) => {
		const isTwice = plain.filter( ( other ) => other.name === name ).length > 1;
		return { value: user.id, label: isTwice ? `${ name } (${ user.email ?? user.id })` : name };
	} );
}

function nameOf( { id, name, firstName, lastName, email }: HighLevelUser ): string {
	return name?.trim() || [ firstName, lastName ].filter( Boolean ).join( ' ' ) || email || id;
}

/** An id that nobody knows is shown as it is. */
export const hostNames = ( ids: string[], known: Option[] ): string[] => ids.map( ( id ) => known.find( ( { value } ) => value === id )?.label ?? id );

export const idOfHost = ( text: string, known: Option[] ): string => known.find( ( { label } ) => label === text )?.value ?? text.trim();

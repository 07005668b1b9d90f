/** The addresses that other systems may call. A secret or key goes one way: it is told when it is made, and never again. */
import { callBridge } from './client.ts';

export interface InboundAddress {
	id: number;
	name: string;
	/** The whole address, for the other system. */
	address: string;
	/** A key in the address is enough, for systems that cannot sign. */
	allowsKey: boolean;
	/** False: the site's security keys have changed, so the secret must be made anew. */
	secretReadable: boolean;
	createdAt: string;
	/** When something last came in. */
	lastAt: string | null;
}

/** What is told only now. */
export interface InboundTold extends InboundAddress {
	secret?: string;
	addressWithKey?: string;
}

export const listInbound = ( signal?: AbortSignal ): Promise<{ addresses: InboundAddress[] }> => callBridge( '/inbound', { signal } );
export const addInbound = ( name: string ): Promise<InboundTold> => callBridge( '/inbound', { method: 'POST', body: { name } } );
export const renameInbound = ( id: number, name: string ): Promise<InboundAddress> => callBridge( `/inbound/${ id }`, { method: 'PATCH', body: { name } } );
export const removeInbound = ( id: number ): Promise<void> => callBridge( `/inbound/${ id }`, { method: 'DELETE' } );
export const newInboundSecret = ( id: number ): Promise<InboundTold> => callBridge( `/inbound/${ id }/secret`, { method: 'POST' } );
export const newInboundKey = ( id: number ): Promise<InboundTold> => callBridge( `/inbound/${ id }/key`, { method: 'POST' } );
export const forbidInboundKey = ( id: number ): Promise<void> => callBridge( `/inbound/${ id }/key`, { method: 'DELETE' } );

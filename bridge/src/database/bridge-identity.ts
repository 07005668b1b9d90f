/** Who this bridge is: one row, made at the first start; its id is the `aud` that sites sign for. */
import { v7 as uuidv7 } from 'uuid';
import type { Db } from './client.ts';

/** Replicas that start at once all get the id of whoever was first. */
export async function ensureBridgeId( db: Db ): Promise<string> {
	await db.insertInto( 'bridge' ).values( { id: uuidv7() } ).onConflict( ( conflict ) => conflict.doNothing() ).execute();
	const { id } = await db.selectFrom( 'bridge' ).select( 'id' ).executeTakeFirstOrThrow();
	return id;
}

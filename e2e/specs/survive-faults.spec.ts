/** What must not be lost or doubled: a bridge that is away, and an answer that is cut off after HighLevel has committed. */
import { expect, test } from '../fixtures/test.ts';
import { connect, createCalendar } from '../fixtures/setup.ts';

test.beforeEach( async ( { stack, site, sandbox } ) => {
	await sandbox.clearFaults();
	await connect( stack, site );
} );

test( 'three calendars saved while the bridge is away arrive once, in order, when it is back', async ( { stack, site, sandbox } ) => {
	const names = [ 'Away one', 'Away two', 'Away three' ];
	await stack.parts.bridge!.stop();
	for ( const name of names ) {
		await createCalendar( site, name );
	}
	await stack.parts.bridge!.start();
	await site.call( 'POST', 'slotbridge/v1/outbox/dispatch' );
	for ( const name of names ) {
		await expect.poll( async () => ( await sandbox.findCalendars( name ) ).length ).toBe( 1 );
	}
	const { items } = await site.call<{ items: Array<{ entityName: string; sequence: number; state: string }> }>( 'GET', 'slotbridge/v1/activity?q=Away' );
	expect( items.map( ( item ) => item.entityName ).toReversed() ).toEqual( names );
} );

test( 'a create that is cut off after the commit leaves one calendar, linked', async ( { site, sandbox } ) => {
	await sandbox.addFault( { kind: 'cut-after-commit', match: { method: 'POST', path: '^/calendars/?$' } } );
	const { id } = await createCalendar( site, 'Cut call' );
	await expect.poll( async () => {
		const { items } = await site.call<{ items: Array<{ state: string; highLevelId: string | null }> }>( 'GET', `slotbridge/v1/activity?subject=calendar/${ id }` );
		return items[ 0 ];
	}, { timeout: 90_000 } ).toMatchObject( { state: 'delivered' } );
	const found = await sandbox.findCalendars( 'Cut call' );
	expect( found ).toHaveLength( 1 );
	const { items } = await site.call<{ items: Array<{ highLevelId: string | null }> }>( 'GET', `slotbridge/v1/activity?subject=calendar/${ id }` );
	expect( items[ 0 ]?.highLevelId ).toBe( found[ 0 ]!.id );
} );

/** On Playground's PHP in WebAssembly: the site boots, the plugin works, and a saved calendar reaches the sandbox. */
import { expect, test } from '../fixtures/test.ts';
import { connect, createCalendar } from '../fixtures/setup.ts';

test( 'a calendar saved on Playground reaches HighLevel', async ( { stack, site, sandbox } ) => {
	await connect( stack, site );
	await createCalendar( site, 'Playground call' );
	await site.call( 'POST', 'slotbridge/v1/outbox/dispatch' );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Playground call' ) ).length, { timeout: 120_000 } ).toBe( 1 );
} );

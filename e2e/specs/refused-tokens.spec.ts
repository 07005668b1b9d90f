/** A token that HighLevel does not take is refused with the words that help, before it is stored. */
import { expect, test } from '../fixtures/test.ts';
import { unpair } from '../fixtures/setup.ts';
import { ConnectScreen } from '../pages/connect-screen.ts';

test( 'a wrong token and a missing scope are told by name', async ( { admin, stack, site, sandbox } ) => {
	const { locationId } = stack.highLevel;
	const code = await unpair( stack, site );
	const connect = new ConnectScreen( admin, stack.wordpressUrl );
	await connect.open( 'connect' );
	await connect.pair( stack.bridgeUrl, code );

	await connect.test( 'pit-00000000-0000-4000-8000-00000000dead', locationId );
	await expect( connect.content.getByText( /HighLevel does not know this private integration token/i ).first() ).toBeVisible();

	const token = 'pit-00000000-0000-4000-8000-0000000000aa';
	await sandbox.addToken( { token, locationId, scopes: [ 'calendars.readonly', 'calendars/groups.readonly', 'calendars/groups.write', 'locations.readonly' ] } );
	await connect.test( token, locationId );
	await expect( connect.scope( 'calendars.write' ) ).toContainText( /missing/i );
	await expect( connect.connectButton ).toHaveCount( 0 );
	const { connections } = await site.call<{ connections: unknown[] }>( 'GET', 'slotbridge/v1/connections' );
	expect( connections ).toHaveLength( 0 );
} );

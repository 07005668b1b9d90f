/** An owner says who is told of what, sees that it works, and learns at the field what does not; and tries things out in the sandbox. */
import { expect, test } from '../fixtures/test.ts';
import { expectedSignature, startReceiver, type Receiver } from '../fixtures/receiver.ts';
import { connect } from '../fixtures/setup.ts';
import { AlertsCard } from '../pages/alerts-card.ts';

let receiver: Receiver;

test.beforeEach( async ( { stack, site, sandbox } ) => {
	await sandbox.clearFaults();
	await connect( stack, site );
	const { alerts } = await site.call<{ alerts: { rules: object } }>( 'GET', 'slotbridge/v1/alerts' );
	await site.call( 'PUT', 'slotbridge/v1/alerts', { webhook: null, emails: [], rules: alerts.rules } );
	receiver = await startReceiver();
} );

test.afterEach( async () => {
	await receiver.stop();
} );

test( 'a webhook is entered and tested: the message comes signed with the secret that was shown once', async ( { admin, stack } ) => {
	const alerts = new AlertsCard( admin, stack.wordpressUrl );
	await alerts.open( 'connect' );
	await expect( alerts.card ).toContainText( 'Nobody is told yet.' );
	await expect( alerts.card ).toContainText( 'This bridge has no mail server' );
	await expect( alerts.emails ).toBeDisabled();
	await alerts.webhook.fill( receiver.url );
	await alerts.minutes.fill( '0' );
	await alerts.saveButton.click();
	await expect( alerts.alert ).toContainText( 'Give a whole number from 1 to 10080.' );
	await expect( alerts.minutes ).toHaveAttribute( 'aria-invalid', 'true' );
	await alerts.minutes.fill( '42' );
	await alerts.saveButton.click();
	await expect( alerts.newSecret ).toBeVisible();
	await expect( alerts.card.getByRole( 'button', { name: 'Copy the webhook secret' } ) ).toBeVisible();
	const secret = await alerts.newSecret.innerText();

	await alerts.testButton.click();
	await expect( alerts.result ).toContainText( `Delivered to ${ receiver.url }.` );
	expect( receiver.calls ).toHaveLength( 1 );
	const [ call ] = receiver.calls;
	expect( call!.headers[ 'webhook-signature' ] ).toBe( expectedSignature( call!, secret ) );
	expect( JSON.parse( call!.body ) ).toMatchObject( { type: 'alert.test', data: { site: { url: expect.stringContaining( stack.wordpressUrl ) } } } );

	await alerts.open( 'connect' );
	await expect( alerts.webhook ).toHaveValue( receiver.url );
	await expect( alerts.minutes ).toHaveValue( '42' );
	expect( await admin.content() ).not.toContain( secret );
} );

test( 'an address that may not be called is refused at its field, and a receiver that is gone is told in words', async ( { admin, stack } ) => {
	const alerts = new AlertsCard( admin, stack.wordpressUrl );
	await alerts.open( 'connect' );
	await alerts.webhook.fill( 'https://10.1.2.3/hook' );
	await alerts.saveButton.click();
	await expect( alerts.alert ).toContainText( 'This address is in a private network.' );
	await expect( alerts.webhook ).toHaveAttribute( 'aria-invalid', 'true' );

	await alerts.webhook.fill( receiver.url );
	await alerts.saveButton.click();
	await expect( alerts.newSecret ).toBeVisible();
	await expect( alerts.alert ).toHaveCount( 0 );
	await receiver.stop();
	await alerts.testButton.click();
	await expect( alerts.result ).toContainText( `Not delivered to ${ receiver.url }:` );
} );

test( 'a chat gets its messages without a secret, and the daily summary is kept with its hour', async ( { admin, stack } ) => {
	const alerts = new AlertsCard( admin, stack.wordpressUrl );
	await alerts.open( 'connect' );
	await alerts.webhook.fill( receiver.url );
	await alerts.card.getByLabel( 'What the webhook gets' ).selectOption( 'A message, for Slack, Mattermost or Discord' );
	await expect( alerts.card.getByLabel( 'Webhook secret' ) ).toHaveCount( 0 );
	await alerts.card.getByLabel( /^Sum up the day/ ).check();
	await alerts.card.getByLabel( 'Sent at' ).selectOption( '18' );
	await alerts.card.getByLabel( 'Also when there is nothing to worry about' ).check();
	await alerts.saveButton.click();
	await expect( alerts.card.getByText( 'The next one:' ) ).toBeVisible();
	await alerts.testButton.click();
	await expect( alerts.result ).toContainText( 'Delivered to' );
	expect( JSON.parse( receiver.calls[ 0 ]!.body ) ).toMatchObject( { text: expect.stringContaining( 'SlotBridge tests' ) } );

	await alerts.open( 'connect' );
	await expect( alerts.card.getByLabel( 'Sent at' ) ).toHaveValue( '18' );
	await expect( alerts.card.getByLabel( 'Also when there is nothing to worry about' ) ).toBeChecked();
	await alerts.card.getByLabel( /^Sum up the day/ ).uncheck();
	await alerts.saveButton.click();
	await expect( alerts.card.getByText( 'The next one:' ) ).toHaveCount( 0 );
} );

test( 'a location is switched to the sandbox and back, after a question', async ( { admin, stack, site } ) => {
	const alerts = new AlertsCard( admin, stack.wordpressUrl );
	const serverNow = async () => ( await site.call<{ connections: { server: string }[] }>( 'GET', 'slotbridge/v1/connections' ) ).connections[ 0 ]!.server;
	await alerts.open( 'connect' );
	for ( const [ button, question, server ] of [ [ 'Switch to sandbox', 'Send to the sandbox?', 'sandbox' ], [ 'Switch to live', 'Send to HighLevel?', 'live' ] ] as const ) {
		await alerts.content.getByRole( 'button', { name: button } ).click();
		const dialog = admin.getByRole( 'dialog', { name: question } );
		await expect( dialog ).toContainText( 'If the token is refused, nothing is switched' );
		await expect( dialog ).toContainText( server === 'sandbox' ? /The sandbox has .+ of this site\./ : /HighLevel has .+ of this site\./ );
		await dialog.getByRole( 'button', { name: button } ).click();
		await expect( dialog ).toHaveCount( 0 );
		expect( await serverNow() ).toBe( server );
		await expect( admin.getByText( server === 'sandbox' ? /Changes now go to the sandbox\. / : /Changes now go to HighLevel\. / ).first() ).toBeVisible();
	}
	await expect( alerts.content.getByText( /Switched to the sandbox/ ) ).toHaveCount( 0 );
} );

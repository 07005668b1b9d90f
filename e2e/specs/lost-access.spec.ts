/** A member loses a calendar: the owner is asked, cancels the booking in HighLevel from the list, and takes it back. */
import { expect, test } from '../fixtures/test.ts';
import { connect } from '../fixtures/setup.ts';
import { AccessScreen } from '../pages/access-screen.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';

test( 'the owner is asked about the booking of a member who lost access, cancels it, and undoes that', async ( { admin, stack, site, sandbox } ) => {
	test.setTimeout( 420_000 ); // Two rounds of the site's minute timer lie in it.
	await sandbox.clearFaults();
	await connect( stack, site );
	const audience = ( role: string ) => ( { match: 'any', rules: [ { kind: 'role', id: role, name: role } ] } );
	const openHours = [ { days: [ 0, 1, 2, 3, 4, 5, 6 ], from: '08:00', to: '18:00' } ];
	const { id } = await site.call<{ id: number }>( 'POST', 'wp/v2/slotbridge-calendars', { slotbridge: { name: 'Lost call', status: 'active', openHours, audience: audience( 'subscriber' ) } } );
	await site.call( 'POST', 'wp/v2/users', { username: 'losing-member', name: 'Losing Member', email: 'losing-member@example.test', password: 'story-password', roles: [ 'subscriber' ] } );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Lost call' ) ).length ).toBe( 1 );
	const calendarId = ( await sandbox.findCalendars( 'Lost call' ) )[ 0 ]!.id;
	const highLevel = async ( method: string, path: string, body?: object ) => {
		const answer = await fetch( stack.highLevel.url + path, {
			method, body: body && JSON.stringify( body ),
			headers: { authorization: `Bearer ${ stack.highLevel.token }`, version: '2021-04-15', 'content-type': 'application/json', 'user-agent': 'owner' },
		} );
		expect( answer.ok ).toBe( true );
		return answer.json();
	};
	const { locationId } = stack.highLevel;
	const { contact } = await highLevel( 'POST', '/contacts/', { locationId, email: 'losing-member@example.test' } );
	const from = Date.now() + 2 * 86_400_000;
	const days = Object.values( await highLevel( 'GET', `/calendars/${ calendarId }/free-slots?startDate=${ from }&endDate=${ from + 3 * 86_400_000 }` ) ) as { slots?: string[] }[];
	const startTime = days.flatMap( ( day ) => day.slots ?? [] )[ 0 ];
	const booked = await highLevel( 'POST', '/calendars/events/appointments', { calendarId, locationId, contactId: contact.id, startTime } );
	const status = async () => ( await highLevel( 'GET', `/calendars/events/appointments/${ booked.id }` ) ).event.appointmentStatus;

	const access = new AccessScreen( admin, stack.wordpressUrl );
	await access.open( 'access' );
	const card = admin.getByRole( 'region', { name: 'Lost access' } );
	await card.getByRole( 'radio', { name: 'Ask me' } ).check();
	await card.getByRole( 'button', { name: 'Save rule' } ).press( 'Enter' );
	await expect( card.getByText( 'Nobody who lost access has a booking.', { exact: false } ) ).toBeVisible();

	const timer = async ( ready: () => Promise<boolean> ): Promise<void> => {
		await expect.poll( async () => {
			await stack.runCron();
			return ready();
		}, { timeout: 150_000, intervals: [ 3_000 ] } ).toBe( true );
	};
	const savedAt = Date.now();
	await timer( async () => Date.now() - savedAt > 62_000 ); // The first round only sees who has access.
	await site.call( 'POST', `wp/v2/slotbridge-calendars/${ id }`, { slotbridge: { audience: audience( 'author' ) } } );
	await timer( async () => ( await site.call<{ counts: { asked: number } }>( 'GET', 'slotbridge/v1/access/losses' ) ).counts.asked === 1 );
	expect( await status() ).toBe( 'confirmed' );

	await access.open( 'access' );
	const entry = card.getByRole( 'listitem' ).filter( { hasText: 'Losing Member, Lost call' } );
	await expect( entry ).toContainText( 'Your decision' );
	await entry.getByRole( 'button', { name: 'Cancel bookings: Losing Member, Lost call' } ).press( 'Enter' );
	const question = admin.getByRole( 'dialog', { name: 'Cancel the bookings?' } );
	await question.getByRole( 'button', { name: 'Back' } ).press( 'Enter' );
	expect( await status() ).toBe( 'confirmed' );
	await entry.getByRole( 'button', { name: 'Cancel bookings: Losing Member, Lost call' } ).press( 'Enter' );
	await question.getByRole( 'button', { name: 'Cancel bookings' } ).press( 'Enter' );
	await expect( entry.getByText( 'Cancelled', { exact: true } ) ).toBeVisible();
	expect( await status() ).toBe( 'cancelled' );

	await entry.getByRole( 'button', { name: 'Undo the cancellation: Losing Member, Lost call' } ).press( 'Enter' );
	await admin.getByRole( 'dialog', { name: 'Restore the bookings?' } ).getByRole( 'button', { name: 'Restore bookings' } ).press( 'Enter' );
	await expect( entry.getByText( 'Restored', { exact: true } ) ).toBeVisible();
	expect( await status() ).toBe( 'confirmed' );

	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await activity.search( 'Lost call,' );
	await expect( activity.rows.first() ).toContainText( 'was to be restored' );
	await site.call( 'PUT', 'slotbridge/v1/access/losses/settings', { mode: 'keep', graceHours: 72 } );
} );

/** The main job: pair, connect, and see HighLevel follow a calendar through its whole life, with nothing of the owner's lost. */
import { expect, test } from '../fixtures/test.ts';
import { unpair } from '../fixtures/setup.ts';
import { ActivityScreen } from '../pages/activity-screen.ts';
import { CalendarEditor } from '../pages/calendar-editor.ts';
import { ConnectScreen } from '../pages/connect-screen.ts';

const saturday = [ { daysOfTheWeek: [ 6 ], hours: [ { openHour: 8, openMinute: 0, closeHour: 11, closeMinute: 30 } ] } ];

test( 'a calendar saved in WordPress becomes a HighLevel calendar, and what the owner sets there survives', async ( { admin, stack, site, sandbox } ) => {
	const code = await unpair( stack, site );
	const connect = new ConnectScreen( admin, stack.wordpressUrl );
	await connect.open( 'connect' );
	await connect.pair( stack.bridgeUrl, code );
	await connect.test( stack.highLevel.token, stack.highLevel.locationId );
	await connect.connectButton.click();
	await expect( connect.content.getByText( 'Connected', { exact: true } ) ).toBeVisible();

	await site.call( 'POST', 'wp/v2/slotbridge-calendar-groups', { slotbridge: { name: 'Story group', slug: 'story-group', description: 'For the story', status: 'active' } } );
	const editor = new CalendarEditor( admin, stack.wordpressUrl );
	await editor.openNew();
	await editor.name.fill( 'Story call' );
	await editor.color.fill( '#1f7a5c' );
	await editor.chooseTimeZone( 'Lisbon', /Lisbon/ );
	await editor.addReminder();
	await editor.save();
	const id = await editor.postId();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call' ) ).length ).toBe( 1 );
	const made = ( await sandbox.findCalendars( 'Story call' ) )[ 0 ]!;
	expect( made ).toMatchObject( { eventColor: '#1f7a5c', isActive: true } );
	await expect.poll( async () => ( await sandbox.state() ).notifications.filter( ( one ) => one.calendarId === made.id && ! one.deleted ).length ).toBe( 1 );
	expect( ( await sandbox.state() ).eventSchedules.find( ( schedule ) => schedule.calendarId === made.id )?.timezone ).toBe( 'Europe/Lisbon' );

	await sandbox.changeCalendar( made.id, { openHours: saturday, formSubmitThanksMessage: 'See you soon!' } );
	await editor.openPost( id );
	await editor.name.fill( 'Story call, renamed' );
	await editor.save();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call, renamed' ) )[ 0 ] )
		.toMatchObject( { id: made.id, openHours: saturday, formSubmitThanksMessage: 'See you soon!', eventColor: '#1f7a5c' } );

	await editor.openPost( id );
	await editor.chooseGroup( 'Story group' );
	await editor.save();
	const groupIn = async () => ( await sandbox.state() ).groups.find( ( one ) => one.slug === 'story-group' )?.id;
	await expect.poll( groupIn ).toBeTruthy();
	const groupId = await groupIn();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call, renamed' ) )[ 0 ]?.groupId ).toBe( groupId );

	await editor.openPost( id );
	await editor.saveAsDraft();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call, renamed' ) )[ 0 ]?.isActive ).toBe( false );
	await site.call( 'POST', `wp/v2/slotbridge-calendars/${ id }`, { status: 'publish' } );
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call, renamed' ) )[ 0 ]?.isActive ).toBe( true );

	await editor.openPost( id );
	await editor.trash();
	await expect.poll( async () => ( await sandbox.findCalendars( 'Story call, renamed' ) )[ 0 ] )
		.toMatchObject( { isActive: false, openHours: saturday, formSubmitThanksMessage: 'See you soon!', groupId } );

	const activity = new ActivityScreen( admin, stack.wordpressUrl );
	await activity.open( 'activity' );
	await activity.search( 'Story call' );
	for ( const words of [ 'was added', 'was changed', 'changed its status', 'was moved to the trash' ] ) {
		await expect( activity.rows.filter( { hasText: words } ).first() ).toContainText( 'Delivered' );
	}
	await activity.openFirst();
	await expect( activity.steps.filter( { hasText: /HighLevel/ } ).first() ).toBeVisible();
} );

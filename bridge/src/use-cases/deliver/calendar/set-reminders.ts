/** Brings a calendar's reminders in line with the site's, and leaves alone those that were made in HighLevel. */
import { AppError } from '../../../errors/app-error.ts';
import type { HighLevelClient } from '../../../highlevel/client.ts';
import { isFailure } from '../../../highlevel/failure.ts';
import { createNotifications, deleteNotification, listNotifications, updateNotification, type RemoteNotification } from '../../../highlevel/notifications.ts';
import type { CalendarWishes } from '../../../workflows/calendar-wishes.ts';
import { sameValue } from '../../../workflows/merge.ts';
import { compareReminders, findAgain, keyOfRemote, reminderKey, toNotification, type OwnReminder, type ReminderDifference } from '../../../workflows/reminders.ts';
import { writableNotification } from '../../../workflows/writable.ts';
import type { Delivery } from '../delivery.ts';

const TITLE = 'Set the reminders';

export async function setReminders( { client, link, step, skip }: Delivery, wishes: CalendarWishes, calendarId: string ): Promise<void> {
	const { remindersTried: tried, reminders: remembered = [] } = link.base;
	const wanted = wishes.reminders;
	if ( wanted === undefined ) {
		return skip( 'set-reminders', TITLE, 'The mapping leaves the reminders to HighLevel.' );
	}
	if ( tried === undefined && sameValue( sorted( wanted.map( reminderKey ) ), sorted( remembered.map( ( mine ) => mine.key ) ) ) ) {
		return skip( 'set-reminders', TITLE, remembered.length === 0 ? 'There are none.' : 'Unchanged.' );
	}
	const difference = await step( 'read-reminders', 'Read the reminders from HighLevel', async ( say ) => {
		const remote = await listNotifications( client, calendarId );
		const own = tried === undefined ? remembered : findAgain( remembered, tried, remote );
		const result = compareReminders( wanted, own, remote );
		// From here on until the end, whoever comes next must look how far we got.
		await link.remember( { reminders: own, remindersTried: result.create.map( reminderKey ) } );
		say( `${ result.create.length } to add, ${ result.update.length } to change, ${ result.remove.length } to remove, ${ result.keep.length } already there.${ respected( result ) }` );
		return result;
	} );
	const expected = await step( 'set-reminders', TITLE, () => write( client, calendarId, difference, ( reminders ) => link.remember( { reminders } ) ) );
	await checkKept( step, client, calendarId, expected );
	await link.remember( { reminders: [ ...expected, ...difference.removedInHighLevel ], remindersTried: undefined } );
}

/** Remembers after every call, so that a crash in between cannot make us forget one that is ours. */
async function write(
	client: HighLevelClient, calendarId: string, difference: ReminderDifference, remember: ( reminders: OwnReminder[] ) => Promise<void>
): Promise<OwnReminder[]> {
	const done: OwnReminder[] = [ ...difference.keep ];
	const save = ( left: readonly OwnReminder[] ) => remember( [ ...done, ...difference.removedInHighLevel, ...left ] );
	for ( const { id, reminder, current } of difference.update ) {
		await updateNotification( client, calendarId, id, { ...writableNotification( current ), beforeTime: toNotification( reminder )[ 'beforeTime' ] } );
		done.push( { id, key: reminderKey( reminder ) } );
	}
	await save( difference.remove );
	if ( difference.create.length > 0 ) {
		const created = await createNotifications( client, calendarId, difference.create.map( toNotification ) );
		done.push( ...created.flatMap( named ) );
		await save( difference.remove );
	}
	for ( const { id } of difference.remove ) {
		await removeOne( client, calendarId, id );
	}
	return done;
}

async function removeOne( client: HighLevelClient, calendarId: string, id: string ): Promise<void> {
	try {
		await deleteNotification( client, calendarId, id );
	} catch ( error ) {
		if ( ! isFailure( error, 'highlevel_not_found' ) ) {
			throw error;
		}
	}
}

async function checkKept( step: Delivery[ 'step' ], client: HighLevelClient, calendarId: string, expected: readonly OwnReminder[] ): Promise<void> {
	await step( 'read-reminders-back', 'Read the reminders back and compare', async ( say ) => {
		const there = new Map( ( await listNotifications( client, calendarId ) ).map( ( notification ) => [ notification._id, keyOfRemote( notification ) ] ) );
		const missing = expected.filter( ( { id, key } ) => there.get( id ) !== key );
		if ( missing.length > 0 ) {
			throw new AppError( 'highlevel_read_back_differs', `HighLevel took the reminders but did not keep ${ missing.length } of ${ expected.length }.` );
		}
		say( `All ${ expected.length } are there.` );
	} );
}

const named = ( notification: RemoteNotification ): OwnReminder[] => {
	const key = keyOfRemote( notification );
	return key === undefined ? [] : [ { id: notification._id, key } ];
};

const respected = ( { removedInHighLevel: { length } }: ReminderDifference ): string =>
	length === 0 ? '' : ` ${ length } ${ length === 1 ? 'was' : 'were' } removed in HighLevel and ${ length === 1 ? 'is' : 'are' } not brought back.`;

const sorted = ( keys: string[] ): string[] => [ ...new Set( keys ) ].sort();

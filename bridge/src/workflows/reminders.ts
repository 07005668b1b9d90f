/** Works out which reminders to add, change and remove, so that those made by hand in HighLevel stay as they are. */

/** A reminder as the site knows it. */
export interface Reminder {
	channel: 'email' | 'sms' | 'whatsapp' | 'inApp';
	receiver: 'contact' | 'assignedUser' | 'guest';
	before: { value: number; unit: 'minutes' | 'hours' | 'days' };
}

/** A notification as HighLevel lists it; it has more keys than these. */
export interface RemoteNotification {
	_id: string;
	receiverType?: string;
	channel?: string;
	notificationType?: string;
	isActive?: boolean;
	deleted?: boolean;
	beforeTime?: { timeOffset: number; unit: string }[];
	[ key: string ]: unknown;
}

/** A reminder that we keep: which notification it is, and what it stands for (see `reminderKey`). */
export interface OwnReminder {
	id: string;
	key: string;
}

export interface ReminderDifference {
	create: Reminder[];
	/** Ours, but for another time now: changed in place, so that a text written in HighLevel survives. */
	update: { id: string; reminder: Reminder; current: RemoteNotification }[];
	remove: OwnReminder[];
	/** Ours already, or made by hand and equal to a wanted one. */
	keep: OwnReminder[];
	/** Wanted, once made by us, since then removed in HighLevel: respected. */
	removedInHighLevel: OwnReminder[];
}

const MINUTES: Readonly<Record<string, number>> = { minutes: 1, hours: 60, days: 24 * 60 };

/** Two reminders with the same key are the same to a member: 60 minutes is 1 hour. */
export function reminderKey( reminder: Reminder ): string {
	return keyOf( reminder.receiver, reminder.channel, reminder.before.value * ( MINUTES[ reminder.before.unit ] ?? 0 ) );
}

/**
 * @param wanted The site's reminders; doubles count once.
 * @param own    What we made earlier, from the link.
 * @param remote Every notification of the calendar.
 */
export function compareReminders( wanted: readonly Reminder[], own: readonly OwnReminder[], remote: readonly RemoteNotification[] ): ReminderDifference {
	const missing = new Map( wanted.map( ( reminder ) => [ reminderKey( reminder ), reminder ] ) );
	const there = new Map( remote.filter( isReminder ).map( ( notification ) => [ notification._id, notification ] ) );
	const difference: ReminderDifference = { create: [], update: [], remove: [], keep: [], removedInHighLevel: [] };

	const spare: OwnReminder[] = [];
	for ( const mine of own ) {
		if ( ! missing.has( mine.key ) ) {
			spare.push( mine );
			continue;
		}
		missing.delete( mine.key );
		( there.has( mine.id ) ? difference.keep : difference.removedInHighLevel ).push( mine );
	}
	adoptEqualOnes( missing, own, there, difference );
	for ( const mine of spare ) {
		const current = there.get( mine.id );
		const successor = current && [ ...missing ].find( ( [ , reminder ] ) => sameWay( reminder, current ) );
		if ( successor ) {
			missing.delete( successor[ 0 ] );
			difference.update.push( { id: mine.id, reminder: successor[ 1 ], current } );
		} else if ( current ) {
			difference.remove.push( mine );
		}
	}
	difference.create.push( ...missing.values() );
	return difference;
}

/**
 * Our reminders after a write whose end is not known: what HighLevel has under our ids is what we last wrote, and what it
 * has besides and was to be added is ours too, though its id never reached us.
 *
 * @param tried Keys of the reminders that were to be added.
 */
export function findAgain( own: readonly OwnReminder[], tried: readonly string[], remote: readonly RemoteNotification[] ): OwnReminder[] {
	const there = remote.filter( isReminder ).map( ( notification ) => ( { id: notification._id, key: keyOfRemote( notification ) } ) );
	const found = own.map( ( mine ) => ( { id: mine.id, key: there.find( ( { id } ) => id === mine.id )?.key ?? mine.key } ) );
	for ( const key of tried.filter( ( wanted ) => ! found.some( ( mine ) => mine.key === wanted ) ) ) {
		const late = there.find( ( each ) => each.key === key );
		if ( late ) {
			found.push( { id: late.id, key } );
		}
	}
	return found;
}

function adoptEqualOnes( missing: Map<string, Reminder>, own: readonly OwnReminder[], there: Map<string, RemoteNotification>, difference: ReminderDifference ): void {
	const known = new Set( own.map( ( mine ) => mine.id ) );
	for ( const notification of there.values() ) {
		const key = keyOfRemote( notification );
		// One that was switched off by hand sends nothing, so it cannot stand for a wanted one.
		if ( key !== undefined && notification.isActive !== false && ! known.has( notification._id ) && missing.delete( key ) ) {
			difference.keep.push( { id: notification._id, key } );
		}
	}
}

/** The body of HighLevel's create operation for one reminder. */
export function toNotification( reminder: Reminder ): Record<string, unknown> {
	return {
		receiverType: reminder.receiver,
		channel: reminder.channel,
		notificationType: 'reminder',
		isActive: true,
		beforeTime: [ { timeOffset: reminder.before.value, unit: reminder.before.unit } ],
	};
}

/** The key of what HighLevel has; undefined for one with several times, which cannot be the same as one of ours. */
export function keyOfRemote( notification: RemoteNotification ): string | undefined {
	const [ time, ...more ] = notification.beforeTime ?? [];
	const unit = time && MINUTES[ time.unit ];
	return unit === undefined || more.length > 0 ? undefined : keyOf( notification.receiverType ?? '', notification.channel ?? '', time!.timeOffset * unit );
}

const keyOf = ( receiver: string, channel: string, minutes: number ): string => `${ receiver } ${ channel } ${ minutes }`;

const isReminder = ( notification: RemoteNotification ): boolean => notification.notificationType === 'reminder' && notification.deleted !== true;

const sameWay = ( reminder: Reminder, notification: RemoteNotification ): boolean =>
	reminder.receiver === notification.receiverType && reminder.channel === notification.channel;

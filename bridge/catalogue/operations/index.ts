/** Every HighLevel operation that the bridge calls, once, and the way to find one by its id. */
import { accountOperations } from './account.ts';
import { calendarOperations } from './calendars.ts';
import { bookingOperations } from './bookings.ts';
import { groupOperations } from './groups.ts';
import { notificationOperations } from './notifications.ts';
import { scheduleOperations } from './schedules.ts';
import type { Operation } from './types.ts';

export type { KeyTree, Operation, Recognition } from './types.ts';

export const operations = [
	...calendarOperations,
	...groupOperations,
	...notificationOperations,
	...scheduleOperations,
	...bookingOperations,
	...accountOperations,
] as const;

export type OperationId = ( typeof operations )[ number ][ 'id' ];

const byId = new Map<string, Operation>( operations.map( ( operation ) => [ operation.id, operation ] ) );

export function findOperation( id: OperationId ): Operation {
	return byId.get( id ) as Operation;
}

export { calendarKeyPairs, calendarNeverEmpty, calendarReadAliases, calendarUpdateKeys } from './calendar-keys.ts';
export { notificationUpdateKeys } from './notifications.ts';

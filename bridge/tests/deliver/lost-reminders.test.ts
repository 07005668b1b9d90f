/** Reminders whose writing was answered by nobody, and that the next change no longer wants as they were. */
import { beforeEach, expect, test } from 'vitest';
import { calendarSnapshot } from '../helpers/events.ts';
import { ending } from './scene.ts';
import { withScene } from './with-scene.ts';

const { scene } = withScene();
let id = 9100;

beforeEach( () => {
	id += 1;
} );

const inMinutes = ( channel: string, value: number ): Record<string, unknown> => ( { channel, receiver: 'contact', before: { value, unit: 'minutes' } } );
const save = ( ...reminders: unknown[] ) => scene.save( 'calendar', calendarSnapshot( id, { reminders } ) );
const there = async (): Promise<string[]> => ( await scene.remote() ).notifications.map( ( { channel, beforeTime } ) => `${ channel } ${ beforeTime[ 0 ].timeOffset }` ).sort();
const cut = ( method: string ) => scene.fault( { kind: 'cut-after-commit', match: { method, path: '/notifications' } } );

test( 'one that was added without an answer is removed when the next change does not want it', async () => {
	await save( inMinutes( 'email', 30 ) );
	await cut( 'POST' );
	expect( ending( await save( inMinutes( 'email', 30 ), inMinutes( 'sms', 10 ) ) ) ).toBe( 'retry highlevel_unreachable' );
	expect( await there() ).toEqual( [ 'email 30', 'sms 10' ] );
	expect( ending( await save( inMinutes( 'email', 30 ) ) ) ).toBe( 'delivered' );
	expect( await there() ).toEqual( [ 'email 30' ] );
} );

test( 'one that was changed without an answer is changed back when the next change wants it as it was', async () => {
	await save( inMinutes( 'sms', 30 ) );
	await cut( 'PUT' );
	expect( ending( await save( inMinutes( 'sms', 60 ) ) ) ).toBe( 'retry highlevel_unreachable' );
	expect( await there() ).toEqual( [ 'sms 60' ] );
	expect( ending( await save( inMinutes( 'sms', 30 ) ) ) ).toBe( 'delivered' );
	expect( await there() ).toEqual( [ 'sms 30' ] );
} );

test( 'one made by hand stays, even beside one whose answer got lost', async () => {
	await save();
	const [ calendar ] = ( await scene.remote() ).calendars;
	await scene.call( 'POST', `/calendars/${ calendar.id }/notifications`, [ { receiverType: 'contact', channel: 'email', notificationType: 'reminder', isActive: true, beforeTime: [ { timeOffset: 5, unit: 'minutes' } ] } ] );
	await cut( 'POST' );
	await save( inMinutes( 'sms', 10 ) );
	expect( ending( await save() ) ).toBe( 'delivered' );
	expect( await there() ).toEqual( [ 'email 5' ] );
} );

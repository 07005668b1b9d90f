/** What a person sees of a location whose HighLevel keeps failing: at once a clear answer, its state, and its end. */
import { expect, test } from 'vitest';
import { until } from '../helpers/until.ts';
import { withBridge } from './helpers.ts';
import { withSandbox } from './sandbox.ts';

const sandbox = withSandbox();
const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url } );

test( 'after failures in a row the door says when it is tried next, without another call, and the connection shows it until it is over', async () => {
	const site = await bridge.pair();
	const { body: { connection } } = await site.call( 'POST', '/v1/connections', { body: await sandbox.makeLocation() } );
	expect( connection.trouble ).toBeNull();
	await sandbox.control( 'POST', '/faults', { kind: 'html-error', times: 0 } );
	const look = () => site.call( 'GET', `/v1/connections/${ connection.id }/calendars` );
	for ( let nth = 0; nth < 5; nth++ ) {
		expect( ( await look() ).body.code ).toBe( 'highlevel_unavailable' );
	}
	const calls = await sandbox.requests();
	const refused = await look();
	expect( [ refused.status, refused.body.code ] ).toEqual( [ 503, 'highlevel_resting' ] );
	expect( Number( refused.headers.get( 'retry-after' ) ) ).toBeGreaterThan( 0 );
	expect( Date.parse( refused.body.nextProbeAt ) ).not.toBeNaN();
	expect( await sandbox.requests() ).toBe( calls );

	const { body: listed } = await site.call( 'GET', '/v1/connections' );
	expect( listed.connections[ 0 ] ).toMatchObject( { status: 'active', trouble: { code: 'highlevel_unavailable', nextProbeAt: refused.body.nextProbeAt } } );
	// A test of the token meanwhile says nothing against the token.
	const { body: tested } = await site.call( 'POST', `/v1/connections/${ connection.id }/test` );
	expect( tested.problems[ 0 ].code ).toBe( 'highlevel_resting' );
	expect( ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].status ).toBe( 'active' );

	await sandbox.control( 'DELETE', '/faults' );
	await until( 'the probe finds HighLevel well', async () => ( await look() ).status === 200 );
	expect( ( await site.call( 'GET', '/v1/connections' ) ).body.connections[ 0 ].trouble ).toBeNull();
} );

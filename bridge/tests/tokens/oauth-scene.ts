/** A site that connects by OAuth: a bridge with an app, a sandbox that knows it, and an owner who clicks. */
import { expect } from 'vitest';
import { withBridge, type TestBridge, type TestSite } from '../edge/helpers.ts';
import { withSandbox, type TestSandbox } from '../edge/sandbox.ts';
import type { Json } from '../sandbox/helpers/run-sandbox.ts';
import { TestBrowser } from './test-browser.ts';

export const app = { clientId: '5a4db0c50000400080000001-sandbox', clientSecret: '5a4db0c5-0000-4000-8000-000000000002' };

export interface OAuthScene {
	sandbox: TestSandbox;
	bridge: TestBridge;
	/** From the button to the site's own page; the query of the latter. */
	connect( site: TestSite, choice: Choice ): Promise<URLSearchParams>;
	/** Of the owner; each of the following uses it unless it is given another. */
	owner: TestBrowser;
	/** The address of the bridge's page, as WordPress gets it. */
	page( site: TestSite, body?: object ): Promise<URL>;
	/** From there on by its button: the address of HighLevel's consent. */
	start( site: TestSite, body?: object, browser?: TestBrowser ): Promise<URL>;
	/** What the owner chooses there; the address that HighLevel sends the browser to. */
	consent( url: URL, choice: Choice ): Promise<URL>;
	/** The site that a browser would be sent to by the bridge. */
	comeBack( url: URL, browser?: TestBrowser ): Promise<Response>;
	connections( site: TestSite ): Promise<Json[]>;
	/** Requests at /oauth/token by what they asked for. */
	tokenRequests( grantType: string ): Promise<number>;
}

export interface Choice {
	location: string | string[];
	as?: 'Location' | 'Company' | 'nobody';
}

/** Call at the top of a test file. */
export function withOAuth(): OAuthScene {
	const sandbox = withSandbox();
	const bridge = withBridge( { highLevelBaseUrl: () => sandbox.url, more: () => ( { highLevelApp: app } ) } );
	const scene: OAuthScene = {
		sandbox, bridge,
		owner: new TestBrowser(),
		start: async ( site, body = {}, browser = scene.owner ) => {
			const answer = await browser.goOn( await scene.page( site, body ) );
			expect( answer.status ).toBe( 303 );
			return new URL( answer.headers.get( 'location' )! );
		},
		page: async ( site, body = {} ) => {
			bridge.deps.ownUrl = bridge.url;
			const { url } = await bridge.database.db.selectFrom( 'site' ).select( 'url' ).where( 'id', '=', site.id ).executeTakeFirstOrThrow();
			const answer = await site.call( 'POST', '/oauth/start', { body: { returnUrl: `${ url }/wp-admin/admin.php?page=slotbridge`, ...body } } );
			expect( answer.status ).toBe( 201 );
			return new URL( answer.body.url );
		},
		consent: async ( url, { location, as = 'Location' } ) => {
			const allow = new URL( url );
			allow.pathname = '/oauth/allow';
			allow.searchParams.set( 'as', as );
			[ location ].flat().forEach( ( id ) => allow.searchParams.append( 'location', id ) );
			const answer = await fetch( allow, { redirect: 'manual' } );
			expect( answer.status ).toBe( 302 );
			return new URL( answer.headers.get( 'location' )! );
		},
		comeBack: ( url, browser = scene.owner ) => browser.open( url ),
		connect: async ( site, choice ) => {
			const url = await scene.start( site, { as: choice.as === 'Company' ? 'agency' : 'location' } );
			const answer = await scene.comeBack( await scene.consent( url, choice ) );
			expect( answer.status ).toBe( 302 );
			return new URL( answer.headers.get( 'location' )! ).searchParams;
		},
		connections: async ( site ) => ( await site.call( 'GET', '/v1/connections' ) ).body.connections,
		tokenRequests: async ( grantType ) => {
			const { requests } = ( await sandbox.control( 'GET', '/requests?path=/oauth/token' ) ).body;
			return requests.filter( ( request: { body: Record<string, string>; status: number } ) => request.body[ 'grant_type' ] === grantType ).length;
		},
	};
	return scene;
}

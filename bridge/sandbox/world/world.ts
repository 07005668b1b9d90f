/** The sandbox's memory: the state, how it begins, and a bell that rings when it changed. */
import { team } from '../data/seed.ts';
import { beginOAuth } from '../oauth/begin.ts';
import type { OAuthApp } from '../oauth/types.ts';
import { steadyId } from './ids.ts';
import { nameOf } from './names.ts';
import type { Limits, Location, State, Token, User } from './types.ts';

export interface Beginning {
	token: string;
	locationId: string;
	locationName: string;
	timeZone: string;
	scopes: string[];
	limits: Limits;
	/** What is not the default about the OAuth app. */
	app?: Partial<OAuthApp>;
}

export class World {
	state: State;
	readonly #beginning: Beginning;
	readonly #listeners: ( () => void )[] = [];

	/** @param saved A state from a former run; the token and location asked for are added to it, the limits are today's. */
	constructor( beginning: Beginning, saved?: Partial<State> ) {
		this.#beginning = beginning;
		this.state = { ...emptyState( beginning ), ...saved, limits: { ...beginning.limits } };
		Object.assign( this.state.oauth.app, beginning.app );
		this.#begin();
	}

	onChange( listener: () => void ): void {
		this.#listeners.push( listener );
	}

	/** To be called after every change, so that it reaches the state file. */
	changed(): void {
		for ( const listener of this.#listeners ) {
			listener();
		}
	}

	/** Forgets everything and begins anew. */
	reset(): void {
		// The key of the webhooks stays: who checks them has been told it.
		const { privateKey } = this.state.oauth.app;
		this.state = emptyState( this.#beginning );
		this.state.oauth.app.privateKey = privateKey;
		this.#begin();
		this.changed();
	}

	/** The location, made with its team when it is new. */
	ensureLocation( id: string, name?: string, timezone?: string ): Location {
		const known = this.state.locations.find( ( location ) => location.id === id );
		if ( known ) {
			return known;
		}
		const location: Location = {
			id,
			companyId: steadyId( 'company' ),
			name: name ?? `Location ${ id }`,
			timezone: timezone ?? this.#beginning.timeZone,
			email: 'owner@sandbox.example',
			country: 'US',
		};
		this.state.locations.push( location );
		this.state.users.push( ...teamOf( id ) );
		return location;
	}

	/** Adds a token, or replaces the one of the same text. */
	putToken( token: Token ): void {
		this.state.tokens = [ ...this.state.tokens.filter( ( known ) => known.token !== token.token ), token ];
	}

	#begin(): void {
		const { token, locationId, locationName, timeZone, scopes } = this.#beginning;
		this.ensureLocation( locationId, locationName, timeZone );
		if ( ! this.state.tokens.some( ( known ) => known.token === token && known.locationId === locationId ) ) {
			this.putToken( { token, name: nameOf( 'privateIntegration', token ), locationId, kind: 'privateIntegration', scopes, revoked: false } );
		}
	}
}

function emptyState( { limits, app }: Beginning ): State {
	return {
		locations: [], users: [], tokens: [], calendars: [], groups: [], notifications: [], schedules: [],
		eventSchedules: [], events: [], notes: [], contacts: [], resources: [], limits: { ...limits },
		oauth: beginOAuth( app ),
	};
}

function teamOf( locationId: string ): User[] {
	return team.map( ( member ) => ( { ...member, id: steadyId( `${ locationId }/${ member.email }` ), locationId } ) );
}

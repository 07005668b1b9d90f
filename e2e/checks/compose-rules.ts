/** What docker-compose.yml has to look like, for machines without Docker's own checker: known keys, health checks, no password in the file. */

type Mapping = Record<string, unknown>;

const serviceKeys = new Set( [ 'image', 'build', 'restart', 'depends_on', 'ports', 'environment', 'volumes', 'healthcheck', 'entrypoint', 'command' ] );
const healthKeys = new Set( [ 'test', 'interval', 'timeout', 'retries', 'start_period' ] );
const topKeys = new Set( [ 'name', 'services', 'volumes' ] );
const secretName = /PASSWORD|SECRET|_KEY$|_CODE$|TOKEN/;
const duration = /^\d+(ms|s|m|h)$/;

const isMapping = ( value: unknown ): value is Mapping => typeof value === 'object' && value !== null && ! Array.isArray( value );

function unknownKeys( place: string, mapping: Mapping, known: Set<string> ): string[] {
	return Object.keys( mapping ).filter( ( key ) => ! known.has( key ) ).map( ( key ) => `${ place }: unknown key "${ key }"` );
}

function checkHealth( place: string, health: unknown ): string[] {
	if ( ! isMapping( health ) ) {
		return [ `${ place }: no health check` ];
	}
	const faults = unknownKeys( `${ place }.healthcheck`, health, healthKeys );
	const test = health[ 'test' ];
	if ( ! Array.isArray( test ) || ! [ 'CMD', 'CMD-SHELL' ].includes( String( test[ 0 ] ) ) ) {
		faults.push( `${ place }.healthcheck.test: a list that begins with CMD or CMD-SHELL` );
	}
	for ( const key of [ 'interval', 'timeout', 'start_period' ] ) {
		if ( health[ key ] !== undefined && ! duration.test( String( health[ key ] ) ) ) {
			faults.push( `${ place }.healthcheck.${ key }: "${ String( health[ key ] ) }" is no duration` );
		}
	}
	return faults;
}

/** A secret comes from the environment, and where it is missing Compose stops; an empty default means "not used". */
function checkEnvironment( place: string, environment: unknown ): string[] {
	if ( environment === undefined ) {
		return [];
	}
	if ( ! isMapping( environment ) ) {
		return [ `${ place }.environment: a mapping` ];
	}
	return Object.entries( environment ).flatMap( ( [ name, value ] ) => {
		const text = String( value );
		if ( typeof value !== 'string' ) {
			return [ `${ place }.environment.${ name }: quote the value, YAML makes ${ typeof value } of it` ];
		}
		if ( secretName.test( name ) && ! name.includes( 'RANDOM' ) && ! /^\$\{\w+(:\?[^}]+|:-)\}$/.test( text ) ) {
			return [ `${ place }.environment.${ name }: a secret belongs into the environment, as \${${ name }:?…}` ];
		}
		return /:\/\/[^@$]*:[^@$]+@/.test( text ) ? [ `${ place }.environment.${ name }: holds a password` ] : [];
	} );
}

function checkReferences( place: string, service: Mapping, services: Mapping, volumes: Mapping ): string[] {
	const faults: string[] = [];
	for ( const [ name, how ] of Object.entries( isMapping( service[ 'depends_on' ] ) ? service[ 'depends_on' ] : {} ) ) {
		if ( services[ name ] === undefined || ! isMapping( how ) || how[ 'condition' ] !== 'service_healthy' ) {
			faults.push( `${ place }.depends_on.${ name }: a service of this file, waited for until it is healthy` );
		}
	}
	for ( const mount of Array.isArray( service[ 'volumes' ] ) ? service[ 'volumes' ].map( String ) : [] ) {
		const source = mount.split( ':' )[ 0 ]!;
		if ( ! source.startsWith( '.' ) && ! ( source in volumes ) ) {
			faults.push( `${ place }.volumes: "${ source }" is not declared` );
		}
	}
	for ( const port of Array.isArray( service[ 'ports' ] ) ? service[ 'ports' ].map( String ) : [] ) {
		if ( ! port.startsWith( '127.0.0.1:' ) ) {
			faults.push( `${ place }.ports: "${ port }" is open to the network` );
		}
	}
	return faults;
}

/** @param file The parsed YAML. @return One line for each fault. */
export function checkCompose( file: unknown ): string[] {
	if ( ! isMapping( file ) || ! isMapping( file[ 'services' ] ) ) {
		return [ 'no services' ];
	}
	const services = file[ 'services' ];
	const volumes = isMapping( file[ 'volumes' ] ) ? file[ 'volumes' ] : {};
	const faults = unknownKeys( 'top level', file, topKeys );
	for ( const needed of [ 'wordpress', 'mariadb', 'postgres', 'bridge' ] ) {
		if ( services[ needed ] === undefined ) {
			faults.push( `services: "${ needed }" is missing` );
		}
	}
	for ( const [ place, service ] of Object.entries( services ) ) {
		if ( ! isMapping( service ) || ( service[ 'image' ] === undefined ) === ( service[ 'build' ] === undefined ) ) {
			faults.push( `${ place }: either an image or a build` );
			continue;
		}
		faults.push( ...unknownKeys( place, service, serviceKeys ), ...checkHealth( place, service[ 'healthcheck' ] ) );
		faults.push( ...checkEnvironment( place, service[ 'environment' ] ), ...checkReferences( place, service, services, volumes ) );
	}
	return faults;
}

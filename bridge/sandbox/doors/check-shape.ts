/** Checks bodies and queries against their shapes, in the words that HighLevel's validation uses. */
import { unprocessable } from '../refusal.ts';
import type { Rule, Shape } from './shape.ts';

/**
 * Refuses a body with unknown keys, missing keys or wrong values, and lists all faults at once.
 *
 * @return The body, now known to fit.
 * @throws Refusal 422 with `message: string[]`.
 */
export function checkBody( body: unknown, shape: Shape ): Record<string, unknown> {
	const faults: string[] = [];
	checkObject( body ?? {}, shape, '', faults );
	if ( faults.length ) {
		throw unprocessable( faults );
	}
	return body as Record<string, unknown>;
}

/** Query values are text: numbers and true/false are read out of it. Keys that are not in the shape are let through. */
export function checkQuery( query: Record<string, unknown>, shape: Shape ): Record<string, unknown> {
	const faults: string[] = [];
	const read: Record<string, unknown> = {};
	for ( const [ key, rule ] of Object.entries( shape ) ) {
		const value = fromText( query[ key ], rule );
		checkValue( value, rule, key, faults );
		read[ key ] = value;
	}
	if ( faults.length ) {
		throw unprocessable( faults );
	}
	return read;
}

function fromText( value: unknown, rule: Rule ): unknown {
	if ( rule.type === 'number' && typeof value === 'string' && value.trim() !== '' ) {
		return Number( value );
	}
	if ( rule.type === 'boolean' && ( value === 'true' || value === 'false' ) ) {
		return value === 'true';
	}
	if ( rule.type === 'array' && typeof value === 'string' ) {
		return [ value ];
	}
	return value;
}

function checkObject( value: unknown, shape: Shape, at: string, faults: string[] ): void {
	if ( typeof value !== 'object' || value === null || Array.isArray( value ) ) {
		faults.push( `${ at ? at.slice( 0, -1 ) : 'body' } must be an object` );
		return;
	}
	const given = value as Record<string, unknown>;
	for ( const key of Object.keys( given ) ) {
		if ( ! Object.hasOwn( shape, key ) ) {
			faults.push( `${ at }property ${ key } should not exist` );
		}
	}
	for ( const [ key, rule ] of Object.entries( shape ) ) {
		checkValue( given[ key ], rule, `${ at }${ key }`, faults );
	}
}

function checkValue( value: unknown, rule: Rule, name: string, faults: string[] ): void {
	// An optional field may be null: HighLevel reads it as not given.
	if ( value === undefined || value === null ) {
		if ( rule.required ) {
			faults.push( `${ name } ${ wrongType( rule ) }`, `${ name } should not be empty` );
		}
		return;
	}
	if ( rule.type === 'object' ) {
		checkObject( value, rule.shape, `${ name }.`, faults );
	} else if ( rule.type === 'array' ) {
		checkArray( value, rule, name, faults );
	} else if ( typeof value !== rule.type || Number.isNaN( value ) ) {
		faults.push( `${ name } ${ wrongType( rule ) }` );
	} else {
		faults.push( ...wrongValue( value, rule ).map( ( words ) => `${ name } ${ words }` ) );
	}
}

function checkArray( value: unknown, rule: Extract<Rule, { type: 'array' }>, name: string, faults: string[] ): void {
	if ( ! Array.isArray( value ) ) {
		faults.push( `${ name } must be an array` );
		return;
	}
	if ( rule.notEmpty && value.length === 0 ) {
		faults.push( `${ name } should not be empty` );
	}
	if ( rule.max !== undefined && value.length > rule.max ) {
		faults.push( `${ name } must contain no more than ${ rule.max } elements` );
	}
	value.forEach( ( item, index ) => checkValue( item ?? false, rule.of, `${ name }.${ index }`, faults ) );
}

function wrongType( rule: Rule ): string {
	const words = {
		string: 'must be a string',
		number: 'must be a number conforming to the specified constraints',
		boolean: 'must be a boolean value',
		array: 'must be an array',
		object: 'must be an object',
	};
	return words[ rule.type ];
}

function wrongValue( value: unknown, rule: Rule ): string[] {
	const faults: string[] = [];
	if ( rule.type === 'string' && rule.required && value === '' ) {
		faults.push( 'should not be empty' );
	}
	if ( ( rule.type === 'string' || rule.type === 'number' ) && rule.oneOf && ! ( rule.oneOf as readonly unknown[] ).includes( value ) ) {
		faults.push( `must be one of the following values: ${ rule.oneOf.join( ', ' ) }` );
	}
	if ( rule.type === 'string' && rule.matches && ! rule.matches.test( value as string ) ) {
		faults.push( `must match ${ rule.matches } regular expression` );
	}
	if ( rule.type === 'string' && rule.maxLength !== undefined && ( value as string ).length > rule.maxLength ) {
		faults.push( `must be shorter than or equal to ${ rule.maxLength } characters` );
	}
	if ( rule.type === 'number' && rule.min !== undefined && ( value as number ) < rule.min ) {
		faults.push( `must not be less than ${ rule.min }` );
	}
	if ( rule.type === 'number' && rule.max !== undefined && ( value as number ) > rule.max ) {
		faults.push( `must not be greater than ${ rule.max }` );
	}
	return faults;
}

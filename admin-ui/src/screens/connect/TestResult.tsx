/** What a connection test found, in words, and what to do next. */
import { Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ConnectionTest } from '../../api/types.ts';
import { adviceFor, problemAt } from './problems.ts';
import { ScopeTable } from './ScopeTable.tsx';

export function TestResult( { test }: { test: ConnectionTest } ) {
	const elsewhere = test.problems.filter( ( { code } ) => adviceFor( code ).place === 'step' );
	const box = useArrival( test );
	const missing = test.scopes.filter( ( { granted } ) => granted === false );
	return (
		<div className="slotbridge-test" tabIndex={ -1 } ref={ box }>
			<Verdict test={ test } isAtField={ test.problems.length > elsewhere.length } />
			{ elsewhere.map( ( problem ) => (
				<Notice key={ problem.code } status="error" isDismissible={ false }>
					{ problemAt( 'step', [ problem ] ) }
				</Notice>
			) ) }
			{ missing.length > 0 && (
				<Notice status={ test.ok ? 'warning' : 'error' } isDismissible={ false }>
					<strong>
						{ sprintf(
							/* translators: %d: number of scopes. */
							_n( '%d scope is missing.', '%d scopes are missing.', missing.length, 'slotbridge' ),
							missing.length
						) }
					</strong>{ ' ' }
					{ adviceFor( 'highlevel_scope_missing' ).advice }
				</Notice>
			) }
			{ test.scopes.length > 0 && <ScopeTable scopes={ test.scopes } /> }
		</div>
	);
}

/** Brings each new result into sight and under the focus, so that it is read out; a fault at a field leads to the field. */
function useArrival( test: ConnectionTest ) {
	const box = useRef<HTMLDivElement>( null );
	useEffect( () => {
		const faulty = document.querySelector<HTMLElement>( '.slotbridge-form [aria-invalid="true"]' );
		( faulty ?? box.current )?.focus( { preventScroll: true } );
		( faulty ?? box.current )?.scrollIntoView( { block: faulty ? 'center' : 'nearest' } );
	}, [ test ] );
	return box;
}

function Verdict( { test, isAtField }: { test: ConnectionTest; isAtField: boolean } ) {
	const { location, ok } = test;
	if ( location === null ) {
		return (
			<p className="slotbridge-verdict">
				{ ok ? __( 'The token works. HighLevel did not tell the name of the location.', 'slotbridge' ) : __( 'The location could not be read.', 'slotbridge' ) }{ ' ' }
				{ ! ok && isAtField && __( 'The message at the field above says why.', 'slotbridge' ) }
			</p>
		);
	}
	return (
		<p className="slotbridge-verdict">
			{ sprintf(
				/* translators: 1: name of a HighLevel location, 2: its time zone. */
				__( 'Found: %1$s, time zone %2$s.', 'slotbridge' ),
				location.name,
				location.timeZone
			) }
		</p>
	);
}

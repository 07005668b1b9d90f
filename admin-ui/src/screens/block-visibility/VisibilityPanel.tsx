/** The panel beside a block: everybody sees it, or only some people. */
import { InspectorControls } from '@wordpress/block-editor';
import { Notice, PanelBody } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { readReference } from '../../api/calendars.ts';
import type { ApiError } from '../../api/errors.ts';
import type { Audience, Reference } from '../../api/types.ts';
import { AudienceControl } from '../../fields/AudienceControl.tsx';
import { boot } from '../../shared/boot.ts';
import { Loading } from '../../shared/states.tsx';

interface VisibilityPanelProps {
	audience: Audience | null;
	onChange: ( audience: Audience | null ) => void;
}

const title = __( 'Who sees this block', 'slotbridge' );

/** Asked for once a page: a block more or less does not change what there is to choose. */
let asked: Promise<Reference> | null = null;

export function VisibilityPanel( props: VisibilityPanelProps ) {
	const mayChoose = boot.capabilities.editCalendars || boot.capabilities.manage;
	return (
		<InspectorControls>
			<PanelBody title={ title } initialOpen={ props.audience !== null }>
				<div className="slotbridge slotbridge-block-panel">{ mayChoose ? <Choice { ...props } /> : <ReadOnly audience={ props.audience } /> }</div>
			</PanelBody>
		</InspectorControls>
	);
}

function Choice( { audience, onChange }: VisibilityPanelProps ) {
	const [ reference, setReference ] = useState<Reference | null>( null );
	const [ error, setError ] = useState<ApiError | null>( null );
	useEffect( () => {
		let isGone = false;
		asked ??= readReference();
		asked.then(
			( answer ) => ! isGone && setReference( answer ),
			( reason: unknown ) => {
				asked = null;
				if ( ! isGone ) {
					setError( reason as ApiError );
				}
			},
		);
		return () => {
			isGone = true;
		};
	}, [] );
	if ( error ) {
		return (
			<Notice status="error" isDismissible={ false }>
				{ error.message }
			</Notice>
		);
	}
	if ( reference === null ) {
		return <Loading words={ __( 'Loading the choices…', 'slotbridge' ) } lines={ 2 } />;
	}
	return (
		<>
			<AudienceControl
				spec={ { kind: 'audience', id: 'audience', label: __( 'Show it to', 'slotbridge' ) } }
				value={ audience }
				onChange={ onChange }
				errors={ {} }
				help={ __( 'The site decides for each visitor. Nothing of a hidden block is sent, and the site’s search does not look into it.', 'slotbridge' ) }
				context={ { reference, hosts: null, isLinked: false } }
			/>
			{ audience !== null && audience.rules.length === 0 && (
				<Notice status="warning" isDismissible={ false }>
					{ __( 'As long as nobody is chosen, nobody sees this block.', 'slotbridge' ) }
				</Notice>
			) }
		</>
	);
}

function ReadOnly( { audience }: { audience: Audience | null } ) {
	if ( audience === null ) {
		return <p>{ __( 'Everybody sees it. Only people who may edit calendars can change this.', 'slotbridge' ) }</p>;
	}
	return (
		<>
			<p>{ __( 'Only some people see it, by:', 'slotbridge' ) }</p>
			<ul>
				{ audience.rules.map( ( rule ) => (
					<li key={ `${ rule.kind }:${ rule.id }` }>{ rule.name }</li>
				) ) }
			</ul>
			<p>{ __( 'Only people who may edit calendars can change this.', 'slotbridge' ) }</p>
		</>
	);
}

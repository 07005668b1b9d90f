/** The requests that would go to HighLevel for a real calendar of this site, with the mapping as it stands on the screen. */
import { Notice, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { Config, EntityKind, Preview } from '../../api/types.ts';
import { Card } from '../../shared/Card.tsx';
import { Action, SelectField } from '../../shared/controls.tsx';
import { JsonView } from '../../shared/JsonView.tsx';
import { isBlank } from '../../shared/pretty-print.ts';
import { Loading } from '../../shared/states.tsx';
import { useResource } from '../../shared/use-resource.ts';
import { loadPreviewSubjects } from './preview-subjects.ts';
import { usePreview } from './use-preview.ts';

interface PreviewPanelProps {
	entity: EntityKind;
	config: Config;
	onFaults: ( faults: Preview[ 'faults' ] ) => void;
}

export function PreviewPanel( { entity, config, onFaults }: PreviewPanelProps ) {
	const subjects = useResource( useCallback( ( signal: AbortSignal ) => loadPreviewSubjects( entity, signal ), [ entity ] ) );
	const [ chosen, setChosen ] = useState( '' );
	const subject = subjects.data?.find( ( { id } ) => id === chosen ) ?? subjects.data?.[ 0 ] ?? null;
	const { preview, error, isLoading, retry } = usePreview( entity, subject?.snapshot ?? null, config );

	useEffect( () => {
		onFaults( preview?.faults ?? [] );
		return () => onFaults( [] );
	}, [ preview, onFaults ] );
	const failure = subjects.error ?? error;

	return (
		<Card
			className="slotbridge-preview"
			title={ __( 'Preview', 'slotbridge' ) }
			description={ __( 'What would be sent to create it. Nothing is sent from here.', 'slotbridge' ) }
			aside={ isLoading ? <Spinner /> : undefined }
		>
			{ subjects.data && (
				<SelectField
					label={ entity === 'calendar' ? __( 'Calendar', 'slotbridge' ) : __( 'Group', 'slotbridge' ) }
					value={ subject?.id ?? '' }
					options={ subjects.data.map( ( { id, name } ) => ( { value: id, label: name } ) ) }
					onChange={ setChosen }
				/>
			) }
			{ failure && (
				<Notice status="error" isDismissible={ false }>
					<p>{ failure.message }</p>
					<Action variant="secondary" size="compact" onClick={ () => ( subjects.error ? void subjects.reload() : retry() ) }>
						{ __( 'Try again', 'slotbridge' ) }
					</Action>
				</Notice>
			) }
			{ ! preview && ! failure && <Loading words={ __( 'Making the preview…', 'slotbridge' ) } lines={ 5 } /> }
			{ preview && ! failure && <PreviewResult preview={ preview } /> }
		</Card>
	);
}

function PreviewResult( { preview: { requests, notes, faults } }: { preview: Preview } ) {
	return (
		<div className="slotbridge-preview__result">
			{ faults.length > 0 && (
				<Notice status="error" isDismissible={ false }>
					{ faults.map( ( { target, detail } ) => (
						<p key={ target + detail }>
							<code dir="ltr">{ target }</code> { detail }
						</p>
					) ) }
				</Notice>
			) }
			{ requests.map( ( request, index ) => (
				<article key={ index } className="slotbridge-request">
					<h3>
						<span className={ `slotbridge-method is-${ request.method.toLowerCase() }` }>{ request.method }</span> <code dir="ltr">{ request.path }</code>
					</h3>
					{ isBlank( request.body ) ? <p className="slotbridge-muted">{ __( 'No body.', 'slotbridge' ) }</p> : <JsonView value={ request.body } label={ __( 'Body', 'slotbridge' ) } /> }
				</article>
			) ) }
			{ notes.length > 0 && (
				<ul className="slotbridge-notes">
					{ notes.map( ( note ) => (
						<li key={ note }>{ note }</li>
					) ) }
				</ul>
			) }
		</div>
	);
}

/** After a refused save: what is wrong, with links that jump to the faulty fields. Takes the focus when it appears. */
import { Notice } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ApiError } from '../../api/errors.ts';
import { elementId, focusField } from '../../fields/field-errors.ts';
import type { FieldSection } from '../../fields/types.ts';

interface ErrorSummaryProps {
	error: ApiError | null;
	errors: Record<string, string>;
	sections: FieldSection[];
}

export function ErrorSummary( { error, errors, sections }: ErrorSummaryProps ) {
	const box = useRef<HTMLDivElement>( null );
	useEffect( () => {
		if ( error ) {
			box.current?.focus();
			box.current?.scrollIntoView( { block: 'center' } );
		}
	}, [ error ] );
	const paths = Object.keys( errors );
	if ( error === null && paths.length === 0 ) {
		return null;
	}
	return (
		<div ref={ box } tabIndex={ -1 } className="slotbridge-summary">
			<Notice status={ error ? 'error' : 'warning' } isDismissible={ false }>
				{ error && paths.length === 0 && <p>{ Object.keys( error.fields ).length > 0 ? __( 'Save again to see whether all is well now.', 'slotbridge' ) : error.message }</p> }
				{ paths.length > 0 && (
					<>
						<p>
							<strong>{ error ? refusedWords( paths.length ) : __( 'Saved in WordPress, but not sent to HighLevel until this is put right:', 'slotbridge' ) }</strong>
						</p>
						<ul>
							{ paths.map( ( path ) => (
								<li key={ path }>
									<a
										href={ `#${ elementId( path ) }` }
										onClick={ ( event ) => {
											event.preventDefault();
											focusField( path );
										} }
									>
										{ labelFor( path, sections ) }
									</a>
									{ ': ' }
									{ errors[ path ] }
								</li>
							) ) }
						</ul>
					</>
				) }
			</Notice>
		</div>
	);
}

function refusedWords( count: number ): string {
	/* translators: %d: number of fields. */
	return sprintf( _n( 'Not saved: %d field needs your attention.', 'Not saved: %d fields need your attention.', count, 'slotbridge' ), count );
}

/** The label of the field that a path belongs to. */
function labelFor( path: string, sections: FieldSection[] ): string {
	const id = path.split( '/' )[ 0 ];
	return sections.flatMap( ( { fields } ) => fields ).find( ( field ) => field.id === id )?.label ?? path;
}

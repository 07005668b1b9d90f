/** One HTTP call: closed a single line, opened the whole request and answer, secrets already removed by the bridge. */
import { __, sprintf } from '@wordpress/i18n';
import { useState } from '@wordpress/element';
import type { SyntheticEvent } from 'react';
import type { Attempt } from '../../api/types.ts';
import { CopyButton } from '../../shared/CopyButton.tsx';
import { duration } from '../../shared/format-time.ts';
import { JsonView } from '../../shared/JsonView.tsx';
import { isBlank } from '../../shared/pretty-print.ts';
import { When } from '../../shared/When.tsx';
import { pathOf, statusTone } from './attempt-words.ts';

export function AttemptView( { attempt }: { attempt: Attempt } ) {
	const [ isOpen, setOpen ] = useState( false );
	return (
		<details className="slotbridge-attempt" onToggle={ ( event: SyntheticEvent<HTMLDetailsElement> ) => setOpen( event.currentTarget.open ) }>
			<summary>
				<span className={ `slotbridge-method is-${ attempt.method.toLowerCase() }` }>{ attempt.method }</span>
				<code dir="ltr">{ pathOf( attempt.url ) }</code>
				<span className={ `slotbridge-status is-${ statusTone( attempt.status ) }` }>{ attempt.status ?? __( 'no answer', 'slotbridge' ) }</span>
				{ attempt.durationMs !== null && <span className="slotbridge-muted">{ duration( attempt.durationMs ) }</span> }
			</summary>
			{ isOpen && <AttemptBody attempt={ attempt } /> }
		</details>
	);
}

function AttemptBody( { attempt }: { attempt: Attempt } ) {
	return (
		<div className="slotbridge-attempt__body">
			{ attempt.error && <p className="slotbridge-reason">{ attempt.error }</p> }
			<p className="slotbridge-muted">
				<When at={ attempt.at } />
				{ attempt.traceId && (
					<>
						{ ' · ' }
						{ sprintf( /* translators: %s: an id that HighLevel’s support can look up. */ __( 'Trace %s', 'slotbridge' ), attempt.traceId ) }{ ' ' }
						<CopyButton text={ attempt.traceId } what={ __( 'trace id', 'slotbridge' ) } />
					</>
				) }
			</p>
			<div className="slotbridge-exchange">
				<section aria-label={ __( 'Request', 'slotbridge' ) }>
					<h4>{ __( 'Request', 'slotbridge' ) }</h4>
					{ isBlank( attempt.requestBody ) ? <p className="slotbridge-muted">{ __( 'No body.', 'slotbridge' ) }</p> : <JsonView value={ attempt.requestBody } label={ __( 'Request body', 'slotbridge' ) } /> }
					{ ! isBlank( attempt.requestHeaders ) && <JsonView value={ attempt.requestHeaders } label={ __( 'Request headers', 'slotbridge' ) } /> }
				</section>
				<section aria-label={ __( 'Answer', 'slotbridge' ) }>
					<h4>{ __( 'Answer', 'slotbridge' ) }</h4>
					{ isBlank( attempt.responseBody ) ? <p className="slotbridge-muted">{ __( 'No body.', 'slotbridge' ) }</p> : <JsonView value={ attempt.responseBody } label={ __( 'Answer body', 'slotbridge' ) } /> }
					{ ! isBlank( attempt.responseHeaders ) && <JsonView value={ attempt.responseHeaders } label={ __( 'Answer headers', 'slotbridge' ) } /> }
				</section>
			</div>
		</div>
	);
}

/** The three states that every list and form has besides its content: loading, failed, empty. */
import { Icon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { caution } from '@wordpress/icons';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/errors.ts';
import { Action } from './controls.tsx';

/** Grey bars in the shape of what will come, and the words for those who do not see them. */
export function Loading( { words, lines = 4 }: { words: string; lines?: number } ) {
	return (
		<div className="slotbridge-loading" role="status">
			<span className="screen-reader-text">{ words }</span>
			{ Array.from( { length: lines }, ( _, index ) => (
				<span key={ index } className="slotbridge-loading__bar" aria-hidden="true" />
			) ) }
		</div>
	);
}

interface FailedProps {
	title: string;
	error: ApiError;
	onRetry: () => void;
	isRetrying?: boolean;
	children?: ReactNode;
}

export function Failed( { title, error, onRetry, isRetrying = false, children }: FailedProps ) {
	return (
		<div className="slotbridge-failed" role="alert">
			<Icon icon={ caution } size={ 28 } />
			<div>
				<h2>{ title }</h2>
				<p>{ error.message }</p>
				{ children }
				<div className="slotbridge-actions">
					<Action variant="secondary" onClick={ onRetry } isBusy={ isRetrying }>
						{ __( 'Try again', 'slotbridge' ) }
					</Action>
				</div>
			</div>
		</div>
	);
}

export function Empty( { title, children, action }: { title: string; children?: ReactNode; action?: ReactNode } ) {
	return (
		<div className="slotbridge-empty">
			<h2>{ title }</h2>
			{ children }
			{ action && <div className="slotbridge-actions slotbridge-actions--center">{ action }</div> }
		</div>
	);
}

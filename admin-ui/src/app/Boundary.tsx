/** Keeps a fault in one screen from blanking the page; also catches a chunk of script that could not be loaded. */
import { Component } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { Failed } from '../shared/states.tsx';

interface BoundaryState {
	error: Error | null;
}

export class Boundary extends Component<{ children: ReactNode }, BoundaryState> {
	override state: BoundaryState = { error: null };

	static getDerivedStateFromError( error: Error ): BoundaryState {
		return { error };
	}

	override render(): ReactNode {
		const { error } = this.state;
		if ( error === null ) {
			return this.props.children;
		}
		return (
			<Failed
				title={ __( 'This screen could not be shown', 'slotbridge' ) }
				error={ { code: 'slotbridge_screen', message: error.message, status: 0, fields: {}, data: {} } }
				onRetry={ () => window.location.reload() }
			>
				<p>{ __( 'Reloading the page usually helps, above all after an update of the plugin.', 'slotbridge' ) }</p>
			</Failed>
		);
	}
}

/** One step of the set-up: its number or a tick, its heading, and its content while it is open. */
import { Icon } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { check } from '@wordpress/icons';
import type { ReactNode } from 'react';
import { useInstanceId } from '../../shared/use-instance-id.ts';

export type StepState = 'done' | 'open' | 'later';

interface StepProps {
	number: number;
	title: string;
	state: StepState;
	/** Stands in place of the content when the step is done or not yet due. */
	summary?: ReactNode;
	children?: ReactNode;
}

export function Step( { number, title, state, summary, children }: StepProps ) {
	const id = useInstanceId( 'slotbridge-step' );
	return (
		<li className={ `slotbridge-step is-${ state }` } aria-current={ state === 'open' ? 'step' : undefined } aria-labelledby={ id }>
			<span className="slotbridge-step__number" aria-hidden="true">
				{ state === 'done' ? <Icon icon={ check } size={ 20 } /> : number }
			</span>
			<div className="slotbridge-step__content">
				<h3 id={ id }>
					{ title }
					{ state === 'done' && <span className="screen-reader-text">{ __( '(done)', 'slotbridge' ) }</span> }
				</h3>
				{ state !== 'open' && summary && <div className="slotbridge-step__summary">{ summary }</div> }
				{ state === 'open' && children }
			</div>
		</li>
	);
}

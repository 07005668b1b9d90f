/** A white sheet with a heading: the one container of all screens. */
import { useInstanceId } from './use-instance-id.ts';
import type { ReactNode } from 'react';

interface CardProps {
	title: string;
	description?: ReactNode;
	/** Stands at the end of the heading's line: a badge or small actions. */
	aside?: ReactNode;
	children?: ReactNode;
	className?: string;
	/** 2 below the page's own heading. */
	level?: 2 | 3;
}

export function Card( { title, description, aside, children, className = '', level = 2 }: CardProps ) {
	const id = useInstanceId( 'slotbridge-card' );
	const Heading = `h${ level }` as const;
	return (
		<section className={ `slotbridge-card ${ className }` } aria-labelledby={ id }>
			<header className="slotbridge-card__head">
				<div>
					<Heading id={ id }>{ title }</Heading>
					{ description && <p className="slotbridge-card__description">{ description }</p> }
				</div>
				{ aside && <div className="slotbridge-card__aside">{ aside }</div> }
			</header>
			{ children && <div className="slotbridge-card__body">{ children }</div> }
		</section>
	);
}

/** Names and values in columns: a description list. */
import type { ReactNode } from 'react';

export function Facts( { children }: { children: ReactNode } ) {
	return <dl className="slotbridge-facts">{ children }</dl>;
}

export function Fact( { label, children }: { label: string; children: ReactNode } ) {
	return (
		<div>
			<dt>{ label }</dt>
			<dd>{ children }</dd>
		</div>
	);
}

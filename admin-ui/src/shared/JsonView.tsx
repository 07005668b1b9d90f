/** Any value, pretty printed, to read, scroll by keyboard and copy. */
import { CopyButton } from './CopyButton.tsx';
import { prettyPrint } from './pretty-print.ts';

interface JsonViewProps {
	value: unknown;
	/** What it is: «Request body». Shown above, and the name of the region. */
	label: string;
}

export function JsonView( { value, label }: JsonViewProps ) {
	const text = prettyPrint( value );
	return (
		<div className="slotbridge-json">
			<div className="slotbridge-json__head">
				<span>{ label }</span>
				<CopyButton text={ text } what={ label } />
			</div>
			{ /* Focusable, so that it can be scrolled without a mouse. */ }
			<pre tabIndex={ 0 } role="group" aria-label={ label } dir="ltr">
				{ text }
			</pre>
		</div>
	);
}

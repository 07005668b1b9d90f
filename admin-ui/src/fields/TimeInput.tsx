/** A time of day in the browser's own input, which speaks every language and both clocks. */

interface TimeInputProps {
	id: string;
	label: string;
	value: string;
	onChange: ( value: string ) => void;
	isFaulty: boolean;
}

export function TimeInput( { id, label, value, onChange, isFaulty }: TimeInputProps ) {
	return (
		<label className="slotbridge-time">
			<span className="screen-reader-text">{ label }</span>
			<input id={ id } type="time" value={ value } aria-invalid={ isFaulty || undefined } onChange={ ( event ) => onChange( event.target.value ) } />
		</label>
	);
}

/** Draws a form from its data: sections with headings, and in them one control a field. */
import type { ComponentType } from 'react';
import type { CalendarSnapshot } from '../api/types.ts';
import { Card } from '../shared/Card.tsx';
import { AudienceControl } from './AudienceControl.tsx';
import { ChoiceControl, GroupControl } from './ChoiceControl.tsx';
import { ColorControl } from './ColorControl.tsx';
import { elementId, errorsBelow } from './field-errors.ts';
import { HostsControl } from './HostsControl.tsx';
import { NumberControl } from './NumberControl.tsx';
import { OpenHoursControl } from './OpenHoursControl.tsx';
import { RemindersControl } from './RemindersControl.tsx';
import { LongTextControl, ShortTextControl } from './TextControls.tsx';
import { TimeZoneControl } from './TimeZoneControl.tsx';
import type { AnyFieldSpec, ControlProps, FieldContext, FieldKind, FieldSection, FieldSpec, FieldValues } from './types.ts';

const controls: { [ K in FieldKind ]: ComponentType<ControlProps<K>> } = {
	text: ShortTextControl,
	textarea: LongTextControl,
	number: NumberControl,
	color: ColorControl,
	timeZone: TimeZoneControl,
	choice: ChoiceControl,
	group: GroupControl,
	openHours: OpenHoursControl,
	reminders: RemindersControl,
	hosts: HostsControl,
	audience: AudienceControl,
};

interface FormProps {
	sections: FieldSection[];
	draft: CalendarSnapshot;
	onChange: ( path: keyof CalendarSnapshot, draft: CalendarSnapshot ) => void;
	errors: Record<string, string>;
	context: FieldContext;
}

export function Form( { sections, ...rest }: FormProps ) {
	return (
		<>
			{ sections.map( ( section ) => (
				<Card key={ section.id } title={ section.title } description={ section.description }>
					<div className="slotbridge-fields">
						{ section.fields.map( ( spec ) => (
							<Field key={ spec.id } spec={ spec } { ...rest } />
						) ) }
					</div>
				</Card>
			) ) }
		</>
	);
}

function Field( { spec, draft, onChange, errors, context }: Omit<FormProps, 'sections'> & { spec: AnyFieldSpec } ) {
	// Kind and id of a spec belong together by its type; TypeScript cannot follow that through the map.
	const Control = controls[ spec.kind ] as ComponentType<ControlProps<FieldKind>>;
	const help = [ spec.help, spec.note?.( draft, context ) ].filter( Boolean ).join( ' ' );
	return (
		<div id={ elementId( spec.id ) } className={ `slotbridge-fields__item ${ spec.isHalf ? 'is-half' : '' }` }>
			<Control
				spec={ spec as FieldSpec<FieldKind> }
				value={ draft[ spec.id ] as FieldValues[ FieldKind ] }
				onChange={ ( value ) => onChange( spec.id, { ...draft, [ spec.id ]: value } ) }
				errors={ errorsBelow( errors, spec.id ) }
				help={ help || undefined }
				context={ context }
			/>
		</div>
	);
}

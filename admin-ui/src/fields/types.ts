/** A form as data: what a field is, how it is called, and which control draws it. */
import type { Audience, CalendarSnapshot, OpenHours, Option, Reference, Reminder } from '../api/types.ts';

/** The value that each kind of control reads and writes. */
export interface FieldValues {
	text: string;
	textarea: string;
	number: number;
	color: string;
	timeZone: string;
	choice: string;
	group: number | null;
	openHours: OpenHours[];
	reminders: Reminder[];
	hosts: string[];
	audience: Audience | null;
}

export type FieldKind = keyof FieldValues;

/** The keys of a calendar whose value a control of this kind can hold. */
type KeysFor<K extends FieldKind> = {
	[ Key in keyof CalendarSnapshot ]: FieldValues[ K ] extends CalendarSnapshot[ Key ] ? Key : CalendarSnapshot[ Key ] extends FieldValues[ K ] ? Key : never;
}[ keyof CalendarSnapshot ];

export interface FieldSpec<K extends FieldKind = FieldKind> {
	kind: K;
	/** The key in the calendar's snapshot, and the first part of an error's path. */
	id: KeysFor<K>;
	label: string;
	help?: string;
	/** A sentence that depends on the rest of the form. */
	note?: ( draft: CalendarSnapshot, context: FieldContext ) => string;
	isRequired?: boolean;
	placeholder?: string;
	/** After a number: «minutes». */
	unit?: string;
	min?: number;
	max?: number;
	options?: ( reference: Reference ) => Option[];
	/** True puts it beside the next one where there is room. */
	isHalf?: boolean;
}

/** One spec of any kind, with kind and id still belonging together. */
export type AnyFieldSpec = { [ K in FieldKind ]: FieldSpec<K> }[ FieldKind ];

export interface FieldSection {
	id: string;
	title: string;
	description?: string;
	fields: AnyFieldSpec[];
}

/** What the controls need besides their value. */
export interface FieldContext {
	reference: Reference;
	/** People who can host; null while no location is connected or HighLevel did not tell. */
	hosts: Option[] | null;
	/** True once HighLevel has the calendar: a few things cannot be changed there any more. */
	isLinked: boolean;
}

export interface ControlProps<K extends FieldKind> {
	spec: FieldSpec<K>;
	value: FieldValues[ K ];
	onChange: ( value: FieldValues[ K ] ) => void;
	/** Messages by path below this field; the empty path is the field itself. */
	errors: Record<string, string>;
	/** Help text, with the note that fits the moment. */
	help: string | undefined;
	context: FieldContext;
}

/** What the mapping screen and the mapping itself know about one field on HighLevel's side. */

export type FieldKind = 'text' | 'color' | 'timeZone' | 'boolean' | 'number' | 'hours' | 'reminders' | 'reference';

export interface FieldDefinition {
	/** Name of the field in a mapping; stays the same for ever. */
	id: string;
	label: string;
	/** The name by which such a field is often called elsewhere; null where there is none. */
	brief: string | null;
	/** HighLevel's own key. */
	highlevel: string;
	/** The call that carries it. */
	where: string;
	/** What an owner should know about it. */
	note: string;
	/** A required field cannot be switched off. */
	required: boolean;
	kind: FieldKind;
	/** The path in the snapshot that it is filled from unless the owner chooses another. */
	defaultSource: string;
	/** Paths that give a value of the right kind. */
	sources: readonly string[];
}

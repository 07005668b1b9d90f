/** The small changes that a mapping can put a value through, in the order in which they are chosen. */

export const transforms = [
	{ id: 'trim', title: 'Remove spaces at both ends' },
	{ id: 'singleLine', title: 'Put everything on one line' },
	{ id: 'plainText', title: 'Remove HTML tags' },
	{ id: 'upperCase', title: 'UPPER CASE' },
	{ id: 'lowerCase', title: 'lower case' },
	{ id: 'firstCapital', title: 'First letter upper case' },
	{ id: 'slug', title: 'Make it fit for an address (my-calendar)' },
	{ id: 'not', title: 'Turn yes into no and no into yes' },
] as const;

export type TransformId = ( typeof transforms )[ number ][ 'id' ];

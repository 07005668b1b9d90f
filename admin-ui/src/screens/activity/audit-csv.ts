/** The shown rows as a file for a spreadsheet. */
import type { AuditItem } from '../../api/audit.ts';
import { deedWords, personWords, sourceWords, valueWords } from './audit-words.ts';

/** @return CSV after RFC 4180, a line for each changed value. */
export function auditCsv( items: readonly AuditItem[] ): string {
	const lines = items.flatMap( ( item ) => {
		const head = [ item.at, personWords( item.user ), sourceWords( item.source ), deedWords( item.what ), item.subject ];
		return item.changes.length === 0
			? [ [ ...head, '', '', '' ] ]
			: item.changes.map( ( change ) => [ ...head, change.path, valueWords( change.old ), valueWords( change.new ) ] );
	} );
	return [ [ 'at', 'who', 'where', 'what', 'subject', 'setting', 'old', 'new' ], ...lines ].map( ( line ) => line.map( cell ).join( ',' ) ).join( '\r\n' );
}

/** A text that a spreadsheet would take for a formula is told to be text. */
function cell( text: string ): string {
	const plain = /^[=+\-@\t\r]/.test( text ) ? `'${ text }` : text;
	return /[",\r\n]/.test( plain ) ? `"${ plain.replaceAll( '"', '""' ) }"` : plain;
}

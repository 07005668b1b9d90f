/** Puts a text on the clipboard, also on sites without TLS, where the clipboard API does not exist. */

/** @return False when the browser refused both ways. */
export async function copyText( text: string ): Promise<boolean> {
	try {
		await navigator.clipboard.writeText( text );
		return true;
	} catch {
		return copyBySelection( text );
	}
}

function copyBySelection( text: string ): boolean {
	const focused = document.activeElement;
	const area = document.createElement( 'textarea' );
	area.value = text;
	area.readOnly = true;
	area.style.position = 'fixed';
	area.style.opacity = '0';
	document.body.append( area );
	area.select();
	try {
		return document.execCommand( 'copy' );
	} catch {
		return false;
	} finally {
		area.remove();
		if ( focused instanceof HTMLElement ) {
			focused.focus();
		}
	}
}

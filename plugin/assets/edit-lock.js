/** Keeps WordPress's lock on the calendar that is being edited, gives it back on leaving, and says so when somebody took it over. */
( function ( $, settings ) {
	if ( ! settings ) {
		return;
	}
	let lock = settings.lock;
	let lost = false;

	function sayLost( text ) {
		const room = document.getElementById( settings.element );
		if ( room ) {
			room.inert = true;
		}
		const dialog = document.createElement( 'div' );
		dialog.className = 'slotbridge-taken';
		dialog.innerHTML = '<div role="alertdialog" aria-modal="true" aria-labelledby="slotbridge-taken-words"><p id="slotbridge-taken-words"></p><p><a class="button button-primary"></a></p></div>';
		dialog.querySelector( '#slotbridge-taken-words' ).textContent = text;
		const back = dialog.querySelector( 'a' );
		back.href = settings.back;
		back.textContent = settings.words.back;
		document.body.appendChild( dialog );
		back.focus();
	}

	$( document )
		.on( 'heartbeat-send.slotbridge', function ( event, data ) {
			if ( ! lost ) {
				data[ 'wp-refresh-post-lock' ] = { post_id: settings.postId, lock };
			}
		} )
		.on( 'heartbeat-tick.slotbridge', function ( event, data ) {
			const news = data[ 'wp-refresh-post-lock' ];
			if ( ! news || lost ) {
				return;
			}
			if ( news.lock_error ) {
				lost = true;
				sayLost( settings.words.lost.replace( '%s', news.lock_error.name || '' ) );
			} else if ( news.new_lock ) {
				lock = news.new_lock;
			}
		} );

	window.addEventListener( 'pagehide', function () {
		if ( lost || ! lock || ! navigator.sendBeacon ) {
			return;
		}
		const form = new FormData();
		form.append( 'action', 'wp-remove-post-lock' );
		form.append( '_wpnonce', settings.nonce );
		form.append( 'post_ID', settings.postId );
		form.append( 'active_post_lock', lock );
		navigator.sendBeacon( settings.ajaxUrl, form );
	} );
} )( jQuery, window.slotbridgeEditLock );

/** Empties our fields in the form for a new group once a group was added; WordPress itself empties only its text boxes. */
( function ( $ ) {
	$( document ).on( 'ajaxSuccess', function ( event, xhr, settings ) {
		if ( typeof settings.data !== 'string' || settings.data.indexOf( 'action=add-tag' ) === -1 || $( '.wp_error, .error', xhr.responseXML || '' ).length > 0 ) {
			return;
		}
		const answer = xhr.responseText || '';
		if ( answer.indexOf( 'wp_error' ) !== -1 ) {
			return;
		}
		$( '#addtag .slotbridge-group-audience input:checkbox' ).prop( 'checked', false );
		$( '#addtag .slotbridge-group-audience select, #addtag .slotbridge-group-status select' ).prop( 'selectedIndex', 0 );
	} );
} )( jQuery );

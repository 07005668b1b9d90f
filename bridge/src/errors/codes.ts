/** The one list of error codes: every refusal and failure that the bridge can tell, with the HTTP status of its door. */

export interface ErrorDefinition {
	/** HTTP status at our own doors. */
	status: number;
	/** A short title that stays the same for the code (RFC 9457 `title`). */
	title: string;
}

export const errorCodes = {
	// Requests from a site
	authorization_missing: { status: 401, title: 'The request is not signed' },
	authorization_invalid: { status: 401, title: 'The signature does not fit this request' },
	authorization_expired: { status: 401, title: 'The signature is too old or from the future' },
	authorization_replayed: { status: 401, title: 'This signed request was already used' },
	site_unpaired: { status: 401, title: 'This site is no longer paired' },
	pairing_code_invalid: { status: 403, title: 'The pairing code is wrong, used or expired' },
	site_address_taken: { status: 409, title: 'Another site has this address' },
	too_many_requests: { status: 429, title: 'Too many requests' },
	body_invalid: { status: 422, title: 'The request is not valid' },
	body_unreadable: { status: 400, title: 'The body is not readable JSON' },
	body_too_large: { status: 413, title: 'The body is too large' },
	media_type_unsupported: { status: 415, title: 'The content type is not supported here' },
	event_invalid: { status: 422, title: 'The event does not fit its schema' },
	event_type_unknown: { status: 422, title: 'The event type is not known' },
	not_found: { status: 404, title: 'Not found' },
	config_conflict: { status: 409, title: 'Somebody else saved in the meantime' },
	connection_exists: { status: 409, title: 'This location is already connected' },
	connection_test_failed: { status: 422, title: 'HighLevel did not accept the connection' },
	connection_missing: { status: 409, title: 'No HighLevel connection yet' },
	oauth_missing: { status: 409, title: 'The bridge has no HighLevel app' },
	oauth_state_invalid: { status: 400, title: 'This consent is not known, was used or is too old' },
	oauth_other_browser: { status: 403, title: 'This consent was begun in another browser' },
	sent_from_elsewhere: { status: 403, title: 'This was not sent from the bridge\'s own page' },
	sandbox_missing: { status: 409, title: 'The bridge has no sandbox' },
	webhook_signature_invalid: { status: 401, title: 'The webhook is not signed by HighLevel' },
	webhook_not_stored: { status: 429, title: 'The webhook could not be stored' },
	not_ready: { status: 503, title: 'The bridge is starting or stopping' },
	internal: { status: 500, title: 'Something went wrong in the bridge' },

	// What HighLevel answered, or did not
	highlevel_unreachable: { status: 502, title: 'HighLevel could not be reached' },
	highlevel_timeout: { status: 504, title: 'HighLevel did not answer in time' },
	highlevel_unavailable: { status: 502, title: 'HighLevel had an error of its own' },
	highlevel_rate_limited: { status: 503, title: 'HighLevel asked us to slow down' },
	highlevel_daily_limit: { status: 503, title: 'The daily limit of HighLevel calls is used up' },
	highlevel_token_invalid: { status: 422, title: 'HighLevel does not know this token' },
	highlevel_token_kind: { status: 422, title: 'This kind of token cannot be used for a location' },
	highlevel_oauth_refused: { status: 422, title: 'HighLevel did not give access' },
	highlevel_uninstalled: { status: 409, title: 'The app was uninstalled in HighLevel' },
	highlevel_scope_missing: { status: 422, title: 'The token lacks a scope' },
	highlevel_location_forbidden: { status: 422, title: 'The token does not belong to this location' },
	highlevel_version_refused: { status: 502, title: 'HighLevel refused the API version' },
	highlevel_not_found: { status: 404, title: 'HighLevel does not have it any more' },
	highlevel_refused: { status: 422, title: 'HighLevel refused the data' },
	highlevel_slug_taken: { status: 422, title: 'The slug is already used in HighLevel' },
	highlevel_answer_unreadable: { status: 502, title: 'HighLevel answered with something unreadable' },
	highlevel_read_back_differs: { status: 502, title: 'HighLevel did not keep what was written' },

	// Delivery
	mapping_invalid: { status: 422, title: 'The mapping does not give usable values' },
	waiting_for_group: { status: 409, title: 'Its calendar group is not in HighLevel yet' },
	connection_paused: { status: 409, title: 'The connection is paused' },
	connection_broken: { status: 409, title: 'The connection needs attention' },
	site_paused: { status: 409, title: 'This site is paused' },
	workflow_paused: { status: 409, title: 'This kind of change is paused' },
	highlevel_resting: { status: 503, title: 'HighLevel has trouble; calls to it rest' },
	linked_gone: { status: 409, title: 'It was deleted in HighLevel; the owner decides' },
	link_conflict: { status: 409, title: 'It cannot be linked like this now' },
	booking_slot_taken: { status: 409, title: 'The time of the booking is no longer free' },
	booking_changed: { status: 409, title: 'The booking was changed in HighLevel' },
	too_old: { status: 410, title: 'Tried for too long' },
} as const satisfies Record<string, ErrorDefinition>;

export type ErrorCode = keyof typeof errorCodes;

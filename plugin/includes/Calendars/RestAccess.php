<?php
/**
 * Who may read calendars and groups through WordPress's REST API.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class RestAccess {

	/** @return \WP_Error|null Null: come in. */
	public static function check(): ?\WP_Error {
		return current_user_can( CalendarPostType::CAPABILITY )
			? null
			: new \WP_Error( 'rest_forbidden', __( 'You are not allowed to see calendars.', 'slotbridge' ), array( 'status' => rest_authorization_required_code() ) );
	}
}

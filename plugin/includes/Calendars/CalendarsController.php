<?php
/**
 * /wp/v2/slotbridge-calendars: WordPress's own posts controller, closed to those who may not edit calendars.
 *
 * WordPress would show published posts of any type in its REST API to everybody; a calendar's audience and hosts are nobody's business.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class CalendarsController extends \WP_REST_Posts_Controller {

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return true|\WP_Error
	 */
	public function get_items_permissions_check( $request ) {
		return RestAccess::check() ?? parent::get_items_permissions_check( $request );
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return bool|\WP_Error
	 */
	public function get_item_permissions_check( $request ) {
		return RestAccess::check() ?? parent::get_item_permissions_check( $request );
	}
}

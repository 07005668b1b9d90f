<?php
/**
 * The one function for templates that was seen.
 *
 * @package SlotBridge\StandIn
 */

/** Whether the current user has one of these tags, given as "12,34". */
function accessally_has_any_tag_id( $ids ) {
	AccessAllyStandInCalls::at( __FUNCTION__ . '()' );
	$has = AccessAllyStandInStorage::user_tags( get_current_user_id() );
	return array() !== array_intersect( array_map( 'intval', explode( ',', (string) $ids ) ), $has );
}

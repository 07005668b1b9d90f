<?php
/**
 * ProgressAlly's Events: rules "when this, do that", each in an option of its own. Known: option names, the log table, the triggers. Guess: the settings' keys.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgressEvents {

	const PREFIX = 'progressally_event_';

	/** Adds a rule and gives its number. `on` is login, page (what: post id), objective (what: post-objective) or operation. */
	public static function add( string $name, string $on, string $what, int $tag, bool $once = true ): int {
		$all = self::all();
		$id  = array() === $all ? 1 : max( array_keys( $all ) ) + 1;
		add_option( self::PREFIX . $id, array( 'name' => $name, 'trigger' => $on, 'trigger-value' => $what, 'tags' => array( (string) $tag ), 'once' => $once ? 'yes' : 'no' ), '', false );
		return $id;
	}

	/** @return array<int, array<string, mixed>> By number. */
	public static function all(): array {
		global $wpdb;
		$found = array();
		foreach ( $wpdb->get_col( $wpdb->prepare( 'SELECT option_name FROM %i WHERE option_name LIKE %s ORDER BY option_id', $wpdb->options, $wpdb->esc_like( self::PREFIX ) . '%' ) ) as $key ) {
			$event = get_option( $key );
			if ( is_array( $event ) ) {
				$found[ (int) substr( $key, strlen( self::PREFIX ) ) ] = $event;
			}
		}
		return $found;
	}

	/** Does what the rule says, and logs it. False: no such rule or user, or it was done once and is not done again. */
	public static function trigger( int $user_id, int $event_id ): bool {
		global $wpdb;
		$event = self::all()[ $event_id ] ?? null;
		$table = AccessAllyStandInTables::name( 'pa_event_log' );
		if ( null === $event || ! get_userdata( $user_id ) || 'current' !== AccessAllyStandInMode::get( 'progressally' ) ) {
			return false;
		}
		if ( 'yes' === $event['once'] && null !== $wpdb->get_var( $wpdb->prepare( 'SELECT id FROM %i WHERE user_id = %d AND event_id = %d LIMIT 1', $table, $user_id, $event_id ) ) ) {
			return false;
		}
		$wpdb->insert( $table, array( 'timestamp' => gmdate( 'Y-m-d H:i:s' ), 'user_id' => $user_id, 'event_id' => $event_id, 'details' => $event['name'] ) );
		AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( $user_id ), array_filter( array_map( 'intval', $event['tags'] ) ) );
		return true;
	}

	/** Something happened for which there may be rules. */
	public static function happened( int $user_id, string $on, string $what = '' ): void {
		foreach ( self::all() as $id => $event ) {
			if ( $on === $event['trigger'] && in_array( $event['trigger-value'], array( '', $what ), true ) ) {
				self::trigger( $user_id, $id );
			}
		}
	}
}

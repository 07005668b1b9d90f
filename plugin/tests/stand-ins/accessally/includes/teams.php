<?php
/**
 * Teams: a number, a leader and members, kept as user meta. Known: the keys. Not known: their values; and no name is kept anywhere.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInTeams {

	/** Makes somebody a leader or a member of a Team. */
	public static function add( int $team, int $user_id, bool $leader ): void {
		update_user_meta( $user_id, self::key( $team, $leader ), array( 'added' => time() ) );
	}

	/** Ends both. */
	public static function remove( int $team, int $user_id ): void {
		delete_user_meta( $user_id, self::key( $team, true ) );
		delete_user_meta( $user_id, self::key( $team, false ) );
	}

	/** @return array<int, list<array{user: int, leader: bool}>> By Team number. */
	public static function all(): array {
		global $wpdb;
		$teams = array();
		foreach ( $wpdb->get_results( "SELECT user_id, meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE 'accessally\\_team\\_%'" ) as $row ) {
			if ( preg_match( '/^accessally_team_(admin|child)_(\d+)$/', $row->meta_key, $found ) ) {
				$teams[ (int) $found[2] ][] = array(
					'user'   => (int) $row->user_id,
					'leader' => 'admin' === $found[1],
				);
			}
		}
		ksort( $teams );
		return $teams;
	}

	private static function key( int $team, bool $leader ): string {
		return ( $leader ? 'accessally_team_admin_' : 'accessally_team_child_' ) . $team;
	}
}

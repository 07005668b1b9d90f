<?php
/**
 * Teams: a number, a leader and members, kept as user meta. Known: the keys. Not known: their values; and no name is kept anywhere.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInTeams {

	const LEADER = 'accessally_team_admin_';
	const MEMBER = 'accessally_team_child_';

	/** Ours: which tags the leaders and the members of a Team have. That there are such tags is known. */
	const TAGS = 'accessally_stand_in_team_tags';

	/** Makes somebody a leader or a member of a Team; its tag comes with it. */
	public static function add( int $team, int $user_id, bool $leader ): void {
		AccessAllyStandInWrites::user_meta( $user_id, self::key( $team, $leader ), array( 'added' => time() ) );
		AccessAllyStandInStorage::give( AccessAllyStandInContacts::of_user( $user_id ), array_filter( array( self::tag( $team, $leader ) ) ) );
	}

	/** Ends one role, or both. */
	public static function remove( int $team, int $user_id, ?bool $leader = null ): void {
		foreach ( null === $leader ? array( true, false ) : array( $leader ) as $role ) {
			if ( array() === get_user_meta( $user_id, self::key( $team, $role ) ) ) {
				continue;
			}
			AccessAllyStandInWrites::delete_user_meta( $user_id, self::key( $team, $role ) );
			AccessAllyStandInStorage::take( AccessAllyStandInContacts::of_user( $user_id ), array_filter( array( self::tag( $team, $role ) ) ) );
		}
	}

	/** Everybody leaves: with its last person a Team is gone, since there is nothing else of it. */
	public static function empty_team( int $team ): void {
		foreach ( self::all()[ $team ] ?? array() as $person ) {
			self::remove( $team, $person['user'], $person['leader'] );
		}
	}

	/** The tags that come with a Team; 0: none. */
	public static function set_tags( int $team, int $leader_tag, int $member_tag ): void {
		$all          = (array) get_option( self::TAGS, array() );
		$all[ $team ] = array( 'leader' => $leader_tag, 'member' => $member_tag );
		update_option( self::TAGS, $all, false );
	}

	/** Whether somebody leads a Team to which the other belongs. */
	public static function leads( int $leader, int $member ): bool {
		foreach ( self::all() as $people ) {
			$is_there = static fn ( int $user, ?bool $as_leader ): bool => array() !== array_filter( $people, static fn ( array $person ): bool => $person['user'] === $user && ( null === $as_leader || $person['leader'] === $as_leader ) );
			if ( $is_there( $leader, true ) && $is_there( $member, null ) ) {
				return true;
			}
		}
		return false;
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

	private static function tag( int $team, bool $leader ): int {
		return (int) ( ( (array) get_option( self::TAGS, array() ) )[ $team ][ $leader ? 'leader' : 'member' ] ?? 0 );
	}

	private static function key( int $team, bool $leader ): string {
		return ( $leader ? self::LEADER : self::MEMBER ) . $team;
	}
}

<?php
/**
 * AccessAlly's Teams as they show in user meta: a key for each Team that a person leads or belongs to.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class TeamKeys {

	private const LEADER = 'accessally_team_admin_';
	private const MEMBER = 'accessally_team_child_';
	private const CACHE  = 'slotbridge_team_ids';

	/** Registers what keeps the list of Teams fresh. */
	public static function register(): void {
		foreach ( array( 'added_user_meta', 'updated_user_meta', 'deleted_user_meta' ) as $hook ) {
			add_action( $hook, array( self::class, 'forget' ), 10, 3 );
		}
	}

	/**
	 * The number in a meta key of a Team.
	 *
	 * @return int|null Null: the key is about something else.
	 */
	public static function team_of( string $meta_key ): ?int {
		return 1 === preg_match( '/^accessally_team_(?:admin|child)_(\d{1,9})$/D', $meta_key, $found ) ? (int) $found[1] : null;
	}

	/**
	 * The numbers of all Teams that anybody leads or belongs to. Kept for a while: on a large site the key column is long.
	 *
	 * @return list<int>
	 */
	public static function ids(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$kept = get_transient( self::CACHE );
		if ( is_array( $kept ) ) {
			return array_values( array_filter( $kept, 'is_int' ) );
		}
		$keys = $wpdb->get_col(
			$wpdb->prepare(
				'SELECT DISTINCT meta_key FROM %i WHERE meta_key LIKE %s OR meta_key LIKE %s LIMIT 2000',
				$wpdb->usermeta,
				$wpdb->esc_like( self::LEADER ) . '%',
				$wpdb->esc_like( self::MEMBER ) . '%'
			)
		);
		$ids  = array();
		foreach ( $keys as $key ) {
			$ids[] = self::team_of( (string) $key );
		}
		$ids = array_values( array_unique( array_filter( $ids, 'is_int' ) ) );
		sort( $ids );
		set_transient( self::CACHE, $ids, HOUR_IN_SECONDS );
		return $ids;
	}

	/**
	 * The Teams of one user, from meta that WordPress has in memory for anybody who is logged in.
	 *
	 * @return array<int, list<string>> By number: `leader`, `member` or both.
	 */
	public static function of_user( int $user_id ): array {
		$meta = get_user_meta( $user_id );
		return self::in_keys( is_array( $meta ) ? array_keys( $meta ) : array() );
	}

	/**
	 * The Teams that these meta keys tell of.
	 *
	 * @param array<array-key, mixed> $keys Meta keys of one user.
	 * @return array<int, list<string>> By number, lowest first.
	 */
	public static function in_keys( array $keys ): array {
		$teams = array();
		foreach ( array_filter( $keys, 'is_string' ) as $key ) {
			$team = self::team_of( $key );
			if ( null !== $team ) {
				$teams[ $team ][] = str_starts_with( $key, self::LEADER ) ? 'leader' : 'member';
			}
		}
		ksort( $teams );
		foreach ( $teams as &$as ) {
			sort( $as );
		}
		return $teams;
	}

	/**
	 * How many people lead a Team, and how many belong to it.
	 *
	 * @return array{leaders: int, members: int}
	 */
	public static function counts( int $team ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$count = static fn ( string $key ): int => (int) $wpdb->get_var( $wpdb->prepare( 'SELECT COUNT(DISTINCT user_id) FROM %i WHERE meta_key = %s', $wpdb->usermeta, $key . $team ) );
		return array(
			'leaders' => $count( self::LEADER ),
			'members' => $count( self::MEMBER ),
		);
	}

	/**
	 * Who is in the Teams, in one query: enough to recognise each of them, since AccessAlly keeps no names.
	 *
	 * @return array<int, array{leaders: int, members: int, leader: int|null}> By number; `leader` is the first user who leads it.
	 */
	public static function people(): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$rows   = Rows::of(
			$wpdb->prepare(
				'SELECT meta_key, COUNT(DISTINCT user_id) AS people, MIN(user_id) AS first FROM %i WHERE meta_key LIKE %s OR meta_key LIKE %s GROUP BY meta_key LIMIT 2000',
				$wpdb->usermeta,
				$wpdb->esc_like( self::LEADER ) . '%',
				$wpdb->esc_like( self::MEMBER ) . '%'
			)
		);
		$people = array();
		foreach ( $rows as [ $key, $count, $first ] ) {
			$team = self::team_of( (string) $key );
			if ( null === $team ) {
				continue;
			}
			$people[ $team ] ??= array(
				'leaders' => 0,
				'members' => 0,
				'leader'  => null,
			);
			if ( str_starts_with( (string) $key, self::LEADER ) ) {
				$people[ $team ]['leaders'] = (int) $count;
				$people[ $team ]['leader']  = (int) $first;
			} else {
				$people[ $team ]['members'] = (int) $count;
			}
		}
		return $people;
	}

	/** Reads the list of Teams anew next time. */
	public static function forget_all(): void {
		delete_transient( self::CACHE );
	}

	/** Hooked to changes of user meta. */
	public static function forget( mixed $meta_ids, mixed $user_id, mixed $meta_key ): void {
		if ( is_string( $meta_key ) && null !== self::team_of( $meta_key ) ) {
			delete_transient( self::CACHE );
		}
	}
}

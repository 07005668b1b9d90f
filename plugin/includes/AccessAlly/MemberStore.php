<?php
/**
 * What SlotBridge last saw of each user, and the comparison with what they are now. The first look is a baseline and tells nobody anything.
 *
 * Two processes can compare one user at the same time: only the one whose UPDATE finds the old hash tells of the change.
 * The change rests in the row until everybody was told, so a process that dies in between loses nothing.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class MemberStore {

	/** Facets by the kinds that others ask for. */
	private const KINDS = array(
		'tag'            => array( 'tag' ),
		'offering'       => array( 'offering' ),
		'team'           => array( 'leader', 'member' ),
		'communityGroup' => array( 'communityGroup' ),
	);

	/** Seconds after which a change that was not told counts as left behind by a process that died. */
	private const LEFT_BEHIND = 60;

	/**
	 * Since when a user has something.
	 *
	 * @param string $kind `tag`, `offering`, `team` or `communityGroup`.
	 * @param string $id   As in Membership; of an offering its key.
	 * @return int|null Unix time when SlotBridge first saw it; null: since before it first looked, or they do not have it.
	 */
	public static function since( int $user_id, string $kind, string $id ): ?int {
		$row   = MemberTable::read( $user_id );
		$kept  = null === $row ? array() : StoredMember::decode( $row['data'] );
		$times = array();
		foreach ( self::KINDS[ $kind ] ?? array() as $facet ) {
			if ( array_key_exists( $id, $kept[ $facet ] ?? array() ) ) {
				$times[] = $kept[ $facet ][ $id ] ?? 0;
			}
		}
		return array() === $times ? null : ( min( $times ) ?: null ); // Who leads a Team and belongs to it has it since the earlier of both.
	}

	/** Notes somebody who has just registered: whatever they have from now on is new. */
	public static function begin( int $user_id ): void {
		$kept = StoredMember::baseline( MemberState::nothing() );
		MemberTable::add( $user_id, StoredMember::hash( $kept ), '', StoredMember::encode( $kept ) );
	}

	/**
	 * Notes many users whom the store does not know as they are now: a first look at each.
	 *
	 * @param list<int> $user_ids Whose meta should be in memory.
	 */
	public static function begin_all( array $user_ids ): void {
		cache_users( $user_ids );
		$rows = array();
		foreach ( $user_ids as $user_id ) {
			$state  = MemberState::of( $user_id );
			$kept   = StoredMember::baseline( $state );
			$rows[] = array( $user_id, StoredMember::hash( $kept ), Fingerprint::of( $user_id, $state['tag'], Members::of( $user_id )->teams ), StoredMember::encode( $kept ) );
		}
		MemberTable::add_all( $rows );
		AccessItems::all();
	}

	/** Compares a user with what was last seen of them, and tells of what differs. True: something did, and this process told of it. */
	public static function compare( int $user_id ): bool {
		if ( ! get_userdata( $user_id ) instanceof \WP_User ) {
			return false;
		}
		$row   = MemberTable::read( $user_id );
		$state = MemberState::of( $user_id );
		$print = Fingerprint::of( $user_id, $state['tag'], Members::of( $user_id )->teams );
		if ( null === $row ) {
			$kept = StoredMember::baseline( $state );
			MemberTable::add( $user_id, StoredMember::hash( $kept ), $print, StoredMember::encode( $kept ) );
			AccessItems::all();
			return false;
		}
		self::tell_late( $user_id, $row );
		[ $kept, $diff ] = StoredMember::update( StoredMember::decode( $row['data'] ), $state, time() );
		$hash            = StoredMember::hash( $kept );
		if ( $hash === $row['hash'] ) {
			MemberTable::touch( $user_id, $hash, $print );
			return false;
		}
		$untold = array() === $diff ? null : (string) wp_json_encode( $diff );
		if ( ! MemberTable::swap( $user_id, $row['hash'], $hash, $print, StoredMember::encode( $kept ), $untold ) || null === $untold ) {
			return false;
		}
		MemberNews::tell( $user_id, $diff, (int) strtotime( $row['seen_at'] . ' UTC' ) );
		MemberTable::told( $user_id, $hash );
		return true;
	}

	/**
	 * Forgets a user who is being deleted.
	 *
	 * @return array<string, array{added: list<string>, removed: list<string>}> All that they had, as removed.
	 */
	public static function forget( int $user_id ): array {
		$row = MemberTable::read( $user_id );
		MemberTable::remove( $user_id );
		$diff = array();
		foreach ( null === $row ? array() : StoredMember::decode( $row['data'] ) as $facet => $ids ) {
			if ( null !== $ids && array() !== $ids ) {
				$diff[ $facet ] = array(
					'added'   => array(),
					'removed' => array_map( 'strval', array_keys( $ids ) ),
				);
			}
		}
		return $diff;
	}

	/**
	 * Tells of a change whose process died before it could.
	 *
	 * @param array{hash: string, untold: string|null, seen_at: string} $row The row.
	 */
	private static function tell_late( int $user_id, array $row ): void {
		if ( null !== $row['untold'] && time() - (int) strtotime( $row['seen_at'] . ' UTC' ) >= self::LEFT_BEHIND ) {
			MemberNews::tell( $user_id, StoredMember::diff( $row['untold'] ), (int) strtotime( $row['seen_at'] . ' UTC' ) );
			MemberTable::told( $user_id, $row['hash'] );
		}
	}
}

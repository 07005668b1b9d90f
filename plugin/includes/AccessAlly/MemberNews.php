<?php
/**
 * Tells of what changed of one member: a trigger for each single thing, and one action for the other parts of SlotBridge.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Diff from StoredMember
 */
final class MemberNews {

	/** By facet: the field of the snapshot, the triggers of a gain and of a loss. */
	private const TRIGGERS = array(
		'tag'      => array( 'tags', 'member.tag-added', 'member.tag-removed' ),
		'leader'   => array( 'teams', 'team.leader-added', 'team.leader-removed' ),
		'member'   => array( 'teams', 'team.member-added', 'team.member-removed' ),
		'offering' => array( 'offerings', 'member.access-gained', 'member.access-lost' ),
		'module'   => array( 'offerings', 'member.access-gained', 'member.access-lost' ),
		'page'     => array( 'offerings', 'member.access-gained', 'member.access-lost' ),
	);

	/** The facets in the order in which they are told: what a user was given before what they can read by it. */
	private const ORDER = array( 'tag', 'leader', 'member', 'offering', 'module', 'page' );

	/**
	 * @param Diff $diff    What differs.
	 * @param int  $seen_at Unix time of the look before.
	 */
	public static function tell( int $user_id, array $diff, int $seen_at ): void {
		$own = array() !== array_intersect( MemberState::OWN, array_keys( $diff ) );
		foreach ( self::ORDER as $facet ) {
			$change = $diff[ $facet ] ?? array(
				'added'   => array(),
				'removed' => array(),
			);
			foreach ( $change['added'] as $id ) {
				if ( $own || ! self::is_access( $facet ) || ! AccessItems::came_after( $facet, $id, $seen_at ) ) {
					Fire::member( self::TRIGGERS[ $facet ][1], $user_id, array( self::TRIGGERS[ $facet ][0] ), self::detail( $facet, $id ) );
				}
			}
			foreach ( $change['removed'] as $id ) {
				if ( ! self::is_access( $facet ) || AccessItems::is_there( $facet, $id ) ) { // What the owner took away or opened to all, nobody in particular lost.
					Fire::member( self::TRIGGERS[ $facet ][2], $user_id, array( self::TRIGGERS[ $facet ][0] ), self::detail( $facet, $id ) );
				}
			}
		}
		Signals::after_tags( $user_id, $diff['tag']['added'] ?? array() );
		self::announce( $user_id, $diff );
		if ( isset( $diff['leader'] ) || isset( $diff['member'] ) ) {
			TeamWatch::compare();
		}
	}

	/**
	 * Tells the other parts of SlotBridge, whether or not any trigger is switched on.
	 *
	 * @param Diff $diff What differs.
	 */
	public static function announce( int $user_id, array $diff ): void {
		$of    = static fn ( string ...$facets ): array => array(
			'added'   => array_values( array_unique( array_merge( ...array_map( static fn ( string $facet ): array => $diff[ $facet ]['added'] ?? array(), array_values( $facets ) ) ) ) ),
			'removed' => array_values( array_unique( array_merge( ...array_map( static fn ( string $facet ): array => $diff[ $facet ]['removed'] ?? array(), array_values( $facets ) ) ) ) ),
		);
		$plain = array(
			'tags'            => $of( 'tag' ),
			'offerings'       => $of( 'offering' ),
			'teams'           => $of( 'leader', 'member' ),
			'communityGroups' => $of( 'communityGroup' ),
		);
		/**
		 * A user's membership is no longer what it was.
		 *
		 * @param int                                                               $user_id The user.
		 * @param Membership                                                        $now     What AccessAlly says of them now.
		 * @param array<string, array{added: list<string>, removed: list<string>}> $diff    What differs: tags, offerings, teams, communityGroups.
		 */
		do_action( 'slotbridge_member_changed', $user_id, Members::of( $user_id ), $plain );
	}

	private static function is_access( string $facet ): bool {
		return in_array( $facet, array( 'offering', 'module', 'page' ), true );
	}

	/** @return array<string, mixed> */
	private static function detail( string $facet, string $id ): array {
		return match ( $facet ) {
			'tag'            => array( 'tag' => Snapshots::item( $id, Names::tag( $id ) ) ),
			'leader', 'member' => array( 'team' => Snapshots::item( $id, Names::team( $id ) ) ),
			'offering'       => array( 'kind' => 'offering' ) + Snapshots::item( $id, Names::offering( $id ) ),
			'module'         => array( 'kind' => 'module' ) + Snapshots::item( $id, self::module_name( $id ) ),
			default          => array( 'kind' => 'page' ) + Snapshots::item( $id, Calls::text( get_the_title( (int) $id ) ) ),
		};
	}

	private static function module_name( string $id ): string {
		[ $key, $module ] = explode( '/', $id, 2 ) + array( '', '' );
		$offering         = ( Offerings::all() ?? array() )[ $key ] ?? null;
		/* translators: 1: name of an offering, 2: name of a module of it. */
		return sprintf( __( '%1$s: %2$s', 'slotbridge' ), Names::offering( $key ), $offering['modules'][ $module ] ?? Names::numbered( 'module', $module ) );
	}
}

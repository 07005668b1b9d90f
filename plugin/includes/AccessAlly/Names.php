<?php
/**
 * What the owner calls things: names for the ids that AccessAlly uses.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Names {

	/** The owner's own names of Teams: name by number. AccessAlly keeps none. */
	public const TEAM_LABELS = 'slotbridge_team_labels';

	/** Names of CommunityAlly groups that the owner or other code gives; AccessAlly tells only their numbers. */
	public const GROUP_FILTER = 'slotbridge_community_group_names';

	/** @var array<string, string>|null Names of tags by id, once they were asked for. */
	private static ?array $tags = null;

	public static function tag( string $id ): string {
		self::$tags ??= array_column( Adapter::tags(), 'name', 'id' );
		return self::$tags[ $id ] ?? self::numbered( 'tag', $id );
	}

	public static function offering( string $key ): string {
		$offering = ( Offerings::all() ?? array() )[ $key ] ?? null;
		return null === $offering ? self::numbered( 'offering', (string) Offerings::number( $key ) ) : $offering['name'];
	}

	public static function team( string $id ): string {
		return self::teams( array( (int) $id ) )[ (int) $id ] ?? self::numbered( 'team', $id );
	}

	/** The name of the page by which an offering leads to the group, as long as nobody names the group itself. */
	public static function communityGroup( string $id ): string {
		$names = apply_filters( self::GROUP_FILTER, array( (int) $id => '' ) ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- The constant begins with our prefix.
		$name  = is_array( $names ) ? Calls::text( $names[ (int) $id ] ?? null ) : '';
		foreach ( '' === $name ? Offerings::all() ?? array() : array() as $offering ) {
			foreach ( $offering['pages'] as $page ) {
				if ( $id === $page['group'] && '' !== $page['name'] ) {
					return $page['name'];
				}
			}
		}
		return '' === $name ? self::numbered( 'group', $id ) : $name;
	}

	/**
	 * What Teams are called.
	 *
	 * @param list<int> $ids Their numbers.
	 * @return array<int, string> Name by number.
	 */
	public static function teams( array $ids ): array {
		$labels = self::labels();
		$names  = array();
		foreach ( $ids as $id ) {
			$names[ $id ] = $labels[ $id ] ?? self::numbered( 'team', (string) $id );
		}
		/**
		 * Filters what the Teams are called; AccessAlly keeps no name with them.
		 *
		 * @param array<int, string> $names Name by Team number.
		 */
		$filtered = apply_filters( 'slotbridge_team_names', $names );
		foreach ( $names as $id => $name ) {
			$given        = is_array( $filtered ) ? Calls::text( $filtered[ $id ] ?? null ) : '';
			$names[ $id ] = '' === $given ? $name : $given;
		}
		return $names;
	}

	/** @return array<int, string> The owner's names of Teams, by number. */
	public static function labels( mixed $stored = null ): array {
		$stored ??= get_option( self::TEAM_LABELS, array() );
		$labels   = array();
		foreach ( is_array( $stored ) ? $stored : array() as $id => $label ) {
			$text = Calls::text( $label );
			if ( Calls::post_id( $id ) > 0 && '' !== $text ) {
				$labels[ (int) $id ] = $text;
			}
		}
		return $labels;
	}

	/** Asks AccessAlly for the tags anew next time. */
	public static function forget(): void {
		self::$tags = null;
	}

	/** What something is called as long as nobody has given it a name. */
	public static function numbered( string $kind, string $id ): string {
		return match ( $kind ) {
			/* translators: %s: number of the tag. */
			'tag' => sprintf( __( 'Tag %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the offering. */
			'offering' => sprintf( __( 'Offering %s', 'slotbridge' ), $id ),
			/* translators: %s: number of a module of an offering. */
			'module' => sprintf( __( 'Module %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the CommunityAlly group. */
			'group' => sprintf( __( 'Community group %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the custom operation. */
			'operation' => sprintf( __( 'Custom operation %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the Team. */
			default => sprintf( __( 'Team %s', 'slotbridge' ), $id ),
		};
	}
}

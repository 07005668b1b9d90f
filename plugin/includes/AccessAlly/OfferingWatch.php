<?php
/**
 * Sees offerings being created, changed and removed, and CommunityAlly groups being linked: by hooks, once a request, and by the scheduled check.
 *
 * The wizard saves an offering several times in one go and any of AccessAlly's hooks may be silent, so a hook only says
 * "look"; the comparison with what was last seen decides. The first look tells nobody anything.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-import-type Offering from Offerings
 * @phpstan-type Known array{number: int, key: string, name: string, tags: array<array-key, string>, pages: list<array{id: int, name: string}>, groups: array<array-key, string>, hash: string}
 */
final class OfferingWatch {

	public const OPTION = 'slotbridge_offerings_seen';

	private static bool $dirty = false;

	/** Registers the hooks. */
	public static function register(): void {
		foreach ( array( 'added_option', 'updated_option', 'deleted_option' ) as $hook ) {
			add_action( $hook, array( self::class, 'after_option' ) );
		}
		add_action( 'accessally_offering_updated', array( self::class, 'after_hook' ), 10, 0 );
	}

	public static function after_option( mixed $name ): void {
		self::$dirty = self::$dirty || ( is_string( $name ) && str_starts_with( $name, Offerings::PREFIX ) );
	}

	public static function after_hook(): void {
		self::$dirty = true;
	}

	/** At the end of a request in which a hook said so: compares. */
	public static function look(): void {
		if ( self::$dirty ) {
			self::$dirty = false;
			self::compare();
		}
	}

	/** Compares the offerings with what was last seen, and tells of what differs; of two processes only one tells. */
	public static function compare(): void {
		Members::forget_all();
		$all = Adapter::isLicensed() ? Offerings::all() : null;
		if ( null === $all ) {
			return; // Cannot be told now; nobody has removed anything.
		}
		( new LastSeen( self::OPTION ) )->compare(
			array_map( self::keep( ... ), $all ),
			static fn ( array $before, array $now ) => self::tell( self::plain( $before ), self::plain( $now ) ),
			AccessRules::changed( ... )
		);
	}

	/**
	 * @param array<string, Known> $before What was last seen.
	 * @param array<string, Known> $now    What is there.
	 */
	private static function tell( array $before, array $now ): void {
		foreach ( array_diff_key( $now, $before ) as $known ) {
			self::fire( 'offering.created', $known, array( 'name', 'tags', 'pages' ), array() );
			self::tell_groups( array(), $known );
		}
		foreach ( array_intersect_key( $now, $before ) as $key => $known ) {
			if ( $known['hash'] !== $before[ $key ]['hash'] ) {
				self::fire( 'offering.updated', $known, self::changed( $before[ $key ], $known ), self::difference( $before[ $key ], $known ) );
				self::tell_groups( $before[ $key ]['groups'], $known );
			}
		}
		foreach ( array_diff_key( $before, $now ) as $known ) {
			self::fire( 'offering.deleted', $known, array(), array() );
		}
	}

	/**
	 * @param array<array-key, string> $before Groups that were linked before.
	 * @param Known                 $known  The offering now.
	 */
	private static function tell_groups( array $before, array $known ): void {
		foreach ( array_diff_key( $known['groups'], $before ) as $group => $page ) {
			self::fire( 'community-group.linked', $known, array( 'pages' ), array( 'group' => Snapshots::item( (string) $group, Names::communityGroup( (string) $group ) ), 'page' => $page ) );
		}
	}

	/**
	 * @param Known                $known   The offering.
	 * @param list<string>         $changed Fields of its snapshot.
	 * @param array<string, mixed> $detail  What exactly.
	 */
	private static function fire( string $type, array $known, array $changed, array $detail ): void {
		Fire::about( $type, 'offering/' . $known['number'], static fn (): array => Snapshots::offering( $known ), $changed, $detail );
	}

	/**
	 * @param Known $before Then.
	 * @param Known $now    Now.
	 * @return list<string> Fields of the snapshot; only `hash` when it is a setting that the snapshot does not show.
	 */
	private static function changed( array $before, array $now ): array {
		$changed = array();
		foreach ( array( 'name', 'tags', 'pages' ) as $field ) {
			if ( $before[ $field ] !== $now[ $field ] ) {
				$changed[] = $field;
			}
		}
		return array_merge( $changed, array( 'hash' ) );
	}

	/**
	 * @param Known $before Then.
	 * @param Known $now    Now.
	 * @return array<string, array{from: mixed, to: mixed}> By field.
	 */
	private static function difference( array $before, array $now ): array {
		$difference = array();
		foreach ( array_diff( self::changed( $before, $now ), array( 'hash' ) ) as $field ) {
			$difference[ $field ] = array(
				'from' => $before[ $field ],
				'to'   => $now[ $field ],
			);
		}
		return $difference;
	}

	/**
	 * What is kept of an offering.
	 *
	 * @param Offering $offering As read.
	 * @return Known
	 */
	private static function keep( array $offering ): array {
		$pages = array_filter( $offering['pages'], static fn ( array $page ): bool => $page['post'] > 0 );
		return array(
			'number' => $offering['number'],
			'key'    => $offering['key'],
			'name'   => $offering['name'],
			'tags'   => $offering['tags'],
			'pages'  => array_values( array_map( static fn ( array $page ): array => array( 'id' => $page['post'], 'name' => $page['name'] ), $pages ) ),
			'groups' => array_column( array_filter( $offering['pages'], static fn ( array $page ): bool => '' !== $page['group'] ), 'name', 'group' ),
			'hash'   => $offering['hash'],
		);
	}

	/**
	 * What was kept, as it was written.
	 *
	 * @param array<array-key, mixed> $stored Out of the option.
	 * @return array<string, Known>
	 */
	private static function plain( array $stored ): array {
		$known = array();
		foreach ( $stored as $key => $row ) {
			if ( is_array( $row ) && is_int( $row['number'] ?? null ) && is_string( $row['hash'] ?? null ) ) {
				$known[ (string) $key ] = array(
					'number' => $row['number'],
					'key'    => (string) $key,
					'name'   => Calls::text( $row['name'] ?? null ),
					'tags'   => self::texts( $row['tags'] ?? null ),
					'pages'  => self::pages( $row['pages'] ?? null ),
					'groups' => self::texts( $row['groups'] ?? null ),
					'hash'   => $row['hash'],
				);
			}
		}
		return $known;
	}

	/** @return array<array-key, string> */
	private static function texts( mixed $stored ): array {
		return array_filter( is_array( $stored ) ? $stored : array(), 'is_string' );
	}

	/** @return list<array{id: int, name: string}> */
	private static function pages( mixed $stored ): array {
		$pages = array();
		foreach ( is_array( $stored ) ? $stored : array() as $page ) {
			if ( is_array( $page ) && is_int( $page['id'] ?? null ) && is_string( $page['name'] ?? null ) ) {
				$pages[] = array(
					'id'   => $page['id'],
					'name' => $page['name'],
				);
			}
		}
		return $pages;
	}
}

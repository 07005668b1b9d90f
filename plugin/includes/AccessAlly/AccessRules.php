<?php
/**
 * A number that goes up whenever the site's rules of access changed, so that everybody is looked at again in full.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class AccessRules {

	/** One small number; it is read on each visit of a member, so it may be loaded with the other options. */
	public const OPTION = 'slotbridge_access_rules';

	/** On each page of an offering: the offering's key. */
	private const COURSE_META = '_accessally_course_key';

	private static bool $dirty = false;

	/** Registers the hooks that tell of changed rules. */
	public static function register(): void {
		foreach ( array( 'added', 'updated', 'deleted' ) as $verb ) {
			add_action( "{$verb}_post_meta", array( self::class, 'after_meta' ), 10, 3 );
		}
		add_action( 'transition_post_status', array( self::class, 'after_status' ), 10, 3 );
	}

	public static function after_meta( mixed $meta_ids, mixed $post_id, mixed $key ): void {
		self::$dirty = self::$dirty || Freshness::PERMISSION_META === $key || self::COURSE_META === $key;
	}

	/** A page that comes or goes counts if AccessAlly has to do with it. */
	public static function after_status( mixed $now, mixed $before, mixed $post ): void {
		if ( $now !== $before && $post instanceof \WP_Post && ( metadata_exists( 'post', $post->ID, Freshness::PERMISSION_META ) || metadata_exists( 'post', $post->ID, self::COURSE_META ) ) ) {
			self::$dirty = true;
		}
	}

	/** Notes that the rules changed; written once, when the request ends. */
	public static function changed(): void {
		self::$dirty = true;
	}

	/** Counts up if anything changed in this request. */
	public static function write(): void {
		if ( self::$dirty ) {
			self::$dirty = false;
			update_option( self::OPTION, self::number() + 1, true );
			MemberState::forget();
		}
	}

	/** What stands for the rules in a fingerprint: their number, and which AccessAlly answers. */
	public static function mark(): string {
		return implode( ' ', array( (string) self::number(), Adapter::version() ?? '', Adapter::isLicensed() ? 'licensed' : '' ) );
	}

	private static function number(): int {
		$stored = get_option( self::OPTION, 0 );
		return is_numeric( $stored ) ? (int) $stored : 0;
	}
}

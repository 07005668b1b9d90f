<?php
/**
 * The moment until which a calendar, or all calendars of a group, are shown on the site. It stays here: HighLevel is not told.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access;

use SlotBridge\Calendars\CalendarPostType;
use SlotBridge\Calendars\GroupTaxonomy;

final class VisibleUntil {

	/** Meta key of a post and of a term: Unix time. */
	public const META  = '_slotbridge_visible_until';
	public const FIELD = 'slotbridge_visible_until';

	/** Registers the REST field of both kinds. */
	public static function register(): void {
		add_action( 'rest_api_init', array( self::class, 'register_fields' ) );
	}

	/** Hooked to `rest_api_init`. The routes themselves are closed to those who may not edit calendars. */
	public static function register_fields(): void {
		foreach ( array(
			'post' => CalendarPostType::NAME,
			'term' => GroupTaxonomy::NAME,
		) as $type => $object ) {
			register_rest_field(
				$object,
				self::FIELD,
				array(
					'get_callback'    => static fn ( mixed $item ): ?string => self::written( self::of( $type, is_array( $item ) && is_numeric( $item['id'] ?? null ) ? (int) $item['id'] : 0 ) ),
					'update_callback' => static fn ( mixed $value, mixed $item ): bool|\WP_Error => self::update( $type, $value, $item ),
					'schema'          => array(
						// WordPress does not hand on a null; so it is empty text that takes the end away.
						'description' => __( 'Shown on the site until this moment (RFC 3339); null: without an end. Write empty text to take it away.', 'slotbridge' ),
						'type'        => array( 'string', 'null' ),
						'context'     => array( 'view', 'edit' ),
					),
				)
			);
		}
	}

	/**
	 * @param string $type `post` or `term`.
	 * @return int|null Unix time; null: without an end.
	 */
	public static function of( string $type, int $id ): ?int {
		$time = get_metadata( $type, $id, self::META, true );
		return is_numeric( $time ) ? (int) $time : null;
	}

	/** Whichever comes first, the calendar's own end or its group's. */
	public static function earliest( int $calendar_id, ?int $group_id ): ?int {
		$own   = self::of( 'post', $calendar_id );
		$group = null === $group_id ? null : self::of( 'term', $group_id );
		return null === $own || null === $group ? $own ?? $group : min( $own, $group );
	}

	/**
	 * @param string   $type `post` or `term`.
	 * @param int|null $time Unix time; null takes the end away.
	 */
	public static function save( string $type, int $id, ?int $time ): void {
		$old = self::of( $type, $id );
		if ( $old === $time ) {
			return;
		}
		if ( null === $time ) {
			delete_metadata( $type, $id, self::META );
		} else {
			update_metadata( $type, $id, self::META, $time );
		}
		$subject = 'post' === $type ? CalendarPostType::subject( $id ) : GroupTaxonomy::subject( $id );
		do_action( 'slotbridge_audit', 'visible-until', self::written( $old ), self::written( $time ), array( 'subject' => $subject ) );
	}

	/**
	 * Reads what a form or a request gave.
	 *
	 * @param string $text Of a date and time; without a zone it is the site's.
	 * @return int|null|false Null: empty; false: no date.
	 */
	public static function read( string $text ): int|null|false {
		$text = trim( $text );
		if ( '' === $text ) {
			return null;
		}
		if ( 1 !== preg_match( '/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?)?$/D', $text ) ) {
			return false;
		}
		try {
			return ( new \DateTimeImmutable( $text, wp_timezone() ) )->getTimestamp();
		} catch ( \Exception ) {
			return false;
		}
	}

	private static function written( ?int $time ): ?string {
		return null === $time ? null : gmdate( 'Y-m-d\TH:i:s\Z', $time );
	}

	private static function update( string $type, mixed $value, mixed $item ): bool|\WP_Error {
		$id   = $item instanceof \WP_Post ? $item->ID : ( $item instanceof \WP_Term ? $item->term_id : 0 );
		$time = self::read( is_string( $value ) ? $value : '' );
		if ( false === $time || $id < 1 ) {
			return new \WP_Error( 'rest_invalid_param', __( 'This is not a date and time.', 'slotbridge' ), array( 'status' => 400 ) );
		}
		self::save( $type, $id, $time );
		return true;
	}
}

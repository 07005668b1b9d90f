<?php
/**
 * What the bridge last told about an entity's counterpart in HighLevel, kept as meta of the post or term.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Bridge;

final class LinkStore {

	public const META = '_slotbridge_link';

	private const KEYS = array( 'subject', 'state', 'highLevelId', 'locationId', 'connectionId', 'syncedAt', 'reasonCode', 'reason', 'eventId' );

	/** States that are on their way to another one. */
	private const UNSETTLED = array( 'pending', 'creating', 'failing', 'waiting' );

	/**
	 * Stores what the bridge told.
	 *
	 * @param string               $subject     `calendar/12` or `calendar-group/3`.
	 * @param array<string, mixed> $link        The bridge's Link; unknown keys are left out.
	 * @param string|null          $reported_at When the bridge said so (RFC 3339, its clock). What is older than the stored is ignored.
	 * @return bool False: there is no such entity (any more), or the news is older than what is stored.
	 */
	public static function save( string $subject, array $link, ?string $reported_at = null ): bool {
		$target = self::target( $subject );
		if ( null === $target ) {
			return false;
		}
		$value = array();
		foreach ( self::KEYS as $key ) {
			$given         = $link[ $key ] ?? null;
			$value[ $key ] = is_string( $given ) ? sanitize_textarea_field( $given ) : null;
		}
		$value['subject']    = $subject;
		$value['reportedAt'] = $reported_at ?? gmdate( 'Y-m-d\TH:i:s\Z' );
		$stored              = self::get( $subject );
		$stored_at           = $stored['reportedAt'] ?? '';
		if ( '' !== $stored_at && self::moment( $value['reportedAt'] ) < self::moment( $stored_at ) ) {
			return false;
		}
		update_metadata( $target[0], $target[1], self::META, wp_slash( $value ) );
		return true;
	}

	/**
	 * @return array<string, string|null>|null The Link, with `reportedAt`; null: nothing is known yet.
	 */
	public static function get( string $subject ): ?array {
		$target = self::target( $subject );
		$value  = null === $target ? null : get_metadata( $target[0], $target[1], self::META, true );
		if ( ! is_array( $value ) || array() === $value ) {
			return null;
		}
		$link = array();
		foreach ( array_merge( self::KEYS, array( 'reportedAt' ) ) as $key ) {
			$link[ $key ] = is_string( $value[ $key ] ?? null ) ? $value[ $key ] : null;
		}
		return $link;
	}

	/** Whether the bridge still has something to tell about this subject, which it was sent at that time. */
	public static function is_unsettled( string $subject, string $sent_at ): bool {
		$link = self::get( $subject );
		if ( null === $link ) {
			return null !== self::target( $subject );
		}
		return in_array( $link['state'], self::UNSETTLED, true ) || self::moment( (string) $link['reportedAt'] ) < self::moment( $sent_at . 'Z' );
	}

	/** Unix time with a fraction; 0 for what is no time. */
	private static function moment( string $time ): float {
		try {
			return (float) ( new \DateTimeImmutable( $time ) )->format( 'U.u' );
		} catch ( \Exception ) {
			return 0.0;
		}
	}

	/** @return array{0: 'post'|'term', 1: int}|null The object that the subject names; null: it does not exist. */
	private static function target( string $subject ): ?array {
		if ( 1 === preg_match( '#^calendar/([1-9]\d{0,18})$#', $subject, $found ) ) {
			return 'slotbridge_calendar' === get_post_type( (int) $found[1] ) ? array( 'post', (int) $found[1] ) : null;
		}
		if ( 1 === preg_match( '#^calendar-group/([1-9]\d{0,18})$#', $subject, $found ) ) {
			$term = get_term( (int) $found[1], 'slotbridge_calendar_group' );
			return $term instanceof \WP_Term ? array( 'term', $term->term_id ) : null;
		}
		return null;
	}
}

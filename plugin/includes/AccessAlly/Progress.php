<?php
/**
 * ProgressAlly's tables, read and never written: which objectives a page has, and which of them a member has completed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

/**
 * @phpstan-type Tick array{id: int, user: int, post: int, objective: int}
 * @phpstan-type Objective array{type: string, title: string}
 */
final class Progress {

	/** Columns that are read, by table. */
	private const COLUMNS = array(
		'pa_user_progress'  => array( 'id', 'user_id', 'post_id', 'objective_id' ),
		'pa_post_objective' => array( 'post_id', 'objective_id', 'objective_type', 'meta' ),
		'pa_event_log'      => array( 'id', 'user_id', 'event_id' ),
	);

	public static function active(): bool {
		return class_exists( 'ProgressAlly', false );
	}

	public static function version(): ?string {
		return Calls::version( 'ProgressAlly' );
	}

	public static function licensed(): bool {
		return self::active() && (bool) Calls::property( 'ProgressAllySettingLicense', 'progressally_enabled' );
	}

	/** Whether the tables of progress are there in the form that is known. */
	public static function readable(): bool {
		return self::licensed() && self::has( 'pa_user_progress' ) && self::has( 'pa_post_objective' );
	}

	/** Whether the log of ProgressAlly's Events is there in the form that is known. */
	public static function logs_events(): bool {
		return self::licensed() && self::has( 'pa_event_log' );
	}

	/** The newest row of a table; 0: none. */
	public static function newest( string $table ): int {
		/** @var \wpdb $wpdb */
		global $wpdb;
		return (int) $wpdb->get_var( $wpdb->prepare( 'SELECT MAX(id) FROM %i', $wpdb->prefix . $table ) );
	}

	/**
	 * Objectives that were completed after a row of the table, oldest first.
	 *
	 * @return list<Tick>
	 */
	public static function ticks( int $after, int $until ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$ticks = array();
		foreach ( Rows::of( $wpdb->prepare( 'SELECT id, user_id, post_id, objective_id FROM %i WHERE id > %d AND id <= %d ORDER BY id', $wpdb->prefix . 'pa_user_progress', $after, $until ) ) as $row ) {
			$ticks[] = array(
				'id'        => (int) $row[0],
				'user'      => (int) $row[1],
				'post'      => (int) $row[2],
				'objective' => (int) $row[3],
			);
		}
		return $ticks;
	}

	/**
	 * Runs of ProgressAlly's Events after a row of its log, oldest first.
	 *
	 * @return list<array{user: int, event: int}>
	 */
	public static function events( int $after, int $until ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$events = array();
		foreach ( Rows::of( $wpdb->prepare( 'SELECT user_id, event_id FROM %i WHERE id > %d AND id <= %d ORDER BY id', $wpdb->prefix . 'pa_event_log', $after, $until ) ) as $row ) {
			$events[] = array(
				'user'  => (int) $row[0],
				'event' => (int) $row[1],
			);
		}
		return $events;
	}

	/**
	 * The objectives of a page.
	 *
	 * @return array<int, Objective> By number; none: the page has no progress.
	 */
	public static function objectives( int $post_id ): array {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$found = array();
		foreach ( Rows::of( $wpdb->prepare( 'SELECT objective_id, objective_type, meta FROM %i WHERE post_id = %d ORDER BY objective_id', $wpdb->prefix . 'pa_post_objective', $post_id ) ) as $row ) {
			$found[ (int) $row[0] ] = array(
				'type'  => (string) $row[1],
				'title' => self::title( (string) $row[2] ),
			);
		}
		return $found;
	}

	/** Whether a member had completed all objectives of a page when a row of the table was written. A page without objectives is never complete. */
	public static function complete( int $user_id, int $post_id, int $until ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		$all  = array_keys( self::objectives( $post_id ) );
		$done = $wpdb->get_col( $wpdb->prepare( 'SELECT DISTINCT objective_id FROM %i WHERE user_id = %d AND post_id = %d AND id <= %d', $wpdb->prefix . 'pa_user_progress', $user_id, $post_id, $until ) );
		return array() !== $all && array() === array_diff( $all, array_map( 'intval', $done ) );
	}

	/** A member's result of a page's quiz; null: it is not kept in the form that is expected, which is a guess. */
	public static function score( int $user_id, int $post_id ): int|float|null {
		$meta  = get_user_meta( $user_id, '_progressally_user_meta', true );
		$quiz  = is_array( $meta ) && is_array( $meta['quiz'] ?? null ) ? ( $meta['quiz'][ $post_id ] ?? null ) : null;
		$score = is_array( $quiz ) ? ( $quiz['score'] ?? null ) : null;
		return is_int( $score ) || is_float( $score ) ? $score : ( is_numeric( $score ) ? (float) $score : null );
	}

	/** The certificate of a page: '' where it has none. */
	public static function certificate( int $post_id ): string {
		$meta = get_post_meta( $post_id, '_progressally_certificate', true );
		$name = '';
		foreach ( is_array( $meta ) ? $meta : array() as $certificate ) {
			$name = '' === $name && is_array( $certificate ) ? Calls::text( $certificate['name'] ?? null ) : $name;
		}
		return '' === $name && is_array( $meta ) && array() !== $meta ? Calls::text( get_the_title( $post_id ) ) : $name;
	}

	/** What a member reads of an objective; the form of the meta is a guess, so '' is common. */
	private static function title( string $meta ): string {
		$data = is_serialized( $meta ) ? unserialize( trim( $meta ), array( 'allowed_classes' => false ) ) : json_decode( $meta, true ); // phpcs:ignore WordPress.PHP.DiscouragedPHPFunctions.serialize_unserialize -- Another plugin's form; no object is made of it.
		foreach ( array( 'description', 'title', 'name', 'label' ) as $key ) {
			$text = is_array( $data ) ? Calls::text( $data[ $key ] ?? null ) : '';
			if ( '' !== $text ) {
				return $text;
			}
		}
		return '';
	}

	/** Whether a table has the columns that are read of it. */
	private static function has( string $table ): bool {
		/** @var \wpdb $wpdb */
		global $wpdb;
		if ( null === $wpdb->get_var( $wpdb->prepare( 'SHOW TABLES LIKE %s', $wpdb->esc_like( $wpdb->prefix . $table ) ) ) ) {
			return false;
		}
		return array() === array_diff( self::COLUMNS[ $table ] ?? array(), $wpdb->get_col( $wpdb->prepare( 'SHOW COLUMNS FROM %i', $wpdb->prefix . $table ) ) );
	}
}

<?php
/**
 * Where a calendar's fields rest: name, description and slug in the post itself, the group as a term, the rest as meta that revisions keep.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Catalogue\NewCalendar;

final class CalendarStore {

	/** Meta key of each field that is kept as meta. */
	private const META = array(
		'timeZone'        => '_slotbridge_time_zone',
		'color'           => '_slotbridge_color',
		'type'            => '_slotbridge_type',
		'durationMinutes' => '_slotbridge_duration',
		'intervalMinutes' => '_slotbridge_interval',
		'bufferMinutes'   => '_slotbridge_buffer',
		'openHours'       => '_slotbridge_open_hours',
		'reminders'       => '_slotbridge_reminders',
		'hosts'           => '_slotbridge_hosts',
		'audience'        => '_slotbridge_audience',
	);

	/** Registers the meta so that revisions hold it; it is not offered as `meta` in the REST API, where the field `slotbridge` stands for all of it. */
	public static function register_meta(): void {
		foreach ( self::META as $field => $key ) {
			register_post_meta(
				CalendarPostType::NAME,
				$key,
				array(
					'type'              => self::meta_type( $field ),
					'single'            => true,
					'show_in_rest'      => false,
					'revisions_enabled' => true,
					'auth_callback'     => static fn ( bool $allowed, string $key, int $post_id, int $user_id ): bool => user_can( $user_id, 'edit_post', $post_id ),
				)
			);
		}
	}

	/** Whether this meta key is one of a calendar's fields. */
	public static function is_field( string $meta_key ): bool {
		return in_array( $meta_key, self::META, true );
	}

	/**
	 * What is stored, as it is stored: it may have been written by other code and be wrong. What was never stored is as in a new calendar.
	 *
	 * @return array<string, mixed> Every field of the snapshot but the id.
	 */
	public static function read( \WP_Post $post ): array {
		$values = NewCalendar::snapshot();
		unset( $values['id'] );
		if ( 'auto-draft' === $post->post_status ) {
			return $values;
		}
		$values['name']        = $post->post_title;
		$values['description'] = $post->post_content;
		$values['slug']        = self::slug( $post );
		$values['status']      = 'publish' === $post->post_status ? 'active' : 'draft';
		$values['group']       = GroupTaxonomy::of_calendar( $post->ID );
		foreach ( self::META as $field => $key ) {
			if ( metadata_exists( 'post', $post->ID, $key ) ) {
				$values[ $field ] = get_post_meta( $post->ID, $key, true );
			}
		}
		if ( '' === $values['audience'] ) {
			$values['audience'] = null; // Meta has no null.
		}
		return $values;
	}

	/**
	 * The calendar's own audience alone, without reading the rest.
	 *
	 * @return mixed As it is stored; null: none, so its group's counts.
	 */
	public static function audience( int $post_id ): mixed {
		$audience = get_post_meta( $post_id, self::META['audience'], true );
		return '' === $audience || array() === $audience ? null : $audience;
	}

	/**
	 * The fields that are kept as meta, for `meta_input` of wp_insert_post().
	 *
	 * @param array<string, mixed> $fields Checked fields.
	 * @return array<string, mixed>
	 */
	public static function meta_input( array $fields ): array {
		$meta = array();
		foreach ( self::META as $field => $key ) {
			if ( array_key_exists( $field, $fields ) ) {
				$meta[ $key ] = $fields[ $field ] ?? '';
			}
		}
		return $meta;
	}

	/** The slug; WordPress changes it while a post is in the trash and notes the real one. */
	private static function slug( \WP_Post $post ): string {
		$kept = 'trash' === $post->post_status ? get_post_meta( $post->ID, '_wp_desired_post_slug', true ) : '';
		return is_string( $kept ) && '' !== $kept ? $kept : $post->post_name;
	}

	private static function meta_type( string $field ): string {
		return match ( $field ) {
			'durationMinutes', 'intervalMinutes', 'bufferMinutes' => 'integer',
			'openHours', 'reminders', 'hosts' => 'array',
			'audience' => 'object',
			default => 'string',
		};
	}
}

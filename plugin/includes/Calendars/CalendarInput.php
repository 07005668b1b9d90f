<?php
/**
 * Checks what somebody wants a calendar to be, before anything of it is stored.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Bridge\LinkStore;
use SlotBridge\Calendars\Checks\AudienceCheck;
use SlotBridge\Calendars\Checks\FieldFaults;
use SlotBridge\Calendars\Checks\HostsCheck;
use SlotBridge\Calendars\Checks\OpenHoursCheck;
use SlotBridge\Calendars\Checks\RemindersCheck;
use SlotBridge\Calendars\Checks\SimpleChecks;
use SlotBridge\Calendars\Checks\TextCheck;
use SlotBridge\Catalogue\CalendarTypes;
use SlotBridge\Catalogue\NewCalendar;

final class CalendarInput {

	public const ERROR = 'slotbridge_invalid_calendar';

	/**
	 * @param array<array-key, mixed> $input   Any of the snapshot's fields; what is missing stays as it is, or as in a new calendar.
	 * @param \WP_Post|null           $current The calendar that is changed; null: a new one.
	 * @return array<string, mixed>|\WP_Error All fields but the id, ready to be stored; or the faults, in `data.fields`.
	 */
	public static function validate( array $input, ?\WP_Post $current ): array|\WP_Error {
		$known  = null === $current ? array_diff_key( NewCalendar::snapshot(), array( 'id' => 0 ) ) : CalendarStore::read( $current );
		$faults = new FieldFaults();
		foreach ( array_keys( array_diff_key( $input, $known, array( 'id' => 0 ) ) ) as $unknown ) {
			$faults->add( (string) $unknown, __( 'A calendar has no such field.', 'slotbridge' ) );
		}
		if ( isset( $input['id'] ) && ! in_array( $input['id'], array( 0, $current->ID ?? 0 ), true ) ) {
			$faults->add( 'id', __( 'The id of a calendar cannot be changed.', 'slotbridge' ) );
		}
		$checked = self::check( array_merge( $known, array_intersect_key( $input, $known ) ), $faults );
		$checked['slug'] = self::check_slug( $checked['name'], $checked['slug'], $current, $faults );
		self::check_type_stays( $checked['type'], $current, $faults );
		return $faults->any() ? $faults->to_error( self::ERROR, __( 'The calendar was not saved.', 'slotbridge' ) ) : $checked;
	}

	/**
	 * Looks at what is stored with the same eyes.
	 *
	 * @param array<string, mixed> $stored Of CalendarStore::read().
	 * @return array{fields: array<string, mixed>, faults: FieldFaults}
	 */
	public static function inspect( array $stored, \WP_Post $post ): array {
		$faults = new FieldFaults();
		$fields = self::check( $stored, $faults );
		if ( 'auto-draft' !== $post->post_status && ! Slugs::is_slug( $fields['slug'] ) ) {
			$faults->add( 'slug', __( 'The slug is missing or has letters that do not fit. Save the calendar again to have one made.', 'slotbridge' ) );
		}
		return array(
			'fields' => $fields,
			'faults' => $faults,
		);
	}

	/**
	 * The order of the keys is the snapshot's.
	 *
	 * @param array<string, mixed> $given Every field.
	 * @return array{name: string, description: string, slug: string, timeZone: string, color: string, type: string, status: string, durationMinutes: int, intervalMinutes: int, bufferMinutes: int, openHours: array<mixed>, reminders: array<mixed>, hosts: list<string>, group: int|null, audience: array<mixed>|null}
	 */
	private static function check( array $given, FieldFaults $faults ): array {
		$type = SimpleChecks::choice( $given['type'] ?? null, array_column( CalendarTypes::all(), 'value' ), $faults, 'type' );
		return array(
			'name'            => TextCheck::name( $given['name'] ?? null, $faults ),
			'description'     => TextCheck::description( $given['description'] ?? null, $faults ),
			'slug'            => is_string( $given['slug'] ?? null ) ? trim( $given['slug'] ) : '',
			'timeZone'        => SimpleChecks::time_zone( $given['timeZone'] ?? null, $faults ),
			'color'           => SimpleChecks::color( $given['color'] ?? null, $faults ),
			'type'            => $type,
			'status'          => SimpleChecks::choice( $given['status'] ?? null, array( 'active', 'draft' ), $faults, 'status' ),
			'durationMinutes' => SimpleChecks::whole_number( $given['durationMinutes'] ?? null, 5, 720, $faults, 'durationMinutes' ),
			'intervalMinutes' => SimpleChecks::whole_number( $given['intervalMinutes'] ?? null, 5, 720, $faults, 'intervalMinutes' ),
			'bufferMinutes'   => SimpleChecks::whole_number( $given['bufferMinutes'] ?? null, 0, 720, $faults, 'bufferMinutes' ),
			'openHours'       => OpenHoursCheck::check( $given['openHours'] ?? null, $faults ),
			'reminders'       => RemindersCheck::check( $given['reminders'] ?? null, $faults ),
			'hosts'           => HostsCheck::check( $given['hosts'] ?? null, $type, $faults ),
			'group'           => self::group( $given['group'] ?? null, $faults ),
			'audience'        => AudienceCheck::check( $given['audience'] ?? null, $faults ),
		);
	}

	private static function group( mixed $value, FieldFaults $faults ): ?int {
		if ( null === $value || '' === $value || 0 === $value || '0' === $value ) {
			return null;
		}
		$id = is_int( $value ) || ( is_string( $value ) && ctype_digit( $value ) ) ? (int) $value : 0;
		if ( $id > 0 && get_term( $id, GroupTaxonomy::NAME ) instanceof \WP_Term ) {
			return $id;
		}
		$faults->add( 'group', __( 'This calendar group does not exist (any more). Choose another one.', 'slotbridge' ) );
		return null;
	}

	/** An empty slug is made from the name; a given one is taken as it is, or refused. */
	private static function check_slug( string $name, string $slug, ?\WP_Post $current, FieldFaults $faults ): string {
		$own_id = $current->ID ?? 0;
		if ( '' === $slug ) {
			return Slugs::free_for_calendar( Slugs::from_text( $name, 'calendar' ), $own_id );
		}
		if ( ! Slugs::is_slug( $slug ) ) {
			/* translators: %s: a slug that would do. */
			$faults->add( 'slug', sprintf( __( 'A slug has only small letters from a to z, digits and single dashes, at most 100. For example: %s', 'slotbridge' ), Slugs::from_text( $slug, 'calendar' ) ) );
		} elseif ( Slugs::calendar_with( $slug, $own_id ) > 0 ) {
			/* translators: 1: the slug that was asked for, 2: a slug that is free. */
			$faults->add( 'slug', sprintf( __( 'Another calendar has the slug "%1$s". "%2$s" is free.', 'slotbridge' ), $slug, Slugs::free_for_calendar( $slug, $own_id ) ) );
		}
		return $slug;
	}

	/** HighLevel fixes a calendar's type when it is made. */
	private static function check_type_stays( string $type, ?\WP_Post $current, FieldFaults $faults ): void {
		if ( null === $current || 'auto-draft' === $current->post_status || '' === $type ) {
			return;
		}
		$link = LinkStore::get( CalendarPostType::subject( $current->ID ) );
		if ( null === $link || null === $link['highLevelId'] || in_array( $link['state'], array( 'released', 'deleted' ), true ) ) {
			return;
		}
		$stored = CalendarStore::read( $current )['type'];
		if ( $type !== $stored ) {
			$faults->add( 'type', __( 'This calendar is already in HighLevel, and HighLevel does not let a calendar change its type. Add a new calendar of the other type instead.', 'slotbridge' ) );
		}
	}
}

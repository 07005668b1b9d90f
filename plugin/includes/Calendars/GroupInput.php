<?php
/**
 * Checks what somebody wants a calendar group to be, before anything of it is stored.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Calendars\Checks\AudienceCheck;
use SlotBridge\Calendars\Checks\FieldFaults;
use SlotBridge\Calendars\Checks\SimpleChecks;
use SlotBridge\Calendars\Checks\TextCheck;

final class GroupInput {

	public const ERROR = 'slotbridge_invalid_calendar_group';

	private const DEFAULTS = array(
		'name'        => '',
		'slug'        => '',
		'description' => '',
		'status'      => 'active',
		'audience'    => null,
	);

	/**
	 * @param array<array-key, mixed> $input   Any of the snapshot's fields; what is missing stays as it is, or as in a new group.
	 * @param \WP_Term|null           $current The group that is changed; null: a new one.
	 * @return array<string, mixed>|\WP_Error All fields but the id, ready to be stored; or the faults, in `data.fields`.
	 */
	public static function validate( array $input, ?\WP_Term $current ): array|\WP_Error {
		$known  = null === $current ? self::DEFAULTS : GroupStore::read( $current );
		$faults = new FieldFaults();
		foreach ( array_keys( array_diff_key( $input, $known, array( 'id' => 0 ) ) ) as $unknown ) {
			$faults->add( (string) $unknown, __( 'A calendar group has no such field.', 'slotbridge' ) );
		}
		if ( isset( $input['id'] ) && ! in_array( $input['id'], array( 0, $current->term_id ?? 0 ), true ) ) {
			$faults->add( 'id', __( 'The id of a calendar group cannot be changed.', 'slotbridge' ) );
		}
		$checked = self::check( array_merge( $known, array_intersect_key( $input, $known ) ), $faults );
		self::check_name_is_free( $checked['name'], $current, $faults );
		$checked['slug'] = self::check_slug( $checked['name'], $checked['slug'], $current, $faults );
		return $faults->any() ? $faults->to_error( self::ERROR, __( 'The calendar group was not saved.', 'slotbridge' ) ) : $checked;
	}

	/**
	 * Looks at what is stored with the same eyes.
	 *
	 * @param array<string, mixed> $stored Of GroupStore::read().
	 * @return array{fields: array<string, mixed>, faults: FieldFaults}
	 */
	public static function inspect( array $stored ): array {
		$faults = new FieldFaults();
		$fields = self::check( $stored, $faults );
		if ( ! Slugs::is_slug( $fields['slug'] ) ) {
			$faults->add( 'slug', __( 'The slug is missing or has letters that do not fit. Save the group again to have one made.', 'slotbridge' ) );
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
	 * @return array{name: string, slug: string, description: string, status: string, audience: array<mixed>|null}
	 */
	private static function check( array $given, FieldFaults $faults ): array {
		$name = TextCheck::name( $given['name'] ?? null, $faults );
		if ( mb_strlen( ExactGroupText::encode( $name ), 'UTF-8' ) > TextCheck::NAME_LENGTH ) {
			$faults->add( 'name', __( 'This name is too long to be stored: each &, < and > in it needs four or five places.', 'slotbridge' ) );
		}
		return array(
			'name'        => $name,
			'slug'        => is_string( $given['slug'] ?? null ) ? trim( $given['slug'] ) : '',
			'description' => TextCheck::description( $given['description'] ?? null, $faults ),
			'status'      => SimpleChecks::choice( $given['status'] ?? null, array( 'active', 'inactive' ), $faults, 'status' ),
			'audience'    => AudienceCheck::check( $given['audience'] ?? null, $faults ),
		);
	}

	/** Two groups of one name could not be told apart in any list. */
	private static function check_name_is_free( string $name, ?\WP_Term $current, FieldFaults $faults ): void {
		if ( '' === $name ) {
			return;
		}
		$same = get_terms(
			array(
				'taxonomy'   => GroupTaxonomy::NAME,
				'name'       => wp_slash( $name ),
				'hide_empty' => false,
				'fields'     => 'ids',
			)
		);
		foreach ( is_array( $same ) ? $same : array() as $id ) {
			if ( $id !== ( $current->term_id ?? 0 ) ) {
				$faults->add( 'name', __( 'There is already a calendar group with this name.', 'slotbridge' ) );
			}
		}
	}

	/** An empty slug is made from the name; a given one is taken as it is, or refused. */
	private static function check_slug( string $name, string $slug, ?\WP_Term $current, FieldFaults $faults ): string {
		$own_id = $current->term_id ?? 0;
		if ( '' === $slug ) {
			return Slugs::free_for_group( Slugs::from_text( $name, 'group' ), $own_id );
		}
		if ( ! Slugs::is_slug( $slug ) ) {
			/* translators: %s: a slug that would do. */
			$faults->add( 'slug', sprintf( __( 'A slug has only small letters from a to z, digits and single dashes, at most 100. For example: %s', 'slotbridge' ), Slugs::from_text( $slug, 'group' ) ) );
		} elseif ( Slugs::group_with( $slug, $own_id ) > 0 ) {
			/* translators: 1: the slug that was asked for, 2: a slug that is free. */
			$faults->add( 'slug', sprintf( __( 'Another calendar group has the slug "%1$s". "%2$s" is free.', 'slotbridge' ), $slug, Slugs::free_for_group( $slug, $own_id ) ) );
		}
		return $slug;
	}
}

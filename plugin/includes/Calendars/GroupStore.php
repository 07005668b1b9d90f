<?php
/**
 * Where a group's own fields rest: status and audience are term meta, written in the same breath as the term.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class GroupStore {

	public const STATUS   = '_slotbridge_status';
	public const AUDIENCE = '_slotbridge_audience';

	/** @var array<string, mixed>|null Fields for the term that is being saved right now. */
	private static ?array $queued = null;

	/** Registers the meta and writes queued fields as soon as their term is there, before anybody is told of it. */
	public static function register(): void {
		register_term_meta(
			GroupTaxonomy::NAME,
			self::STATUS,
			array(
				'type'         => 'string',
				'single'       => true,
				'show_in_rest' => false,
			)
		);
		register_term_meta(
			GroupTaxonomy::NAME,
			self::AUDIENCE,
			array(
				'type'         => 'object',
				'single'       => true,
				'show_in_rest' => false,
			)
		);
		add_action( 'created_' . GroupTaxonomy::NAME, array( self::class, 'write_queued' ), 5 );
		add_action( 'edited_' . GroupTaxonomy::NAME, array( self::class, 'write_queued' ), 5 );
	}

	/**
	 * Runs a save of a term and lets its status and audience go with it.
	 *
	 * @template T
	 * @param array<string, mixed> $fields Checked fields of GroupInput.
	 * @param callable(): T        $save   Saves the term.
	 * @return T
	 */
	public static function save_with( array $fields, callable $save ): mixed {
		self::$queued = $fields;
		try {
			return $save();
		} finally {
			self::$queued = null;
		}
	}

	/** Hooked; see register(). */
	public static function write_queued( int $term_id ): void {
		$fields       = self::$queued;
		self::$queued = null;
		if ( null !== $fields ) {
			self::write( $term_id, $fields );
		}
	}

	/** @param array<string, mixed> $fields Checked fields; only status and audience are read. */
	public static function write( int $term_id, array $fields ): void {
		update_term_meta( $term_id, self::STATUS, $fields['status'] ?? 'active' );
		update_term_meta( $term_id, self::AUDIENCE, wp_slash( $fields['audience'] ?? '' ) );
	}

	/**
	 * What is stored, as it is stored.
	 *
	 * @return array<string, mixed> Every field of the snapshot but the id.
	 */
	public static function read( \WP_Term $term ): array {
		$status   = get_term_meta( $term->term_id, self::STATUS, true );
		$audience = get_term_meta( $term->term_id, self::AUDIENCE, true );
		return array(
			'name'        => ExactGroupText::decode( $term->name ),
			'slug'        => $term->slug,
			'description' => ExactGroupText::decode( $term->description ),
			'status'      => '' === $status ? 'active' : $status,
			'audience'    => '' === $audience ? null : $audience,
		);
	}

	/**
	 * The group's audience alone.
	 *
	 * @return mixed As it is stored; null: everybody.
	 */
	public static function audience( int $term_id ): mixed {
		$audience = get_term_meta( $term_id, self::AUDIENCE, true );
		return '' === $audience || array() === $audience ? null : $audience;
	}

	/** Whether this meta key is one of a group's fields. */
	public static function is_field( string $meta_key ): bool {
		return in_array( $meta_key, array( self::STATUS, self::AUDIENCE ), true );
	}
}

<?php
/**
 * Keeps a group's name, description and slug exactly as they were meant.
 *
 * WordPress prints the names of terms as HTML in many places, without escaping, and so it strips tags when it stores
 * them. Here the plain text is stored escaped, in full: it can be printed anywhere without harm, and decodes to exactly what was typed.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

final class ExactGroupText {

	/** @var array<string, string> What the caller gave, by column, while WordPress cleans it; slashed. */
	private array $raw = array();

	/** @var array<string, string> What is stored for the group that was read last: an update without a new name hands this in again. */
	private array $stored = array();

	/** Registers the filters. */
	public function register(): void {
		foreach ( array( 'name', 'description' ) as $column ) {
			add_filter( 'pre_term_' . $column, fn ( mixed $value, mixed $taxonomy = '' ): mixed => $this->remember( $column, $value, $taxonomy ), PHP_INT_MIN, 2 );
			add_filter( 'pre_' . GroupTaxonomy::NAME . '_' . $column, fn ( mixed $value ): mixed => $this->encoded( $column, $value ), PHP_INT_MAX );
		}
		add_filter( 'term_name', array( self::class, 'untouched_name' ), PHP_INT_MAX, 3 );
		add_filter( 'get_' . GroupTaxonomy::NAME, fn ( mixed $term ): mixed => $this->note_stored( $term ) );
		add_filter( 'wp_insert_term_data', array( self::class, 'before_insert' ), 10, 2 );
		add_filter( 'wp_update_term_data', array( self::class, 'before_update' ), 10, 3 );
	}

	/**
	 * The name as WordPress prints it, without the typographic quotes that it would put into it.
	 *
	 * @param mixed $name     What WordPress made of it.
	 * @param mixed $term     The term or its id; the two places that ask differ in this.
	 * @param mixed $taxonomy The taxonomy, where an id is given.
	 */
	public static function untouched_name( mixed $name, mixed $term = null, mixed $taxonomy = null ): mixed {
		$id = $term instanceof \WP_Term && GroupTaxonomy::NAME === $term->taxonomy ? $term->term_id : 0;
		$id = GroupTaxonomy::NAME === $taxonomy && is_numeric( $term ) ? (int) $term : $id;
		$stored = $id > 0 ? get_term( $id, GroupTaxonomy::NAME ) : null;
		return $stored instanceof \WP_Term ? $stored->name : $name;
	}

	/** A plain text as it rests in the database. */
	public static function encode( string $text ): string {
		return htmlspecialchars( $text, ENT_NOQUOTES | ENT_SUBSTITUTE, 'UTF-8', true );
	}

	/** The plain text of what rests in the database. */
	public static function decode( string $stored ): string {
		return htmlspecialchars_decode( $stored, ENT_NOQUOTES );
	}

	/**
	 * @param array<string, mixed> $data Name and slug that are about to be stored, not slashed.
	 * @return array<string, mixed>
	 */
	public static function before_insert( array $data, string $taxonomy ): array {
		return self::with_slug( $data, $taxonomy, 0 );
	}

	/**
	 * @param array<string, mixed> $data Name and slug that are about to be stored, not slashed.
	 * @return array<string, mixed>
	 */
	public static function before_update( array $data, int $term_id, string $taxonomy ): array {
		return self::with_slug( $data, $taxonomy, $term_id );
	}

	private function remember( string $column, mixed $value, mixed $taxonomy ): mixed {
		unset( $this->raw[ $column ] );
		if ( GroupTaxonomy::NAME === $taxonomy && is_string( $value ) ) {
			$this->raw[ $column ] = $value;
		}
		return $value;
	}

	private function encoded( string $column, mixed $value ): mixed {
		$raw = isset( $this->raw[ $column ] ) ? trim( wp_unslash( $this->raw[ $column ] ) ) : null;
		unset( $this->raw[ $column ] );
		if ( null === $raw || 1 !== preg_match( '//u', $raw ) ) {
			return $value;
		}
		return wp_slash( ( $this->stored[ $column ] ?? null ) === $raw ? $raw : self::encode( $raw ) );
	}

	private function note_stored( mixed $term ): mixed {
		if ( $term instanceof \WP_Term ) {
			$this->stored = array(
				'name'        => $term->name,
				'description' => $term->description,
			);
		}
		return $term;
	}

	/**
	 * @param array<string, mixed> $data Name and slug that are about to be stored, not slashed.
	 * @return array<string, mixed>
	 */
	private static function with_slug( array $data, string $taxonomy, int $term_id ): array {
		$slug = $data['slug'] ?? '';
		$name = $data['name'] ?? '';
		if ( GroupTaxonomy::NAME !== $taxonomy || ! is_string( $slug ) || ! is_string( $name ) || Slugs::is_slug( $slug ) ) {
			return $data;
		}
		$name         = self::decode( $name );
		$text         = '' === $slug || str_starts_with( $slug, sanitize_title( $name ) ) ? $name : urldecode( $slug );
		$data['slug'] = Slugs::free_for_group( Slugs::from_text( $text, 'group' ), $term_id );
		return $data;
	}
}

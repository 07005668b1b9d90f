<?php
/**
 * Offerings as the stand-in keeps them: one option each, written as the wizard would write it, in one step or in several.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInOfferings {

	const PREFIX    = '_accessally_offering_';  // Known.
	const PAGE_META = '_accessally_course_key'; // Known: on each page of an offering, its key.
	const COUNTER   = 'accessally_stand_in_offering_counter';

	/** @return array<string, mixed> Settings by key, among other things. */
	public static function map(): array {
		$keys = self::keys();
		$all  = 'foreign' === AccessAllyStandInMode::get( 'offering_map' ) ? array( 'order' => $keys, 'version' => ACCESSALLY_STAND_IN_VERSION ) : array();
		foreach ( $keys as $key ) {
			$all[ $key ] = get_option( $key );
		}
		return $all;
	}

	/** @return list<string> */
	public static function keys(): array {
		global $wpdb;
		return $wpdb->get_col( $wpdb->prepare( 'SELECT option_name FROM %i WHERE option_name LIKE %s ORDER BY option_id', $wpdb->options, $wpdb->esc_like( self::PREFIX ) . '%' ) );
	}

	/** @return array<string, mixed> Empty: there is no such offering. */
	public static function read( string $key ): array {
		$settings = str_starts_with( $key, self::PREFIX ) ? get_option( $key ) : null;
		return is_array( $settings ) ? $settings : array();
	}

	/**
	 * Adds an offering, or changes it, as the wizard would. Gives its key.
	 *
	 * @param array<string, mixed> $changes Settings to change.
	 */
	public static function save( string $key, array $changes ): string {
		if ( '' === $key ) {
			$number = (int) get_option( self::COUNTER, 0 ) + 1;
			update_option( self::COUNTER, $number, false );
			$key = self::PREFIX . $number;
		}
		$before   = self::read( $key );
		$settings = array_merge( self::empty_settings( $key ), $before, $changes );
		if ( '3' === AccessAllyStandInMode::get( 'offering_saves' ) ) {
			self::write( $key, array( 'pages' => array(), 'page-order' => array() ) + $settings, $before ); // Half of it first: the pages follow.
			self::write( $key, $settings, $before );
		}
		self::write( $key, $settings, $before );
		return $key;
	}

	/** Assumed: nothing but WordPress's hooks of options tells that an offering is gone. */
	public static function delete( string $key ): void {
		if ( array() === self::read( $key ) ) {
			return;
		}
		foreach ( AccessAllyStandInOfferingPages::of( $key ) as $post_id ) {
			delete_post_meta( $post_id, self::PAGE_META );
		}
		AccessAllyStandInWrites::delete_option( $key );
	}

	/** The tag's id in a configuration: an array with its id, or the id itself. Guess. 0: none. */
	public static function tag_of( mixed $config ): int {
		$id = is_array( $config ) ? ( $config['id'] ?? '' ) : $config;
		return is_numeric( $id ) ? (int) $id : 0;
	}

	/** @return array<string, string> A tag's configuration. */
	public static function config_of( int $tag ): array {
		return array( 'id' => $tag > 0 ? (string) $tag : '' );
	}

	/**
	 * The tags of which one lets somebody read a page: the instant one, and the module's if it has one, otherwise the base tag. Known from a theme.
	 *
	 * @param array<string, mixed> $settings An offering.
	 * @return list<int>
	 */
	public static function opening_tags( array $settings, string $module ): array {
		$tags   = is_array( $settings['tags'] ?? null ) ? $settings['tags'] : array();
		$own    = '' === $module ? 0 : self::tag_of( $tags[ "module-$module" ] ?? '' );
		$second = 0 === $own ? self::tag_of( $tags['base'] ?? '' ) : $own;
		return array_values( array_filter( array( self::tag_of( $tags['instant'] ?? '' ), $second ) ) );
	}

	/** @param array<string, mixed> $settings An offering. */
	public static function module_of( array $settings, int $post_id ): string {
		foreach ( (array) ( $settings['pages'] ?? array() ) as $page ) {
			if ( (int) ( $page['page-template-select'] ?? 0 ) === $post_id ) {
				return (string) ( $page['module'] ?? '' );
			}
		}
		return '';
	}

	/** Somebody has an offering by having its base tag. What was revoked before is forgotten. No hook. */
	public static function grant( string $key, int $contact_id ): void {
		$tags = (array) ( self::read( $key )['tags'] ?? array() );
		$base = self::tag_of( $tags['base'] ?? '' );
		AccessAllyStandInStorage::take( $contact_id, array( self::tag_of( $tags['revoke'] ?? '' ) ) );
		AccessAllyStandInStorage::give( $contact_id, array_filter( array( $base ) ) );
	}

	/** By the revoking tag if the offering has one, otherwise by taking all its tags. No hook. */
	public static function revoke( string $key, int $contact_id ): void {
		$tags   = array_map( array( __CLASS__, 'tag_of' ), (array) ( self::read( $key )['tags'] ?? array() ) );
		$revoke = $tags['revoke'] ?? 0;
		if ( $revoke > 0 ) {
			AccessAllyStandInStorage::give( $contact_id, array( $revoke ) );
		} else {
			AccessAllyStandInStorage::take( $contact_id, array_values( $tags ) );
		}
	}

	/**
	 * @param array<string, mixed> $settings What is saved.
	 * @param array<string, mixed> $before   What was there.
	 */
	private static function write( string $key, array $settings, array $before ): void {
		AccessAllyStandInWrites::option( $key, $settings );
		$third = 'previous' === AccessAllyStandInMode::get( 'offering_updated_third' ) ? $before : $settings;
		$times = array( 'silent' => 0, 'fires' => 1, 'doubled' => 2 )[ AccessAllyStandInMode::get( 'offering_updated_hook' ) ];
		for ( $i = 0; $i < $times && AccessAllyStandInMode::is_licensed(); $i++ ) {
			do_action( 'accessally_offering_updated', $key, $settings, $third );
		}
	}

	/** @return array<string, mixed> Known: the keys. */
	private static function empty_settings( string $key ): array {
		$none = self::config_of( 0 );
		return array(
			'name'             => '',
			'system'           => AccessAllyStandInMode::get( 'system' ),
			'option-key'       => $key,
			'enabled-icon-url' => '',
			'tags'             => array( 'instant' => $none, 'base' => $none, 'revoke' => $none ),
			'modules'          => array(),
			'pages'            => array(),
			'page-order'       => array(),
		);
	}
}

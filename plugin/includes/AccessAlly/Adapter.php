<?php
/**
 * The only code that knows AccessAlly's names: what it has to offer, read so that a missing method or an odd value harms nobody.
 *
 * AccessAlly publishes no developer interface. Each name here was seen in public code that works with it; any of them
 * may be gone in the next version, so each call is guarded and each answer is looked at.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

final class Adapter {

	/** AccessAlly's own admin page, the newest first: SlotBridge's pages go into its menu. */
	private const MENU_SLUGS = array( '_accessally_dashboard', '_accessally_setting_all' );

	/** Offerings are the entries of a map whose keys begin with this; the map has other entries too. */
	private const OFFERING_PREFIX = '_accessally_offering_';

	/** Whether AccessAlly is there. It can be there without a licence; see isLicensed(). */
	public static function isActive(): bool {
		return class_exists( 'AccessAlly', false );
	}

	/** AccessAlly's version; null: it is not there, or does not tell. */
	public static function version(): ?string {
		$version = defined( 'AccessAlly::VERSION' ) ? constant( 'AccessAlly::VERSION' ) : null;
		return is_string( $version ) && '' !== $version ? $version : null;
	}

	/** Whether AccessAlly runs with a licence. Without one it is installed but does nothing. */
	public static function isLicensed(): bool {
		return self::isActive() && (bool) self::static_value( 'AccessAllySettingLicense', 'accessally_enabled' );
	}

	/**
	 * The slug of AccessAlly's menu in wp-admin. Asked late in `admin_menu`, when every plugin has added its pages.
	 *
	 * WordPress closes every entry of a menu to those who may not open the menu itself, so for them there is none.
	 *
	 * @return string|null Null: there is none for this request and this person.
	 */
	public static function parentMenuSlug(): ?string {
		global $menu;
		$present = array();
		foreach ( is_array( $menu ) ? $menu : array() as $entry ) {
			if ( is_array( $entry ) && is_string( $entry[2] ?? null ) && is_string( $entry[1] ?? null ) && current_user_can( $entry[1] ) ) {
				$present[] = $entry[2];
			}
		}
		foreach ( self::MENU_SLUGS as $slug ) {
			if ( in_array( $slug, $present, true ) ) {
				return $slug;
			}
		}
		return null;
	}

	/**
	 * AccessAlly's tags, by name.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function tags(): array {
		$found = array();
		foreach ( self::call( 'AccessAllyMembershipUtilities', 'get_all_tags' ) ?? self::call( 'AccessAllyAPI', 'get_all_tags' ) ?? array() as $row ) {
			$row  = is_object( $row ) ? get_object_vars( $row ) : $row;
			$id   = is_array( $row ) ? self::text( $row['Id'] ?? null ) : '';
			$name = is_array( $row ) ? self::text( $row['TagName'] ?? null ) : '';
			if ( '' !== $id ) {
				$found[ $id ] = '' === $name ? self::named( 'tag', $id ) : $name;
			}
		}
		return self::sorted( $found );
	}

	/**
	 * AccessAlly's offerings, by name. Versions before 4 have none.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function offerings(): array {
		$found = array();
		foreach ( self::call( 'AccessAllyOfferings', 'get_all_offering_settings' ) ?? array() as $key => $settings ) {
			if ( ! str_starts_with( (string) $key, self::OFFERING_PREFIX ) || ! is_array( $settings ) ) {
				continue;
			}
			$name                   = self::text( $settings['name'] ?? null );
			$found[ (string) $key ] = '' === $name ? self::named( 'offering', substr( (string) $key, strlen( self::OFFERING_PREFIX ) ) ) : $name;
		}
		return self::sorted( $found );
	}

	/**
	 * The Teams that anybody leads or belongs to. AccessAlly tells their numbers through its user meta, but not their names.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function teams(): array {
		if ( ! self::isActive() ) {
			return array();
		}
		$names = array();
		foreach ( TeamKeys::ids() as $id ) {
			$names[ $id ] = self::named( 'team', (string) $id );
		}
		/**
		 * Filters what the Teams are called; AccessAlly keeps no name with them.
		 *
		 * @param array<int, string> $names Name by Team number.
		 */
		$labelled = apply_filters( 'slotbridge_team_names', $names );
		$found    = array();
		foreach ( $names as $id => $name ) {
			$label                 = is_array( $labelled ) ? self::text( $labelled[ $id ] ?? null ) : '';
			$found[ (string) $id ] = '' === $label ? $name : $label;
		}
		return self::sorted( $found );
	}

	/** What something is called as long as nobody has given it a name. */
	private static function named( string $kind, string $id ): string {
		return match ( $kind ) {
			/* translators: %s: number of the tag. */
			'tag' => sprintf( __( 'Tag %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the offering. */
			'offering' => sprintf( __( 'Offering %s', 'slotbridge' ), $id ),
			/* translators: %s: number of the Team. */
			default => sprintf( __( 'Team %s', 'slotbridge' ), $id ),
		};
	}

	/**
	 * Calls a static method of AccessAlly, if it is there.
	 *
	 * @return array<array-key, mixed>|null Null: there is no such method, it failed, or it gave something else.
	 */
	private static function call( string $class_name, string $method ): ?array {
		if ( ! self::isActive() || ! class_exists( $class_name, false ) || ! is_callable( array( $class_name, $method ) ) ) {
			return null;
		}
		try {
			$answer = call_user_func( array( $class_name, $method ) );
		} catch ( \Throwable ) {
			return null; // Its failure must not become ours: the page is shown without these choices.
		}
		return is_array( $answer ) ? $answer : null;
	}

	/** The value of a public static property; null: there is no such class or property. */
	private static function static_value( string $class_name, string $property ): mixed {
		return class_exists( $class_name, false ) && property_exists( $class_name, $property ) ? ( new \ReflectionProperty( $class_name, $property ) )->getValue() : null;
	}

	private static function text( mixed $value ): string {
		return is_scalar( $value ) ? trim( wp_specialchars_decode( wp_strip_all_tags( (string) $value ), ENT_QUOTES ) ) : '';
	}

	/**
	 * @param array<array-key, string> $names Name by id.
	 * @return list<array{id: string, name: string}>
	 */
	private static function sorted( array $names ): array {
		natcasesort( $names );
		$list = array();
		foreach ( $names as $id => $name ) {
			$list[] = array(
				'id'   => (string) $id,
				'name' => $name,
			);
		}
		return $list;
	}
}

<?php
/**
 * What AccessAlly has to offer: whether it is there, its menu, and the tags, offerings and Teams that an owner can choose from.
 *
 * AccessAlly publishes no developer interface. Each name here was seen in public code that works with it; any of them
 * may be gone in the next version, so each call is guarded (see Calls) and each answer is looked at. Only this folder knows them.
 *
 * @package SlotBridge
 */

namespace SlotBridge\AccessAlly;

use SlotBridge\Catalogue\Choices;

final class Adapter {

	/** AccessAlly's own admin page, the newest first: SlotBridge's pages go into its menu. */
	private const MENU_SLUGS = array( '_accessally_dashboard', '_accessally_setting_all' );

	/** Whether AccessAlly is there. It can be there without a licence; see isLicensed(). */
	public static function isActive(): bool {
		return class_exists( 'AccessAlly', false );
	}

	/** AccessAlly's version; null: it is not there, or does not tell. */
	public static function version(): ?string {
		return Calls::version( 'AccessAlly' );
	}

	/** Whether AccessAlly runs with a licence. Without one it is installed but does nothing. */
	public static function isLicensed(): bool {
		return self::isActive() && (bool) Calls::property( 'AccessAllySettingLicense', 'accessally_enabled' );
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
		foreach ( self::tag_rows() as $row ) {
			$row  = is_object( $row ) ? get_object_vars( $row ) : $row;
			$id   = is_array( $row ) ? Calls::text( $row['Id'] ?? null ) : '';
			$name = is_array( $row ) ? Calls::text( $row['TagName'] ?? null ) : '';
			if ( '' !== $id ) {
				$found[ $id ] = '' === $name ? Names::numbered( 'tag', $id ) : $name;
			}
		}
		return Choices::by_name( $found );
	}

	/**
	 * AccessAlly's offerings, by name. Versions before 4 have none.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function offerings(): array {
		return Choices::by_name( array_column( self::isActive() ? Offerings::all() ?? array() : array(), 'name', 'key' ) );
	}

	/**
	 * The Teams that anybody leads or belongs to. AccessAlly tells their numbers through its user meta, but not their names.
	 *
	 * @return list<array{id: string, name: string}>
	 */
	public static function teams(): array {
		return Choices::by_name( self::isActive() ? Names::teams( TeamKeys::ids() ) : array() );
	}

	/** @return array<array-key, mixed> Rows of tags, from whichever class has them. */
	private static function tag_rows(): array {
		if ( ! self::isActive() ) {
			return array();
		}
		return Calls::list_of( 'AccessAllyMembershipUtilities', 'get_all_tags' ) ?? Calls::list_of( 'AccessAllyAPI', 'get_all_tags' ) ?? array();
	}
}

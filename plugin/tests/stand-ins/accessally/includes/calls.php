<?php
/**
 * What every public method does first: it is noted for tests that count calls, and it throws where the mode wants that.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInCalls {

	/** Methods that ask the CRM on a real site: slow, with a rate limit, and so not for a page load. Assumed by what they answer. */
	const ASK_THE_CRM = array(
		'AccessAllyAPI::get_crm_custom_field_list',
		'AccessAllyAPI::set_crm_contact_data',
		'AccessAllyAPI::sync_user_info_from_crm',
		'AccessAllyAPI::refresh_tag_mapping',
		'AccessAllyMembershipUtilities::get_contact',
		'AccessAllyMembershipUtilities::get_contact_by_email',
		'AccessAllyMembershipUtilities::get_contact_tags',
		'AccessAllyMembershipUtilities::add_contact_tags',
		'AccessAllyMembershipUtilities::remove_contact_tags',
	);

	/** @var list<string> Each call since forget(), as `Class::method`. */
	private static array $made = array();

	/**
	 * A call has begun.
	 *
	 * @throws RuntimeException|Error When the mode `throws` names the method.
	 */
	public static function at( string $method ): void {
		self::$made[] = $method;
		if ( array() === array_intersect( array( '*', $method ), AccessAllyStandInMode::names( 'throws' ) ) ) {
			return;
		}
		$words = "Stand-in: $method fails, as it was told to.";
		throw 'error' === AccessAllyStandInMode::get( 'throw_kind' ) ? new Error( $words ) : new RuntimeException( $words );
	}

	/** @return list<string> */
	public static function made(): array {
		return self::$made;
	}

	/** @return list<string> The calls that a real site would have paid for with a call of its CRM. */
	public static function to_the_crm(): array {
		return array_values( array_intersect( self::$made, self::ASK_THE_CRM ) );
	}

	public static function forget(): void {
		self::$made = array();
	}
}

<?php
/**
 * What the mode leaves out is really not there, one by one; and what it makes throw, throws.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

final class StandInAbsenceTest extends StandInTestCase {

	public function test_each_member_of_each_class_can_be_left_out_alone(): void {
		$count = 0;
		foreach ( array_merge( \AccessAllyStandInLoader::ALWAYS, \AccessAllyStandInLoader::NEW_ONLY, \AccessAllyStandInLoader::OLD_ONLY, \AccessAllyStandInLoader::PROGRESSALLY ) as $class_name ) {
			$whole = $this->members_of( $class_name, array() );
			self::assertNotSame( array(), $whole, $class_name );
			foreach ( $whole as $name ) {
				self::assertSame( array_values( array_diff( $whole, array( $name ) ) ), $this->members_of( $class_name, array( $name ) ), "$class_name without $name" );
				++$count;
			}
			self::assertSame( array(), $this->members_of( $class_name, $whole ), "$class_name without anything" );
		}
		self::assertGreaterThan( 50, $count );
	}

	public function test_a_site_runs_without_them_and_the_rest_still_works(): void {
		$left_out = array( 'AccessAllyAPI::get_all_tags', 'AccessAlly::VERSION', 'AccessAlly::save_post_permission_meta', 'AccessAllyUserTags', 'AccessAllySettingLicense::$accessally_enabled', 'ProgressAllyTaskDefinition::save_postdata', 'accessally_has_any_tag_id()' );
		$code     = <<<'PHP'
			AccessAllyStandInStorage::add_tag( 'One' );
			return array(
				'gone' => array( method_exists( 'AccessAllyAPI', 'get_all_tags' ), is_callable( array( 'AccessAllyAPI', 'get_all_tags' ) ), defined( 'AccessAlly::VERSION' ), class_exists( 'AccessAllyUserTags' ), property_exists( 'AccessAllySettingLicense', 'accessally_enabled' ), function_exists( 'accessally_has_any_tag_id' ) ),
				'here' => array( count( AccessAllyAPI::refresh_tag_mapping() ) > 0, AccessAlly::CACHE_PERIOD, wp_insert_post( array( 'post_title' => 'Saved', 'post_type' => 'page' ) ) > 0 ),
			);
			PHP;
		self::assertSame( array( 'gone' => array( false, false, false, false, false, false ), 'here' => array( true, 3600, true ) ), StandInProcess::run( array( 'left_out' => $left_out ), $code ) );
	}

	public function test_methods_throw_what_and_when_they_are_told_to(): void {
		self::assertIsArray( \AccessAllyAPI::get_all_tags() );
		\AccessAllyStandInMode::play( array( 'throws' => array( 'AccessAllyAPI::get_all_tags', 'accessally_has_any_tag_id()' ) ) );
		self::assertSame( array( 'RuntimeException', null, 'RuntimeException' ), array( self::thrown_by( array( 'AccessAllyAPI', 'get_all_tags' ) ), self::thrown_by( array( 'AccessAllyMembershipUtilities', 'get_all_tags' ) ), self::thrown_by( 'accessally_has_any_tag_id', '1' ) ) );
		\AccessAllyStandInMode::play( array( 'throws' => array( '*' ), 'throw_kind' => 'error' ) );
		foreach ( array_merge( \AccessAllyStandInLoader::ALWAYS, \AccessAllyStandInLoader::NEW_ONLY, \AccessAllyStandInLoader::PROGRESSALLY ) as $class_name ) {
			foreach ( ( new \ReflectionClass( $class_name ) )->getMethods() as $method ) {
				self::assertSame( 'Error', self::thrown_by( array( $class_name, $method->name ), ...array_fill( 0, $method->getNumberOfRequiredParameters(), 0 ) ), "$class_name::{$method->name}" );
			}
		}
	}

	public function test_calls_are_counted_and_those_that_ask_the_crm_are_known(): void {
		\AccessAllyUserPermission::get_cleaned_user_tags( 1 );
		\AccessAllyMembershipUtilities::get_contact( 1 );
		self::assertSame( array( 'AccessAllyUserPermission::get_cleaned_user_tags', 'AccessAllyMembershipUtilities::get_contact' ), \AccessAllyStandInCalls::made() );
		self::assertSame( array( 'AccessAllyMembershipUtilities::get_contact' ), \AccessAllyStandInCalls::to_the_crm() );
		foreach ( \AccessAllyStandInCalls::ASK_THE_CRM as $method ) {
			self::assertTrue( is_callable( $method ), $method );
		}
	}

	/**
	 * Declares a class under another name from its cut source.
	 *
	 * @param list<string> $left_out Names.
	 * @return list<string> Its methods, constants and properties.
	 */
	private function members_of( string $class_name, array $left_out ): array {
		static $number = 0;
		$probe         = 'StandInProbe' . ( ++$number );
		eval( '?>' . preg_replace( "/^class $class_name \\{/m", "class $probe {", \AccessAllyStandInLoader::source_without( $class_name, $left_out ) ) ); // phpcs:ignore Squiz.PHP.Eval.Discouraged
		$class = new \ReflectionClass( $probe );
		return array_merge( array_keys( $class->getConstants() ), array_map( static fn ( \ReflectionProperty $property ): string => "\${$property->name}", $class->getProperties() ), array_map( static fn ( \ReflectionMethod $method ): string => $method->name, $class->getMethods() ) );
	}

	/** The class of what a call throws; null: nothing. */
	private static function thrown_by( callable $method, mixed ...$arguments ): ?string {
		try {
			$method( ...$arguments );
		} catch ( \Throwable $thrown ) {
			return $thrown::class;
		}
		return null;
	}
}

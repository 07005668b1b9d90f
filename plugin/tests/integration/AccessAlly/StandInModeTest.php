<?php
/**
 * Where the stand-in's mode comes from, and which classes each version has.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\AccessAlly;

use PHPUnit\Framework\Attributes\DataProvider;

final class StandInModeTest extends StandInTestCase {

	public function test_defaults_hold_and_a_wrong_choice_is_not_taken(): void {
		foreach ( \AccessAllyStandInMode::CHOICES as $name => $choices ) {
			self::assertSame( $choices[0], \AccessAllyStandInMode::get( $name ), $name );
		}
		\AccessAllyStandInMode::set( 'tag_ids', 'roman' );
		self::assertSame( 'int', \AccessAllyStandInMode::get( 'tag_ids' ) );
		\AccessAllyStandInMode::set( 'throws', "A::a,\nB" );
		self::assertSame( array( 'A::a', 'B' ), \AccessAllyStandInMode::names( 'throws' ) );
	}

	public function test_a_filter_goes_before_the_option(): void {
		\AccessAllyStandInMode::set( 'tag_ids', 'string' );
		add_filter( 'accessally_stand_in_mode', static fn ( array $mode ): array => array( 'tag_ids' => 'int', 'writes' => 'direct' ) + $mode );
		self::assertSame( array( 'int', 'direct' ), array( \AccessAllyStandInMode::get( 'tag_ids' ), \AccessAllyStandInMode::get( 'writes' ) ) );
	}

	public function test_a_new_process_takes_its_mode_from_the_environment_and_a_constant_goes_before_it(): void {
		$code = 'define( "ACCESSALLY_STAND_IN_MODE", array( "system" => "active-campaign", "tag_ids" => "int" ) ); return array( AccessAllyStandInMode::get( "system" ), AccessAllyStandInMode::get( "tag_ids" ), AccessAllyStandInMode::get( "contact_ids" ), AccessAllySettingSetup::get_api_settings()["system"], get_option( "_accessally_setting_api" )["system"] );';
		self::assertSame( array( 'active-campaign', 'int', 'own', 'active-campaign', 'active-campaign' ), StandInProcess::run( array( 'system' => 'accessally', 'tag_ids' => 'string', 'contact_ids' => 'own' ), $code ) );
	}

	/** @return array<string, array{array<string, string>, array<string, mixed>}> */
	public static function versions(): array {
		$all = array( 'version' => '4.2.0', 'licensed' => true, 'offerings' => true, 'shared' => true, 'product' => false, 'drip' => false, 'progress' => '1.4.4', 'bridge' => true, 'progress_licensed' => true );
		return array(
			'4.x'                      => array( array(), $all ),
			'3.x'                      => array( array( 'version' => '3.6.4' ), array( 'version' => '3.6.4', 'offerings' => false, 'shared' => false, 'product' => true, 'drip' => true ) + $all ),
			'no licence'               => array( array( 'licensed' => 'no' ), array( 'licensed' => false ) + $all ),
			'an old ProgressAlly'      => array( array( 'progressally' => 'old' ), array( 'progress' => '1.2.0', 'bridge' => false ) + $all ),
			'ProgressAlly, no licence' => array( array( 'progressally' => 'unlicensed' ), array( 'progress_licensed' => false ) + $all ),
			'no ProgressAlly'          => array( array( 'progressally' => 'absent' ), array( 'progress' => null, 'bridge' => false, 'progress_licensed' => null ) + $all ),
		);
	}

	/**
	 * @param array<string, string> $mode     What is played.
	 * @param array<string, mixed>  $expected What is there then.
	 */
	#[DataProvider( 'versions' )]
	public function test_each_version_has_its_classes( array $mode, array $expected ): void {
		$code = <<<'PHP'
			return array(
				'version'           => AccessAlly::VERSION,
				'licensed'          => AccessAllySettingLicense::$accessally_enabled,
				'offerings'         => class_exists( 'AccessAllyOfferings', false ),
				'shared'            => class_exists( 'AccessAllyWizardShared', false ),
				'product'           => class_exists( 'AccessAllyWizardProduct', false ) && array() !== AccessAllyWizardProduct::merge_default_settings( array() ),
				'drip'              => class_exists( 'AccessAllyWizardDrip', false ) && is_array( AccessAllyWizardDrip::$default_drip_settings ),
				'progress'          => class_exists( 'ProgressAlly', false ) ? ProgressAlly::VERSION : null,
				'bridge'            => class_exists( 'ProgressAllyExternalInteractions', false ),
				'progress_licensed' => class_exists( 'ProgressAllySettingLicense', false ) ? ProgressAllySettingLicense::$progressally_enabled : null,
			);
			PHP;
		self::assertEquals( $expected, StandInProcess::run( $mode, $code ) );
	}

	public function test_every_named_mode_is_made_of_settings_that_there_are(): void {
		foreach ( \AccessAllyStandInPresets::ALL as $name => $settings ) {
			\AccessAllyStandInMode::play( $settings );
			foreach ( $settings as $setting => $value ) {
				self::assertSame( $value, is_array( $value ) ? \AccessAllyStandInMode::names( $setting ) : \AccessAllyStandInMode::get( $setting ), "$name: $setting" );
			}
			foreach ( $settings['left_out'] ?? array() as $entry ) {
				[ $class_name, $method ] = explode( '::', $entry ) + array( 1 => null );
				self::assertTrue( null === $method ? class_exists( $class_name ) : method_exists( $class_name, $method ), "$entry is not there to be left out" );
			}
		}
	}
}

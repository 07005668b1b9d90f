<?php
/**
 * What ProgressAlly hooks into WordPress, when it is there and has a licence.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInProgressAlly {

	/** Known: the version whose names were seen. The older one is a guess: the same without what ProgressAlly offers to others. */
	const VERSIONS = array( 'old' => '1.2.0' );
	const KNOWN    = '1.4.4';

	public static function version(): string {
		return self::VERSIONS[ AccessAllyStandInMode::get( 'progressally' ) ] ?? self::KNOWN;
	}

	public static function register(): void {
		if ( in_array( AccessAllyStandInMode::get( 'progressally' ), array( 'absent', 'unlicensed' ), true ) ) {
			return;
		}
		AccessAllyStandInVisits::register();
		AccessAllyStandInProgressAjax::register();
		add_action( 'accessally_clone_post', array( 'AccessAllyStandInObjectives', 'copy' ), 10, 2 );
		add_shortcode( 'progressally_certificate', array( 'AccessAllyStandInCertificates', 'render' ) );
		if ( AccessAllyStandInLoader::has( 'ProgressAllyTaskDefinition', 'save_postdata' ) ) {
			add_action( 'save_post', array( 'ProgressAllyTaskDefinition', 'save_postdata' ) );
		}
	}
}

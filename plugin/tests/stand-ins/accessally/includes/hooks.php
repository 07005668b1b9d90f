<?php
/**
 * What the stand-in hooks into WordPress.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInHooks {

	public static function register(): void {
		if ( AccessAllyStandInLoader::has( 'AccessAlly', 'save_post_permission_meta' ) ) {
			add_action( 'save_post', array( 'AccessAlly', 'save_post_permission_meta' ) );
		}
		add_filter( 'pre_option__accessally_setting_api', array( __CLASS__, 'api_settings' ) );
		AccessAllyStandInUpdateUser::register();
		AccessAllyStandInRelease::register();
		AccessAllyStandInProgressAlly::register();
		AccessAllyStandInShortcode::register();
		if ( AccessAllyStandInMode::is_licensed() ) {
			AccessAllyStandInWebhooks::register();
		}
		AccessAllyStandInRest::register();
		AccessAllyStandInScreens::register();
	}

	/** The option of this name is known; here it follows the mode. */
	public static function api_settings(): array {
		return array( 'system' => AccessAllyStandInMode::get( 'system' ) );
	}
}

<?php
/**
 * The stand-in's menu and pages in wp-admin. Known: the slugs of the menu, and that its pages want manage_options. The pages themselves are ours.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInScreens {

	const ACTION = 'accessally_stand_in';

	/** Slug of the top page by the mode `menu`. */
	const SLUGS = array(
		'new' => '_accessally_dashboard',
		'old' => '_accessally_setting_all',
	);

	public static function register(): void {
		add_action( 'admin_menu', array( __CLASS__, 'add_menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( __CLASS__, 'handle' ) );
		add_action( 'show_user_profile', array( 'AccessAllyStandInForms', 'render_user' ) );
		add_action( 'edit_user_profile', array( 'AccessAllyStandInForms', 'render_user' ) );
	}

	public static function add_menu(): void {
		$parent = self::SLUGS[ AccessAllyStandInMode::get( 'menu' ) ] ?? null;
		if ( null === $parent ) {
			return;
		}
		add_menu_page( 'AccessAlly', 'AccessAlly', 'manage_options', $parent, array( 'AccessAllyStandInForms', 'render_dashboard' ), 'dashicons-groups', 57 );
		add_submenu_page( $parent, 'AccessAlly', 'Dashboard', 'manage_options', $parent, array( 'AccessAllyStandInForms', 'render_dashboard' ) );
		add_submenu_page( $parent, 'Tags', 'Tags', 'manage_options', 'accessally-stand-in-tags', array( 'AccessAllyStandInForms', 'render_tags' ) );
		if ( class_exists( 'AccessAllyOfferings', false ) ) {
			add_submenu_page( $parent, 'Offerings', 'Offerings', 'manage_options', 'accessally-stand-in-offerings', array( 'AccessAllyStandInForms', 'render_offerings' ) );
		}
		add_submenu_page( $parent, 'Teams', 'Teams', 'manage_options', 'accessally-stand-in-teams', array( 'AccessAllyStandInForms', 'render_teams' ) );
		add_submenu_page( $parent, 'Stand-in', 'Stand-in', 'manage_options', 'accessally-stand-in-mode', array( 'AccessAllyStandInForms', 'render_mode' ) );
	}

	/** One handler for all forms: right, nonce, what to do, back again. */
	public static function handle(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( 'You are not allowed to do this.', '', array( 'response' => 403 ) );
		}
		$text = static fn ( string $name ): string => isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? sanitize_text_field( wp_unslash( $_POST[ $name ] ) ) : '';
		self::perform( $text( 'do' ), $text );
		wp_safe_redirect( wp_get_referer() ?: admin_url() );
		exit;
	}

	private static function perform( string $what, callable $text ): void {
		$user = (int) $text( 'user' );
		match ( $what ) {
			'add-tag'         => '' === $text( 'name' ) ? null : AccessAllyStandInStorage::add_tag( $text( 'name' ) ),
			'remove-tag'      => AccessAllyStandInStorage::remove_tag( (int) $text( 'tag' ) ),
			'give-tag'        => AccessAllyMembershipUtilities::add_contact_tags( $user, array( (int) $text( 'tag' ) ) ),
			'take-tag'        => AccessAllyMembershipUtilities::remove_contact_tags( $user, array( (int) $text( 'tag' ) ) ),
			'add-offering'    => '' === $text( 'name' ) ? null : AccessAllyStandInOfferings::save( '', array( 'name' => $text( 'name' ), 'tags' => array( 'instant' => '', 'base' => $text( 'tag' ), 'revoke' => '' ) ) ),
			'rename-offering' => AccessAllyStandInOfferings::save( $text( 'key' ), array( 'name' => $text( 'name' ) ) ),
			'delete-offering' => str_starts_with( $text( 'key' ), '_accessally_offering_' ) ? delete_option( $text( 'key' ) ) : null,
			'give-offering'   => self::give_offering( $text( 'key' ), $user ),
			'join-team'       => (int) $text( 'team' ) > 0 && $user > 0 ? AccessAllyStandInTeams::add( (int) $text( 'team' ), $user, 'leader' === $text( 'as' ) ) : null,
			'leave-team'      => AccessAllyStandInTeams::remove( (int) $text( 'team' ), $user ),
			'sync-user'       => AccessAllyAPI::sync_user_info_from_crm( $user ),
			'set-mode'        => self::set_mode( $text ),
			default           => null,
		};
	}

	/** Somebody has an offering by having its base tag. */
	private static function give_offering( string $key, int $user ): void {
		$tag = AccessAllyOfferings::get_configured_tag_value( AccessAllyOfferings::get_offering_settings( $key )['tags']['base'] ?? '' );
		if ( '' !== $tag ) {
			AccessAllyMembershipUtilities::add_contact_tags( $user, array( (int) $tag ) );
		}
	}

	private static function set_mode( callable $text ): void {
		foreach ( AccessAllyStandInMode::CHOICES as $name => $choices ) {
			if ( in_array( $text( $name ), $choices, true ) ) {
				AccessAllyStandInMode::set( $name, $text( $name ) );
			}
		}
	}
}

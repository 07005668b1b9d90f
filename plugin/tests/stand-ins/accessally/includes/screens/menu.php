<?php
/**
 * The stand-in's menu and pages in wp-admin. Known: the slugs of the menu, and that its pages want manage_options. The pages themselves are ours.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInScreens {

	const ACTION = 'accessally_stand_in';
	const MODE   = 'accessally-stand-in-mode';

	/** Slug of the top page by the mode `menu`. */
	const SLUGS = array(
		'new' => '_accessally_dashboard',
		'old' => '_accessally_setting_all',
	);

	/** Pages by slug: title and the class that shows it. */
	const PAGES = array(
		'accessally-stand-in-members'    => array( 'Members', 'AccessAllyStandInMembersPage' ),
		'accessally-stand-in-tags'       => array( 'Tags', 'AccessAllyStandInTagsPage' ),
		'accessally-stand-in-offerings'  => array( 'Offerings', 'AccessAllyStandInOfferingsPage' ),
		'accessally-stand-in-teams'      => array( 'Teams', 'AccessAllyStandInTeamsPage' ),
		'accessally-stand-in-sales'      => array( 'Sales', 'AccessAllyStandInSalesPage' ),
		'accessally-stand-in-operations' => array( 'Custom operations', 'AccessAllyStandInOperationsPage' ),
		'accessally-stand-in-progress'   => array( 'Progress', 'AccessAllyStandInProgressPage' ),
	);

	public static function register(): void {
		add_action( 'admin_menu', array( __CLASS__, 'add_menu' ) );
		add_action( 'admin_post_' . self::ACTION, array( __CLASS__, 'handle' ) );
		add_action( 'show_user_profile', array( 'AccessAllyStandInMembersPage', 'render_profile' ) );
		add_action( 'edit_user_profile', array( 'AccessAllyStandInMembersPage', 'render_profile' ) );
	}

	public static function add_menu(): void {
		// Under Tools, so that it can be found in the mode without a menu as well.
		add_management_page( 'AccessAlly stand-in', 'AccessAlly stand-in', 'manage_options', self::MODE, array( 'AccessAllyStandInModePage', 'render' ) );
		$parent = self::SLUGS[ AccessAllyStandInMode::get( 'menu' ) ] ?? null;
		if ( null === $parent ) {
			return;
		}
		$dashboard = array( 'AccessAllyStandInDashboardPage', 'render' );
		add_menu_page( 'AccessAlly', 'AccessAlly', 'manage_options', $parent, $dashboard, 'dashicons-groups', 57 );
		add_submenu_page( $parent, 'AccessAlly', 'Dashboard', 'manage_options', $parent, $dashboard );
		foreach ( self::pages() as $slug => [ $title, $page ] ) {
			add_submenu_page( $parent, $title, $title, 'manage_options', $slug, array( $page, 'render' ) );
		}
		add_submenu_page( $parent, 'Stand-in', 'Stand-in', 'manage_options', 'tools.php?page=' . self::MODE );
	}

	/** One handler for all forms: right, nonce, what to do, back again with a word about it. */
	public static function handle(): void {
		check_admin_referer( self::ACTION );
		if ( ! current_user_can( 'manage_options' ) ) {
			wp_die( 'You are not allowed to do this.', '', array( 'response' => 403 ) );
		}
		$text = static fn ( string $name ): string => isset( $_POST[ $name ] ) && is_string( $_POST[ $name ] ) ? sanitize_textarea_field( wp_unslash( $_POST[ $name ] ) ) : '';
		$said = AccessAllyStandInActions::perform( $text( 'do' ), $text );
		set_transient( self::notice_key(), $said ?? 'The stand-in cannot do this.', MINUTE_IN_SECONDS );
		wp_safe_redirect( wp_get_referer() ?: admin_url() );
		exit;
	}

	/** What the last form did; once. */
	public static function take_notice(): string {
		$said = get_transient( self::notice_key() );
		delete_transient( self::notice_key() );
		return is_string( $said ) ? $said : '';
	}

	/** @return array<string, array{string, string}> The pages of the version that is played. */
	private static function pages(): array {
		$pages = self::PAGES;
		if ( ! AccessAllyStandInStorage::is_new() ) {
			unset( $pages['accessally-stand-in-offerings'] );
		}
		if ( 'absent' === AccessAllyStandInMode::get( 'progressally' ) ) {
			unset( $pages['accessally-stand-in-progress'] );
		}
		return $pages;
	}

	private static function notice_key(): string {
		return 'accessally_stand_in_said_' . get_current_user_id();
	}
}

<?php
/**
 * Offerings with their modules and pages, the CommunityAlly group of a page, and who gets or loses them.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInOfferingsPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Offerings', 'Somebody may read an offering’s pages with its base tag (of a module with an own tag: with that), and not with its revoking tag.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		AccessAllyStandInHtml::form( array( 'add-offering' => 'Add offering' ), AccessAllyStandInHtml::text( 'name', 'Name' ) . AccessAllyStandInChoices::tag( 'tag', 'Base tag', true ) . AccessAllyStandInChoices::tag( 'revoke', 'Revoking tag', true ) );
		foreach ( AccessAllyStandInOfferings::keys() as $key ) {
			self::offering( $key, AccessAllyStandInOfferings::read( $key ) );
		}
		AccessAllyStandInHtml::heading( 'Clone a page' );
		AccessAllyStandInHtml::form( array( 'clone-page' => 'Clone' ), AccessAllyStandInChoices::page() );
	}

	/** @param array<string, mixed> $settings The offering. */
	private static function offering( string $key, array $settings ): void {
		$hidden = array( 'key' => $key );
		$name   = (string) $settings['name'];
		AccessAllyStandInHtml::heading( $name );
		AccessAllyStandInHtml::form( array( 'grant-offering' => "Give $name", 'revoke-offering' => "Take $name" ), AccessAllyStandInChoices::person(), $hidden );
		$modules = array_map( static fn ( array $module ): string => (string) $module['name'], (array) $settings['modules'] );
		$rows    = array();
		foreach ( (array) $settings['pages'] as $ordinal => $page ) {
			$group  = (string) $page['communityally-group-id'];
			$rows[] = array( (string) $page['name'], $modules[ $page['module'] ] ?? '—', '' === $group ? '—' : "CommunityAlly group $group", AccessAllyStandInHtml::button_cell( 'link-group', '' === $group ? 'Link with group 21' : 'End the link', $hidden + array( 'ordinal' => (string) $ordinal, 'group' => '' === $group ? '21' : '' ) ) );
		}
		AccessAllyStandInHtml::table( array( 'Page', 'Module', 'Group', 'Change' ), $rows, 'It has no pages yet.' );
		if ( array() !== $modules ) {
			AccessAllyStandInHtml::form( array( 'release-module' => 'Release at the next wp-cron' ), AccessAllyStandInHtml::select( 'module', 'Module', $modules ) . AccessAllyStandInChoices::person(), $hidden );
		}
		self::changes( $name, $modules, $hidden );
	}

	/**
	 * @param array<array-key, string> $modules Name by number.
	 * @param array<string, string>    $hidden  Which offering.
	 */
	private static function changes( string $name, array $modules, array $hidden ): void {
		echo '<details><summary>' . esc_html( "Change $name" ) . '</summary>';
		AccessAllyStandInHtml::form( array( 'add-page' => 'Add page' ), AccessAllyStandInHtml::text( 'name', 'Title' ) . AccessAllyStandInHtml::select( 'module', 'Module', array( '' => '(none)' ) + $modules ) . AccessAllyStandInHtml::text( 'group', 'CommunityAlly group, if any', '', false ), $hidden );
		AccessAllyStandInHtml::form( array( 'add-module' => 'Add module' ), AccessAllyStandInHtml::text( 'name', 'Name of the module' ) . AccessAllyStandInChoices::tag( 'tag', 'Its own tag', true ), $hidden );
		AccessAllyStandInHtml::form( array( 'rename-offering' => 'Rename' ), AccessAllyStandInHtml::text( 'name', 'Name', $name ), $hidden );
		echo AccessAllyStandInHtml::button( 'delete-offering', "Delete $name", $hidden, 'button-link button-link-delete' ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A form of button().
		echo '</details>';
	}
}

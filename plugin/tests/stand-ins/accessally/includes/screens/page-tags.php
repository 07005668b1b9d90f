<?php
/**
 * Tags: adding and deleting them, giving and taking them, and changing them in the CRM behind the site's back.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInTagsPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Tags', 'Changing somebody’s tags fires no hook of AccessAlly, here as in version 4 of the real one.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		AccessAllyStandInHtml::form( array( 'add-tag' => 'Add tag' ), AccessAllyStandInHtml::text( 'name', 'Name of the new tag' ) );
		$rows = array();
		foreach ( AccessAllyStandInStorage::tags() as $id => $name ) {
			$rows[] = array( (string) $id, $name, AccessAllyStandInHtml::button_cell( 'remove-tag', "Delete $name", array( 'tag' => (string) $id ), 'button-link button-link-delete' ) );
		}
		AccessAllyStandInHtml::table( array( 'Id', 'Tag', 'Delete' ), $rows, 'There are no tags yet.' );
		if ( array() === $rows ) {
			return;
		}
		AccessAllyStandInHtml::heading( 'Give or take' );
		$fields = AccessAllyStandInChoices::person() . AccessAllyStandInChoices::tag();
		AccessAllyStandInHtml::form( array( 'give-tag' => 'Give tag', 'take-tag' => 'Take tag' ), $fields );
		AccessAllyStandInHtml::heading( 'Protect a page' );
		AccessAllyStandInHtml::form( array( 'protect-page' => 'Only with this tag', 'open-page' => 'Open to everybody' ), AccessAllyStandInChoices::page() . AccessAllyStandInChoices::tag() );
		AccessAllyStandInHtml::heading( 'In the CRM' );
		echo '<p>The site sees a change in the CRM at the next sync: at the member’s next visit after a webhook, or when you sync here.</p>';
		AccessAllyStandInHtml::form( array( 'give-tag-in-crm' => 'Give tag in the CRM', 'take-tag-in-crm' => 'Take tag in the CRM' ), $fields );
		AccessAllyStandInHtml::form( array( 'send-webhook' => 'Send the webhook “update user”', 'sync-user' => 'Sync now' ), AccessAllyStandInChoices::person() );
	}
}

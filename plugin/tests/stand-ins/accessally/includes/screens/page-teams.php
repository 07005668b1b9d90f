<?php
/**
 * Teams: making one by its first person, joining, leaving, emptying.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInTeamsPage {

	public static function render(): void {
		AccessAllyStandInHtml::page( 'Teams', 'A Team is a number in the user meta of its people. AccessAlly keeps no name there, and a Team is gone with its last person.', array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		AccessAllyStandInHtml::form( array( 'join-team' => 'Add to Team' ), AccessAllyStandInHtml::number( 'team', 'Team number' ) . AccessAllyStandInChoices::person() . AccessAllyStandInHtml::select( 'as', 'As', array( 'member' => 'Member', 'leader' => 'Leader' ) ) );
		foreach ( AccessAllyStandInTeams::all() as $team => $people ) {
			AccessAllyStandInHtml::heading( "Team $team" );
			$rows = array();
			foreach ( $people as $person ) {
				$name   = AccessAllyStandInChoices::name( $person['user'] );
				$as     = $person['leader'] ? 'leader' : 'member';
				$rows[] = array( $name, ucfirst( $as ), AccessAllyStandInHtml::button_cell( 'leave-team', "Remove $name as $as", array( 'team' => (string) $team, 'user' => (string) $person['user'], 'as' => $as ), 'button-link button-link-delete' ) );
			}
			AccessAllyStandInHtml::table( array( 'Person', 'As', 'Remove' ), $rows, 'Nobody.' );
			AccessAllyStandInHtml::form( array( 'tag-team' => 'Save tags' ), AccessAllyStandInChoices::tag( 'leader', 'Tag of leaders', true ) . AccessAllyStandInChoices::tag( 'member', 'Tag of members', true ), array( 'team' => (string) $team ) );
			echo AccessAllyStandInHtml::button( 'empty-team', "Empty Team $team", array( 'team' => (string) $team ), 'button-link button-link-delete' ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A form of button().
		}
	}
}

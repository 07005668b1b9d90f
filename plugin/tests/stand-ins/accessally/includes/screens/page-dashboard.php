<?php
/**
 * The first page: what is played, and what the stand-in did lately.
 *
 * @package SlotBridge\StandIn
 */

final class AccessAllyStandInDashboardPage {

	public static function render(): void {
		$progress = 'absent' === AccessAllyStandInMode::get( 'progressally' ) ? 'without ProgressAlly' : 'with ProgressAlly ' . PROGRESSALLY_STAND_IN_VERSION;
		$intro    = sprintf( 'This plays AccessAlly %s with%s a licence, %s. It has %d tags, %d offerings and %d Teams.', ACCESSALLY_STAND_IN_VERSION, AccessAllyStandInMode::is_licensed() ? '' : 'out', $progress, count( AccessAllyStandInStorage::tags() ), count( AccessAllyStandInOfferings::keys() ), count( AccessAllyStandInTeams::all() ) );
		AccessAllyStandInHtml::page( 'AccessAlly (stand-in)', $intro, array( __CLASS__, 'body' ) );
	}

	public static function body(): void {
		if ( false === get_option( AccessAllyStandInDemo::DONE ) ) {
			echo AccessAllyStandInHtml::button( 'fill-demo', 'Add a small membership site: members, tags, Teams, offerings', array(), 'button button-primary' ); // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped -- A form of button().
		} else {
			echo '<p>' . esc_html( sprintf( 'The example members (%s) log in with the password %s.', implode( ', ', array_keys( AccessAllyStandInDemo::MEMBERS ) ), AccessAllyStandInDemo::PASSWORD ) ) . '</p>';
		}
		AccessAllyStandInHtml::heading( 'What happened lately' );
		$rows = array();
		foreach ( AccessAllyStandInLog::lines() as $line ) {
			$rows[] = array( (string) wp_date( get_option( 'date_format' ) . ' ' . get_option( 'time_format' ), $line['at'] ), $line['words'] );
		}
		AccessAllyStandInHtml::table( array( 'When', 'What' ), $rows, 'Nothing yet.' );
	}
}

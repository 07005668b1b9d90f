<?php
/**
 * Tells the owner by mail that there is something to decide: once a day at most, to the address of the alerts.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Access\Loss;

use SlotBridge\Admin\MainPage;
use SlotBridge\Settings\Settings;

final class LossMail {

	/** When the last one went out: Unix time. */
	public const OPTION = 'slotbridge_loss_mailed_at';

	public static function send_if_due(): void {
		$mail = Settings::read()['alertEmail'];
		$last = get_option( self::OPTION, 0 );
		$last = is_numeric( $last ) ? (int) $last : 0;
		if ( '' === $mail || ! LossSettings::read()['mail'] || $last > time() - DAY_IN_SECONDS ) {
			return;
		}
		$count = LossTable::asked_since( $last );
		if ( 0 === $count ) {
			return;
		}
		update_option( self::OPTION, time(), false );
		wp_mail(
			$mail,
			/* translators: %s: name of the site. */
			sprintf( __( '[%s] Members who lost access have bookings', 'slotbridge' ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) ),
			sprintf(
				/* translators: %d: number of members and calendars. */
				_n( 'Somebody who lost access to a calendar still has bookings there: %d entry is new. Nothing is cancelled before you decide:', 'People who lost access to a calendar still have bookings there: %d entries are new. Nothing is cancelled before you decide:', $count, 'slotbridge' ),
				$count
			) . "\n\n" . MainPage::url( 'access' )
		);
	}
}

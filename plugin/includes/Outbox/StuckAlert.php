<?php
/**
 * Tells the owner when events have been waiting for a quarter of an hour: a notice in wp-admin, and one mail if wanted.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

use SlotBridge\Admin\MainPage;
use SlotBridge\Settings\Settings;

final class StuckAlert {

	/** Seconds that an event may wait before anybody is told. */
	public const AFTER = 15 * MINUTE_IN_SECONDS;

	/** Since when the owner knows: Unix time; absent while all is well. */
	public const OPTION = 'slotbridge_alerted_at';

	public function __construct( private readonly OutboxTable $table ) {}

	public function register(): void {
		add_action( 'admin_notices', array( $this, 'show' ) );
	}

	/** Run by the timer: sends the one mail, or notes that all is well again. */
	public function check(): void {
		if ( ! $this->is_stuck() ) {
			delete_option( self::OPTION );
			return;
		}
		$mail = Settings::read()['alertEmail'];
		// add_option() is false when the option is there already: the mail goes out once.
		if ( add_option( self::OPTION, time(), '', false ) && '' !== $mail ) {
			$stats = $this->table->stats();
			wp_mail(
				$mail,
				/* translators: %s: name of the site. */
				sprintf( __( '[%s] SlotBridge cannot send changes to HighLevel', 'slotbridge' ), wp_specialchars_decode( get_bloginfo( 'name' ), ENT_QUOTES ) ),
				$this->words() . "\n\n" . ( $stats['lastError'] ?? '' ) . "\n\n" . MainPage::url()
			);
		}
	}

	/** Shows the notice to those who can do something about it. */
	public function show(): void {
		if ( ! current_user_can( 'slotbridge_manage' ) || ! $this->is_stuck() ) {
			return;
		}
		$reason = $this->table->head()?->last_error;
		printf(
			'<div class="notice notice-warning"><p><strong>SlotBridge:</strong> %1$s %2$s <a href="%3$s">%4$s</a></p></div>',
			esc_html( $this->words() ),
			esc_html( (string) $reason ),
			esc_url( MainPage::url( 'connect' ) ),
			esc_html__( 'See what is wrong', 'slotbridge' )
		);
	}

	/** Whether the oldest waiting event is older than AFTER. */
	public function is_stuck(): bool {
		$head = $this->table->head();
		return null !== $head && $head->created_at < OutboxTable::time( -self::AFTER );
	}

	private function words(): string {
		$stats = $this->table->stats();
		$since = human_time_diff( (int) strtotime( (string) $stats['oldestPendingAt'] ) );
		return sprintf(
			/* translators: 1: number of changes, 2: a duration like "20 minutes". */
			_n( '%1$d change has been waiting for %2$s. It is safe and will be sent as soon as the bridge takes it.', '%1$d changes have been waiting, the oldest for %2$s. They are safe and will be sent as soon as the bridge takes them.', $stats['pending'], 'slotbridge' ),
			$stats['pending'],
			$since
		);
	}
}

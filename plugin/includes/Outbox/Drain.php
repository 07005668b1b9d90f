<?php
/**
 * Sends everything that waits, round after round, until nothing is left, the bridge takes no more, or the time is up.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Outbox;

final class Drain {

	/** Seconds that one round may take: below the lease of a dispatcher. */
	private const ROUND = 20;

	public function __construct( private readonly OutboxTable $table, private readonly Dispatcher $dispatcher ) {}

	/**
	 * For long-running code only: a page never waits for it.
	 *
	 * @return array{sent: int, refused: int, waiting: int, error: string|null} waiting: what is left; error: why the bridge took no more.
	 */
	public function run( int $seconds ): array {
		$end     = time() + $seconds;
		$sent    = 0;
		$refused = 0;
		do {
			$report   = $this->dispatcher->dispatch( true, max( 1, min( self::ROUND, $end - time() ) ) );
			$sent    += $report->sent;
			$refused += $report->refused;
			$waiting  = $this->table->stats()['pending'];
			if ( $report->busy ) {
				sleep( 1 ); // Another process sends them; its lease ends by itself.
			}
			$goes_on = null === $report->error && $waiting > 0 && ( $report->busy || $report->sent + $report->refused > 0 );
		} while ( $goes_on && time() < $end );
		return array(
			'sent'    => $sent,
			'refused' => $refused,
			'waiting' => $waiting,
			'error'   => $report->error,
		);
	}
}

<?php
/**
 * /outbox and /resend: send now, throw a refused event away, tell the bridge about everything anew.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Calendars\Resend;
use SlotBridge\Outbox\Dispatcher;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxTable;

final class OutboxController extends Controller {

	public function __construct( private readonly Outbox $outbox, private readonly OutboxTable $table, private readonly Dispatcher $dispatcher ) {}

	public function register(): void {
		$this->route( '/outbox/dispatch', 'POST', array( self::MANAGE ), fn (): array => $this->dispatch() );
		$this->route( '/outbox/(?P<id>\d{1,18})/discard', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): array|\WP_Error => $this->discard( (int) self::text( $request, 'id' ) ) );
		$this->route( '/resend', 'POST', array( self::MANAGE ), fn (): array => ( new Resend( $this->outbox ) )->all() );
	}

	/** @return array<string, mixed> */
	private function dispatch(): array {
		$report = $this->dispatcher->dispatch( true, 10, 10 );
		return array(
			'sent'    => $report->sent,
			'refused' => $report->refused,
			'busy'    => $report->busy,
			'error'   => $report->error,
			'outbox'  => $this->table->stats(),
		);
	}

	/** @return array{discarded: true}|\WP_Error */
	private function discard( int $id ): array|\WP_Error {
		if ( ! $this->table->discard( $id ) ) {
			return new \WP_Error( 'slotbridge_not_found', __( 'There is no refused event with this number. Events that still wait cannot be thrown away.', 'slotbridge' ), array( 'status' => 404 ) );
		}
		do_action( 'slotbridge_audit', 'outbox.discarded', null, null, array( 'subject' => (string) $id ) );
		return array( 'discarded' => true );
	}
}

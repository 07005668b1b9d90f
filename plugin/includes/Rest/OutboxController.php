<?php
/**
 * /outbox and /resend: send now, throw a refused event away, tell the bridge about everything anew.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Calendars\CalendarSnapshot;
use SlotBridge\Calendars\GroupSnapshot;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Outbox\Dispatcher;
use SlotBridge\Outbox\Outbox;
use SlotBridge\Outbox\OutboxTable;

final class OutboxController extends Controller {

	public function __construct( private readonly Outbox $outbox, private readonly OutboxTable $table, private readonly Dispatcher $dispatcher ) {}

	public function register(): void {
		$this->route( '/outbox/dispatch', 'POST', array( self::MANAGE ), fn (): array => $this->dispatch() );
		$this->route( '/outbox/(?P<id>\d{1,18})/discard', 'POST', array( self::MANAGE ), fn ( \WP_REST_Request $request ): array|\WP_Error => $this->discard( (int) self::text( $request, 'id' ) ) );
		$this->route( '/resend', 'POST', array( self::MANAGE ), fn (): array => $this->resend() );
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
		return $this->table->discard( $id )
			? array( 'discarded' => true )
			: new \WP_Error( 'slotbridge_not_found', __( 'There is no refused event with this number. Events that still wait cannot be thrown away.', 'slotbridge' ), array( 'status' => 404 ) );
	}

	/**
	 * Groups first: calendars refer to them. What cannot be sent as it is stored is counted and left out.
	 *
	 * @return array{recorded: int, skipped: int}
	 */
	private function resend(): array {
		$recorded = 0;
		$skipped  = 0;
		$terms    = get_terms(
			array(
				'taxonomy'   => 'slotbridge_calendar_group',
				'hide_empty' => false,
			)
		);
		foreach ( is_array( $terms ) ? $terms : array() as $term ) {
			if ( array() !== GroupSnapshot::faults( $term ) ) {
				++$skipped;
				continue;
			}
			$snapshot = GroupSnapshot::of( $term );
			$this->outbox->record( EventTypes::GROUP_UPDATED, 'calendar-group/' . $term->term_id, $snapshot, array_keys( $snapshot ) );
			++$recorded;
		}
		$posts = get_posts(
			array(
				'post_type'   => 'slotbridge_calendar',
				'post_status' => array( 'publish', 'future', 'draft', 'pending', 'private' ),
				'numberposts' => -1,
				'orderby'     => 'ID',
				'order'       => 'ASC',
			)
		);
		foreach ( $posts as $post ) {
			if ( array() !== CalendarSnapshot::faults( $post ) ) {
				++$skipped;
				continue;
			}
			$snapshot = CalendarSnapshot::of( $post );
			$this->outbox->record( EventTypes::CALENDAR_UPDATED, 'calendar/' . $post->ID, $snapshot, array_keys( $snapshot ) );
			++$recorded;
		}
		return array(
			'recorded' => $recorded,
			'skipped'  => $skipped,
		);
	}
}

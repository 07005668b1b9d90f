<?php
/**
 * /activity and /replay: what happened, with what still waits in this site's outbox; also while the bridge is away.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Catalogue\TriggerTypes;
use SlotBridge\Outbox\OutboxRow;
use SlotBridge\Outbox\OutboxTable;

final class ActivityController extends Controller {

	private const FILTERS = array( 'state', 'entity', 'subject', 'q', 'before', 'limit' );

	public function __construct( private readonly BridgeClient $client, private readonly OutboxTable $table ) {}

	public function register(): void {
		$this->route( '/activity', 'GET', array( self::VIEW, self::MANAGE ), fn ( \WP_REST_Request $request ): array => $this->activity( $request ), self::filters() );
		$this->route( '/activity/(?P<id>[A-Za-z0-9-]{1,64})', 'GET', array( self::VIEW, self::MANAGE ), fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'GET', '/v1/activity/' . self::text( $request, 'id' ) ) );
		$this->route(
			'/replay',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => $this->client->call( 'POST', '/v1/replay', array(), self::json_of( $request, array( 'eventIds', 'state', 'since' ) ) ),
			array(
				'eventIds' => array(
					'type'     => 'array',
					'items'    => array(
						'type'      => 'string',
						'maxLength' => 64,
					),
					'maxItems' => 500,
				),
				'state'    => array(
					'type' => 'string',
					'enum' => array( 'dead' ),
				),
				'since'    => array(
					'type'   => 'string',
					'format' => 'date-time',
				),
			)
		);
	}

	/** @return array<string, array<string, mixed>> */
	private static function filters(): array {
		return array(
			'state'   => self::text_arg( 'Only events in this state; several are separated by commas.' ),
			'entity'  => array(
				'type' => 'string',
				'enum' => array( '', 'calendar', 'calendar-group', 'member', 'offering', 'page', 'team', 'inbound' ),
			),
			'subject' => self::text_arg( 'Only events of this entity, e.g. calendar/12.' ),
			'q'       => self::text_arg( 'Words to search for.' ),
			'before'  => self::text_arg( 'Cursor from the page before.' ),
			'limit'   => array(
				'type'    => 'integer',
				'minimum' => 1,
				'maximum' => 200,
				'default' => 50,
			),
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<string, mixed>
	 */
	private function activity( \WP_REST_Request $request ): array {
		$query = array();
		foreach ( self::FILTERS as $name ) {
			$query[ $name ] = self::text( $request, $name );
		}
		try {
			$answer = $this->client->call( 'GET', '/v1/activity', $query )->passed_on();
		} catch ( BridgeFailure $failure ) {
			if ( null !== $failure->answered && $failure->answered < 500 && 401 !== $failure->answered ) {
				throw $failure; // A fault in the question itself, e.g. a bad cursor.
			}
			$answer = array(
				'items'       => array(),
				'next'        => null,
				'counts'      => null,
				'bridgeError' => array(
					'code'    => 'slotbridge_' . $failure->error_code,
					'message' => $failure->getMessage(),
				),
			);
		}
		$answer['outbox'] = array(
			'pending' => $this->table->stats()['pending'],
			'items'   => '' === $query['before'] ? $this->unsent( $query ) : array(),
		);
		return $answer;
	}

	/**
	 * @param array<string, string> $query The filters.
	 * @return list<array<string, mixed>>
	 */
	private function unsent( array $query ): array {
		$items = array();
		foreach ( $this->table->unsent( 200 ) as $row ) {
			$item = self::describe( $row );
			if ( '' !== $query['entity'] && $item['entity'] !== $query['entity'] || '' !== $query['subject'] && $row->subject !== $query['subject'] ) {
				continue;
			}
			if ( '' !== $query['q'] && false === mb_stripos( $item['title'] . ' ' . $row->subject, $query['q'] ) ) {
				continue;
			}
			$items[] = $item;
		}
		return array_slice( $items, 0, 50 );
	}

	/** @return array{id: int, type: string, subject: string, entity: string, entityName: string, title: string, state: 'queued'|'refused', reason: string|null, attempts: int, createdAt: string|null, nextAttemptAt: string|null} */
	private static function describe( OutboxRow $row ): array {
		$name    = $row->entity_name();
		$refused = OutboxRow::REFUSED === $row->state;
		return array(
			'id'            => $row->id,
			'type'          => $row->type,
			'subject'       => $row->subject,
			'entity'        => explode( '/', $row->subject )[0],
			'entityName'    => $name,
			'title'         => TriggerTypes::find( $row->type )?->told( $name, $row->detail() ) ?? sprintf( EventTypes::titles()[ $row->type ] ?? '%s', $name ),
			'state'         => $refused ? 'refused' : 'queued',
			'reason'        => $row->last_error,
			'attempts'      => $row->attempts,
			'createdAt'     => OutboxTable::rfc3339( $row->created_at ),
			'nextAttemptAt' => $refused ? null : OutboxTable::rfc3339( $row->next_attempt_at ),
		);
	}
}

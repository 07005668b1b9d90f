<?php
/**
 * Compares each calendar of the site with what HighLevel has right now, and sends again what is not in step.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Calendars;

use SlotBridge\Bridge\BridgeClient;
use SlotBridge\Bridge\BridgeFailure;

final class Reconcile {

	/** As many as the bridge compares in one question. */
	private const BATCH = 50;

	/** Seconds: the bridge asks HighLevel while we wait. */
	private const TIMEOUT = 60;

	public function __construct( private readonly BridgeClient $client ) {}

	/**
	 * Nothing is changed.
	 *
	 * @return list<array{calendar: int, name: string, state: 'in step'|'differs'|'gone'|'not sent'|'faulty', highLevelId: string, differs: list<string>, kept: list<string>, reason: string}>
	 * @throws BridgeFailure When the bridge or HighLevel cannot be asked.
	 */
	public function compare(): array {
		$rows  = array();
		$asked = array();
		foreach ( Resend::calendars() as $post ) {
			[ 'snapshot' => $snapshot, 'faults' => $faults ] = CalendarSnapshot::inspect( $post );
			$rows[ $post->ID ] = self::row( $post, array() === $faults ? 'not sent' : 'faulty', implode( ' ', $faults ) );
			if ( array() === $faults ) {
				$asked[] = $snapshot;
			}
		}
		foreach ( array_chunk( $asked, self::BATCH ) as $batch ) {
			$answer = $this->client->call( 'POST', '/v1/compare', array(), (string) wp_json_encode( array( 'calendars' => $batch ) ), self::TIMEOUT )->data();
			foreach ( is_array( $answer['items'] ?? null ) ? $answer['items'] : array() as $item ) {
				$id = is_array( $item ) && is_string( $item['subject'] ?? null ) ? (int) substr( $item['subject'], strlen( 'calendar/' ) ) : 0;
				if ( is_array( $item ) && isset( $rows[ $id ] ) ) {
					$rows[ $id ] = self::told( $rows[ $id ], $item );
				}
			}
		}
		return array_values( $rows );
	}

	/**
	 * @param array{calendar: int, name: string, state: string, highLevelId: string, differs: list<string>, kept: list<string>, reason: string} $row  What is known.
	 * @param array<array-key, mixed>                                                                                                         $item What the bridge says.
	 * @return array{calendar: int, name: string, state: 'in step'|'differs'|'gone'|'not sent'|'faulty', highLevelId: string, differs: list<string>, kept: list<string>, reason: string}
	 */
	private static function told( array $row, array $item ): array {
		$list               = static fn ( mixed $value ): array => is_array( $value ) ? array_values( array_filter( $value, 'is_string' ) ) : array();
		$row['state']       = match ( $item['state'] ?? '' ) {
			'inStep' => 'in step',
			'differs' => 'differs',
			'gone' => 'gone',
			'invalid' => 'faulty',
			default => 'not sent',
		};
		$row['highLevelId'] = is_string( $item['highLevelId'] ?? null ) ? $item['highLevelId'] : '';
		$row['differs']     = $list( $item['differs'] ?? null );
		$row['kept']        = $list( $item['kept'] ?? null );
		$row['reason']      = is_string( $item['reason'] ?? null ) ? $item['reason'] : '';
		return $row;
	}

	/**
	 * @param 'not sent'|'faulty' $state What can be said without the bridge.
	 * @return array{calendar: int, name: string, state: 'in step'|'differs'|'gone'|'not sent'|'faulty', highLevelId: string, differs: list<string>, kept: list<string>, reason: string}
	 */
	private static function row( \WP_Post $post, string $state, string $reason ): array {
		return array(
			'calendar'    => $post->ID,
			'name'        => $post->post_title,
			'state'       => $state,
			'highLevelId' => '',
			'differs'     => array(),
			'kept'        => array(),
			'reason'      => $reason,
		);
	}
}

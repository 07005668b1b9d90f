<?php
/**
 * /access/losses: members who lost access and have bookings; the list, what the owner decides, the way back, and the rule.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Access\Loss\Loss;
use SlotBridge\Access\Loss\LossDecisions;
use SlotBridge\Access\Loss\LossPass;
use SlotBridge\Access\Loss\LossSettings;
use SlotBridge\Access\Loss\LossTable;
use SlotBridge\Access\Loss\LossView;
use SlotBridge\Access\People;

final class LostAccessController extends Controller {

	/** Entries that are decided about at once. */
	private const MOST = 50;

	public function __construct( private readonly LossPass $pass ) {}

	public function register(): void {
		$this->route(
			'/access/losses',
			'GET',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->list( $request ),
			array(
				'state'  => array(
					'description' => 'Only entries in one of these states, with commas between.',
					'type'        => 'string',
					'pattern'     => '^([a-z]+(,[a-z]+)*)?$',
				),
				'search' => self::text_arg( 'Part of a name or a mail address.' ),
				'page'   => self::number_arg( 'Page, from 1.', 100_000 ),
				'size'   => self::number_arg( 'Entries on a page.', 100 ),
			)
		);
		$this->route(
			'/access/losses/decide',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->decide( $request ),
			array(
				'ids'      => array(
					'description' => 'Entries.',
					'type'        => 'array',
					'items'       => array(
						'type'    => 'integer',
						'minimum' => 1,
					),
					'minItems'    => 1,
					'maxItems'    => self::MOST,
					'required'    => true,
				),
				'decision' => array(
					'description' => 'undo restores what was cancelled.',
					'type'        => 'string',
					'enum'        => array( 'keep', 'cancel', 'undo' ),
					'required'    => true,
				),
			)
		);
		$this->route( '/access/losses/settings', 'GET', array( self::MANAGE ), static fn (): array => LossSettings::read() );
		$this->route(
			'/access/losses/settings',
			'PUT',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->save( $request ),
			array(
				'mode'       => array(
					'description' => 'What happens to the future bookings of members who lose access.',
					'type'        => 'string',
					'enum'        => array( LossSettings::KEEP, LossSettings::ASK, LossSettings::CANCEL ),
					'required'    => true,
				),
				'graceHours' => array(
					'description' => 'How long nothing happens, for cancel.',
					'type'        => 'integer',
					'minimum'     => 0,
					'maximum'     => LossSettings::LONGEST,
					'required'    => true,
				),
				'mail'       => array(
					'description' => 'Whether the address of the alerts gets a mail when there is something to decide, once a day at most.',
					'type'        => 'boolean',
					'default'     => false,
				),
			)
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array<string, mixed>
	 */
	private function list( \WP_REST_Request $request ): array {
		if ( array() !== LossTable::under_way( 1 ) ) {
			$this->pass->work(); // The owner is looking: the minute is not waited for.
		}
		$search = trim( self::text( $request, 'search' ) );
		$states = array_values( array_intersect( Loss::STATES, explode( ',', self::text( $request, 'state' ) ) ) );
		$size   = self::number( $request, 'size', 20 );
		$found  = LossTable::page( $states, '' === $search ? null : People::find( $search, 1, 200 )['ids'], self::number( $request, 'page', 1 ), $size );
		return array(
			'items'    => array_map( array( LossView::class, 'of' ), $found['items'] ),
			'total'    => $found['total'],
			'pages'    => (int) ceil( $found['total'] / $size ),
			'counts'   => LossTable::counts(),
			'settings' => LossSettings::read(),
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array{items: list<array<string, mixed>>, refused: list<array{id: int, reason: string}>}
	 */
	private function decide( \WP_REST_Request $request ): array {
		$ids     = $request->get_param( 'ids' );
		$done    = array();
		$refused = array();
		foreach ( array_unique( array_map( 'intval', is_array( $ids ) ? array_filter( $ids, 'is_numeric' ) : array() ) ) as $id ) {
			$loss   = LossTable::find( $id );
			$reason = null === $loss ? __( 'This entry is no longer there.', 'slotbridge' ) : match ( self::text( $request, 'decision' ) ) {
				'keep'   => LossDecisions::keep( $loss, get_current_user_id() ),
				'cancel' => LossDecisions::cancel( $loss, get_current_user_id() ),
				default  => LossDecisions::undo( $loss, get_current_user_id() ),
			};
			if ( null === $reason ) {
				$done[] = $id;
			} else {
				$refused[] = array(
					'id'     => $id,
					'reason' => $reason,
				);
			}
		}
		if ( array() !== $done && 'keep' !== self::text( $request, 'decision' ) ) {
			$this->pass->work();
		}
		return array(
			'items'   => array_map( array( LossView::class, 'of' ), array_values( array_filter( array_map( array( LossTable::class, 'find' ), $done ) ) ) ),
			'refused' => $refused,
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array{mode: string, graceHours: int, mail: bool}
	 */
	private function save( \WP_REST_Request $request ): array {
		LossSettings::save( self::text( $request, 'mode' ), self::number( $request, 'graceHours', 0 ), true === $request->get_param( 'mail' ) );
		$this->pass->work();
		return LossSettings::read();
	}

	/** @param \WP_REST_Request<array<string, mixed>> $request The request. */
	private static function number( \WP_REST_Request $request, string $name, int $without ): int {
		$value = $request->get_param( $name );
		return is_numeric( $value ) ? (int) $value : $without;
	}

	/** @return array<string, mixed> */
	private static function number_arg( string $description, int $most ): array {
		return array(
			'description' => $description,
			'type'        => 'integer',
			'minimum'     => 1,
			'maximum'     => $most,
		);
	}
}

<?php
/**
 * /pairing: pair with a bridge, get a new secret, part. The secret is in no answer.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\LinkPoll;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairSite;
use SlotBridge\Outbox\Outbox;

final class PairingController extends Controller {

	public function __construct( private readonly Pairing $pairing, private readonly PairSite $story, private readonly Outbox $outbox ) {}

	public function register(): void {
		$this->route(
			'/pairing',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->pair( self::text( $request, 'bridgeUrl' ), self::text( $request, 'code' ) ),
			array(
				'bridgeUrl' => self::text_arg( 'Address of the bridge.', true, 500 ),
				'code'      => self::text_arg( 'One-time code that the bridge prints when it starts.', true, 100 ),
			)
		);
		$this->route( '/pairing', 'DELETE', array( self::MANAGE ), fn (): array => $this->unpair() );
		$this->route( '/pairing/secret', 'POST', array( self::MANAGE ), fn (): array => $this->rotate() );
	}

	/** @return array<string, mixed> */
	public function pair( string $bridge_url, string $code ): array {
		$warning = $this->story->pair( $bridge_url, $code );
		$this->outbox->release();
		delete_option( LinkPoll::OPTION ); // Another bridge knows other links: read them all anew.
		return $this->pairing->describe() + array( 'warning' => $warning );
	}

	/** @return array<string, mixed> */
	private function unpair(): array {
		$failure = $this->story->unpair();
		$warning = null === $failure ? null : sprintf(
			/* translators: %s: reason. */
			__( 'This site has forgotten the pairing, but the bridge could not be told: %s', 'slotbridge' ),
			$failure->getMessage()
		);
		return $this->pairing->describe() + array( 'warning' => $warning );
	}

	/** @return array<string, mixed> */
	private function rotate(): array {
		$this->story->rotate();
		return $this->pairing->describe();
	}
}

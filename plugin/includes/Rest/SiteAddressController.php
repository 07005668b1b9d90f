<?php
/**
 * POST /site-address: the owner says whether a site whose address has changed is the live one or a copy. And whether the site
 * can call itself, for Site Health.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\AnswerAddressChange;
use SlotBridge\Bridge\BridgeFailure;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\SiteGuard;
use SlotBridge\Settings\HealthOfSurroundings;

final class SiteAddressController extends Controller {

	public function __construct( private readonly Pairing $pairing, private readonly AnswerAddressChange $story ) {}

	public function register(): void {
		$this->route(
			'/site-address',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->answer( self::text( $request, 'answer' ) ),
			array(
				'answer' => array(
					'description' => 'What this site is.',
					'type'        => 'string',
					'enum'        => array( 'live', 'copy' ),
					'required'    => true,
				),
			)
		);
		$this->route( '/health/loopback', 'GET', array( 'view_site_health_checks' ), fn (): array => HealthOfSurroundings::test_loopback() );
	}

	/**
	 * @return array<string, mixed>
	 * @throws BridgeFailure When there is nothing to answer, or the bridge could not be told.
	 */
	private function answer( string $answer ): array {
		if ( ! SiteGuard::is_elsewhere() ) {
			throw new BridgeFailure( 'site_address_unchanged', __( 'This site is at the address where it was connected, so there is nothing to decide. Load the page again.', 'slotbridge' ), 409 );
		}
		$warning = null;
		if ( 'live' === $answer ) {
			$warning = $this->story->live();
		} else {
			$this->story->copy();
		}
		return array(
			'siteAddress' => SiteGuard::describe(),
			'pairing'     => $this->pairing->describe(),
			'warning'     => $warning,
		);
	}
}

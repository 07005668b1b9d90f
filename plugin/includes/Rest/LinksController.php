<?php
/**
 * /links/mend: the owner's word on a calendar or group that was deleted in HighLevel.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Bridge\AuditedCalls;
use SlotBridge\Bridge\BridgeAnswer;
use SlotBridge\Bridge\BridgeClient;

final class LinksController extends Controller {

	public function __construct( private readonly BridgeClient $client ) {}

	public function register(): void {
		$this->route(
			'/links/mend',
			'POST',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): BridgeAnswer => ( new AuditedCalls( $this->client ) )->mend_link( self::json_of( $request, array( 'subject', 'action', 'highLevelId' ) ) ),
			array(
				'subject'     => self::text_arg( 'Such as calendar/12.', true ),
				'action'      => array(
					'description' => 'Add it anew, or link it to another one that HighLevel has.',
					'type'        => 'string',
					'enum'        => array( 'recreate', 'link' ),
					'required'    => true,
				),
				'highLevelId' => self::text_arg( 'Its id in HighLevel, for link.', false, 64 ),
			)
		);
	}
}

<?php
/**
 * GET /audit: who changed which setting, newest first, for those who manage SlotBridge.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Rest;

use SlotBridge\Settings\Audit;
use SlotBridge\Settings\AuditTable;

final class AuditController extends Controller {

	public function __construct( private readonly AuditTable $table ) {}

	public function register(): void {
		$this->route(
			'/audit',
			'GET',
			array( self::MANAGE ),
			fn ( \WP_REST_Request $request ): array => $this->page( $request ),
			array(
				'what'   => self::text_arg( 'Only this kind of change; the beginning of its name, such as connection, is enough.', false, 60 ),
				'source' => array(
					'description' => 'Only changes that came this way.',
					'type'        => 'string',
					'enum'        => array_merge( array( '' ), Audit::SOURCES ),
				),
				'user'   => array(
					'description' => 'Only changes by this user; 0: by anybody.',
					'type'        => 'integer',
					'minimum'     => 0,
				),
				'q'      => self::text_arg( 'Words to search for.' ),
				'before' => array(
					'description' => '`next` of the page before.',
					'type'        => 'integer',
					'minimum'     => 0,
				),
				'limit'  => array(
					'type'    => 'integer',
					'minimum' => 1,
					'maximum' => 200,
					'default' => 50,
				),
			)
		);
	}

	/**
	 * @param \WP_REST_Request<array<string, mixed>> $request The request.
	 * @return array{items: list<array<string, mixed>>, next: int|null}
	 */
	private function page( \WP_REST_Request $request ): array {
		$limit = (int) self::text( $request, 'limit' );
		$items = $this->table->page(
			array(
				'what'   => self::text( $request, 'what' ),
				'source' => self::text( $request, 'source' ),
				'user'   => (int) self::text( $request, 'user' ),
				'q'      => self::text( $request, 'q' ),
				'before' => (int) self::text( $request, 'before' ),
			),
			$limit + 1 // One more tells whether there is a next page.
		);
		$shown = array_slice( $items, 0, $limit );
		return array(
			'items' => $shown,
			'next'  => count( $items ) > $limit ? $shown[ count( $shown ) - 1 ]['id'] : null,
		);
	}
}

<?php
/**
 * Base of the tests of triggers: the site counts as paired, nothing is switched on, and every row fits the bridge's schemas.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Triggers;

use Opis\JsonSchema\Errors\ErrorFormatter;
use Opis\JsonSchema\Validator;
use SlotBridge\Bridge\Pairing;
use SlotBridge\Bridge\PairingRecord;
use SlotBridge\Catalogue\TriggerTypes;
use SlotBridge\Tests\OutboxTestCase;
use SlotBridge\Triggers\Triggers;

abstract class TriggerTestCase extends OutboxTestCase {

	protected function setUp(): void {
		parent::setUp();
		delete_option( Triggers::OPTION );
		( new Pairing() )->store( new PairingRecord( 'http://127.0.0.1:9', 'site', 'bridge', 'secret', null, false ) );
	}

	protected function tearDown(): void {
		foreach ( $this->rows() as $row ) {
			$kind = explode( '/', $row->subject )[0];
			$data = json_decode( $row->payload );
			self::assertSame( TriggerTypes::find( $row->type )?->entity ?? $kind, $kind );
			self::assert_fits_schema( $data->entity, $kind );
			self::assertTrue( ! isset( $data->detail ) || $data->detail instanceof \stdClass, 'A detail is an object, or it is not there.' );
		}
		parent::tearDown();
	}

	protected function switch_on( string ...$types ): void {
		Triggers::change( array_fill_keys( $types, true ) );
	}

	/** @param mixed $entity A snapshot as json_decode() gives it. */
	protected static function assert_fits_schema( mixed $entity, string $name ): void {
		$validator = new Validator();
		$validator->setMaxErrors( 5 );
		$result = $validator->validate( $entity, self::schema( $name ) );
		$errors = $result->isValid() ? array() : ( new ErrorFormatter() )->format( $result->error() );
		self::assertSame( array(), $errors, (string) json_encode( $entity ) );
	}

	/** One of the bridge's files about events. */
	protected static function schema( string $name ): mixed {
		return json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . "/bridge/catalogue/events/$name.schema.json" ) );
	}
}

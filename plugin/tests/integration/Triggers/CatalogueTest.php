<?php
/**
 * The plugin's list of events and the bridge's are the same: types, words, and every field of every snapshot.
 *
 * @package SlotBridge
 */

namespace SlotBridge\Tests\Triggers;

use SlotBridge\AccessAlly\Recipes;
use SlotBridge\Catalogue\EventTypes;
use SlotBridge\Catalogue\TriggerType;
use SlotBridge\Catalogue\TriggerTypes;
use SlotBridge\Catalogue\TriggerWords;
use SlotBridge\Triggers\Snapshots;

final class CatalogueTest extends TriggerTestCase {

	public function test_both_sides_know_the_same_events_in_the_same_words(): void {
		[ 'entities' => $labels, 'types' => $types ] = self::catalogue();
		$theirs = array();
		$ours   = array();
		foreach ( $types as $type ) {
			$sentence = "{$labels[ $type['entity'] ]} \"%s\" {$type['title']}";

			$theirs[ $type['type'] ] = $type['coalesces'] ? array( $sentence, $type['removes'] ) : array( $sentence, $type['removes'], $type['entity'], $type['name'], $type['description'], $type['sends'], $type['about'], $type['note'], $type['recipe'] );
		}
		foreach ( EventTypes::titles() as $type => $sentence ) {
			$ours[ $type ] = array( $sentence, EventTypes::removes( $type ) );
		}
		foreach ( TriggerTypes::all() as $type => $trigger ) {
			$ours[ $type ] = array( $trigger->title, EventTypes::removes( $type ), $trigger->entity, $trigger->name, $trigger->description, $trigger->sends, $trigger->about, $trigger->note, $trigger->recipe );
		}
		ksort( $theirs );
		ksort( $ours );
		self::assertSame( $theirs, $ours );
	}

	public function test_both_sides_agree_which_events_coalesce_and_every_constant_is_a_type(): void {
		$coalesces = array_column( self::catalogue()['types'], 'coalesces', 'type' );
		foreach ( $coalesces as $type => $yes ) {
			self::assertSame( ! $yes, EventTypes::occurs( $type ), $type );
		}
		$constants = array_values( ( new \ReflectionClass( EventTypes::class ) )->getConstants( \ReflectionClassConstant::IS_PUBLIC ) );
		self::assertEqualsCanonicalizing( array_keys( $coalesces ), $constants );
	}

	public function test_what_is_let_through_is_what_the_schemas_list(): void {
		foreach ( Snapshots::FIELDS as $kind => $fields ) {
			$properties = (array) self::schema( $kind )->properties;
			self::assertEqualsCanonicalizing( array_keys( $properties ), array_keys( $fields ), $kind );
			foreach ( $fields as $field => $form ) {
				if ( is_int( $form ) ) {
					self::assertSame( $properties[ $field ]->maxLength, $form, "$kind $field" );
				}
			}
		}
		self::assertEqualsCanonicalizing( array_values( array_unique( array_map( static fn ( TriggerType $trigger ): string => $trigger->entity, TriggerTypes::all() ) ) ), array_keys( Snapshots::FIELDS ) );
	}

	public function test_there_are_words_for_every_key(): void {
		foreach ( TriggerTypes::all() as $type => $trigger ) {
			self::assertArrayHasKey( $trigger->family, TriggerWords::families(), $type );
			foreach ( $trigger->sends as $key ) {
				self::assertArrayHasKey( $key, TriggerWords::sends(), $type );
			}
			if ( null !== $trigger->note ) {
				self::assertArrayHasKey( $trigger->note, TriggerWords::notes(), $type );
			}
			if ( null !== $trigger->recipe ) {
				self::assertContains( $trigger->recipe, array_column( Recipes::all(), 'type' ), $type );
			}
		}
	}

	public function test_what_happened_is_told_in_one_sentence(): void {
		$tag = TriggerTypes::find( EventTypes::MEMBER_TAG_ADDED );
		self::assertSame( 'Member "Ana" got a tag: Gold', $tag?->told( 'Ana', array( 'tag' => array( 'name' => 'Gold' ) ) ) );
		self::assertSame( 'Member "100%" got a tag', $tag?->told( '100%', array( 'tag' => 'odd' ) ) );
	}

	/** @return array{entities: array<string, string>, types: list<array<string, mixed>>} */
	private static function catalogue(): array {
		return json_decode( (string) file_get_contents( dirname( __DIR__, 4 ) . '/bridge/catalogue/events/event-types.json' ), true );
	}
}
